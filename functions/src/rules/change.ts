import type { StoredRecord, Value } from './record';

/** The append-only history: who changed what from what to what. `editedBy` typed it, `sentBy` is the account that reported it. */
export type Change = {
  readonly record: string;
  readonly form: string;
  readonly number: string;
  readonly revision: number;
  readonly editedBy: string;
  readonly sentBy: string;
  readonly editedAt: string;
  readonly savedAt: string;
  readonly from: Readonly<Record<string, Value | null>>;
  readonly to: Readonly<Record<string, Value | null>>;
};

/** The difference between two states of a record, signatures and consequences included. */
export function changeOf(
  before: StoredRecord | undefined,
  after: StoredRecord,
  who: Pick<Change, 'editedBy' | 'sentBy' | 'editedAt' | 'savedAt'>,
): Change {
  const ids = Object.keys({ ...before?.values, ...after.values }).filter(
    (id) => !sameValue(before?.values[id], after.values[id]),
  );
  return {
    record: recordId(after.form, after.key),
    form: after.form,
    number: after.number,
    revision: after.revision,
    ...who,
    from: Object.fromEntries(ids.map((id) => [id, before?.values[id] ?? null])),
    to: Object.fromEntries(ids.map((id) => [id, after.values[id] ?? null])),
  };
}

export function recordId(form: string, key: string): string {
  return `${form}~${key}`;
}

/** Canonical values are plain JSON written in one order, so their text tells whether they are the same. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
