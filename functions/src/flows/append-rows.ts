import type { Form } from '../forms/form';
import type { Services } from '../ports';
import { newLine, type RegisterSheet, type Showing, type ShownAnswer } from '../rules/sheet-rows';
import { withLease } from './lease';

/** A record that the system has made, with what its row is to show. */
export type Wanted = { readonly key: string; readonly answer: ShownAnswer };

export type Tab = {
  readonly spreadsheetId: string;
  readonly form: Form;
  readonly title: string;
  readonly read: () => Promise<RegisterSheet | undefined>;
};

/**
 * Appends a row for each record that is wanted in the register and isn't there, in one call; gives the tab as it then
 * stands, and how many rows were appended. The keys are looked for once more right before: a run that was cut off may
 * have appended them. As the minute's run and a person's 刷新 may come at the same time, only one of them appends; for
 * the other, and where the tab has gone, everything stays as it was.
 */
export async function appendRows(
  services: Services,
  tab: Tab,
  wanted: readonly Wanted[],
  showing: Showing,
): Promise<{ readonly sheet: RegisterSheet | undefined; readonly appended: number } | undefined> {
  const { spreadsheetId, form, title, read } = tab;
  return withLease(services, `rows~${spreadsheetId}~${form.id}`, async () => {
    const before = await read();
    const absent = before ? wanted.filter(({ key }) => !before.rows.has(key)) : [];
    if (!before || absent.length === 0) return { sheet: before, appended: 0 };
    const inOrder = [...absent].sort((a, b) => compare(a.answer.number ?? '', b.answer.number ?? ''));
    await services.spreadsheet.appendRows(
      spreadsheetId,
      title,
      inOrder.map(({ key, answer }) => newLine(form, before, key, answer, showing)),
    );
    return { sheet: await read(), appended: absent.length };
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
