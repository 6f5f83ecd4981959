import type { CellInput, EditRow, Problem } from '../forms/edit-contract';
import type { Form, PlacedField } from '../forms/form';
import type { Language } from '../forms/label';
import type { RoleId } from '../forms/roles';
import { assignees, claimRoles } from './assign';
import { type CellRefusal, refusalOf, strangerRefusal } from './cell-refusal';
import { sameValue } from './change';
import { editMessages } from './edit-messages';
import { localTime } from './local-time';
import { checkAgainst, isBlank, parseCell } from './parse-cell';
import type { Staff, StoredRecord, Value, Values } from './record';
import { isReplyEditor, replyEditorName } from './reply';
import { roleOwner } from './responsible';
import type { Settings } from './settings';
import { misreadSetting, settingsRefusal } from './settings-refusal';
import { settleRecord } from './settle-record';
import { showCell } from './show-cell';
import { enactedTemplate } from './template-row';

export type EditContext = {
  readonly editor: Staff;
  /** When it was typed, and the business time now; UTC. */
  readonly editedAt: string;
  readonly now: string;
  readonly settings: Settings;
  readonly staff: readonly Staff[];
};

export type CellDecision = {
  /** The record with every good cell taken in; the same revision when none changed. */
  readonly record: StoredRecord;
  readonly changed: boolean;
  readonly problems: readonly Problem[];
};

type Reading = { readonly value: Value | undefined } | { readonly refusal: CellRefusal };

/**
 * Takes a row's cells into a record: each is parsed as typed, checked for whose it is, for its branch, its stage and
 * what others changed meanwhile; good ones are kept though others are refused; all problems are told at once.
 * Cells are taken in the order of the form, so that one row may open a stage and fill it.
 */
export function decideCells(
  form: Form,
  record: StoredRecord,
  row: EditRow,
  context: EditContext,
): CellDecision {
  const values: Record<string, Value> = { ...record.values };
  const refused = { ...record.refused };
  const changed: PlacedField[] = [];
  const problems: Problem[] = [];
  for (const field of form.fields) {
    const typed = row.cells[field.id];
    if (typed === undefined || field.id === form.repeat?.by) continue;
    const reading = readCell(form, record, field, row, values, context);
    const value = 'value' in reading ? reading.value : undefined;
    const { editor, staff, settings } = context;
    const today = dayOf(context.now, settings.zone);
    const { closedMonths } = settings;
    const attempt = { form, record, values, field, value, row, editor, staff, closedMonths, today };
    const refusal =
      'refusal' in reading
        ? reading.refusal
        : (refusalOf(attempt) ?? settingsRefusal({ ...attempt, refused, problems, settings }));
    delete refused[field.id];
    if (refusal?.code === 'conflict') problems.push(conflict(record, field, value, context));
    else if (refusal) {
      problems.push({ field: field.id, ...refusal });
      // What the system fills is put back by the sheet: there is nothing to mend.
      if (field.filledBy !== 'system') refused[field.id] = refusedCell(typed, refusal, context);
    } else if (!sameValue(values[field.id], value)) {
      if (value === undefined) delete values[field.id];
      else values[field.id] = value;
      changed.push(field);
    }
  }
  return {
    record: conclude(form, { ...record, refused }, values, changed, context),
    changed: changed.length > 0,
    problems,
  };
}

function conclude(
  form: Form,
  record: StoredRecord,
  values: Values,
  changed: readonly PlacedField[],
  { editor, editedAt, now, settings, staff }: EditContext,
): StoredRecord {
  if (changed.length === 0) return record;
  const revision = record.revision + 1;
  const mark = { revision, by: editor.email, at: editedAt };
  const filled: RoleId[] = changed.map(({ role }) => role);
  const draft: StoredRecord = {
    ...record,
    revision,
    values,
    marks: { ...record.marks, ...Object.fromEntries(changed.map(({ id }) => [id, mark])) },
    assignees: claimRoles(assignees(form, record.assignees, values, staff), filled, (role) =>
      roleOwner(role, editor, staff, dayOf(editedAt, settings.zone)),
    ),
    updatedAt: now,
    summaryPending: form.settings === undefined,
  };
  const settled = settleRecord(form, draft, {
    by: editor.email,
    name: editor.name,
    at: editedAt,
    now,
    settings,
    before: record.values,
  });
  return form.settings === 'templates'
    ? enactedTemplate(settled, { editor, editedAt, now, settings })
    : settled;
}

function readCell(
  form: Form,
  record: StoredRecord,
  field: PlacedField,
  row: EditRow,
  values: Values,
  { editor, editedAt, settings, staff }: EditContext,
): Reading {
  const typed = row.cells[field.id] ?? null;
  if (typed === null || isBlank(typed)) return { value: undefined };
  const parsing = {
    zone: settings.zone,
    language: editor.language,
    phoneCountry: settings.phoneCountry,
    reference: form.settings ? editedAt : (orderDate(form, values) ?? record.createdAt),
    values,
    now: editedAt,
  };
  const parsed = parseCell(field, typed, parsing);
  const refused = (refusal: CellRefusal): Reading => ({
    refusal: whoseFirst(field, values, editor, staff) ?? refusal,
  });
  if (!parsed.ok) return refused(misreadSetting(form, field, parsed, editor.language));
  if (sameValue(values[field.id], parsed.value)) return { value: parsed.value };
  const refusal = checkAgainst(field, parsed.value, { form, values, typed: row.cells, context: parsing });
  return refusal ? refused(refusal) : { value: parsed.value };
}

/** Whose a blank is comes before how it is written: somebody else's is not mended by typing it better. */
function whoseFirst(
  field: PlacedField,
  values: Values,
  editor: Staff,
  staff: readonly Staff[],
): CellRefusal | undefined {
  if (field.kind === 'signature' || field.filledBy === 'system') return undefined;
  return strangerRefusal(field, values, editor, staff);
}

function refusedCell(
  typed: CellInput,
  { code }: CellRefusal,
  context: EditContext,
): StoredRecord['refused'][string] {
  const text =
    typed === null
      ? ''
      : String(typed)
          .slice(0, 500)
          .replace(/\p{Cs}$/u, '');
  return { text, code, by: context.editor.email, at: context.editedAt };
}

function conflict(
  record: StoredRecord,
  field: PlacedField,
  value: Value | undefined,
  { settings, staff, editor }: EditContext,
): Problem {
  const { language } = editor;
  const show = (one: Value | undefined): string =>
    one === undefined
      ? ''
      : String(showCell(field, one, { zone: settings.zone, language, phoneCountry: settings.phoneCountry }));
  const mark = record.marks[field.id];
  const by = staff.find(({ email }) => email === mark?.by)?.name ?? authorName(mark?.by ?? '', language);
  const theirs = show(record.values[field.id]);
  const message =
    theirs === '' ? editMessages.conflictCleared[language](by) : editMessages.conflict[language](by, theirs);
  return {
    field: field.id,
    code: 'conflict',
    message,
    yours: show(value),
    theirs,
    by,
    at: mark?.at ?? record.updatedAt,
  };
}

/** Who is nobody on the staff list: the system, a customer who replied, somebody whose row is gone. */
function authorName(by: string, language: Language): string {
  if (by === 'system') return editMessages.system[language]();
  return isReplyEditor(by) ? replyEditorName : by;
}

/** The local day of an instant. */
function dayOf(instant: string, zone: string): string {
  return localTime(instant, zone)?.slice(0, 10) ?? '';
}

/** The order's own date, to which years that are not written are nearest: the first time on the form. */
function orderDate(form: Form, values: Values): string | undefined {
  const first = form.fields.find(({ kind, stage }) => kind === 'instant' && stage !== 'head');
  const value = first && values[first.id];
  return typeof value === 'string' ? value : undefined;
}
