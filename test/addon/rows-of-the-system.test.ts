import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createGoogleSpreadsheet } from '../../functions/src/adapters/google-spreadsheet';
import { applyEdits } from '../../functions/src/flows/apply-edits';
import { syncSheet } from '../../functions/src/flows/sync-sheet';
import { forms } from '../../functions/src/forms';
import { blankForm } from '../../functions/src/forms/blank';
import { registerLayout } from '../../functions/src/forms/register-layout';
import { editRequestSchema } from '../../functions/src/rules/edit-request';
import { recordSchema } from '../../functions/src/rules/record';
import { createSheetsApi } from '../../infra/local/sheets-api/sheets-api';
import { testServices } from '../support/services';
import { type Desk, desksSetUp, owner } from './desk';

const layout = registerLayout(blankForm, 'zh-CN');
const now = '2026-03-16T01:30:00.000Z';
const manager = 'zhou@gendan.example';

let desks: Awaited<ReturnType<typeof desksSetUp>>;
let desk: Desk;
let requests: number;
let sync: () => ReturnType<typeof syncSheet>;
let store: ReturnType<typeof testServices>['store'];
let server: ReturnType<typeof createAdaptorServer>;
beforeAll(async () => {
  desks = await desksSetUp();
});
beforeEach(async () => {
  requests = 0;
  const world = testServices({ now });
  store = world.store;
  desk = desks.open(async (_, init) => {
    requests += 1;
    const token = new Headers(init?.headers).get('authorization') ?? '';
    const body = editRequestSchema.parse(JSON.parse(String(init?.body)));
    const email = token.replace('Bearer token:', '');
    return Response.json(await applyEdits(world.services, forms, { email }, body));
  });
  const api = createSheetsApi({
    workbook: desk.workbook,
    accountOf: () => 'robot@example.test',
    editors: ['robot@example.test'],
    owner,
    machineNow: () => new Date(now),
  });
  server = createAdaptorServer({ fetch: api.app.fetch });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const rootUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const spreadsheet = createGoogleSpreadsheet({ accessToken: async () => 'token', rootUrl });
  sync = () => syncSheet({ services: { ...world.services, spreadsheet }, forms, budgetMs: 20_000 });
});
afterEach(async () => {
  await desk.close();
  await new Promise((done) => server.close(done));
});

/** A blank that the system has counted. */
async function count(key: string): Promise<void> {
  const values = { item: '汇款银行', amount: 2, month: '2026-03', dueAt: '2026-03-15T16:00:00.000Z' };
  const record = recordSchema.parse({
    ...{ form: blankForm.id, formVersion: 1, key, spreadsheetId: 'sheet-1', number: `KF-${key}`, batch: 1 },
    ...{ revision: 1, values, marks: {}, stages: {}, assignees: {}, refused: {}, shipments: {} },
    ...{ judged: {}, blanks: {}, told: {}, createdAt: now, updatedAt: now, nextDueAt: null, timedUnder: 0 },
    ...{ done: true, rowWanted: true, toSheet: true, summaryPending: false },
  });
  await store.write([{ kind: 'set', path: `records/${blankForm.id}~${key}`, data: record }]);
}
const at = (id: string) => layout.columns.findIndex((column) => column.id === id);
const cell = (row: number, id: string) => desk.workbook.cell(desk.idOf(layout.tab), row, at(id));
async function type(row: number, id: string, text: string): Promise<void> {
  const { triggers } = desk.script.userEdits(manager, desk.idOf(layout.tab), row, at(id), [[text]]);
  for (const { ok } of await triggers) expect(ok).toBe(true);
}

describe('a tab whose rows the system makes', () => {
  it('has no columns for a next step and its time, and no card', () => {
    const shown = layout.columns.map(({ id }) => id);
    expect(shown.slice(0, 6)).toEqual(['key', 'saved', 'waiting', 'state', 'number', 'orderNumber']);
    const titles = desk.workbook.sheets().map(({ title }) => title);
    expect(titles).toContain(layout.tab);
    expect(titles.filter((title) => title.startsWith('跟踪表'))).toEqual(['跟踪表']);
  });

  it('shades what only the system fills, and asks back before it is typed over', () => {
    const readOnly = layout.columns.filter((column) => column.readOnly).map(({ id }) => id);
    expect(readOnly).toEqual(expect.arrayContaining(['orderNumber', 'amount', 'dueAt']));
    expect(readOnly).not.toContain('waiver');
    expect(cell(4, 'amount').background).toBe('#f3f3f3');
    expect(cell(4, 'waiver').background).toBeUndefined();
  });

  it('gets the rows from the server, formatted, and has nothing to send for them', async () => {
    await count('one');
    await count('two');
    expect(await sync()).toMatchObject({ rowsAppended: 2, left: 0 });
    expect([cell(4, 'item').value, cell(5, 'number').value]).toEqual(['汇款银行', 'KF-two']);
    expect(cell(4, 'dueAt')).toMatchObject({ value: '2026-03-16 00:00', format: '@' });
    expect(cell(4, 'amount')).toMatchObject({ value: 2, format: '#,##0.00' });
    await desk.minute();
    expect(requests).toBe(0);
  });

  it('lets people fill in what is left to them', async () => {
    await count('one');
    await sync();
    await type(4, 'waiver', '系统故障');
    expect([cell(4, 'state').value, cell(4, 'waiver').value]).toEqual(['已保存', '系统故障']);
    await sync();
    expect(cell(5, 'number').value).toBeNull();
  });

  it('explains on the cell that the system fills it, and puts it back when that is deleted', async () => {
    await count('one');
    await sync();
    await type(4, 'amount', '0');
    expect(cell(4, 'amount')).toMatchObject({ value: 0, background: '#f4cccc' });
    expect(cell(4, 'amount').note).toMatch(/系统/);
    await type(4, 'amount', '');
    expect(cell(4, 'amount')).toMatchObject({ value: 2, background: '#f3f3f3' });
    expect(cell(4, 'amount')).not.toHaveProperty('note');
    expect(cell(4, 'state').value).toBe('已保存');
  });

  it('always has formatted rows to spare below the last one', async () => {
    const id = desk.idOf(layout.tab);
    const before = desk.workbook.sheetByTitle(layout.tab)?.rowCount ?? 0;
    await desk.minute();
    expect(desk.workbook.sheetByTitle(layout.tab)?.rowCount).toBe(before);
    desk.workbook.setValues(id, before - 299, at('number'), [['KF-1']], { by: 'script' });
    await desk.minute();
    expect(desk.workbook.sheetByTitle(layout.tab)?.rowCount).toBe(before + 1000);
    expect(desk.workbook.cell(id, before + 999, at('dueAt')).format).toBe('@');
    await desk.minute();
    expect(desk.workbook.sheetByTitle(layout.tab)?.rowCount).toBe(before + 1000);
  });
});
