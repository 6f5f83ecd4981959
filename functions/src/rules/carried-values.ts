import type { Form } from '../forms/form';
import { type Change, changeOf } from './change';
import type { StoredRecord, Value } from './record';

/** Whether a further shipment shows this field as its order's first row has it: what comes before the repeated stages. */
export function isCarried(form: Form, id: string): boolean {
  const field = form.field(id);
  if (!form.repeat || !field || id === form.repeat.by) return false;
  const position = form.stages.findIndex(({ id: stage }) => stage === field.stage);
  const firstRepeated = form.stages.findIndex(({ id: stage }) => form.repeat?.stages.includes(stage));
  return position < firstRepeated;
}

/**
 * A further shipment after its order's first row was corrected, with its own entry in the history: whoever corrected
 * the one has corrected the other. Undefined when nothing of it changes. Business time in UTC.
 */
export function carriedTo(
  form: Form,
  shipment: StoredRecord,
  parent: StoredRecord,
  { to, editedBy, sentBy, editedAt }: Change,
  now: string,
): { readonly record: StoredRecord; readonly change: Change } | undefined {
  const ids = Object.keys(to).filter((id) => isCarried(form, id));
  const kept = Object.entries(shipment.values).filter(([id]) => !ids.includes(id));
  const carried = ids.flatMap((id): [string, Value][] => {
    const value = parent.values[id];
    return value === undefined ? [] : [[id, value]];
  });
  const revision = shipment.revision + 1;
  const mark = { revision, by: editedBy, at: editedAt };
  const record: StoredRecord = {
    ...shipment,
    revision,
    values: Object.fromEntries([...kept, ...carried]),
    marks: { ...shipment.marks, ...Object.fromEntries(ids.map((id) => [id, mark])) },
    updatedAt: now,
    toSheet: true,
    summaryPending: true,
  };
  const change = changeOf(shipment, record, { editedBy, sentBy, editedAt, savedAt: now });
  return Object.keys(change.to).length === 0 ? undefined : { record, change };
}
