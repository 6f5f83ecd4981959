import { describe, expect, it } from '@jest/globals';
import { newWorkbook, valueFrom } from './apps-script-setup';

const begin = 'const book = SpreadsheetApp.getActive(); const sheet = book.getActiveSheet();';

describe('the spreadsheet', () => {
  it('knows itself', async () => {
    const value =
      await valueFrom(`${begin} return [book.getId(), book.getName(), book.getSpreadsheetTimeZone(),
      book.getSpreadsheetLocale(), book.getOwner().getEmail(), SpreadsheetApp.openById('book').getId(),
      Session.getScriptTimeZone(), Session.getActiveUserLocale()];`);
    expect(value).toEqual([
      'book',
      '跟单',
      'Asia/Shanghai',
      'zh_CN',
      'owner@factory.example',
      'book',
      'Asia/Shanghai',
      'zh',
    ]);
    await expect(valueFrom("SpreadsheetApp.openById('other')")).rejects.toThrow('openById');
  });

  it('adds, finds, moves and deletes tabs', async () => {
    const workbook = newWorkbook();
    const value = await valueFrom(
      `${begin} const orders = book.insertSheet('订单', 0);
       const more = book.insertSheet();
       const names = book.getSheets().map((one) => one.getName());
       book.setActiveSheet(orders);
       book.moveActiveSheet(3);
       book.deleteSheet(more);
       return [names, book.getSheets().map((one) => one.getName()), book.getSheetByName('无'), book.getActiveSheet().getName(),
         orders.getParent().getId()];`,
      { workbook },
    );
    expect(value).toEqual([['订单', '工作表1', '工作表3'], ['工作表1', '订单'], null, '订单', 'book']);
    expect(workbook.sheets()).toHaveLength(2);
  });

  it.each([
    ["book.insertSheet('工作表1')", 'already exists'],
    ['book.deleteSheet(sheet)', "can't remove all the sheets"],
    ['sheet.hideSheet()', "can't hide all the sheets"],
    ["sheet.setName('')", '1 to 100 characters'],
    ["const gone = book.insertSheet('x'); book.deleteSheet(gone); gone.getName()", 'not found'],
  ])('refuses %s', async (statement, message) => {
    await expect(valueFrom(`${begin} ${statement};`)).rejects.toThrow(message);
  });
});

describe('a tab', () => {
  it('is set up as a register: frozen, hidden, wide, coloured', async () => {
    const workbook = newWorkbook();
    const value = await valueFrom(
      `${begin} sheet.setFrozenRows(2); sheet.setFrozenColumns(1); sheet.hideColumns(3, 2); sheet.hideRows(1, 3); sheet.showRows(3); sheet.setColumnWidths(1, 2, 160);
       sheet.setRowHeights(1, 2, 30).setRowHeight(3, 50).setTabColor('#ff0000').setHiddenGridlines(true).setName('订单');
       const rule = SpreadsheetApp.newConditionalFormatRule().whenTextEqualTo('逾期').setBackground('#ff0000').setRanges([sheet.getRange('B3:B9')]).build();
       sheet.setConditionalFormatRules([rule]);
       return [sheet.getName(), sheet.getMaxRows(), sheet.getMaxColumns(), sheet.isSheetHidden(), sheet.getColumnWidth(2)];`,
      { workbook },
    );
    expect(value).toEqual(['订单', 1000, 26, false, 160]);
    expect(workbook.sheet(0)).toMatchObject({
      frozenRows: 2,
      frozenColumns: 1,
      hiddenColumns: [2, 3],
      hiddenRows: [0, 1],
      columnWidths: { 0: 160, 1: 160 },
      rowHeights: { 0: 30, 1: 30, 2: 50 },
      tabColor: '#ff0000',
      hiddenGridlines: true,
      conditionalFormats: [
        {
          ranges: [{ sheetId: 0, startRowIndex: 2, endRowIndex: 9, startColumnIndex: 1, endColumnIndex: 2 }],
          booleanRule: {
            condition: { type: 'TEXT_EQ', values: [{ userEnteredValue: '逾期' }] },
            format: { backgroundColorStyle: { rgbColor: { red: 1, green: 0, blue: 0 } } },
          },
        },
      ],
    });
  });

  it('gets and loses rows and columns, and appends below its data', async () => {
    const value = await valueFrom(
      `${begin} sheet.appendRow(['a', '0911']).appendRow(['b']);
       sheet.insertRowsAfter(1000, 5); sheet.insertColumnsAfter(1, 1); sheet.deleteRows(1, 1);
       return [sheet.getMaxRows(), sheet.getMaxColumns(), sheet.getLastRow(), sheet.getLastColumn(), sheet.getDataRange().getValues()];`,
    );
    expect(value).toEqual([1004, 27, 1, 1, [['b']]]);
  });

  it('is sorted below its frozen rows, or in a range by several columns', async () => {
    const value = await valueFrom(
      `${begin} sheet.setFrozenRows(1);
       sheet.getRange(1, 1, 5, 2).setValues([['名', '数'], ['b', 1], ['a', 2], ['b', 3], ['', 0]]);
       sheet.sort(1);
       const once = sheet.getRange('A1:A5').getValues().map(([value]) => value);
       sheet.getRange('A2:B4').sort([{ column: 1, ascending: false }, { column: 2, ascending: false }]);
       return [once, sheet.getRange('B2:B4').getValues().map(([value]) => value)];`,
    );
    expect(value).toEqual([
      ['名', 'a', 'b', 'b', ''],
      [3, 1, 2],
    ]);
    await expect(valueFrom(`${begin} sheet.getRange('B1:C2').sort(1)`)).rejects.toThrow('outside the range');
  });

  it('merges cells, keeping the first value, and refuses to cut a merged range', async () => {
    const workbook = newWorkbook();
    await valueFrom(
      `${begin} sheet.getRange('A1:B2').setValues([['a', 'b'], ['c', 'd']]).merge(); sheet.getRange('D1:E2').mergeAcross();
       sheet.getRange('D1:E1').breakApart();`,
      { workbook },
    );
    expect(workbook.sheet(0)?.merges).toEqual([
      { row: 0, column: 0, rows: 2, columns: 2 },
      { row: 1, column: 3, rows: 1, columns: 2 },
    ]);
    expect(workbook.dataSize(0)).toEqual({ rows: 1, columns: 1 });
    const cut = valueFrom(`${begin} sheet.getRange('B2:C3').merge();`, { workbook });
    await expect(cut).rejects.toThrow('You must select all cells in a merged range');
  });
});
