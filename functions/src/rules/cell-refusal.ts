import type { EditRow } from '../forms/edit-contract';
import type { Form, PlacedField } from '../forms/form';
import type { Language } from '../forms/label';
import { type RoleId, roles } from '../forms/roles';
import { sameValue } from './change';
import { branchMessage, editMessages, obstacleMessage } from './edit-messages';
import { actsBackwards, isInEffect } from './holds-from';
import type { Staff, StoredRecord, Value, Values } from './record';
import { sameAddress } from './same-address';
import { applies, isOwnStage, obstacleTo } from './stage-order';

/** Why a cell is not taken; the message is for the person who typed. */
export type CellRefusal = { readonly code: string; readonly message: string };

/** A field's value as typed, and where it would be written. */
export type Attempt = {
  readonly form: Form;
  readonly record: StoredRecord;
  /** The record's values with what this edit has changed so far. */
  readonly values: Values;
  readonly field: PlacedField;
  /** Undefined when the cell was cleared. */
  readonly value: Value | undefined;
  readonly row: EditRow;
  readonly editor: Staff;
  readonly staff: readonly Staff[];
  readonly closedMonths: readonly string[];
  /** The business's own day (local `YYYY-MM-DD`) on which this is decided. */
  readonly today: string;
};

/** Why a well-typed value may not be written; nothing when it may. Writing what stands there already is never refused. */
export function refusalOf({
  form,
  record,
  values,
  field,
  value,
  row,
  editor,
  staff,
  closedMonths,
  today,
}: Attempt): CellRefusal | undefined {
  const language = editor.language;
  if (sameValue(values[field.id], value)) return undefined;
  const month = form.monthIn === undefined ? undefined : record.values[form.monthIn];
  if (typeof month === 'string' && closedMonths.includes(month))
    return { code: 'month-closed', message: editMessages.monthClosed[language](month) };
  if (!isOwnStage(form, field.stage, record.batch)) {
    return { code: 'first-shipment-only', message: editMessages.firstShipmentOnly[language]() };
  }
  if (field.kind === 'signature')
    return { code: 'signature-is-stamped', message: editMessages.stamped[language]() };
  if (field.filledBy === 'system')
    return {
      code: 'system-fills',
      message: field.typedElsewhere?.[language] ?? editMessages.systemFills[language](),
    };
  const refusal = strangerRefusal(field, values, editor, staff);
  if (refusal) return refusal;
  if (isInEffect({ form, record, today }))
    return { code: 'in-effect', message: editMessages.inEffect[language]() };
  if (field.fixed && record.values[field.id] !== undefined)
    return {
      code: 'fixed',
      message: editMessages.fixed[language](field.label[language], field.fixedNote?.[language]),
    };
  if (isNewer(record, field, row)) return { code: 'conflict', message: '' };
  if (value === undefined) return undefined;
  if (field.staffMember && !staff.some(({ email, active }) => active && sameAddress(email, value)))
    return { code: 'not-on-staff', message: editMessages.notOnStaff[language](String(value)) };
  if (!applies(field, values))
    return { code: 'not-on-this-branch', message: branchMessage(form, field, language) };
  if (actsBackwards({ form, record, today }, field, values, value))
    return { code: 'not-before-tomorrow', message: editMessages.notBeforeTomorrow[language]() };
  if (record.values[field.id] !== undefined) return undefined;
  const obstacle = obstacleTo(form, field.stage, { ...record, values });
  return obstacle && { code: 'stage-not-open', message: obstacleMessage(form, obstacle, language) };
}

/** A manager may fill and correct everything; others what their own roles fill. */
export function mayFill(editor: Staff, role: RoleId): boolean {
  return editor.roles.includes(role) || editor.roles.includes('manager');
}

/** Whose the field is: its role's, or the person's whom the record names. A manager's it always is. */
export function strangerRefusal(
  { role, namedIn }: PlacedField,
  values: Values,
  editor: Staff,
  staff: readonly Staff[],
): CellRefusal | undefined {
  if (namedIn === undefined) return mayFill(editor, role) ? undefined : notYours(role, editor.language);
  const named = values[namedIn];
  if (sameAddress(editor.email, named) || editor.roles.includes('manager')) return undefined;
  const name = staff.find(({ email }) => sameAddress(email, named))?.name ?? roles.manager[editor.language];
  return { code: 'not-yours', message: editMessages.notYours[editor.language](name) };
}

export function notYours(role: RoleId, language: Language): CellRefusal {
  return { code: 'not-yours', message: editMessages.notYours[language](roles[role][language]) };
}

/** Somebody changed the field after the state of the record that the row was showing. */
function isNewer(record: StoredRecord, field: PlacedField, row: EditRow): boolean {
  return (record.marks[field.id]?.revision ?? 0) > row.revision;
}
