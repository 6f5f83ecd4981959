import type { Form } from '../forms/form';
import { registerLayout } from '../forms/register-layout';
import type { Services, StoredDocument } from '../ports';
import { misplacedWrites, type Place, placesOf, repaired } from '../rules/misplaced-writes';
import { recordSchema, type StoredRecord } from '../rules/record';
import { rowAnswer } from '../rules/row-answer';
import { planRow, type RegisterSheet, registerSheet, type Showing, type Target } from '../rules/sheet-rows';
import { appendRows, type Wanted } from './append-rows';
import { clearFlag, setFlag } from './clear-flag';

const pageSize = 200;
const writesAtMost = 3;

export type SyncCost = {
  readonly recordsRead: number;
  readonly cellsWritten: number;
  readonly sheetCalls: number;
  /** Rows of records that the system made, and of settings whose row had gone. */
  readonly rowsAppended: number;
  /** Records whose row has been deleted from the register: their flag is cleared. Never one of settings. */
  readonly rowsGone: number;
  /** Records that stay flagged for the next run: changed meanwhile, or their tab is missing or kept moving. */
  readonly left: number;
  /** Ids of stored records that could not be understood; their flag is cleared. */
  readonly unreadable: readonly string[];
};

type Pending = { readonly document: StoredDocument; readonly record: StoredRecord };
type Page = { readonly spreadsheetId: string; readonly form: Form; readonly pending: readonly Pending[] };
type Tally = { -readonly [K in keyof SyncCost]: SyncCost[K] extends number ? number : string[] };

/**
 * Brings what changed on the server (filled by the system, told by a dealer, done on another row) to the register:
 * rows are found by key, cells that are refused or waiting to be sent are left alone, and a sort or an insertion
 * between reading and writing is noticed by reading again and mended. Per register tab with up to 200 changed records:
 * two reads and one write of the Sheets API, none where nothing changed; where rows are appended (`rowWanted`, and all settings), three
 * reads and one write more.
 *
 * A record that is written again meanwhile keeps its flag. Nobody can tell a text that was typed into a cell within
 * the moment between reading and writing it, so such a text can be lost; the record's change is then what stands.
 */
export async function syncSheet(options: {
  readonly services: Services;
  readonly forms: readonly Form[];
  readonly budgetMs: number;
}): Promise<SyncCost> {
  const { services, forms, budgetMs } = options;
  const tally: Tally = {
    recordsRead: 0,
    cellsWritten: 0,
    sheetCalls: 0,
    rowsAppended: 0,
    rowsGone: 0,
    left: 0,
    unreadable: [],
  };
  const end = services.clock.machine().getTime() + budgetMs;
  for (const spreadsheetId of services.settings.spreadsheets) {
    for (const form of forms) {
      while (services.clock.machine().getTime() < end) {
        if (!(await syncPage(services, spreadsheetId, form, tally))) break;
      }
    }
  }
  return tally;
}

/** Whether there may be more. */
async function syncPage(
  services: Services,
  spreadsheetId: string,
  form: Form,
  tally: Tally,
): Promise<boolean> {
  const documents = await services.store.find({
    collection: 'records',
    where: [
      ['toSheet', '==', true],
      ['spreadsheetId', '==', spreadsheetId],
      ['form', '==', form.id],
    ],
    limit: pageSize,
  });
  if (documents.length === 0) return false;
  tally.recordsRead += documents.length;
  const pending = documents.flatMap((document): Pending[] => {
    const record = recordSchema.safeParse(document.data);
    if (record.success) return [{ document, record: record.data }];
    tally.unreadable.push(document.id);
    return [];
  });
  const settled = await showRecords(services, { spreadsheetId, form, pending }, tally);
  const dealtWith = documents.filter(({ id }) => settled.has(id) || tally.unreadable.includes(id));
  const cleared = await clearFlag(services.store, dealtWith, 'toSheet');
  const overtaken = dealtWith.filter((document) => !cleared.includes(document));
  await setFlag(services.store, overtaken, 'toSheet');
  tally.left += documents.length - cleared.length;
  return documents.length === pageSize && cleared.length > 0;
}

/** The ids of the records that the register shows now, or whose row is gone from it. */
async function showRecords(services: Services, page: Page, tally: Tally): Promise<Set<string>> {
  const { form, spreadsheetId } = page;
  const tab = registerLayout(form, services.settings.staffLanguage).tab;
  const read = async (): Promise<RegisterSheet | undefined> => {
    tally.sheetCalls += 1;
    const values = (await services.spreadsheet.read(spreadsheetId, [tab])).get(tab);
    return values && registerSheet(values);
  };
  const showing = { now: services.clock.business(), language: services.settings.staffLanguage };
  const answers = await answersOf(services, page, showing.now);
  const plan = planner(form, answers, showing);
  let sheet = await read();
  const wanted = answers.filter(({ key, rowWanted }) => rowWanted && sheet && !sheet.rows.has(key));
  if (wanted.length > 0) {
    const done = await appendRows(services, { spreadsheetId, form, title: tab, read }, wanted, showing);
    if (done) sheet = done.sheet;
    tally.rowsAppended += done?.appended ?? 0;
    if (done && done.appended > 0) tally.sheetCalls += 2;
  }
  let repairs: readonly Target[] = [];
  let strays: readonly Place[] = [];
  for (let written = 0; sheet !== undefined; written += 1) {
    const { targets, settled, gone } = plan(sheet, repairs);
    if (targets.length === 0 && strays.length === 0) {
      tally.rowsGone += gone;
      return settled;
    }
    if (written === writesAtMost) return settled;
    const cells = [...placesOf(sheet, targets), ...strays.map((place) => ({ ...place, value: '' }))];
    await services.spreadsheet.writeCells(
      spreadsheetId,
      cells.map((cell) => ({ tab, ...cell })),
    );
    tally.sheetCalls += 1;
    tally.cellsWritten += cells.length;
    const after = await read();
    if (after === undefined) return new Set();
    ({ repairs, strays } = misplacedWrites(sheet, after, targets));
    sheet = repaired(after, repairs, strays);
  }
  return new Set();
}

type Shown = Wanted & { readonly id: string; readonly rowWanted: boolean };

async function answersOf(services: Services, { form, pending }: Page, now: Date): Promise<readonly Shown[]> {
  const { settings } = services;
  const context = { now: now.toISOString(), settings, staff: await services.staff.current() };
  return pending.map(({ document, record }) => ({
    id: document.id,
    key: record.key,
    answer: rowAnswer(form, record, context),
    // What a settings record says holds, whether or not anybody sees it.
    rowWanted: form.settings !== undefined || record.rowWanted === true,
  }));
}

/** Says of a reading of the tab what is still to be written, and which records are settled without more. */
function planner(form: Form, answers: readonly Shown[], showing: Showing) {
  return (sheet: RegisterSheet, repairs: readonly Target[]) => {
    const targets = new Map(repairs.map((target) => [`${target.key}\n${target.column}`, target]));
    const settled = new Set<string>();
    let gone = 0;
    for (const { id, key, answer, rowWanted } of answers) {
      const row = planRow(form, sheet, key, answer, showing);
      if (row.kind === 'newer' || (row.kind === 'gone' && rowWanted)) continue;
      if (row.kind === 'gone') gone += 1;
      if (row.kind === 'gone' || row.targets.length === 0) settled.add(id);
      else for (const target of row.targets) targets.set(`${key}\n${target.column}`, target);
    }
    return { targets: [...targets.values()], settled, gone };
  };
}
