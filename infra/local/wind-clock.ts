import type { WindableClock } from './business-clock';

const halfHourMs = 30 * 60_000;
/** So that winding on by a month takes no longer than by two days. */
const mostSteps = 96;

/**
 * Winds business time to `to`. On the way onwards it stops at half hours, where reminders are due, and lets happen what
 * then happens, so that an alarm comes on the morning it belongs to and not with everything else at the end.
 */
export async function windClock(clock: WindableClock, to: Date, happen: () => Promise<void>): Promise<void> {
  const end = to.getTime();
  const start = clock.business().getTime();
  const step = halfHourMs * Math.max(1, Math.ceil((end - start) / halfHourMs / mostSteps));
  for (let at = Math.floor(start / step + 1) * step; at < end; at += step) {
    clock.set(new Date(at));
    await happen();
  }
  clock.set(to);
}
