import { describe, expect, it } from '@jest/globals';
import { BOOK } from '../local/sheets-api-setup';
import { servedSpreadsheet } from './google-spreadsheet-setup';

const { world, spreadsheet, shown } = servedSpreadsheet();

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
