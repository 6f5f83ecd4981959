import { followUp, timesOf } from './follow-up';
import { endOf, toldSince } from './left-channel';
import type { Channel, Notice } from './notice';
import {
  type Chain,
  isLost,
  isUnsent,
  lastTold,
  mayHaveLeft,
  nextOccasion,
  noticeSlot,
} from './notice-chain';
import type { Comparison } from './notices-corrected';
import { sameAddress } from './same-address';
import type { Settings } from './settings';

/** After a week nobody waits for the goods of that message any more, and to be told again only puzzles. */
const correctedForDays = 7;
/** More than any order ever needs; what goes on changing after that is a fault, and the clerk phones. */
const mostOccasions = 20;

const dayMs = 24 * 60 * 60_000;

/** What is wanted on one channel, worded plainly, and what has been stored there. */
export type Slot = { readonly wanted: Notice | undefined; readonly chain: Chain };
export type Slots = Readonly<Record<Channel, Slot>>;

export type Situation = {
  /** The stage has just become complete, perhaps once more. */
  readonly isNew: boolean;
  /** A later notice of the same record tells more: this one is not put right any more, nor told at another address. */
  readonly isSuperseded: boolean;
  /** The whole order is done: nobody is told anything new of it. */
  readonly isDone: boolean;
  /** Who changed the record. */
  readonly by: string;
  /** Business time (UTC). */
  readonly now: string;
  readonly settings: Settings;
  readonly compare: (told: Notice, wanted: Notice) => Comparison;
  /** Whether where that went is still the recipient's own: else somebody else has read it. */
  readonly isTheirs: (told: Notice) => boolean;
  /** What is wanted, marked as a correction of what they were told. */
  readonly correct: (told: Notice, wanted: Notice) => Notice;
};

export type SlotChange =
  /** Stored under its id; those `after` which it comes are then followed by it. */
  | { readonly kind: 'put'; readonly notice: Notice; readonly after?: readonly Notice[] }
  | { readonly kind: 'withdraw'; readonly notice: Notice };

/**
 * What is stored in a slot when what is to be said there has changed. What has not left is replaced in place, or
 * withdrawn. What has left, or may have, is followed by a correction, where on this channel it now says something else:
 * after a wait, while which it is replaced in place, and withdrawn when it says again what its recipient knows. Another
 * address gets the plain message, and the former one nothing more. What has not arrived is sent to another address only.
 * What a later notice has superseded still leaves where it waits for the first time, or a clerk wants it, and that is all.
 * @param other the same recipient's other channel: what they were told there they know, so that however often they
 * change the channel they read of a change once
 */
export function nextInSlot(slot: Slot, other: Slot, situation: Situation): SlotChange[] {
  const { wanted, chain } = slot;
  const last = chain.at(-1);
  if (situation.isSuperseded && !isStillToLeave(slot, other, situation))
    return lettingBe(last, [wanted, other.wanted]);
  if (!wanted) return other.wanted ? takenBack(last) : withdrawing(last);
  if (!last) return firstOf(wanted, other, situation);
  return isUnsent(last) && !last.follows
    ? inPlaceOfFirst(wanted, last, other, situation)
    : following(wanted, last, slot, other, situation);
}

function withdrawing(last: Notice | undefined): SlotChange[] {
  return last?.state === 'pending' ? [{ kind: 'withdraw', notice: last }] : [];
}

/** Of what a rehearsal has stopped too nobody need see any more that it was. */
function takenBack(last: Notice | undefined): SlotChange[] {
  const isStopped = last?.state === 'suppressed' && last.reason === 'rehearsal' && last.follows;
  return isStopped ? [{ kind: 'withdraw', notice: last }] : withdrawing(last);
}

/** Nothing was told or tried yet; or it waits, and not to correct something. */
function isStillToLeave({ chain }: Slot, other: Slot, { isNew }: Situation): boolean {
  const last = chain.at(-1);
  if (last?.state === 'pending') return last.follows?.why !== 'correction';
  const before = other.chain.at(-1);
  const isWaiting = before?.state === 'pending' && !before.follows;
  return (isNew || isWaiting) && [...chain, ...other.chain].every(isUnsent);
}

/** Who could not be written to, and now can, is told what is newest: for what came before nobody need phone. */
function lettingBe(last: Notice | undefined, wanted: readonly (Notice | undefined)[]): SlotChange[] {
  const isReachable = wanted.some((notice) => notice?.state === 'pending');
  const isUnreachable = last?.reason === 'no-address' || last?.reason === 'landline';
  const isMoot = last?.state === 'suppressed' && isUnreachable && isReachable;
  return isMoot ? [{ kind: 'withdraw', notice: last }] : takenBack(last);
}

function firstOf(wanted: Notice, other: Slot, situation: Situation): SlotChange[] {
  const told = lastTold(other.chain);
  if (told) return toldElsewhere(wanted, told, other, situation);
  if (situation.isNew) return [{ kind: 'put', notice: wanted }];
  const before = other.chain.at(-1);
  if (gaveWay(other, situation)) return [{ kind: 'put', notice: { ...wanted, ...timesOf(before) } }];
  const isOtherWay = before && isLost(before) && !other.wanted;
  return isOtherWay && mayFollow(other.chain, situation) ? [{ kind: 'put', notice: wanted }] : [];
}

/** What was stored first and has not left: it says what is wanted now, as if nothing had been stored before. */
function inPlaceOfFirst(wanted: Notice, last: Notice, other: Slot, situation: Situation): SlotChange[] {
  const put = (times: Partial<Notice>): SlotChange[] => [
    { kind: 'put', notice: { ...wanted, id: last.id, ...times } },
  ];
  if (last.state === 'pending') return put(timesOf(last));
  if (last.state === 'suppressed') {
    const isStillNews = situation.isNew || mayFollow([last], situation);
    return isStillNews && heals(last, wanted, situation) ? put({ createdAt: last.createdAt }) : [];
  }
  const told = lastTold(other.chain);
  if (situation.isNew && (other.wanted || !told)) return put({});
  if (told) return toldElsewhere({ ...wanted, id: last.id }, told, other, situation);
  return gaveWay(other, situation) ? put(timesOf(other.chain.at(-1))) : [];
}

/**
 * They chose another channel after they had been told: only what has changed since is told there. Where it was somebody
 * else who was told, they are told all of it.
 */
function toldElsewhere(wanted: Notice, told: Notice, other: Slot, situation: Situation): SlotChange[] {
  const comparison = situation.isTheirs(told) ? situation.compare(told, wanted) : 'news';
  if (wanted.state !== 'pending' || comparison === 'same' || !mayFollow(other.chain, situation)) return [];
  const worded = comparison === 'corrected' ? situation.correct(told, wanted) : wanted;
  const end = endOf(other);
  const notice = followUp(worded, comparison, end ?? told, undefined, situation);
  return [{ kind: 'put', notice, ...(end ? { after: [end] } : {}) }];
}

/** Of a slot from which something has left, may have, or could not. */
function following(
  wanted: Notice,
  last: Notice,
  { chain }: Slot,
  other: Slot,
  situation: Situation,
): SlotChange[] {
  // What was withdrawn is begun anew in its place.
  const open = isUnsent(last) && last.state !== 'withdrawn' ? last : undefined;
  const before = isUnsent(last) ? chain.slice(0, -1) : chain;
  const latest = before.at(-1);
  if (wanted.state === 'suppressed') return withdrawing(open);
  if (!open && latest && isLost(latest) && sameAddress(latest.to, wanted.to)) return [];
  const own = lastTold(before, wanted.to);
  const elsewhere = own ? toldSince(own, before, other) : latest ? undefined : lastTold(other.chain);
  const told = elsewhere && situation.isTheirs(elsewhere) ? elsewhere : own;
  const isUntold = ![...before, ...other.chain].some(mayHaveLeft);
  const comparison = told ? situation.compare(told, wanted) : isUntold ? 'untold' : 'news';
  // Who was told something else in earnest, before the rehearsal, is corrected after it.
  const isToCorrect = told !== undefined && comparison !== 'same';
  if (comparison === 'same' && open?.follows?.why !== 'resend') return takenBack(open);
  if (open?.state === 'suppressed' && !isToCorrect && !heals(open, wanted, situation)) return [];
  const worded = comparison === 'corrected' && told ? situation.correct(told, wanted) : wanted;
  if (open) {
    const notice = { ...worded, id: open.id };
    return [{ kind: 'put', notice: followUp(notice, comparison, open, open, situation) }];
  }
  if (!mayFollow([...chain, ...other.chain], situation) || chain.length >= mostOccasions) return [];
  const id = last.state === 'withdrawn' ? last.id : nextOccasion(noticeSlot(wanted), chain);
  const end = elsewhere && endOf(other);
  const earlier = end ?? latest ?? told ?? last;
  const notice = followUp({ ...worded, id }, comparison, earlier, undefined, situation);
  return [{ kind: 'put', notice, after: [latest, end].filter((one) => one !== undefined) }];
}

/** It was waiting, or stopped, on the other channel when this one was chosen. */
function gaveWay({ chain }: Slot, situation: Situation): boolean {
  const last = chain.at(-1);
  if (last?.follows) return false;
  return last?.state === 'pending' || (last?.state === 'suppressed' && isHealing(last, situation));
}

/** When what had been stopped may leave after all: after a rehearsal that is for its recipient's new address, or a person, to say. */
function heals(stopped: Notice, wanted: Notice, situation: Situation): boolean {
  return situation.isNew || isHealing(stopped, situation) || !sameAddress(stopped.to, wanted.to);
}

function isHealing({ reason }: Notice, { settings }: Situation): boolean {
  return reason !== 'rehearsal' || settings.rehearsal;
}

function mayFollow(chain: Chain, { isDone, now }: Situation): boolean {
  const told = chain.filter(mayHaveLeft);
  const times = (told.length > 0 ? told : chain).map(
    ({ acceptedAt, settledAt, createdAt }) => acceptedAt ?? settledAt ?? createdAt,
  );
  const first = times.sort()[0];
  return !isDone && first !== undefined && Date.parse(now) < Date.parse(first) + correctedForDays * dayMs;
}
