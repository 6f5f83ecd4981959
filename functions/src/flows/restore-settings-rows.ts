import type { Form } from '../forms/form';
import { registerLayout } from '../forms/register-layout';
import type { Services, StoredDocument } from '../ports';
import { type RegisterSheet, registerSheet } from '../rules/sheet-rows';
import { setFlag } from './clear-flag';
import { templateRows } from './template-rows';

/** Far more than a company has people, days off and standards. */
const recordsAtMost = 2000;

/**
 * What a row of a settings tab says holds until it is changed, so a row that somebody deleted only hides it. Flags the
 * records whose row is gone, for the sheet sync to append it again; first the rows of 通知模板 are made, or brought up to
 * date (see `templateRows`). Reads all records of the settings tabs and, in one
 * call for each spreadsheet, those tabs: for people who ask (刷新), not for every minute. A tab that is missing or not
 * set up is left alone.
 * @returns how many were flagged that were not waiting for their row anyway.
 */
export async function restoreSettingsRows(
  services: Services,
  forms: readonly Form[],
): Promise<{ readonly rowsMissing: number }> {
  const { settings, spreadsheet, store } = services;
  const kept = forms.filter((form) => form.settings !== undefined);
  const titleOf = (form: Form): string => registerLayout(form, settings.staffLanguage).tab;
  let rowsMissing = 0;
  if (kept.some((form) => form.settings === 'templates')) await templateRows(services);
  for (const spreadsheetId of settings.spreadsheets) {
    const records = await Promise.all(kept.map((form) => recordsOf(services, spreadsheetId, form)));
    const tabs = await spreadsheet.read(spreadsheetId, kept.map(titleOf));
    for (const [at, form] of kept.entries()) {
      const values = tabs.get(titleOf(form));
      const sheet = values && registerSheet(values);
      const missing = sheet ? (records[at] ?? []).filter((record) => isGone(record, sheet)) : [];
      await setFlag(store, missing, 'toSheet');
      rowsMissing += missing.length;
    }
  }
  return { rowsMissing };
}

function recordsOf(
  { store }: Services,
  spreadsheetId: string,
  form: Form,
): Promise<readonly StoredDocument[]> {
  return store.find({
    collection: 'records',
    where: [
      ['spreadsheetId', '==', spreadsheetId],
      ['form', '==', form.id],
    ],
    limit: recordsAtMost,
  });
}

function isGone({ data }: StoredDocument, { rows }: RegisterSheet): boolean {
  const { key, toSheet } = data as { readonly key?: unknown; readonly toSheet?: unknown };
  return typeof key === 'string' && !rows.has(key) && toSheet !== true;
}
