/**
 * For work that takes all there is when it begins, and so need not be done once per call. One call works and one waits,
 * to begin as soon as that has ended, well or badly; while one waits, every further call is answered `undefined` at once.
 * Nothing is missed: the one that waits begins after them, and finds all that was there when they came. Whoever is
 * answered so relies on it; its own caller sees it fail.
 *
 * Work is waited for no longer than `patienceMs` of real time, so that one call that hangs does not stop all that come
 * after it. Two may then be at work at once.
 */
export function oneAtATime<T>(work: () => Promise<T>, patienceMs: number): () => Promise<T | undefined> {
  let atWork: Promise<unknown> = Promise.resolve();
  let oneWaits = false;
  return async () => {
    if (oneWaits) return undefined;
    oneWaits = true;
    await endOf(atWork, patienceMs);
    oneWaits = false;
    const result = work();
    atWork = result;
    return result;
  };
}

function endOf(work: Promise<unknown>, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    const ended = (): void => {
      clearTimeout(timer);
      resolve();
    };
    work.then(ended, ended);
  });
}
