import type { NoticeChange } from './delivery';
import type { Notice } from './notice';

/**
 * What becomes of a notice that another one follows already: instead of waiting for another try it has failed, because
 * what it says is told by the other one, and must not come after it.
 * @param now business time (UTC)
 */
export function notTriedAgain(notice: Notice, change: NoticeChange, now: string): NoticeChange {
  if (notice.followedBy === undefined || change?.state !== 'pending') return change;
  const { code } = change;
  return { state: 'failed', reason: 'gave-up', settledAt: now, ...(code === undefined ? {} : { code }) };
}
