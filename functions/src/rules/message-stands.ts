import type { Notice } from './notice';
import type { MessageStand, StoredRecord } from './record';

type Stands = StoredRecord['messages'];

/**
 * How a record's notices stand once these of them are known: by kind, recipient and channel the newest, since one that
 * another follows gives way to it. Undefined where that is what the record says already.
 */
export function standsAfter(before: Stands, notices: readonly Notice[]): Stands | undefined {
  const after = { ...before };
  for (const notice of notices) {
    if (notice.followedBy !== undefined) continue;
    const slot = `${notice.kind}~${notice.recipient}~${notice.channel}`;
    const known = after[slot];
    if (!known || known.id === notice.id || isLater(notice.id, known.id)) after[slot] = standOf(notice);
  }
  const isSame = Object.keys(after).every((slot) => sameStand(before[slot], after[slot]));
  return isSame ? undefined : after;
}

function standOf({ id, state, reason, code, lookUpAt, ...times }: Notice): MessageStand {
  const waits = state === 'pending' || state === 'sending';
  const { dueAt, acceptedAt, settledAt, createdAt } = times;
  return {
    id,
    state,
    ...(reason === undefined ? {} : { reason }),
    ...(code === undefined ? {} : { code }),
    ...(state === 'unknown' && lookUpAt !== undefined ? { lookingUp: true } : {}),
    at: waits ? dueAt : state === 'accepted' ? (acceptedAt ?? dueAt) : (settledAt ?? createdAt),
  };
}

/** Of two in one slot: the later occasion. The email that follows an SMS comes before the occasions of its own slot. */
function isLater(id: string, other: string): boolean {
  return (
    occasionOf(id) > occasionOf(other) ||
    (occasionOf(id) === occasionOf(other) && id.localeCompare(other, 'en', { numeric: true }) > 0)
  );
}

function occasionOf(id: string): number {
  return Number(/~(\d+)$/.exec(id)?.[1] ?? 0);
}

function sameStand(a: MessageStand | undefined, b: MessageStand | undefined): boolean {
  return (
    a?.id === b?.id &&
    a?.state === b?.state &&
    a?.reason === b?.reason &&
    a?.code === b?.code &&
    a?.lookingUp === b?.lookingUp &&
    a?.at === b?.at
  );
}
