import type { Notice, NoticeReason, NoticeState } from './notice';
import { longestWishSeconds } from './rest';
import type { SendOutcome } from './send-outcome';
import { isSpent } from './spent-ids';
import { firstDue, waitingEnds } from './waiting';

/**
 * The legal moves of a notice. `delivered`, `undelivered`, `failed`, `withdrawn` and `suppressed` are final. A provider's
 * callback may settle what we don't know (`sending`, `unknown`) and even what we took for not sent (`pending`):
 * believing it prevents sending twice. `unknown` goes back to `pending` only on proof that nothing has left (`look-up`),
 * `accepted` on the provider's word that nothing has (`not-sent`).
 */
const moves: Readonly<Record<NoticeState, readonly NoticeState[]>> = {
  pending: ['sending', 'accepted', 'delivered', 'undelivered', 'failed', 'withdrawn', 'suppressed'],
  sending: ['pending', 'accepted', 'delivered', 'undelivered', 'failed', 'unknown'],
  accepted: ['pending', 'delivered', 'undelivered', 'failed'],
  unknown: ['pending', 'accepted', 'delivered', 'undelivered', 'failed'],
  delivered: [],
  undelivered: [],
  failed: [],
  withdrawn: [],
  suppressed: [],
};

export function mayMove(from: NoticeState, to: NoticeState): boolean {
  return moves[from].includes(to);
}

/** Fields of a notice that change together; undefined where nothing may change. */
export type NoticeChange = Partial<Notice> | undefined;

/** Longer than a sender's own time-outs together; seconds of machine time. */
export const leaseSeconds = 300;
const firstDelaySeconds = 30;
const longestDelaySeconds = 3600;
/** @param claim random: whoever finds it in the stored notice has won */
export function claimed(notice: Notice, machineNow: Date, claim: string): NonNullable<NoticeChange> {
  return {
    state: 'sending',
    claim,
    attempts: notice.attempts + 1,
    leaseUntil: new Date(machineNow.getTime() + leaseSeconds * 1000).toISOString(),
  };
}

/**
 * Seconds until the next try: doubling from half a minute to an hour, of which a random half is taken away so that
 * notices which failed together don't return together.
 */
export function delaySeconds(attempt: number, random: number): number {
  return Math.min(firstDelaySeconds * 2 ** (attempt - 1), longestDelaySeconds) * (1 - random / 2);
}

/**
 * What the result of claim number `attempt` makes of the notice. A result that comes late, when the lease has expired
 * or a callback has told already, only adds what isn't known yet; one of another claim changes nothing. That the
 * provider has accepted is believed even where we had taken it for not sent.
 * @param now business time (UTC)
 * @param random from 0 to 1
 */
export function afterSending(
  notice: Notice,
  attempt: number,
  result: SendOutcome,
  now: string,
  random: number,
): NoticeChange {
  const open =
    notice.state === 'sending' ||
    notice.state === 'unknown' ||
    (notice.state === 'pending' && result.outcome === 'accepted');
  if (notice.attempts !== attempt || !open) return undefined;
  if (result.outcome === 'accepted' && isSpent(notice, result.providerId)) return undefined;
  switch (result.outcome) {
    case 'accepted':
      return {
        ...accepted(notice, result.providerId, now),
        state: 'accepted',
        // Some answers say 0 for not counted yet.
        ...(result.segments !== undefined && result.segments > 0 ? { segments: result.segments } : {}),
      };
    case 'passing':
      return triedAgain(notice, attempt, result, Date.parse(now), random);
    case 'permanent':
      return ended('failed', result.reason, result.code, now);
    case 'unknown':
      return notice.state === 'sending' ? unknown(notice, 'no-answer', result.code, now) : undefined;
  }
}

/**
 * Its age alone ends a notice's tries (`waiting`), however many there were: it fails with the one that comes too late, or
 * when the provider wishes to be asked again too late; the last try is made just when its time is over.
 */
export function triedAgain(
  notice: Notice,
  attempt: number,
  {
    code,
    retryAfterSeconds = 0,
  }: Pick<Extract<SendOutcome, { outcome: 'passing' }>, 'code' | 'retryAfterSeconds'>,
  now: number,
  random: number,
): NonNullable<NoticeChange> {
  const limit = waitingEnds(notice);
  const wished = now + Math.min(retryAfterSeconds, longestWishSeconds) * 1000;
  if (wished >= limit.at) return ended('failed', limit.reason, code, new Date(now).toISOString());
  const own = now + delaySeconds(attempt, random) * 1000;
  const dueAt = Math.max(wished, Math.min(own, limit.at));
  return {
    state: 'pending',
    reason: 'passing',
    code,
    dueAt: new Date(dueAt).toISOString(),
    firstDueAt: firstDue(notice),
  };
}

/**
 * Whoever claimed the notice has died, or takes longer than any sender may. Between the claim and the outcome the
 * message may have left, and neither an SMS nor an email can be taken back or recognised as the same by the provider.
 * So it is not sent again blindly, even though it may have died just before sending: a callback settles it, of an SMS a
 * look-up, or a person.
 */
export function afterExpiredLease(notice: Notice, machineNow: Date, now: string): NoticeChange {
  if (notice.state !== 'sending' || Date.parse(notice.leaseUntil ?? '') > machineNow.getTime())
    return undefined;
  return unknown(notice, 'lease-expired', undefined, now);
}

/** What the provider says became of a message. */
export type DeliveryReport = {
  readonly providerId: string;
  readonly state: 'accepted' | 'delivered' | 'undelivered';
  /** Of an undelivered one, where it is known. */
  readonly reason?: 'opted-out';
  readonly code?: string;
};

/** Reports may come twice, late and in any order: they only move forward, and never away from a final state. */
export function afterReport(notice: Notice, report: DeliveryReport, now: string): NoticeChange {
  if (!mayMove(notice.state, report.state) || isSpent(notice, report.providerId)) return undefined;
  if (notice.providerId !== undefined && notice.providerId !== report.providerId) return undefined;
  if (report.state === 'undelivered') {
    return {
      ...ended('undelivered', report.reason ?? 'not-delivered', report.code, now),
      providerId: report.providerId,
      fillPending: false,
    };
  }
  return {
    ...(notice.acceptedAt === undefined ? accepted(notice, report.providerId, now) : {}),
    state: report.state,
    ...(report.state === 'delivered' ? { settledAt: now } : {}),
  };
}

function accepted(notice: Notice, providerId: string, now: string): Partial<Notice> {
  return { providerId, acceptedAt: now, ...(notice.fills === undefined ? {} : { fillPending: true }) };
}

/** An SMS is looked up in the provider's list as soon as nobody can be sending it any more; SMTP keeps no such list. */
function unknown(
  notice: Notice,
  reason: NoticeReason,
  code: string | undefined,
  now: string,
): Partial<Notice> {
  const { channel, leaseUntil } = notice;
  return {
    ...ended('unknown', reason, code, now),
    ...(channel === 'sms' && leaseUntil !== undefined ? { leaseUntil, lookUpAt: leaseUntil } : {}),
  };
}

function ended(
  state: 'failed' | 'unknown' | 'undelivered',
  reason: NoticeReason,
  code: string | undefined,
  now: string,
): Partial<Notice> {
  return { state, reason, settledAt: now, ...(code === undefined ? {} : { code }) };
}
