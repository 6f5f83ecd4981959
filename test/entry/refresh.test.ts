import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { forms } from '../../functions/src/forms';
import { registerLayout } from '../../functions/src/forms/register-layout';
import { staffForm } from '../../functions/src/forms/settings-staff';
import type { WiredServices } from '../../functions/src/ports';
import { newRecord } from '../../functions/src/rules/row-claim';
import { type FunctionsServer, startFunctions } from '../../infra/local/functions-server';
import { testServices, testSettings } from '../support/services';
import { zhou } from '../support/staff';

const now = '2026-03-16T02:00:00.000Z';
const world = testServices({ now });
const tabs = new Map(
  forms.map((form) => {
    const { tab, columns } = registerLayout(form, 'zh-CN');
    return [tab, [columns.map(({ id }) => id), [], [], []]] as const;
  }),
);
const appended: string[] = [];
let failing = false;
let functions: FunctionsServer;

beforeAll(async () => {
  const services = {
    ...world.services,
    spreadsheet: {
      ...world.services.spreadsheet,
      read: async (_id: string, titles: readonly string[]) => {
        if (failing && titles.length > 1) throw new Error('the spreadsheet cannot be read');
        return new Map([...tabs].filter(([title]) => titles.includes(title)));
      },
      appendRows: async (_id: string, tab: string) => {
        appended.push(tab);
      },
    },
    verifyCaller: async () => ({ email: zhou.email }),
  };
  const wired: WiredServices = { ...services, deployed: testSettings, current: async () => services };
  functions = await startFunctions(() => wired);
});
afterAll(() => functions.stop());
beforeEach(async () => {
  appended.length = 0;
  failing = false;
  const context = { editor: zhou, editedAt: now, now, settings: testSettings, staff: [] };
  const row = { key: 'row-1', editId: 'e', revision: 0, editedAt: now, cells: {} };
  const data = newRecord(
    staffForm,
    row,
    { number: 'YG-1', batch: 1 },
    { ...context, spreadsheetId: 'sheet-1' },
  );
  await world.store.write([
    { kind: 'set', path: 'records/staff~row-1', data: { ...data, toSheet: false, revision: 1 } },
  ]);
});

const call = async (name: string) => {
  const response = await fetch(`${functions.url}/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer token' },
    body: JSON.stringify({ spreadsheetId: 'sheet-1' }),
  });
  return response.status;
};

it('刷新 has rows of settings appended that were deleted or never made; the minute does not look for them', async () => {
  expect([await call('sync'), appended]).toEqual([200, []]);
  expect([await call('refresh'), appended]).toEqual([200, ['员工与角色', '通知模板']]);
});

it('刷新 brings the register up to date even where it cannot look for them, and fails all the same', async () => {
  failing = true;
  await world.store.write([{ kind: 'update', path: 'records/staff~row-1', data: { toSheet: true } }]);
  expect([await call('refresh'), appended]).toEqual([500, ['员工与角色', '通知模板']]);
});
