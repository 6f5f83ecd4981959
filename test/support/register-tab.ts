import { beforeEach } from '@jest/globals';
import { createGoogleSpreadsheet } from '../../functions/src/adapters/google-spreadsheet';
import { syncSheet } from '../../functions/src/flows/sync-sheet';
import { forms } from '../../functions/src/forms';
import { order } from '../../functions/src/forms/order';
import { headerRows, registerLayout } from '../../functions/src/forms/register-layout';
import { savedTimes, timeLeft } from '../../functions/src/forms/time-left';
import type { Services } from '../../functions/src/ports';
import { recordSchema, type StoredRecord, type Value } from '../../functions/src/rules/record';
import { rowAnswer } from '../../functions/src/rules/row-answer';
import { BOOK, servedSheetsApi } from '../local/sheets-api-setup';
import { testServices, testSettings } from './services';
import { shippedOrder } from './shipped-order';
import { everybody } from './staff';

const script = { by: 'script' } as const;
export const user = { by: 'user', email: 'clerk@example.test' } as const;
export const layout = registerLayout(order, 'zh-CN');
export const tabId = 42;
export const now = '2026-03-16T06:30:00.000Z';
const settings = { ...testSettings, spreadsheets: [BOOK] };

export const path = (key: string) => `records/order~${key}` as const;

/** Stage 8, as the system fills it. */
export const told = {
  dealerToldAt: '2026-03-16T06:20:00.000Z',
  managerToldAt: '2026-03-16T06:20:00.000Z',
  loggedAt: now,
};

export function orderOf(
  key: string,
  changes: Readonly<Record<string, Value | undefined>> = {},
): StoredRecord {
  return { ...shippedOrder(changes), key, number: `DH-${key}`, spreadsheetId: BOOK };
}

/** Services over an empty store, and a register tab of the order form behind the Sheets stand-in, anew for each test. */
export function servedRegister() {
  const google = servedSheetsApi();
  let world: ReturnType<typeof testServices>;
  let services: Services;

  beforeEach(() => {
    google.workbook.addSheet(
      { id: tabId, title: layout.tab, rowCount: 40, columnCount: layout.columns.length + 2 },
      script,
    );
    google.workbook.setValues(tabId, headerRows.ids, 0, [layout.columns.map(({ id }) => id)], script);
    google.workbook.setValues(tabId, headerRows.label, 0, [layout.columns.map(({ title }) => title)], script);
    world = testServices({ now, settings });
    services = {
      ...world.services,
      spreadsheet: createGoogleSpreadsheet({
        accessToken: async () => 'token-robot',
        rootUrl: google.root,
        wait: async () => undefined,
      }),
    };
  });

  const grid = () => google.workbook.values(tabId, { row: 0, column: 0, ...google.workbook.dataSize(tabId) });
  const column = (id: string): number => (grid()[headerRows.ids] ?? []).indexOf(id);
  const rowOf = (key: string): number => grid().findIndex((line) => line[column('key')] === key);
  const shown = (key: string, id: string) =>
    google.workbook.cell(tabId, rowOf(key), column(id)).value || null;
  const saved = (key: string) => JSON.parse(String(shown(key, 'saved')));
  const type = (key: string, id: string, text: string | null) =>
    google.workbook.setValues(tabId, rowOf(key), column(id), [[text]], user);
  const sortBy = (id: string, ascending: boolean) =>
    google.workbook.sort(
      tabId,
      { row: headerRows.count, column: 0, rows: 40 - headerRows.count, columns: layout.columns.length },
      column(id),
      ascending,
      user,
    );
  /** Once, between the flow's reading and its writing. */
  const whileWriting = (happens: () => void) => {
    const end = google.api?.beforeWrite(() => {
      end?.();
      happens();
    });
  };

  /** A row that shows the record, as the add-on leaves it after an answer. */
  function paint(row: number, record: StoredRecord): void {
    const answer = rowAnswer(order, record, { now, settings, staff: everybody });
    const cells: Record<string, string | number> = { ...answer.cells, number: answer.number ?? '' };
    const line: Record<string, string | number> = {
      ...cells,
      key: record.key,
      saved: JSON.stringify({ revision: record.revision, cells, times: savedTimes(answer) }),
      state: '已保存',
      next: answer.next?.text ?? '',
      due: answer.next?.dueText ?? '',
      left: timeLeft(savedTimes(answer), new Date(now), 'zh-CN')?.text ?? '',
    };
    const values = layout.columns.map(({ id }) => line[id] ?? null);
    google.workbook.setValues(tabId, headerRows.count + row, 0, [values], script);
  }

  /** The server changes an order that the register shows: one revision on, to be shown. */
  async function change(
    record: StoredRecord,
    values: Readonly<Record<string, Value | undefined>>,
  ): Promise<void> {
    const kept = Object.entries({ ...record.values, ...values }).filter(([, value]) => value !== undefined);
    const next = {
      ...record,
      values: Object.fromEntries(kept),
      revision: record.revision + 1,
      toSheet: true,
    };
    await world.store.write([{ kind: 'set', path: path(record.key), data: recordSchema.parse(next) }]);
  }

  const sync = (more: Partial<Services> = {}) =>
    syncSheet({ services: { ...services, ...more }, forms, budgetMs: 20_000 });
  const flagged = async () =>
    (await world.store.find({ collection: 'records', where: [['toSheet', '==', true]], limit: 99 })).map(
      ({ id }) => id,
    );

  return {
    google,
    grid,
    column,
    rowOf,
    shown,
    saved,
    type,
    sortBy,
    whileWriting,
    paint,
    change,
    sync,
    flagged,
    store: () => world.store,
    services: () => services,
  };
}
