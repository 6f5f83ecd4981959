import { leaseSeconds, type NoticeChange } from './delivery';
import type { Notice } from './notice';
import { firstDue, waitingEnds } from './waiting';

/** Seconds of machine time between look-ups; the first comes when the lease is over. */
const betweenSeconds = 300;
/** An absence counts only so long after the claim: more than a lease and a slow provider together. */
const countsAfterSeconds = 600;
const agreeing = 3;
const longestSeconds = 24 * 3600;

/**
 * An accepted SMS of which nothing was heard for so long is looked up by its id: its callbacks may have been lost, or
 * go to a wrong address. By then the provider has sent it or dropped it (`sms-validity`).
 */
const acceptedAfterSeconds = 5 * 3600;
/** Then again after twice as long each, three days in all: as long as networks take to report. */
const acceptedLookUps = 4;

/** A change by which an SMS becomes accepted, with its look-up; the callback that settles it takes that away. */
export function withLookUp(before: Notice, change: Partial<Notice>, machineNow: Date): Partial<Notice> {
  const isNews = before.channel === 'sms' && before.state !== 'accepted' && change.state === 'accepted';
  return isNews ? { ...change, lookUpAt: after(machineNow, acceptedAfterSeconds) } : change;
}

/**
 * What becomes of an accepted SMS about which the provider, asked by its id, had no news, or gave no answer. At last it
 * stays accepted: many networks never report. A look-up that comes before its time changes nothing.
 */
export function afterNoNews({ state, lookUpAt, lookUps = 0 }: Notice, machineNow: Date): NoticeChange {
  if (state !== 'accepted' || lookUpAt === undefined) return undefined;
  if (Date.parse(lookUpAt) > machineNow.getTime()) return undefined;
  const done = lookUps + 1;
  return done < acceptedLookUps
    ? { lookUps: done, lookUpAt: after(machineNow, acceptedAfterSeconds * 2 ** done) }
    : {};
}

function after(time: Date, seconds: number): string {
  return new Date(time.getTime() + seconds * 1000).toISOString();
}

/**
 * What a look-up in the provider's list makes of an unknown SMS, when the list does not show it.
 *
 * Three lists, minutes apart, that agree are taken as proof that nothing has left, so that it is sent again: the lease
 * has been over for five minutes, whoever held it begins no request in its second half, and the request itself gives up
 * after seconds, so nobody is sending any more; and a message stands in the provider's list from the moment it is taken,
 * whether it leaves at once or waits there for hours. What it rests on: the lists were whole, and no process stood
 * frozen between its last look at the clock and its first byte, and woke up later.
 *
 * Until then it is looked up again, for a day; after that it is left to a person. A look-up that comes before its time
 * (two runs at once) changes nothing.
 * @param saw `unclear`: no answer, or a list that may lack something
 * @param now business time (UTC)
 */
export function afterLookUp(
  notice: Notice,
  saw: 'absent' | 'unclear',
  machineNow: Date,
  now: string,
): NoticeChange {
  const { state, reason, code, leaseUntil, lookUpAt } = notice;
  if (state !== 'unknown' || leaseUntil === undefined || lookUpAt === undefined) return undefined;
  const machine = machineNow.getTime();
  if (Date.parse(lookUpAt) > machine) return undefined;
  const seconds = (machine - Date.parse(leaseUntil)) / 1000 + leaseSeconds;
  const absences = (notice.absences ?? 0) + (saw === 'absent' && seconds >= countsAfterSeconds ? 1 : 0);
  if (absences >= agreeing) {
    const limit = waitingEnds(notice);
    return Date.parse(now) >= limit.at
      ? { state: 'failed', reason: limit.reason, code: 'not-sent', settledAt: now }
      : { state: 'pending', reason: 'passing', code: 'not-sent', dueAt: now, firstDueAt: firstDue(notice) };
  }
  return {
    reason,
    ...(code === undefined ? {} : { code }),
    leaseUntil,
    ...(seconds < longestSeconds ? { lookUpAt: after(machineNow, betweenSeconds), absences } : {}),
  };
}
