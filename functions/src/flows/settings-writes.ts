import type { Problem } from '../forms/edit-contract';
import type { Form } from '../forms/form';
import { staffForm } from '../forms/settings-staff';
import type { DocumentPath, Read, StoredDocument, Write } from '../ports';
import { recordId, sameValue } from '../rules/change';
import type { EditContext } from '../rules/decide-cells';
import { type Staff, type StoredRecord, staffSchema } from '../rules/record';
import { refusedSettings } from '../rules/refused-settings';
import type { Settings } from '../rules/settings';
import { settingsMessages } from '../rules/settings-messages';
import { type SettingsRows, settingsRow, settingsRowsSchema, staffOf } from '../rules/settings-rows';
import { missingFields } from '../rules/stage-order';
import { templateSetting } from '../rules/template-row';
import { noRows, settingsPath } from './settings-directory';

/**
 * What a saved row of a settings form means for everything else, as writes of the transaction that saves its record:
 * the person on the staff list, or the row among the settings. An incomplete row means nothing; somebody who was on
 * the list because of it stays there without being allowed anything. `read` must be that transaction's.
 * @throws ZodError when the stored settings cannot be read: saving one row must not lose the others.
 */
export async function settingsWrites(
  form: Form,
  record: StoredRecord,
  read: Read,
  settings: Pick<Settings, 'staffLanguage'>,
): Promise<Write[]> {
  if (form.settings === undefined) return [];
  return form.settings === 'staff'
    ? staffWrites(record, read, settings.staffLanguage)
    : rowWrites(form, record, read);
}

/**
 * Why a row of the staff list must not be saved as it is now, though each of its cells is good: its address is on
 * another row, or nobody would be left who may change settings. Managers are looked up in the transaction (`read`), so
 * two of them cannot take each other's role away at one time; `staff` only says where to look.
 */
export async function settingsFault(
  form: Form,
  record: StoredRecord,
  read: Read,
  { editor, staff, settings }: Pick<EditContext, 'editor' | 'staff' | 'settings'>,
): Promise<Problem | undefined> {
  const email = emailOf(record);
  if (form.settings !== 'staff' || email === undefined) return undefined;
  const path = staffPath(email);
  const [stored] = await read([path]);
  const by = madeBy(stored);
  if (by !== undefined && by !== recordId(record.form, record.key)) {
    const message = settingsMessages.emailTaken[editor.language](email);
    return { field: 'email', code: 'email-taken', message };
  }
  const person = listed(record, settings.staffLanguage);
  if (!isActiveManager(personOf(stored)) || isActiveManager(person)) return undefined;
  const others = staff.filter(isActiveManager).map((other) => staffPath(other.email));
  const stillThere = await read(others.filter((other) => other !== path));
  if (stillThere.some((other) => isActiveManager(personOf(other)))) return undefined;
  const [missing] = [...missingFields(form, 'head', record), ...refusedSettings(form, record)];
  const left = person ? (person.active ? 'roles' : 'active') : (missing?.id ?? '');
  return { field: left, code: 'last-manager', message: settingsMessages.lastManager[editor.language]() };
}

async function staffWrites(
  record: StoredRecord,
  read: Read,
  staffLanguage: Settings['staffLanguage'],
): Promise<Write[]> {
  const id = recordId(record.form, record.key);
  const person = listed(record, staffLanguage);
  if (person) return [{ kind: 'set', path: staffPath(person.email), data: { ...person, record: id } }];
  const email = emailOf(record);
  if (email === undefined) return [];
  const path = staffPath(email);
  const [stored] = await read([path]);
  return madeBy(stored) === id ? [{ kind: 'update', path, data: { active: false } }] : [];
}

async function rowWrites(form: Form, record: StoredRecord, read: Read): Promise<Write[]> {
  const id = recordId(record.form, record.key);
  const [stored] = await read([settingsPath]);
  const { version, rows } = stored ? settingsRowsSchema.parse(stored.data) : noRows;
  const row = form.settings === 'templates' ? templateSetting(record) : settingsRow(form, record);
  if (sameRow(rows[id], row)) return [];
  const { [id]: _before, ...others } = rows;
  const after: SettingsRows = { version: version + 1, rows: row ? { ...others, [id]: row } : others };
  return [{ kind: 'set', path: settingsPath, data: after }];
}

type Row = SettingsRows['rows'][string];

/** The order in which the store gives members back says nothing. */
function sameRow(a: Row | undefined, b: Row | undefined): boolean {
  if (!a || !b) return a === b;
  const fields = Object.keys({ ...a.values, ...b.values });
  return a.kind === b.kind && fields.every((field) => sameValue(a.values[field], b.values[field]));
}

/** Nobody while it is not known whether they still work here. */
function listed(record: StoredRecord, staffLanguage: Settings['staffLanguage']): Staff | undefined {
  return refusedSettings(staffForm, record).length > 0 ? undefined : staffOf(record.values, staffLanguage);
}

function emailOf({ values }: StoredRecord): string | undefined {
  return typeof values.email === 'string' ? values.email : undefined;
}

/** Addresses are the same however they are capitalised. */
export function staffPath(email: string): DocumentPath {
  return `staff/${email.toLowerCase()}`;
}

/** The record whose row put that person on the list; absent for entries older than the tab. */
export function madeBy(document: StoredDocument | undefined): string | undefined {
  const by = (document?.data as { record?: unknown } | undefined)?.record;
  return typeof by === 'string' ? by : undefined;
}

function personOf(document: StoredDocument | undefined): Staff | undefined {
  return document && staffSchema.safeParse(document.data).data;
}

function isActiveManager(person: Staff | undefined): boolean {
  return person?.active === true && person.roles.includes('manager');
}
