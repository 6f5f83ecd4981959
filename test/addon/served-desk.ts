import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { createGoogleSpreadsheet } from '../../functions/src/adapters/google-spreadsheet';
import { applyEdits } from '../../functions/src/flows/apply-edits';
import { restoreSettingsRows } from '../../functions/src/flows/restore-settings-rows';
import { syncSheet } from '../../functions/src/flows/sync-sheet';
import { forms } from '../../functions/src/forms';
import type { Form } from '../../functions/src/forms/form';
import { registerLayout } from '../../functions/src/forms/register-layout';
import type { Services } from '../../functions/src/ports';
import { editRequestSchema } from '../../functions/src/rules/edit-request';
import { createSheetsApi } from '../../infra/local/sheets-api/sheets-api';
import { testServices } from '../support/services';
import { type Desk, desksSetUp, owner } from './desk';

export const now = '2026-03-16T01:30:00.000Z';
const manager = 'zhou@gendan.example';

/**
 * A spreadsheet that is set up, with the functions that answer its add-on and write into it through the Sheets API, anew
 * for each test. People type into the tab of `form`, as the manager where nobody else is named.
 */
export function servedDesk(form: Form) {
  const layout = registerLayout(form, 'zh-CN');
  let desks: Awaited<ReturnType<typeof desksSetUp>>;
  let desk: Desk;
  let requests: number;
  let services: Services;
  let server: ReturnType<typeof createAdaptorServer>;
  beforeAll(async () => {
    desks = await desksSetUp();
  });
  beforeEach(async () => {
    requests = 0;
    const world = testServices({ now });
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
      now: () => new Date(now),
    });
    server = createAdaptorServer({ fetch: api.app.fetch });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const rootUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const spreadsheet = createGoogleSpreadsheet({ accessToken: async () => 'token', rootUrl });
    services = { ...world.services, spreadsheet };
  });
  afterEach(async () => {
    await desk.close();
    await new Promise((done) => server.close(done));
  });

  const at = (id: string) => layout.columns.findIndex((column) => column.id === id);
  return {
    layout,
    at,
    desk: () => desk,
    store: () => services.store,
    requests: () => requests,
    sync: () => syncSheet({ services, forms, budgetMs: 20_000 }),
    restore: () => restoreSettingsRows(services, forms),
    cell: (row: number, id: string) => desk.workbook.cell(desk.idOf(layout.tab), row, at(id)),
    type: async (row: number, id: string, typed: string | readonly (readonly string[])[], by = manager) => {
      const block = typeof typed === 'string' ? [[typed]] : typed;
      const { triggers } = desk.script.userEdits(by, desk.idOf(layout.tab), row, at(id), block);
      for (const { ok } of await triggers) expect(ok).toBe(true);
    },
    /** Deletes what stands in the visible cells of the row. */
    clearRow: async (row: number, by = manager) => {
      const from = at('number');
      const empty = layout.columns.slice(from).map(() => '');
      const { triggers } = desk.script.userEdits(by, desk.idOf(layout.tab), row, from, [empty]);
      for (const { ok } of await triggers) expect(ok).toBe(true);
    },
  };
}
