import { asCorrection } from './correction-texts';
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
import { permittedAt } from './permitted-at';
import { sameAddress } from './same-address';
import type { Settings } from './settings';

/** Long enough for a clerk to type the driver, the phone and the time of arrival: one correction tells them all. */
const correctionWaitMinutes = 10;
/** Each edit makes it wait anew, but whoever was told something wrong has it corrected within the hour. */
const longestCorrectionWaitMinutes = 60;
/** After a week nobody waits for the goods of that message any more, and to be told again only puzzles. */
const correctedForDays = 7;
/** More than any order ever needs; what goes on changing after that is a fault, and the clerk phones. */
const mostOccasions = 20;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What is wanted on one channel, worded plainly, and what has been stored there. */
export type Slot = { readonly wanted: Notice | undefined; readonly chain: Chain };
export type Slots = Readonly<Record<Channel, Slot>>;

export type Situation = {
  /** The stage has just become complete, perhaps once more. */
  readonly isNew: boolean;
  /** The whole order is done: nobody is told anything new of it. */
  readonly isDone: boolean;
  /** Who changed the record. */
  readonly by: string;
  /** Business time (UTC). */
  readonly now: string;
  readonly settings: Settings;
  readonly compare: (told: Notice, wanted: Notice) => Comparison;
};

export type SlotChange =
  /** Stored under its id; `after` is then followed by it. */
  | { readonly kind: 'put'; readonly notice: Notice; readonly after?: Notice }
  | { readonly kind: 'withdraw'; readonly notice: Notice };

/**
 * What is stored in a slot when what is to be said there has changed. What has not left is replaced in place, or
 * withdrawn. What has left, or may have, is followed by a correction, where on this channel it now says something else:
 * after a wait, while which it is replaced in place, and withdrawn when it says again what its recipient knows. Another
 * address gets the plain message, and the former one nothing more. What has not arrived is sent to another address only.
 * @param other the same recipient's other channel: what they were told there they know
 */
export function nextInSlot(slot: Slot, other: Slot, situation: Situation): SlotChange[] {
  const { wanted, chain } = slot;
  const last = chain.at(-1);
  if (!wanted) return withdrawing(last);
  if (!last) return firstOf(wanted, other, situation);
  return isUnsent(last) && !last.follows
    ? inPlaceOfFirst(wanted, last, other, situation)
    : following(wanted, last, slot, other, situation);
}

function withdrawing(last: Notice | undefined): SlotChange[] {
  return last?.state === 'pending' ? [{ kind: 'withdraw', notice: last }] : [];
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
  if (last.state === 'suppressed')
    return heals(last, wanted, situation) ? put({ createdAt: last.createdAt }) : [];
  const told = lastTold(other.chain);
  if (situation.isNew && (other.wanted || !told)) return put({});
  if (told) return toldElsewhere({ ...wanted, id: last.id }, told, other, situation);
  return gaveWay(other, situation) ? put(timesOf(other.chain.at(-1))) : [];
}

/** They chose another channel after they had been told: only what has changed since is told there. */
function toldElsewhere(wanted: Notice, told: Notice, other: Slot, situation: Situation): SlotChange[] {
  const comparison = situation.compare(told, wanted);
  const isWanted = wanted.state === 'pending' && comparison !== 'same' && mayFollow(other.chain, situation);
  return isWanted ? [{ kind: 'put', notice: followUp(wanted, comparison, told, undefined, situation) }] : [];
}

/** Of a slot from which something has left, may have, or could not. */
function following(
  wanted: Notice,
  last: Notice,
  { chain }: Slot,
  other: Slot,
  situation: Situation,
): SlotChange[] {
  const open = isUnsent(last) ? last : undefined;
  if (wanted.state === 'suppressed') return withdrawing(open);
  if (isLost(last) && sameAddress(last.to, wanted.to)) return [];
  if (open?.state === 'suppressed' && !heals(open, wanted, situation)) return [];
  const before = open ? chain.slice(0, -1) : chain;
  const told = lastTold(before, wanted.to) ?? (before.length > 0 ? undefined : lastTold(other.chain));
  const comparison = told ? situation.compare(told, wanted) : 'news';
  if (comparison === 'same' && open?.follows?.why !== 'resend') return withdrawing(open);
  if (open) {
    const notice = { ...wanted, id: open.id };
    return [{ kind: 'put', notice: followUp(notice, comparison, open, open, situation) }];
  }
  if (!mayFollow([...chain, ...other.chain], situation) || chain.length >= mostOccasions) return [];
  const notice = { ...wanted, id: nextOccasion(noticeSlot(wanted), chain) };
  return [{ kind: 'put', notice: followUp(notice, comparison, last, undefined, situation), after: last }];
}

function followUp(
  wanted: Notice,
  comparison: Comparison,
  earlier: Notice,
  open: Notice | undefined,
  { by, now, settings }: Situation,
): Notice {
  const createdAt = open?.createdAt ?? now;
  const follows = open?.follows ?? { id: earlier.id, why: 'correction', by };
  const waited = Math.min(
    Date.parse(now) + correctionWaitMinutes * minuteMs,
    Date.parse(createdAt) + longestCorrectionWaitMinutes * minuteMs,
  );
  const dueAt = permittedAt(wanted, new Date(waited).toISOString(), settings);
  const isHeldUp = open?.state === 'pending' && (follows.why === 'resend' || open.dueAt > dueAt);
  return {
    ...(comparison === 'corrected' ? asCorrection(wanted, settings) : wanted),
    createdAt,
    follows,
    ...(isHeldUp ? dueAsIs(open) : { dueAt }),
  };
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

function timesOf(waiting: Notice | undefined): Partial<Notice> {
  if (!waiting) return {};
  const { createdAt, state } = waiting;
  return state === 'pending' ? { createdAt, ...dueAsIs(waiting) } : { createdAt };
}

/** Its age is counted on: what is written anew waits no longer for that. */
function dueAsIs({ dueAt, firstDueAt }: Notice): Partial<Notice> {
  return { dueAt, ...(firstDueAt === undefined ? {} : { firstDueAt }) };
}

function mayFollow(chain: Chain, { isDone, now }: Situation): boolean {
  const told = chain.filter(mayHaveLeft);
  const times = (told.length > 0 ? told : chain).map(
    ({ acceptedAt, settledAt, createdAt }) => acceptedAt ?? settledAt ?? createdAt,
  );
  const first = times.sort()[0];
  return !isDone && first !== undefined && Date.parse(now) < Date.parse(first) + correctedForDays * dayMs;
}
