import type { StoredRecord, TimeLeft } from './record';

type Mark = StoredRecord['stages'][string];

/** Since when (UTC) somebody's time in a stage runs, and how much they then had left where it had stopped before. */
export type Clock = { readonly since: string; readonly left?: TimeLeft };

/** The clock of the stage's own role; undefined while the stage is shut. */
export function ownClock({ openedAt, left }: Mark): Clock | undefined {
  return openedAt === undefined ? undefined : { since: openedAt, ...(left ? { left } : {}) };
}

/** The clock of its other roles; undefined until the rest is handed on to them. */
export function othersClock(mark: Mark): Clock | undefined {
  const { openedAt, handedAt, othersSince = handedAt, othersLeft } = mark;
  if (openedAt === undefined || handedAt === undefined || othersSince === undefined) return undefined;
  const isLater = othersSince > openedAt;
  return { since: isLater ? othersSince : openedAt, ...(othersLeft ? { left: othersLeft } : {}) };
}
