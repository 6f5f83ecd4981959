import type { Notice } from './notice';
import { occasionOf } from './notice-chain';
import type { MessageStand, Stand, StoredRecord } from './record';

type Stands = StoredRecord['messages'];

/**
 * How a record's notices stand once these of them are known, in whatever order: by kind, recipient and channel the
 * newest, with what it followed; where that is withdrawn, what it followed counts again. Undefined where that is what
 * the record says already.
 */
export function standsAfter(before: Stands, notices: readonly Notice[]): Stands | undefined {
  const after = new Map(Object.entries(before));
  for (const notice of notices) {
    const slot = `${notice.kind}~${notice.recipient}~${notice.channel}`;
    const stand = standIn(after.get(slot), notice);
    if (stand) after.set(slot, stand);
    else after.delete(slot);
  }
  const slots = [...Object.keys(before), ...after.keys()];
  const isSame = slots.every((slot) => sameStand(before[slot], after.get(slot)));
  return isSame ? undefined : Object.fromEntries(after);
}

/** What stands in a slot where `known` stood, once the notice is known; undefined where nothing is left to stand there. */
function standIn(known: MessageStand | undefined, notice: Notice): MessageStand | undefined {
  const { id, state, follows, followedBy } = notice;
  const stand = standOf(notice);
  const isFreed = known?.state === 'withdrawn' && state !== 'withdrawn' && followedBy === undefined;
  const isWithdrawn = state === 'withdrawn' && follows !== undefined;
  if (known?.id === id) return isWithdrawn ? known.before : { ...stand, ...following(notice, known.before) };
  if (known && !isFreed) {
    if (known.before?.id === id || known.id === followedBy) return { ...known, before: stand };
    if (state === 'withdrawn' || !isLater(id, known.id)) return known;
  }
  if (isWithdrawn) return known;
  return { ...stand, ...following(notice, known && known.id === follows?.id ? itself(known) : undefined) };
}

function following({ follows }: Notice, before: Stand | undefined): Pick<MessageStand, 'why' | 'before'> {
  return follows ? { why: follows.why, ...(before ? { before } : {}) } : {};
}

function itself({ why: _why, before: _before, ...stand }: MessageStand): Stand {
  return stand;
}

function standOf({ id, state, reason, code, lookUpAt, country, ...times }: Notice): Stand {
  const waits = state === 'pending' || state === 'sending';
  const { dueAt, acceptedAt, settledAt, createdAt } = times;
  return {
    id,
    state,
    ...(reason === undefined ? {} : { reason }),
    ...(code === undefined ? {} : { code }),
    ...(state === 'unknown' && lookUpAt !== undefined ? { lookingUp: true } : {}),
    ...(waits && country !== undefined ? { country } : {}),
    at: waits ? dueAt : state === 'accepted' ? (acceptedAt ?? dueAt) : (settledAt ?? createdAt),
  };
}

/** Of two in one slot: the later occasion. What follows in place of the other channel's comes before the occasions of its own slot. */
function isLater(id: string, other: string): boolean {
  return (
    occasionOf(id) > occasionOf(other) ||
    (occasionOf(id) === occasionOf(other) && id.localeCompare(other, 'en', { numeric: true }) > 0)
  );
}

function sameStand(a: MessageStand | undefined, b: MessageStand | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.id === b.id &&
    a.state === b.state &&
    a.reason === b.reason &&
    a.code === b.code &&
    a.lookingUp === b.lookingUp &&
    a.country === b.country &&
    a.at === b.at &&
    a.why === b.why &&
    sameStand(a.before, b.before)
  );
}
