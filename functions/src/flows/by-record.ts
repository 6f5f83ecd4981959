import type { StoredDocument } from '../ports';

/** Notices of one record fill blanks of one record: side by side they would only wait for each other. */
export function byRecord(notices: readonly StoredDocument[]): readonly (readonly StoredDocument[])[] {
  const groups = new Map<string, StoredDocument[]>();
  for (const notice of notices) {
    const { data, id } = notice;
    const record = typeof data === 'object' && data && 'record' in data ? String(data.record) : id;
    const group = groups.get(record);
    if (group) group.push(notice);
    else groups.set(record, [notice]);
  }
  return [...groups.values()];
}
