import { randomInt } from 'node:crypto';
import { deliverNotices } from '../flows/deliver-notices';
import { forms } from '../forms';
import { log } from '../log';
import type { WiredServices } from '../ports';
import { answering } from './http-entry';
import { oneAtATime } from './one-at-a-time';

/** Longer than `budgetMs`, so that it runs out only where a run hangs or its last messages are slow. */
const patienceMs = 90_000;

/**
 * Sweeps the outbox. Called by an event for every notice that is created, for speed, and every minute by the schedule,
 * for safety: what is due later, to be tried again, or was left behind has no event, and an event may get lost. Both are
 * answered alike. The event is a wake-up only and its body is not read, so that a call may come late, twice or made up
 * without doing harm. Deployed without public access.
 *
 * A paste of 500 rows creates some 1,000 notices within seconds, and an event for each. The one instance that there may
 * be takes many calls, but has one run at work and one that waits for its end; all others are answered 204 at once. A
 * notice is stored before its event comes, so the run that waits will find it, though the one at work had asked for its
 * page already. A storm costs runs one after another, which mostly do the work there is, and a few reads for each that
 * finds none; they don't overlap, unless one hangs. When the run that waits fails or its instance dies, its caller gets no
 * 2xx and calls again; those who were answered don't, but their notices are still pending: the next minute's run takes them.
 */
export function deliverEntry(wired: () => WiredServices) {
  const random = () => randomInt(1_000_000) / 1_000_000;
  const run = async () => {
    const { current } = wired();
    const count = await deliverNotices(await current(), forms, {
      current,
      limit: 200,
      concurrency: 16,
      // So that a long queue leaves at the configured rate: the schedule's next run begins when this one ends.
      budgetMs: 58_000,
      random,
    });
    const { failed, unknown, retrying } = count;
    if (failed + unknown + retrying > 0) log('WARNING', 'notices not sent', { failed, unknown, retrying });
    return count;
  };
  return answering('deliver', wired, oneAtATime(run, patienceMs));
}
