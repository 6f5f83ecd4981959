import type { Notice, NoticeState } from './notice';
import { sameAddress } from './same-address';

/** Everything that one recipient is told of one event on one channel, oldest first: the last one is what counts. */
export type Chain = readonly Notice[];

type Slot = Pick<Notice, 'record' | 'kind' | 'recipient' | 'channel'>;

/** The part of a notice's id that the first and all that follow it share. */
export function noticeSlot({ record, kind, recipient, channel }: Slot): string {
  return `${record}~${kind}~${recipient}~${channel}`;
}

export function occasionId(slot: string, occasion: number): string {
  return `${slot}~${occasion}`;
}

/** 0 for the email that follows an SMS: it comes before the occasions of its own slot. */
export function occasionOf(id: string): number {
  const occasion = Number(id.slice(id.lastIndexOf('~') + 1));
  return Number.isInteger(occasion) ? occasion : 0;
}

/** The oldest first; of two made at one moment, as under a clock that stands still, the earlier occasion. */
export function byAge(one: Notice, other: Notice): number {
  if (one.createdAt === other.createdAt) return occasionOf(one.id) - occasionOf(other.id);
  return one.createdAt < other.createdAt ? -1 : 1;
}

/**
 * The id of the next occasion of a slot: the same for whoever looks at the same chain, so that of two who want to add
 * one at the same time the second must decide anew.
 */
export function nextOccasion(slot: string, chain: Chain): string {
  return occasionId(slot, Math.max(0, ...chain.map(({ id }) => occasionOf(id))) + 1);
}

/** The id of the email that follows an SMS (see `email-instead`). */
export function emailAfter(smsId: string): string {
  return `${smsId}~email-after-sms`;
}

const notSent: readonly NoticeState[] = ['pending', 'withdrawn', 'suppressed'];
const left: readonly NoticeState[] = ['sending', 'accepted', 'delivered', 'unknown'];

/** It has certainly not left, also after tries that failed, and nobody is about to send it: another may take its place. */
export function isUnsent({ state }: Pick<Notice, 'state'>): boolean {
  return notSent.includes(state);
}

/** Its recipient has it, or may have it. */
export function mayHaveLeft({ state }: Pick<Notice, 'state'>): boolean {
  return left.includes(state);
}

/** It has certainly not arrived, and is not tried again. */
export function isLost({ state }: Pick<Notice, 'state'>): boolean {
  return state === 'failed' || state === 'undelivered';
}

/** The newest that told, or may have told, its recipient something; at this address, if given. */
export function lastTold(chain: Chain, to?: string): Notice | undefined {
  return chain.findLast((notice) => mayHaveLeft(notice) && (to === undefined || sameAddress(notice.to, to)));
}

/** The notice as it may be stored over what is there: its tries go on being counted, for their outcomes may come late. */
export function inPlaceOf(known: Notice | undefined, notice: Notice): Notice[] {
  if (!known) return [notice];
  return isUnsent(known) ? [{ ...notice, attempts: known.attempts }] : [];
}
