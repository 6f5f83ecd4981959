import type { Clock } from '../../functions/src/ports';

/** A fixed working morning, so that every fresh start shows the same: Monday 16 March 2026, 09:00 in Shanghai. */
export const workingMorning = new Date('2026-03-16T01:00:00.000Z');

export type WindableClock = Clock & {
  readonly set: (to: Date) => void;
  readonly onChange: (listener: (now: Date) => void) => () => void;
};

/** Business time runs as fast as the machine's, from wherever it was set to; it can be wound on and back. */
export function createBusinessClock(start: Date): WindableClock {
  const machine = () => new Date();
  let offset = start.getTime() - machine().getTime();
  const listeners = new Set<(now: Date) => void>();
  const business = () => new Date(machine().getTime() + offset);
  const tell = () => {
    for (const listener of listeners) listener(business());
  };
  setInterval(tell, 30_000).unref();
  return {
    business,
    machine,
    set: (to) => {
      offset = to.getTime() - machine().getTime();
      tell();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
