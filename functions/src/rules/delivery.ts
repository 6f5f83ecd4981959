import type { Notice, NoticeReason, NoticeState } from './notice';
import { firstDue, waitingEnds } from './waiting';

/**
 * The legal moves of a notice. `delivered`, `undelivered`, `failed`, `withdrawn` and `suppressed` are final. A provider's
 * callback may settle what we don't know (`sending`, `unknown`) and even what we took for not sent (`pending`):
 * believing it prevents sending twice. `unknown` goes back to `pending` only on proof that nothing has left (`look-up`).
 */
const moves: Readonly<Record<NoticeState, readonly NoticeState[]>> = {
  pending: ['sending', 'accepted', 'delivered', 'undelivered', 'failed', 'withdrawn', 'suppressed'],
  sending: ['pending', 'accepted', 'delivered', 'undelivered', 'failed', 'unknown'],
  accepted: ['delivered', 'undelivered'],
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

/** What a sender reports. */
export type SendOutcome =
  /** The provider has taken it over; it is not delivered yet. */
  | { readonly outcome: 'accepted'; readonly providerId: string; readonly segments?: number }
  /** Certainly not sent; worth another try. */
  | { readonly outcome: 'passing'; readonly code: string; readonly retryAfterSeconds?: number }
  /** Will never work. */
  | {
      readonly outcome: 'permanent';
      readonly code: string;
      readonly reason: 'bad-number' | 'opted-out' | 'refused';
    }
  /** It may have left: never sent again blindly. */
  | { readonly outcome: 'unknown'; readonly code: string };

/** Longer than a sender's own time-outs together; seconds of machine time. */
export const leaseSeconds = 300;
const firstDelaySeconds = 30;
const longestDelaySeconds = 3600;
/**
 * Doubling from half a minute to an hour, thirty tries fill about a day. Where the channel is left alone or the provider
 * wishes longer pauses there are fewer, and it is its age (`waiting`) that ends a notice's tries; where a clock is set
 * back, it is their number.
 */
export const maxAttempts = 30;

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
 * Seconds until the next try: doubling up to an hour, of which a random half is taken away so that notices which
 * failed together don't return together. A provider's own wish is obeyed where it is longer.
 */
export function delaySeconds(attempt: number, random: number, retryAfterSeconds = 0): number {
  const whole = Math.min(firstDelaySeconds * 2 ** (attempt - 1), longestDelaySeconds);
  return Math.max(whole * (1 - random / 2), retryAfterSeconds);
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
  switch (result.outcome) {
    case 'accepted':
      return {
        ...accepted(notice, result.providerId, now),
        state: 'accepted',
        // Some answers say 0 for not counted yet.
        ...(result.segments !== undefined && result.segments > 0 ? { segments: result.segments } : {}),
      };
    case 'passing': {
      if (attempt >= maxAttempts) return ended('failed', 'gave-up', result.code, now);
      return triedAgain(notice, attempt, result, Date.parse(now), random);
    }
    case 'permanent':
      return ended('failed', result.reason, result.code, now);
    case 'unknown':
      return notice.state === 'sending' ? unknown(notice, 'no-answer', result.code, now) : undefined;
  }
}

/**
 * After its first try a notice fails with the one that comes too late, or when the provider wishes to be asked again
 * too late; the last try is made just when its time is over.
 */
function triedAgain(
  notice: Notice,
  attempt: number,
  { code, retryAfterSeconds = 0 }: Extract<SendOutcome, { outcome: 'passing' }>,
  now: number,
  random: number,
): NonNullable<NoticeChange> {
  const limit = waitingEnds(notice);
  const wished = now + retryAfterSeconds * 1000;
  if (attempt > 1 && wished >= limit.at)
    return ended('failed', limit.reason, code, new Date(now).toISOString());
  const own = now + delaySeconds(attempt, random) * 1000;
  const dueAt = Math.max(wished, limit.at > now ? Math.min(own, limit.at) : own);
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
  if (!mayMove(notice.state, report.state)) return undefined;
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
