import type { Form } from '../forms/form';
import type { Read, Write } from '../ports';
import { blankKey, blankRecord, type CountedBlank, voidedBlank, withLateFill } from '../rules/blank-record';
import { recordId } from '../rules/change';
import { recordSchema, type Staff, type StoredRecord } from '../rules/record';
import type { Settings } from '../rules/settings';

type BlankContext = {
  readonly now: string;
  readonly settings: Settings;
  readonly staff: readonly Staff[];
};

/** Enters counted blanks of a record into their ledger (考核明细). */
export function countedWrites(
  form: Form,
  record: StoredRecord,
  blanks: readonly CountedBlank[],
  context: BlankContext,
): Write[] {
  return blanks.map((blank) => {
    const counted = blankRecord(form, record, blank, context);
    return { kind: 'create', path: `records/${recordId(counted.form, counted.key)}`, data: counted };
  });
}

export type BlankChanges = {
  /** The record without those of its blanks that turned out to have been typed in time. */
  readonly record: StoredRecord;
  readonly writes: readonly Write[];
};

/**
 * What an edit means for the ledger: blanks that it comes too late for are entered (`counted`); of those entered before,
 * one that it fills and that was typed before its deadline was never missed, and of the others the ledger says when
 * they were filled.
 */
export async function blankChanges(
  form: Form,
  before: StoredRecord | undefined,
  after: StoredRecord,
  counted: readonly CountedBlank[],
  read: Read,
  context: BlankContext,
): Promise<BlankChanges> {
  const isNew = new Set(counted.map(({ field }) => field.id));
  const filled = Object.keys(after.blanks).filter(
    (field) => before?.values[field] === undefined && after.values[field] !== undefined,
  );
  const typedAt = (field: string) => after.marks[field]?.at ?? context.now;
  const entered = counted.map((blank): Write => {
    const entry = blankRecord(form, after, blank, context);
    const data = filled.includes(blank.field.id)
      ? (withLateFill(entry, typedAt(blank.field.id), context) ?? entry)
      : entry;
    return { kind: 'create', path: `records/${recordId(entry.form, entry.key)}`, data };
  });
  const known = filled.filter((field) => !isNew.has(field));
  const id = recordId(after.form, after.key);
  const documents = await read(
    known.map((field) => `records/${recordId('blank', blankKey(id, field))}` as const),
  );
  const blanks = { ...after.blanks };
  const changed = known.flatMap((field, index): Write[] => {
    const document = documents[index];
    const entry = document && recordSchema.parse(document.data);
    const isInTime = typedAt(field) < (blanks[field] ?? '');
    const data =
      entry &&
      (isInTime
        ? voidedBlank(entry, 'typed-in-time', context)
        : withLateFill(entry, typedAt(field), context));
    if (isInTime && data) delete blanks[field];
    return document && data ? [{ kind: 'set', path: document.path, data }] : [];
  });
  return { record: { ...after, blanks }, writes: [...entered, ...changed] };
}
