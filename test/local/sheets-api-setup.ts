import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4';
import { createSheetsApi, type SheetsApi } from '../../infra/local/sheets-api/sheets-api';
import { createWorkbook } from '../../infra/local/workbook/workbook';
import type { Workbook } from '../../infra/local/workbook/workbook-types';

export const BOOK = 'book-1';
const ACCOUNTS: Record<string, string> = {
  'token-robot': 'robot@example.test',
  'token-clerk': 'clerk@example.test',
  'token-stranger': 'stranger@example.test',
};

type Call = [method: string, path: string, body?: unknown, token?: string | null];
type Refusal = { status: number; name?: string | undefined; message?: string | undefined };

type Answer = {
  status: number;
  body: { [name: string]: unknown; error?: { code: number; message: string; status: string } };
};

/** The stand-in on a loopback port with a new workbook for each test: tabs 订单 (id 0, 20 × 6) and It's (id 7). */
export function servedSheetsApi() {
  const world = {
    root: '',
    now: new Date('2026-03-16T01:00:00Z'),
    workbook: newWorkbook(),
    api: undefined as SheetsApi | undefined,
    counts: () => world.api?.counts(),
    client: (token = 'token-robot') =>
      new sheets_v4.Sheets({
        rootUrl: world.root,
        headers: { authorization: `Bearer ${token}` },
        retry: false,
        // The client would load node-fetch by a dynamic import, which jest cannot do.
        fetchImplementation: fetch,
      }).spreadsheets,
    send: async (...[method, path, body, token = 'token-robot']: Call): Promise<Answer> => {
      const response = await fetch(`${world.root}v4/spreadsheets${path}`, {
        method,
        headers: token === null ? {} : { authorization: `Bearer ${token}` },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: response.status, body: Object(await response.json()) };
    },
    batch: (...requests: unknown[]): Promise<Answer> =>
      world.send('POST', `/${BOOK}:batchUpdate`, { requests }),
    /** Sends, and holds the workbook against what it was before: a refused call changes nothing. */
    refusal: async (...call: Call): Promise<Refusal> => {
      const before = JSON.stringify(world.workbook.save());
      const { status, body } = await world.send(...call);
      expect(JSON.stringify(world.workbook.save())).toBe(before);
      expect(body.error?.code).toBe(status);
      return { status, name: body.error?.status, message: body.error?.message };
    },
    batchRefusal: async (...requests: unknown[]): Promise<string> => {
      const { status, message } = await world.refusal('POST', `/${BOOK}:batchUpdate`, { requests });
      return `${status} ${message}`;
    },
    /** Requests through the Google client. */
    update: async (...requests: sheets_v4.Schema$Request[]): Promise<sheets_v4.Schema$Response[]> => {
      const { data } = await world.client().batchUpdate({ spreadsheetId: BOOK, requestBody: { requests } });
      return data.replies ?? [];
    },
    sheetOf: async (title: string, wanted: string): Promise<sheets_v4.Schema$Sheet | undefined> => {
      const fields = `sheets(properties(title),${wanted})`;
      const { data } = await world.client().get({ spreadsheetId: BOOK, fields });
      return data.sheets?.find(({ properties }) => properties?.title === title);
    },
  };
  const server = createAdaptorServer({
    fetch: (request) => world.api?.app.fetch(request) ?? new Response(null, { status: 500 }),
  });
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    world.root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => new Promise<void>((done) => void server.close(() => done())));
  beforeEach(() => {
    world.now = new Date('2026-03-16T01:00:00Z');
    world.workbook = newWorkbook();
    world.api = createSheetsApi({
      workbook: world.workbook,
      accountOf: (token) => ACCOUNTS[token],
      editors: ['robot@example.test', 'clerk@example.test'],
      owner: 'owner@example.test',
      now: () => world.now,
    });
  });
  return world;
}

function newWorkbook(): Workbook {
  const workbook = createWorkbook({ id: BOOK, title: '跟单', timeZone: 'Asia/Shanghai', locale: 'zh_CN' });
  const origin = { by: 'script' } as const;
  workbook.setSheet(0, { title: '订单', rowCount: 20, columnCount: 6 }, origin);
  workbook.addSheet({ title: "It's", id: 7, rowCount: 5, columnCount: 3 }, origin);
  workbook.setValues(
    0,
    0,
    0,
    [
      ['编号', '数量', '备注'],
      ['D-1', 3, null],
      ['D-2', 12, '急'],
    ],
    origin,
  );
  return workbook;
}
