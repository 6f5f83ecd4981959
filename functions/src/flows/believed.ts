import type { Clock } from '../ports';

/**
 * What `ask` answers, believed for so long in machine time, so that many ask once. Whoever comes while it is being asked
 * waits for the same answer; where there was none, the next one asks anew. `reload` asks in any case.
 */
export function believed<T>(
  clock: Pick<Clock, 'machine'>,
  milliseconds: number,
  ask: () => Promise<T>,
): { readonly current: () => Promise<T>; readonly reload: () => Promise<T> } {
  let known: { readonly at: number; readonly answer: Promise<T> } | undefined;
  const reload = (): Promise<T> => {
    const asked = { at: clock.machine().getTime(), answer: ask() };
    known = asked;
    asked.answer.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked.answer;
  };
  const current = (): Promise<T> =>
    known && clock.machine().getTime() - known.at < milliseconds ? known.answer : reload();
  return { current, reload };
}
