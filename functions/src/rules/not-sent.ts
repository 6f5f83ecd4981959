import { leaseSeconds, type NoticeChange, triedAgain } from './delivery';
import type { Notice } from './notice';
import { isSpent } from './spent-ids';

/**
 * What becomes of a notice of which the provider says, after it had taken it over, that it never left, for a reason that
 * passes (`twilio-codes`): it is tried again like one that was refused at once, as long as it is not too old. The message's
 * id is spent, so that reports which come again, or late, change nothing, and neither does the answer to the request,
 * should that be slower than the report.
 * @param now business time (UTC)
 */
export function afterNotSent(
  notice: Notice,
  { providerId, code }: { readonly providerId: string; readonly code: string },
  now: string,
): NoticeChange {
  const { state, attempts, dueAt } = notice;
  if (isSpent(notice, providerId)) return undefined;
  if (notice.providerId !== undefined && notice.providerId !== providerId) return undefined;
  const spent = [...(notice.spent ?? []), providerId];
  // We had taken it for not sent already: it is to be sent when it is due.
  if (state === 'pending') return { state, reason: 'passing', code, dueAt, spent };
  if (state !== 'sending' && state !== 'unknown' && state !== 'accepted') return undefined;
  const again = triedAgain(notice, Math.max(attempts, 1), { code }, Date.parse(now), 0);
  const change = { ...again, spent, fillPending: false };
  if (again.state !== 'pending' || state === 'accepted') return change;
  // Whoever had claimed it may still be at work, and must have ended before the next one begins.
  const free = new Date(Date.parse(now) + leaseSeconds * 1000).toISOString();
  return free > (again.dueAt ?? '') ? { ...change, dueAt: free } : change;
}
