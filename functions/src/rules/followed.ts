import type { NoticeChange } from './delivery';
import type { Notice } from './notice';

/**
 * What becomes of a notice that another one follows already: instead of waiting for another try it has failed, because
 * what it says is told by the other one, and must not come after it. What else was learned of it holds, such as that
 * its message never left and is spent.
 * @param now business time (UTC)
 */
export function notTriedAgain(notice: Notice, change: NoticeChange, now: string): NoticeChange {
  if (notice.followedBy === undefined || change?.state !== 'pending') return change;
  const { dueAt: _dueAt, firstDueAt: _firstDueAt, ...known } = change;
  return { ...known, state: 'failed', reason: 'gave-up', settledAt: now };
}
