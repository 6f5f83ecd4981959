import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { Refusal } from '../../functions/src/errors';
import { createSettingsDirectory } from '../../functions/src/flows/settings-directory';
import type { DocumentPath, WiredServices } from '../../functions/src/ports';
import { type FunctionsServer, startFunctions } from '../../infra/local/functions-server';
import { testServices, testSettings } from '../support/services';
import { zhang } from '../support/staff';

const memory = createMemoryStore();
const read: DocumentPath[] = [];
const machine = { now: new Date('2026-11-01T00:00:00.000Z') };
const seen: string[] = [];
let functions: FunctionsServer;

/** Everything as in production but the outer world: settings come from the store, through the directory. */
function wiring(): WiredServices {
  const { services } = testServices({ now: '2026-03-16T02:00:00.000Z', store: memory });
  const clock = { business: services.clock.business, machine: () => machine.now };
  const store: typeof services.store = {
    ...services.store,
    get: (paths) => {
      read.push(...paths);
      return services.store.get(paths);
    },
  };
  const wired = {
    ...services,
    store,
    clock,
    verifyCaller: async (token: string) => {
      if (token === 'forged') throw new Refusal(401, 'bad-signature', 'This token is not genuine.');
      return { email: zhang.email };
    },
    verifyCallback: (signature: string) => signature === 'genuine',
  };
  const directory = createSettingsDirectory(store, clock, testSettings);
  const current = async () => {
    const settings = await directory.current();
    seen.push(settings.daysOff.join());
    return { ...wired, settings };
  };
  return { ...wired, deployed: testSettings, current };
}

beforeAll(async () => {
  const wired = wiring();
  functions = await startFunctions(() => wired);
});
afterAll(() => functions.stop());
beforeEach(() => {
  read.length = 0;
  seen.length = 0;
  machine.now = new Date(machine.now.getTime() + 60_000);
});

const call = async (name: string, headers: Record<string, string> = {}, method = 'POST') => {
  const body = { spreadsheetId: 'sheet-1', form: 'order', rows: [row] };
  const response = await fetch(`${functions.url}/${name}`, {
    method,
    headers: { ...(method === 'POST' ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(method === 'POST'
      ? { body: JSON.stringify(name === 'edits' ? body : { spreadsheetId: 'sheet-1' }) }
      : {}),
  });
  return { status: response.status, text: await response.text() };
};
const row = {
  key: 'row-1',
  editId: 'edit-1',
  revision: 0,
  editedAt: '2026-03-16T01:00:00Z',
  cells: { dealerName: '南海经销部' },
};
const put = (version: number, from: string) =>
  memory.write([
    {
      kind: 'set',
      path: 'settings/rows',
      data: {
        version,
        rows: {
          a: {
            kind: 'calendar',
            values: { kind: 'off', from, to: from },
            enteredAt: '2026-03-16T01:00:00.000Z',
            number: 'RL2026-0001',
          },
        },
      },
    },
  ]);

describe('every function', () => {
  it.each(['edits', 'refresh', 'deliver', 'sweep', 'sync'])(
    'answers each request by the settings of its moment: %s',
    async (name) => {
      await put(1, '2026-10-01');
      expect((await call(name, { authorization: 'Bearer genuine' })).status).toBe(200);
      await put(2, '2026-10-02');
      machine.now = new Date(machine.now.getTime() + 16_000);
      expect((await call(name, { authorization: 'Bearer genuine' })).status).toBe(200);
      expect(seen).toEqual(['2026-10-01', '2026-10-02']);
    },
  );

  it.each([
    ['a method', 'edits', {}, 'GET', 405],
    ['a missing token', 'edits', {}, 'POST', 401],
    ['a missing token', 'refresh', {}, 'POST', 401],
    ['a forged token', 'edits', { authorization: 'Bearer forged' }, 'POST', 401],
    ['a forged token', 'refresh', { authorization: 'Bearer forged' }, 'POST', 401],
    ['a wrong signature', 'smsStatus', { 'x-twilio-signature': 'forged' }, 'POST', 403],
  ])('refuses %s without reading anything: %s', async (_what, name, headers, method, status) => {
    expect((await call(name, headers, method)).status).toBe(status);
    expect(read).toEqual([]);
  });
});
