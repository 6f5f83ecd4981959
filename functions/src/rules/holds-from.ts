import type { Form, PlacedField } from '../forms/form';
import type { StoredRecord, Value, Values } from './record';
import { holds, missingFields } from './stage-order';

/** The rows of a form that hold from a date on, and the local day (`YYYY-MM-DD`) on which somebody types. */
type Typing = { readonly form: Form; readonly record: StoredRecord; readonly today: string };

/** Whether the stored row binds already: nothing of it can be changed, or what it did would be changed afterwards. */
export function isInEffect({ form, record, today }: Typing): boolean {
  return binds(form, record.values, today) && missingFields(form, 'head', record).length === 0;
}

/** Whether the row would bind from a day that has come, with the field's value among what this edit has changed so far. */
export function actsBackwards(
  { form, today }: Typing,
  field: PlacedField,
  values: Values,
  value: Value,
): boolean {
  return binds(form, { ...values, [field.id]: value }, today);
}

/** Its day has come, and it is none of those that may begin at any time. */
function binds({ holdsFrom }: Form, values: Values, today: string): boolean {
  if (!holdsFrom || (holdsFrom.freely && holds(holdsFrom.freely, values))) return false;
  const from = values[holdsFrom.field];
  return typeof from === 'string' && from <= today;
}
