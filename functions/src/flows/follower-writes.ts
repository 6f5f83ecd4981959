import type { Read, Write } from '../ports';
import type { Sender } from '../rules/company-name';
import { asPlainCorrection, withoutCorrection } from '../rules/correction-texts';
import type { Notice } from '../rules/notice';
import { isLost } from '../rules/notice-chain';
import { saysOther } from '../rules/said-values';
import { readable } from './notice-chains';

/**
 * What it means for the notice that follows, and has not left yet, that the earlier one has become what it now is, as
 * writes of the transaction that says so. One that was to be sent again has arrived after all, or is under way: it is
 * not, unless it says by now what the earlier one did not. One that was to be corrected has never arrived: its recipient
 * is told plainly, for there is nothing to correct; or, where something came before, without what has changed since the
 * one that never arrived. A follower that can't be read is left alone.
 */
export async function followerWrites(earlier: Notice, read: Read, sender: Sender): Promise<Write[]> {
  const { id, followedBy, follows, state } = earlier;
  if (followedBy === undefined) return [];
  const [document] = await read([`notices/${followedBy}`]);
  const follower = document && readable(document);
  if (follower?.state !== 'pending' || follower.follows?.id !== id) return [];
  const path = `notices/${followedBy}` as const;
  const { why } = follower.follows;
  if (why === 'resend' && (state === 'delivered' || state === 'accepted')) {
    if (saysOther(earlier, follower)) return [];
    return [
      { kind: 'update', path, data: { state: 'withdrawn', showPending: true }, remove: ['reason', 'code'] },
      { kind: 'update', path: `notices/${id}`, data: { showPending: true }, remove: ['followedBy'] },
    ];
  }
  if (!isLost(earlier) || why !== 'correction') return [];
  // What came before a correction may have told them something else.
  const reworded = (follows ? asPlainCorrection : withoutCorrection)(follower, sender);
  const { subject, text, segments, instead } = reworded;
  if (text === follower.text) return [];
  const data = {
    text,
    segments,
    ...(subject === undefined ? {} : { subject }),
    ...(instead ? { instead } : {}),
  };
  return [{ kind: 'update', path, data }];
}
