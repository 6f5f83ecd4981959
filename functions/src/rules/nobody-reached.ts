import type { Notice, NoticeState } from './notice';
import { inPlaceOfId, isLost } from './notice-chain';
import { isTakenBack } from './spent-ids';

/** How long after what is under way was due it is asked anew what became of it. */
const askedAgainMs = 10 * 60_000;

/**
 * What a notice becomes, with the note that its blank must be looked at where it did not get through after the provider
 * had taken it over, or where it came after one that did not. Of others the blank is still as it was; where one of
 * the same occasion has filled it and is lost, that one bears the note.
 */
export function withBlankInDoubt(before: Notice, change: Partial<Notice>, now: string): Partial<Notice> {
  const after = { ...before, ...change };
  const comesAfter = after.follows !== undefined || inPlaceOfId(after.id) !== undefined;
  const isInDoubt = after.fills !== undefined && (after.acceptedAt !== undefined || comesAfter);
  return isInDoubt && (isLost(after) || isTakenBack(before, change)) ? { ...change, unfillAt: now } : change;
}

const told: readonly NoticeState[] = ['accepted', 'delivered'];
const underWay: readonly NoticeState[] = ['pending', 'sending'];

export type Reached =
  | { readonly kind: 'somebody' }
  /** Not known yet; ask again at that business time (UTC). */
  | { readonly kind: 'asked-again'; readonly at: string }
  | { readonly kind: 'nobody' };

/**
 * Whether these notices, all that were made to fill one blank, have told its recipient. One of which nobody knows
 * whether it has left has told nobody: it did not fill the blank either, and does should it turn out to have left. So
 * does one that is to be sent again because the provider had taken it over and never sent it: it is not waited for.
 * "When a notice fails for good, the blank stays open and the clerk phones."
 */
export function reachedBy(notices: readonly Notice[], now: string): Reached {
  if (notices.some(({ state }) => told.includes(state))) return { kind: 'somebody' };
  const waiting = notices.filter(
    ({ state, spent }) => underWay.includes(state) && !(state === 'pending' && spent !== undefined),
  );
  if (waiting.length === 0) return { kind: 'nobody' };
  const latest = Math.max(Date.parse(now), ...waiting.map(({ dueAt }) => Date.parse(dueAt)));
  return { kind: 'asked-again', at: new Date(latest + askedAgainMs).toISOString() };
}
