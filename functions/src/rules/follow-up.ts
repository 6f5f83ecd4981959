import type { Notice } from './notice';
import type { Comparison } from './notices-corrected';
import { permittedAt } from './permitted-at';
import type { Settings } from './settings';

/** Long enough for a clerk to type the driver, the phone and the time of arrival: one correction tells them all. */
const correctionWaitMinutes = 10;
/** Each edit makes it wait anew, but whoever was told something wrong has it corrected within the hour. */
const longestCorrectionWaitMinutes = 60;
const minuteMs = 60_000;

/**
 * What is wanted, as it is to be worded, as the notice that follows an earlier one: after a wait. `untold`: nothing that
 * was sent of that event can have arrived, so that there is nothing to wait for but the morning.
 * @param open what follows it already and has not left, which this replaces in place
 */
export function followUp(
  wanted: Notice,
  comparison: Comparison | 'untold',
  earlier: Notice,
  open: Notice | undefined,
  { by, now, settings }: { readonly by: string; readonly now: string; readonly settings: Settings },
): Notice {
  const createdAt = open?.state === 'pending' ? open.createdAt : now;
  const follows = open?.follows ?? { id: earlier.id, why: 'correction', by };
  const waited = comparison === 'untold' ? now : waitedFor(createdAt, now);
  const dueAt = permittedAt(wanted, waited, settings);
  const isHeldUp = open?.state === 'pending' && (follows.why === 'resend' || open.dueAt > dueAt);
  return {
    ...wanted,
    createdAt,
    follows,
    ...(isHeldUp ? dueAsIs(open) : { dueAt }),
  };
}

/** Business time (UTC). */
function waitedFor(createdAt: string, now: string): string {
  const waited = Math.min(
    Date.parse(now) + correctionWaitMinutes * minuteMs,
    Date.parse(createdAt) + longestCorrectionWaitMinutes * minuteMs,
  );
  return new Date(waited).toISOString();
}

/** Of what takes the place of one that waits: when that was stored, and is due. */
export function timesOf(waiting: Notice | undefined): Partial<Notice> {
  if (!waiting) return {};
  const { createdAt, state } = waiting;
  return state === 'pending' ? { createdAt, ...dueAsIs(waiting) } : { createdAt };
}

/** Its age is counted on: what is written anew waits no longer for that. */
function dueAsIs({ dueAt, firstDueAt }: Notice): Partial<Notice> {
  return { dueAt, ...(firstDueAt === undefined ? {} : { firstDueAt }) };
}
