import type { Form, PlacedField } from '../forms/form';
import type { StoredRecord } from './record';
import { applies } from './stage-order';

/**
 * Fields whose emptiness says something: no calling code, all other countries; no minutes, nobody is ever told; nothing
 * about being active, somebody who is.
 */
const sayingMuchWhenEmpty: Readonly<Partial<Record<NonNullable<Form['settings']>, readonly string[]>>> = {
  notices: ['country'],
  reminders: ['headMinutes', 'managerMinutes'],
  staff: ['active'],
};

/**
 * Fields of a settings row that are empty only because what was typed there was refused, and that must not be taken for
 * empty ones: until they are mended the row is not in effect. Where something good stands, that goes on holding; what
 * somebody typed whose field it is not changes nothing.
 */
export function refusedSettings(
  form: Form,
  { values, refused = {} }: Pick<StoredRecord, 'values'> & Partial<Pick<StoredRecord, 'refused'>>,
): readonly PlacedField[] {
  const asked = (form.settings && sayingMuchWhenEmpty[form.settings]) ?? [];
  return form.fields.filter(
    (field) =>
      asked.includes(field.id) &&
      applies(field, values) &&
      values[field.id] === undefined &&
      refused[field.id] !== undefined &&
      refused[field.id]?.code !== 'not-yours',
  );
}
