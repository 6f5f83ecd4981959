import { mayMove, type NoticeChange } from './delivery';
import type { Notice } from './notice';
import { noticeCost } from './notice-cost';
import type { Settings } from './settings';

/**
 * Of an SMS nobody knows whether it has left, and its recipient answers it: so it has arrived. It counts as told from now
 * on, for when it came nobody knows. One that is being sent at this moment is left to whoever sends it.
 * @param now business time (UTC)
 */
export function afterAnswer(
  notice: Notice,
  now: string,
  settings: Pick<Settings, 'smsPrices'>,
): NoticeChange {
  if (notice.state !== 'unknown' || !mayMove(notice.state, 'delivered')) return undefined;
  return {
    state: 'delivered',
    acceptedAt: now,
    settledAt: now,
    ...(notice.fills === undefined ? {} : { fillPending: true }),
    ...(notice.cost === undefined ? noticeCost(notice, settings) : {}),
  };
}
