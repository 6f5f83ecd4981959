import type { Form } from '../forms/form';
import { fieldsInMessages } from './message-facts';
import type { Notice } from './notice';
import { recordSchema, type StoredRecord, type Values } from './record';

/**
 * The values of a record that messages of that kind speak of: those known when their stage is complete. Where a recipient
 * is reached is not among them.
 */
export function saidValues(form: Form, record: StoredRecord, kind: Notice['kind']): Values {
  return Object.fromEntries(
    saidFields(form, kind).flatMap((id) => {
      const value = record.values[id];
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

/** The record as it was when the notice was made of it, as far as its kind speaks of it; undefined where that is not known. */
export function recordAsSaid(
  form: Form,
  record: StoredRecord,
  { says, kind }: Notice,
): StoredRecord | undefined {
  const values = recordSchema.shape.values.safeParse(says).data;
  if (!values) return undefined;
  const said = saidFields(form, kind);
  const others = Object.entries(record.values).filter(([id]) => !said.includes(id));
  return { ...record, values: { ...Object.fromEntries(others), ...values } };
}

/** Whether they were made of other values of the record. What an old notice was made of may not be known: then it said the same. */
export function saysOther({ says: was }: Pick<Notice, 'says'>, { says: is }: Pick<Notice, 'says'>): boolean {
  if (was === undefined || is === undefined) return false;
  return Object.keys({ ...was, ...is }).some((id) => JSON.stringify(was[id]) !== JSON.stringify(is[id]));
}

export function saidFields(form: Form, kind: Notice['kind']): readonly string[] {
  const rule = form.notices?.find((one) => one.kind === kind);
  const last = form.stages.findIndex(({ id }) => id === rule?.when.completed);
  const until = form.stages.slice(0, last + 1).map(({ id }) => id);
  const names = Object.values(form.recipients ?? {}).flatMap(({ name }) => name ?? []);
  return [...fieldsInMessages, ...names].filter((id) => {
    const stage = form.field(id)?.stage;
    return stage === 'head' || (stage !== undefined && until.includes(stage));
  });
}
