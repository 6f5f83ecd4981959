import { noticeKinds } from '../forms/notice-rule';
import type { StoredDocument } from '../ports';
import { noticeSchema } from '../rules/notice';

export type OfRecord = { readonly record: string; readonly notices: readonly StoredDocument[] };

/** What staff are told is of no stage. */
const stages: readonly (string | undefined)[] = noticeKinds;
const happened = noticeSchema.pick({ createdAt: true, kind: true });

/**
 * Notices of one record fill blanks of one record: side by side they would only wait for each other. They come in the
 * order of what they tell: all that a night has held back is due at the same moment, and "paid" must not follow "shipped".
 */
export function byRecord(notices: readonly StoredDocument[]): readonly OfRecord[] {
  const groups = new Map<string, StoredDocument[]>();
  for (const notice of notices) {
    const { data, id } = notice;
    const record = typeof data === 'object' && data && 'record' in data ? String(data.record) : id;
    const group = groups.get(record);
    if (group) group.push(notice);
    else groups.set(record, [notice]);
  }
  return [...groups].map(([record, group]) => ({ record, notices: group.sort(asItHappened) }));
}

/** Of one edit the earlier stage first. What can't be read comes first: it is only to be marked as such. */
function asItHappened(one: StoredDocument, other: StoredDocument): number {
  const [a, b] = [placeOf(one), placeOf(other)];
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return a.stage - b.stage;
}

function placeOf({ data }: StoredDocument): { readonly createdAt: string; readonly stage: number } {
  const { createdAt = '', kind } = happened.safeParse(data).data ?? {};
  return { createdAt, stage: stages.indexOf(kind) };
}
