import { z } from 'zod';
import { asCorrection } from './correction-texts';
import { timesOf } from './follow-up';
import { withoutInstead } from './instead-goes-on';
import type { Situation, Slot, SlotChange, Slots } from './next-notice';
import { channels, type Notice } from './notice';
import {
  inPlaceOfId,
  insteadId,
  isUnsent,
  mayHaveLeft,
  nextOccasion,
  noticeSlot,
  occasionId,
  occasionOf,
} from './notice-chain';
import { sameAddress } from './same-address';

/** What may follow a stored notice that can't be read: what it names, the next occasion, what the other channel has in its place. */
export function followersOfUnreadable(id: string, data: unknown): string[] {
  const named = z.object({ followedBy: z.string() }).safeParse(data).data;
  const occasion = occasionOf(id);
  const slot = id.slice(0, id.lastIndexOf('~'));
  return [
    ...(named ? [named.followedBy] : []),
    ...(occasion > 0 ? [occasionId(slot, occasion + 1)] : []),
    ...channels.flatMap((channel) => (slot.endsWith(`~${channel}`) ? [insteadId({ id, channel })] : [])),
  ];
}

/** Whether nobody knows what they were told last: it may be what can't be read, unless something has come after that. */
export function isTellingUnknown(unreadable: readonly string[], { sms, email }: Slots): boolean {
  const told = [...sms.chain, ...email.chain].filter(mayHaveLeft);
  return unreadable.some((id) => !told.some((notice) => isAfter(notice, id)));
}

function isAfter({ id, follows }: Notice, other: string): boolean {
  const before = inPlaceOfId(other) ?? other;
  const slot = before.slice(0, before.lastIndexOf('~') + 1);
  return follows?.id === other || (id.startsWith(slot) && occasionOf(id) > occasionOf(before));
}

/**
 * What is stored where nobody knows what they were told last. What waits to be sent says what holds now, or is withdrawn.
 * Otherwise nothing is sent, which they might then read twice: instead of it stands a notice that has failed, by which
 * staff see that somebody must phone, or send it again.
 */
export function besideUnreadable(
  unreadable: readonly string[],
  slots: Slots,
  situation: Situation,
): SlotChange[] {
  const waiting = channels.flatMap((channel) => stillWaiting(slots[channel], situation));
  return waiting.some(({ kind }) => kind === 'put')
    ? waiting
    : [...waiting, ...forSomebody(unreadable, slots, situation)];
}

function stillWaiting({ wanted, chain }: Slot, { isSuperseded, settings }: Situation): SlotChange[] {
  const last = chain.at(-1);
  if (last?.state !== 'pending') return [];
  const { follows } = last;
  const isCorrection = follows?.why === 'correction';
  if (wanted?.state !== 'pending' || (isSuperseded && isCorrection))
    return [{ kind: 'withdraw', notice: last }];
  const worded = isCorrection && sameAddress(last.to, wanted.to) ? asCorrection(wanted, settings) : wanted;
  const notice = { ...worded, id: last.id, ...timesOf(last), ...(follows ? { follows } : {}) };
  return [{ kind: 'put', notice }];
}

function forSomebody(
  unreadable: readonly string[],
  { sms, email }: Slots,
  { isSuperseded, isDone, by, now }: Situation,
): SlotChange[] {
  const { wanted, chain } = sms.wanted ? sms : email;
  const known = [...sms.chain, ...email.chain];
  const isKnown = known.some(({ reason, followedBy }) => reason === 'unreadable' && followedBy === undefined);
  const last = unreadable.at(-1);
  if (wanted?.state !== 'pending' || last === undefined || isKnown || isSuperseded || isDone) return [];
  const free = chain.at(-1);
  const tried = chain.findLast((one) => !isUnsent(one));
  const next = nextOccasion(noticeSlot(wanted), [...known, ...unreadable.map((id) => ({ id }))]);
  const notice: Notice = {
    ...withoutInstead(wanted),
    id: free && isUnsent(free) ? free.id : next,
    state: 'failed',
    reason: 'unreadable',
    settledAt: now,
    follows: { id: last, why: 'correction', by },
  };
  return [{ kind: 'put', notice, ...(tried ? { after: [tried] } : {}) }];
}
