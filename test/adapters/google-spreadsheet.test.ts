import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createGoogleSpreadsheet, SpreadsheetFailure } from '../../functions/src/adapters/google-spreadsheet';
import type { SheetTab } from '../../functions/src/ports';
import { displayText } from '../../infra/local/workbook/display';
import { BOOK, servedSheetsApi } from '../local/sheets-api-setup';

const world = servedSheetsApi();
const waits: number[] = [];
const spreadsheet = (token = 'token-robot') =>
  createGoogleSpreadsheet({
    accessToken: async () => token,
    rootUrl: world.root,
    wait: async (milliseconds) => void waits.push(milliseconds),
  });

const tab = (rows: SheetTab['rows'], title = '今日看板'): SheetTab & { headingRows: number[] } => ({
  title,
  rows,
  headerRows: 1,
  headingRows: [0],
  columnWidths: [150, 80],
});

/** The tab's values without the empty cells behind the last filled one. */
function shown(title: string): unknown[][] {
  const sheet = world.workbook.sheetByTitle(title);
  if (!sheet) throw new Error(`there is no tab ${title}`);
  const size = world.workbook.dataSize(sheet.id);
  return world.workbook.values(sheet.id, { row: 0, column: 0, ...size });
}

describe('reading', () => {
  it('gives all values of several tabs in one call', async () => {
    const tabs = await spreadsheet().read(BOOK, ['订单', "It's"]);
    expect(tabs.get('订单')).toEqual([
      ['编号', '数量', '备注'],
      ['D-1', 3],
      ['D-2', 12, '急'],
    ]);
    expect(tabs.get("It's")).toEqual([]);
    expect(world.counts()).toEqual({ reads: 1, writes: 0 });
  });

  it('leaves absent tabs out, at three calls', async () => {
    const tabs = await spreadsheet().read(BOOK, ['没有', '订单']);
    expect([...tabs.keys()]).toEqual(['订单']);
    expect(world.counts()).toEqual({ reads: 3, writes: 0 });
    expect([...(await spreadsheet().read(BOOK, ['没有'])).keys()]).toEqual([]);
  });

  it('says with its status what Google refused, and nothing of the token', async () => {
    const refused = spreadsheet('token-stranger').read(BOOK, ['订单']);
    await expect(refused).rejects.toMatchObject({ status: 403, name: 'SpreadsheetFailure' });
    await expect(refused.catch((error) => JSON.stringify(error))).resolves.not.toContain('token');
    await expect(spreadsheet().read('another', ['订单'])).rejects.toMatchObject({ status: 404 });
  });
});

describe('writing cells', () => {
  it('writes any cells in one call, text as text and numbers as numbers', async () => {
    await spreadsheet().writeCells(BOOK, [
      { tab: '订单', row: 1, column: 2, value: '=1+1' },
      { tab: '订单', row: 3, column: 0, value: '0911' },
      { tab: "It's", row: 4, column: 2, value: 7 },
    ]);
    expect(shown('订单')).toEqual([
      ['编号', '数量', '备注'],
      ['D-1', 3, '=1+1'],
      ['D-2', 12, '急'],
      ['0911', null, null],
    ]);
    expect(world.workbook.cell(0, 1, 2).formula).toBeUndefined();
    expect(world.workbook.cell(7, 4, 2).value).toBe(7);
    expect(world.counts()).toEqual({ reads: 0, writes: 1 });
  });

  it('empties a cell with an empty text', async () => {
    await spreadsheet().writeCells(BOOK, [{ tab: '订单', row: 2, column: 2, value: '' }]);
    expect(shown('订单')[2]?.[2] || null).toBeNull();
  });

  it('writes nothing at all when one cell lies outside the grid', async () => {
    const write = spreadsheet().writeCells(BOOK, [
      { tab: '订单', row: 1, column: 0, value: 'X' },
      { tab: '订单', row: 500, column: 0, value: 'X' },
    ]);
    await expect(write).rejects.toMatchObject({ status: 400 });
    expect(shown('订单')[1]?.[0]).toBe('D-1');
  });

  it('makes no call for no cells', async () => {
    await spreadsheet().writeCells(BOOK, []);
    await spreadsheet().writeTabs(BOOK, []);
    await spreadsheet().read(BOOK, []);
    expect(world.counts()).toEqual({ reads: 0, writes: 0 });
  });
});

describe('appending rows', () => {
  it('writes them below the last row that holds anything, text as text, in one read and one write call', async () => {
    world.workbook.setValues(0, 6, 5, [['旁注']], { by: 'script' });
    await spreadsheet().appendRows(BOOK, '订单', [
      ['=1+1', 3, '', '0911'],
      ['', 4],
    ]);
    expect(shown('订单').slice(6)).toEqual([
      [null, null, null, null, null, '旁注'],
      ['=1+1', 3, null, '0911', null, null],
      [null, 4, null, null, null, null],
    ]);
    expect(world.workbook.cell(0, 7, 0).formula).toBeUndefined();
    expect(world.counts()).toEqual({ reads: 1, writes: 1 });
  });

  it('keeps the formats and dropdowns of the empty rows it fills', async () => {
    world.workbook.setCells(0, { row: 3, column: 0, rows: 5, columns: 2 }, { format: '@' }, { by: 'script' });
    const dropdown = { options: ['是', '否'], strict: false };
    world.workbook.setCells(0, { row: 3, column: 1, rows: 5, columns: 1 }, { dropdown }, { by: 'script' });
    await spreadsheet().appendRows(BOOK, '订单', [['0911', '是']]);
    expect(world.workbook.cell(0, 3, 0)).toMatchObject({ value: '0911', format: '@' });
    expect(world.workbook.cell(0, 3, 1)).toMatchObject({ value: '是', dropdown });
  });

  it('makes the tab longer where it is full', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => [`行 ${at}`, at]);
    await spreadsheet().appendRows(BOOK, "It's", rows);
    expect(shown("It's").map(([first, second]) => [first, second])).toEqual(rows);
    expect(world.workbook.sheetByTitle("It's")?.rowCount).toBeGreaterThanOrEqual(40);
  });

  it('makes no call for no rows, and says so where there is no such tab', async () => {
    await spreadsheet().appendRows(BOOK, '没有', []);
    expect(world.counts()).toEqual({ reads: 0, writes: 0 });
    await expect(spreadsheet().appendRows(BOOK, '没有', [['x']])).rejects.toMatchObject({ status: 404 });
    expect(world.counts()).toEqual({ reads: 1, writes: 0 });
  });

  it('writes nothing when a row is wider than the tab', async () => {
    await expect(spreadsheet().appendRows(BOOK, "It's", [['1', '2', '3', '4']])).rejects.toMatchObject({
      status: 400,
    });
    expect(world.workbook.dataSize(7).rows).toBe(0);
  });
});

describe('writing tabs', () => {
  it('makes absent tabs with headings, widths and a frozen row, in one read and one write call', async () => {
    await spreadsheet().writeTabs(BOOK, [tab([['生成时间'], ['张三', 2]]), tab([['x']], '订单时效')]);
    expect(shown('今日看板')).toEqual([
      ['生成时间', null],
      ['张三', 2],
    ]);
    const sheet = world.workbook.sheetByTitle('今日看板');
    expect(sheet).toMatchObject({ frozenRows: 1, columnWidths: { 0: 150, 1: 80 } });
    expect(world.workbook.cell(sheet?.id ?? -1, 0, 0).bold).toBe(true);
    expect(world.workbook.cell(sheet?.id ?? -1, 1, 0).bold).toBeUndefined();
    expect(world.workbook.sheets().map(({ title }) => title)).toEqual([
      '订单',
      "It's",
      '今日看板',
      '订单时效',
    ]);
    expect(world.counts()).toEqual({ reads: 1, writes: 1 });
  });

  it('clears what an earlier, longer tab left behind, and its headings', async () => {
    const longer: SheetTab = { ...tab([['甲'], ['乙'], ['丙', 1, 2, 3]]), headerRows: 2 };
    await spreadsheet().writeTabs(BOOK, [longer]);
    await spreadsheet().writeTabs(BOOK, [tab([['丁'], ['戊', 1]])]);
    expect(shown('今日看板')).toEqual([
      ['丁', null],
      ['戊', 1],
    ]);
    expect(world.workbook.cell(world.workbook.sheetByTitle('今日看板')?.id ?? -1, 1, 0).bold).toBeUndefined();
  });

  it('shows money with two decimals, as numbers, and what stands there afterwards as it is', async () => {
    const rows = [['生成时间'], ['渠道', '费用'], ['短信', 1234.5], ['邮件', '—'], ['合计', 2]];
    await spreadsheet().writeTabs(BOOK, [{ ...tab(rows), money: [{ row: 2, rows: 2, column: 1 }] }]);
    const id = world.workbook.sheetByTitle('今日看板')?.id ?? -1;
    const cells = () => [2, 3, 4].map((row) => world.workbook.cell(id, row, 1));
    expect(cells().map(({ value }) => value)).toEqual([1234.5, '—', 2]);
    expect(cells().map(displayText)).toEqual(['1,234.50', '—', '2']);
    await spreadsheet().writeTabs(BOOK, [tab(rows)]);
    expect(cells().map(displayText)).toEqual(['1234.5', '—', '2']);
  });

  it('grows the grid of a tab that people made too small', async () => {
    const rows = Array.from({ length: 30 }, (_, row) => [`行 ${row}`, row, row, row]);
    await spreadsheet().writeTabs(BOOK, [tab(rows, "It's")]);
    expect(shown("It's")).toEqual(rows);
  });

  it('writes text that looks like a formula or a number as text', async () => {
    await spreadsheet().writeTabs(BOOK, [tab([['=HYPERLINK("x")'], ['0911', 5]])]);
    const id = world.workbook.sheetByTitle('今日看板')?.id ?? -1;
    expect(world.workbook.cell(id, 0, 0)).toMatchObject({ value: '=HYPERLINK("x")' });
    expect(world.workbook.cell(id, 0, 0).formula).toBeUndefined();
    expect(world.workbook.cell(id, 1, 0).value).toBe('0911');
  });
});

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

it.each(['https://sheets.example.com/', 'http://10.0.0.1/', 'https://127.0.0.1/'])(
  'refuses to send tokens to %s in place of Google',
  (rootUrl) => {
    expect(() => createGoogleSpreadsheet({ accessToken: async () => 't', rootUrl })).toThrow(/this machine/);
  },
);
