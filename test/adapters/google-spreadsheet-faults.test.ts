import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createGoogleSpreadsheet, SpreadsheetFailure } from '../../functions/src/adapters/google-spreadsheet';
import { BOOK } from '../local/sheets-api-setup';
import { servedSpreadsheet, tab } from './google-spreadsheet-setup';

const { world, waits, spreadsheet } = servedSpreadsheet();

describe('passing faults', () => {
  it('repeats a write that the quota refused, and gives up after five attempts', async () => {
    waits.length = 0;
    const cell = [{ tab: '订单', row: 1, column: 0, value: 'X' }];
    for (let call = 0; call < 60; call += 1) await spreadsheet().writeCells(BOOK, cell);
    await expect(spreadsheet().writeCells(BOOK, cell)).rejects.toMatchObject({ status: 429 });
    expect(waits).toHaveLength(4);
    for (const [repeat, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(500 * 2 ** repeat);
      expect(wait).toBeLessThanOrEqual(1500 * 2 ** repeat);
    }
    const patient = createGoogleSpreadsheet({
      accessToken: async () => 'token-robot',
      rootUrl: world.root,
      wait: async () => {
        world.now = new Date(world.now.getTime() + 60_000);
      },
    });
    await patient.writeCells(BOOK, cell);
  });

  describe('with a server that answers as told', () => {
    const servers: Server[] = [];
    afterEach(() => {
      for (const server of servers.splice(0)) server.close();
    });

    async function answering(statuses: readonly number[], more = '"sheets":[]') {
      const requests: string[] = [];
      const server = createServer((request, response) => {
        requests.push(request.method ?? '');
        response.writeHead(statuses[requests.length - 1] ?? 200, { 'content-type': 'application/json' });
        response.end(`{"error":{"message":"told so"},"valueRanges":[{"values":[["1"]]}],${more}}`);
      });
      servers.push(server);
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      const rootUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const options = { accessToken: async () => 't', rootUrl, wait: async () => {} };
      return { requests, spreadsheet: createGoogleSpreadsheet(options) };
    }
    const cells = [{ tab: '订单', row: 0, column: 0, value: 'x' }];

    it('repeats a write after 503', async () => {
      const { requests, spreadsheet } = await answering([503, 503, 200]);
      await spreadsheet.writeCells(BOOK, cells);
      expect(requests).toEqual(['POST', 'POST', 'POST']);
    });

    it('does not repeat a write after 500: it may have been done', async () => {
      const { requests, spreadsheet } = await answering([500]);
      await expect(spreadsheet.writeCells(BOOK, cells)).rejects.toMatchObject({ status: 500 });
      expect(requests).toEqual(['POST']);
    });

    it('repeats an append that the quota refused, and no other, because it may have been done', async () => {
      const found = '"sheets":[{"properties":{"sheetId":0,"title":"订单"}}]';
      const quota = await answering([200, 429, 200], found);
      await quota.spreadsheet.appendRows(BOOK, '订单', [['x']]);
      expect(quota.requests).toEqual(['GET', 'POST', 'POST']);
      for (const status of [500, 503]) {
        const { requests, spreadsheet } = await answering([200, status, 200], found);
        await expect(spreadsheet.appendRows(BOOK, '订单', [['x']])).rejects.toMatchObject({ status });
        expect(requests).toEqual(['GET', 'POST']);
      }
    });

    it('plans tabs anew before it repeats their write, because the first may have made them', async () => {
      const { requests, spreadsheet } = await answering([200, 503, 200, 200]);
      await spreadsheet.writeTabs(BOOK, [tab([['x']])]);
      expect(requests).toEqual(['GET', 'POST', 'GET', 'POST']);
    });

    it('repeats a read after 503', async () => {
      const { requests, spreadsheet } = await answering([503, 200]);
      expect((await spreadsheet.read(BOOK, ['订单'])).get('订单')).toEqual([['1']]);
      expect(requests).toEqual(['GET', 'GET']);
    });
  });

  it('reports a server that cannot be reached with status 0', async () => {
    const nobody = createGoogleSpreadsheet({ accessToken: async () => 't', rootUrl: 'http://127.0.0.1:1/' });
    const write = nobody.writeCells(BOOK, [{ tab: '订单', row: 0, column: 0, value: 'x' }]);
    await expect(write).rejects.toEqual(expect.any(SpreadsheetFailure));
    await expect(write).rejects.toMatchObject({ status: 0 });
  });
});
