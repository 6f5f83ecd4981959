import type { Slots } from './next-notice';
import { channels, type Notice, otherChannel } from './notice';
import { type Chain, insteadId, isLost, lastTold, noticeSlot, occasionId } from './notice-chain';
import type { Comparison } from './notices-corrected';
import { sameAddress } from './same-address';
import { onOther } from './told-instead';

/**
 * Whose SMS did not arrive, and who got an email in its place or of one before it, is told by email what there is still
 * to be told: as long as nobody has corrected the number. So is, by SMS, whose email did not arrive.
 */
export function insteadGoesOn(slots: Slots): Slots {
  const from = channels.find((channel) => {
    const { wanted, chain } = slots[channel];
    const other = slots[otherChannel[channel]];
    const lost = chain.at(-1);
    const isStill = wanted && lost && isLost(lost) && sameAddress(lost.to, wanted.to);
    const instead = chain.map(insteadId);
    return isStill && !other.wanted && other.chain.some(({ id }) => instead.includes(id));
  });
  const wanted = from && slots[from].wanted;
  if (!from || !wanted) return slots;
  const to = otherChannel[from];
  return { ...slots, [to]: { ...slots[to], wanted: insteadOf(wanted) } };
}

/** What does not arrive either is followed by nothing that says what the other channel has said. */
export function withoutToldInstead(
  notice: Notice,
  others: Chain,
  compare: (told: Notice, wanted: Notice) => Comparison,
): Notice {
  const instead = insteadOf(notice);
  const told = instead && lastTold(others, instead.to);
  if (!told || compare(told, instead) !== 'same') return notice;
  return withoutInstead(notice);
}

export function withoutInstead({ instead: _instead, ...notice }: Notice): Notice {
  return notice;
}

/** What a notice would be followed by on the other channel, as a notice of its own. */
export function insteadOf(notice: Notice): Notice | undefined {
  const { instead, subject: _subject, ...rest } = notice;
  if (!instead) return undefined;
  const id = occasionId(noticeSlot({ ...notice, channel: otherChannel[notice.channel] }), 1);
  return { ...rest, id, ...onOther(notice, instead) };
}
