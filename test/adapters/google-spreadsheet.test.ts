import { describe, expect, it } from '@jest/globals';
import { createGoogleSpreadsheet } from '../../functions/src/adapters/google-spreadsheet';
import { BOOK } from '../local/sheets-api-setup';
import { servedSpreadsheet } from './google-spreadsheet-setup';

const { world, spreadsheet, shown } = servedSpreadsheet();

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

it.each(['https://sheets.example.com/', 'http://10.0.0.1/', 'https://127.0.0.1/'])(
  'refuses to send tokens to %s in place of Google',
  (rootUrl) => {
    expect(() => createGoogleSpreadsheet({ accessToken: async () => 't', rootUrl })).toThrow(/this machine/);
  },
);
