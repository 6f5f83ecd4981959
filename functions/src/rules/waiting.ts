import type { Notice, NoticeReason } from './notice';

/** Hours of business time for which a notice waits for its provider where the other channel can go in its place. */
const hoursBeforeOther = 2;
/** Hours after which the news is old: nothing is sent any more, and a clerk phones. */
const mostHours = 24;
const hourMs = 3_600_000;

/**
 * Since when a notice has been waiting to leave (UTC). `dueAt` moves with every try that fails and every night; only
 * what moves it notes what it was at first, so that a notice which leaves at once costs no other field. The earlier of
 * the two, because the workbench's clock can be set back between them.
 */
export function firstDue({ dueAt, firstDueAt }: Pick<Notice, 'dueAt' | 'firstDueAt'>): string {
  return firstDueAt !== undefined && firstDueAt < dueAt ? firstDueAt : dueAt;
}

/** Until when it may be tried (milliseconds since the epoch), and why it fails afterwards. */
export function waitingEnds(notice: Notice): { readonly at: number; readonly reason: NoticeReason } {
  const since = Date.parse(firstDue(notice));
  return notice.instead
    ? { at: since + hoursBeforeOther * hourMs, reason: 'provider-down' }
    : { at: since + mostHours * hourMs, reason: 'gave-up' };
}

/**
 * What becomes of a notice that may not even be tried: it fails when it has waited long enough, and the other channel
 * follows or a clerk phones. Only while it is pending, which means that it has certainly not left. A clock that is set back
 * makes it younger, no more; one that is wound on ages it only where its provider keeps it from leaving, so that what
 * fell due while nobody looked is tried first.
 * @param provider `down`: or it takes no more today; `resting`: it is there and was asked too often, so that the other channel need not go in its place yet
 */
export function afterWaiting(
  notice: Notice,
  provider: 'down' | 'resting',
  now: string,
): Partial<Notice> | undefined {
  if (notice.state !== 'pending') return undefined;
  const limit = provider === 'down' ? waitingEnds(notice) : waitingEnds(withoutInstead(notice));
  if (Date.parse(now) < limit.at) return undefined;
  const { code } = notice;
  return {
    state: 'failed',
    reason: limit.reason,
    settledAt: now,
    ...(code === undefined ? {} : { code }),
  };
}

function withoutInstead({ instead: _instead, ...notice }: Notice): Notice {
  return notice;
}
