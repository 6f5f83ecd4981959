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

export type Filled = {
  /** The record without those of its blanks that turned out to have been typed in time. */
  readonly record: StoredRecord;
  readonly writes: readonly Write[];
};

/**
 * What an edit means for blanks that have been counted already, and are filled by it: one that was typed before its
 * deadline and only reached us later was never missed; of the others the ledger says when they were filled.
 */
export async function filledBlanks(
  before: StoredRecord | undefined,
  after: StoredRecord,
  read: Read,
  context: BlankContext,
): Promise<Filled> {
  const filled = Object.keys(after.blanks).filter(
    (field) => before?.values[field] === undefined && after.values[field] !== undefined,
  );
  if (filled.length === 0) return { record: after, writes: [] };
  const id = recordId(after.form, after.key);
  const documents = await read(
    filled.map((field) => `records/${recordId('blank', blankKey(id, field))}` as const),
  );
  const blanks = { ...after.blanks };
  const writes = filled.flatMap((field, index): Write[] => {
    const document = documents[index];
    const typedAt = after.marks[field]?.at ?? context.now;
    const inTime = typedAt < (blanks[field] ?? '');
    if (inTime) delete blanks[field];
    const counted = document && recordSchema.parse(document.data);
    const changed =
      counted &&
      (inTime ? voidedBlank(counted, 'typed-in-time', context) : withLateFill(counted, typedAt, context));
    return document && changed ? [{ kind: 'set', path: document.path, data: changed }] : [];
  });
  return { record: { ...after, blanks }, writes };
}
