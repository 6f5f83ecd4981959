import { describe, expect, it } from '@jest/globals';
import type { SheetTab } from '../../functions/src/ports';
import { displayText } from '../../infra/local/workbook/display';
import { BOOK } from '../local/sheets-api-setup';
import { servedSpreadsheet, tab } from './google-spreadsheet-setup';

const { world, spreadsheet, shown } = servedSpreadsheet();

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
