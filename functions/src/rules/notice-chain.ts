import type { Channel, Notice, NoticeState } from './notice';
import { sameAddress } from './same-address';

/** Everything that one recipient is told of one event on one channel, in order (`inOrder`): the last one is what counts. */
export type Chain = readonly Notice[];

type Slot = Pick<Notice, 'record' | 'kind' | 'recipient' | 'channel'>;

/** The part of a notice's id that the first and all that follow it share. */
export function noticeSlot({ record, kind, recipient, channel }: Slot): string {
  return `${record}~${kind}~${recipient}~${channel}`;
}

export function occasionId(slot: string, occasion: number): string {
  return `${slot}~${occasion}`;
}

/** 0 for what follows in place of a notice of the other channel: it comes before the occasions of its own slot. */
export function occasionOf(id: string): number {
  const occasion = Number(id.slice(id.lastIndexOf('~') + 1));
  return Number.isInteger(occasion) ? occasion : 0;
}

/**
 * The earliest first, as they follow one another: what follows another comes after it, so does what comes in
 * place of one on the other channel, and a later occasion of a slot after an earlier one. When they were made decides only between those that nothing
 * ties together: clocks differ from machine to machine, and may have been set back.
 */
export function inOrder(notices: readonly Notice[]): Chain {
  let rest = notices.toSorted(byAge);
  const ordered: Notice[] = [];
  for (let next = rest[0]; next; next = rest[0]) {
    const first = rest.find((one) => !rest.some((other) => isBefore(other, one))) ?? next;
    ordered.push(first);
    rest = rest.filter((one) => one !== first);
  }
  return ordered;
}

function isBefore(one: Notice, other: Notice): boolean {
  const [earlier, later] = [occasionOf(one.id), occasionOf(other.id)];
  return (
    one.id !== other.id &&
    (one.followedBy === other.id ||
      other.follows?.id === one.id ||
      other.id === insteadId(one) ||
      (earlier > 0 && earlier < later && noticeSlot(one) === noticeSlot(other)))
  );
}

/** Of two made at one moment, as under a clock that stands still, the earlier occasion comes first. */
function byAge(one: Notice, other: Notice): number {
  if (one.createdAt === other.createdAt) return occasionOf(one.id) - occasionOf(other.id);
  return one.createdAt < other.createdAt ? -1 : 1;
}

/**
 * The id of the next occasion of a slot: the same for whoever looks at the same chain, so that of two who want to add
 * one at the same time the second must decide anew.
 */
export function nextOccasion(slot: string, known: readonly Pick<Notice, 'id'>[]): string {
  const own = known.filter(({ id }) => id.startsWith(`${slot}~`));
  return occasionId(slot, Math.max(0, ...own.map(({ id }) => occasionOf(id))) + 1);
}

const endings: Readonly<Record<Channel, string>> = { sms: '~email-after-sms', email: '~sms-after-email' };

/** The id of what follows on the other channel where a notice of this one did not arrive (see `told-instead`). */
export function insteadId({ id, channel }: Pick<Notice, 'id' | 'channel'>): string {
  return `${id}${endings[channel]}`;
}

/** The id of the notice that this one came in place of; undefined where it came in place of none. */
export function inPlaceOfId(id: string): string | undefined {
  const ending = Object.values(endings).find((one) => id.endsWith(one));
  return ending && id.slice(0, -ending.length);
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

/**
 * The notice as it may be stored over what is there: its tries go on being counted, for their outcomes may come late, and
 * what the provider took over for it and never sent is still none of it.
 */
export function inPlaceOf(known: Notice | undefined, notice: Notice): Notice[] {
  if (!known) return [notice];
  const { attempts, spent, unfillAt } = known;
  const kept = { ...(spent ? { spent } : {}), ...(spent && unfillAt ? { unfillAt } : {}) };
  return isUnsent(known) ? [{ ...notice, attempts, ...kept }] : [];
}
