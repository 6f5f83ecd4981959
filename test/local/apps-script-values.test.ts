import { describe, expect, it } from '@jest/globals';
import { newWorkbook, OWNER, scriptOf, valueFrom } from './apps-script-setup';

const sheet = 'const sheet = SpreadsheetApp.getActiveSheet();';

describe('setValues', () => {
  it('makes formulas, numbers and dates of text as typing would, and leaves text cells and apostrophes alone', async () => {
    const workbook = newWorkbook();
    await valueFrom(
      `${sheet} sheet.getRange('F1').setNumberFormat('@');
       sheet.getRange(1, 1, 1, 6).setValues([['=1+1', '0911', "'=1+1", '2026/3/15', '1,200', '=1+1']]);`,
      { workbook },
    );
    const cells = [0, 1, 2, 3, 4, 5].map((column) => workbook.cell(0, 0, column));
    expect(cells).toEqual([
      { value: '=1+1', formula: true },
      { value: 911 },
      { value: '=1+1' },
      { value: 46096, format: 'yyyy/m/d' },
      { value: 1200, format: '#,##0' },
      { value: '=1+1', format: '@' },
    ]);
  });

  it.each([
    [
      "[['a'], ['b'], ['c']]",
      'The number of rows in the data does not match the number of rows in the range. The data has 3 but the range has 2.',
    ],
    [
      "[['a', 'b'], ['c', 'd']]",
      'The number of columns in the data does not match the number of columns in the range. The data has 2 but the range has 1.',
    ],
    ["['a', 'b']", 'rows of cells are wanted'],
    ["[[{}], ['b']]", 'a cell cannot hold [object Object]'],
    ["[['x'.repeat(50001)], ['b']]", 'more than the maximum of 50000 characters'],
  ])('refuses %s for two cells below one another, and writes nothing', async (values, message) => {
    const workbook = newWorkbook();
    const main = valueFrom(`${sheet} sheet.getRange(1, 1, 2, 1).setValues(${values});`, { workbook });
    await expect(main).rejects.toThrow(message);
    expect(workbook.dataSize(0)).toEqual({ rows: 0, columns: 0 });
  });

  it('raises no edit triggers', async () => {
    const script = scriptOf(`
      function onEdit() { SpreadsheetApp.getActiveSheet().getRange('B1').setValue('raised'); }
      function main() { SpreadsheetApp.getActiveSheet().getRange('A1').setValue('x'); }`);
    await script.run('main', { user: OWNER });
    expect(script.workbook.dataSize(0)).toEqual({ rows: 1, columns: 1 });
  });

  it('costs one call, however many rows', async () => {
    const script = scriptOf(`function main(rows) {
      const range = SpreadsheetApp.getActiveSheet().getRange(1, 1, rows, 3);
      range.setValues(range.getValues().map(() => ['a', 'b', 'c']));
    }`);
    const few = await script.run('main', { user: OWNER, args: [1] });
    const many = await script.run('main', { user: OWNER, args: [500] });
    expect(few.ok && many.ok).toBe(true);
    expect(many.calls).toBe(few.calls);
  });
});

describe('getValues', () => {
  it("gives '' for blank, Date for date cells in the spreadsheet's zone, and an error for a formula", async () => {
    const value = await valueFrom(
      `${sheet} sheet.getRange('A1:D1').setValues([['2026/3/15 9:30', '', '=1+1', true]]);
       const [date, ...others] = sheet.getRange('A1:D1').getValues()[0];
       return [date instanceof Date, date.toISOString(), ...others, sheet.getRange('C1').getFormula()];`,
    );
    expect(value).toEqual([true, '2026-03-15T01:30:00.000Z', '', '#ERROR!', true, '=1+1']);
  });

  it('gives a date that was written back as the same moment', async () => {
    const moments = ['2026-03-15T01:30:00.000Z', '2026-03-14T16:00:00.000Z', '1989-07-01T04:00:00.000Z'];
    const value = await valueFrom(
      `${sheet} const range = sheet.getRange(1, 1, 1, 3);
       range.setValues([${JSON.stringify(moments)}.map((text) => new Date(text))]);
       return range.getValues()[0].map((date) => date.toISOString());`,
    );
    expect(value).toEqual(moments);
  });

  it('gives a time without a date as Google does, in 1899', async () => {
    const value = await valueFrom(
      `${sheet} sheet.getRange('A1').setValue('9:30');
       const date = sheet.getRange('A1').getValue();
       return [date.getFullYear(), date.getHours(), date.getMinutes(), sheet.getRange('A1').getDisplayValue()];`,
    );
    expect(value).toEqual([1899, 9, 30, '9:30']);
  });

  it("gives values of the script's own realm", async () => {
    const value = await valueFrom(
      `${sheet} const values = sheet.getRange(1, 1, 2, 2).getValues();
       return [values instanceof Array, values[0] instanceof Array, Object.getPrototypeOf(sheet.getSheetId()) === Number.prototype];`,
    );
    expect(value).toEqual([true, true, true]);
  });
});

describe('ranges', () => {
  it.each([
    ['getRange(1001, 1)', 'outside the dimensions of the sheet'],
    ['getRange(0, 1)', 'outside the dimensions of the sheet'],
    ['getRange(1, 1, 0, 1)', 'The number of rows in the range must be at least 1.'],
    ['getRange(1, 1, 1, 27)', 'outside the dimensions of the sheet'],
    ["getRange('AA1')", 'Range not found'],
    ["getRange('nonsense!')", 'Range not found'],
    ["getRange('A1').offset(-1, 0)", 'outside the dimensions of the sheet'],
    ["getRange('A1:B2').getCell(3, 1)", 'Cell reference out of range'],
  ])('%s is refused', async (expression, message) => {
    await expect(valueFrom(`${sheet} sheet.${expression}`)).rejects.toThrow(message);
  });

  it.each([
    ["getRange('B2:C5')", [2, 2, 4, 2, 'B2:C5']],
    ['getRange(3, 4)', [3, 4, 1, 1, 'D3']],
    ["getRange('C:C')", [1, 3, 1000, 1, 'C1:C1000']],
    ["getRange('B2:C5').offset(1, 1)", [3, 3, 4, 2, 'C3:D6']],
    ["getRange('B2:C5').getCell(2, 2)", [3, 3, 1, 1, 'C3']],
    ['getDataRange()', [1, 1, 1, 1, 'A1']],
  ])('%s is where Google says', async (expression, where) => {
    const value = await valueFrom(
      `${sheet} const range = sheet.${expression};
       return [range.getRow(), range.getColumn(), range.getNumRows(), range.getNumColumns(), range.getA1Notation()];`,
    );
    expect(value).toEqual(where);
  });
});

describe('looks of cells', () => {
  it('are set for a range or cell by cell, and taken away', async () => {
    const workbook = newWorkbook();
    const value = await valueFrom(
      `${sheet} const range = sheet.getRange('A1:B1');
       range.setBackground('#ffeeee').setFontWeight('bold').setNotes([['要填', null]]).setWrap(true)
         .setHorizontalAlignment('center').setBorder(true, true, true, true, true, true);
       sheet.getRange('B1').setBackground(null).setFontWeight('normal').setWrap(false);
       return [range.getNotes(), range.getBackgrounds(), range.getNumberFormats()];`,
      { workbook },
    );
    expect(value).toEqual([
      [['要填', '']],
      [['#ffeeee', '#ffffff']],
      [['0.###############', '0.###############']],
    ]);
    expect(workbook.cell(0, 0, 0)).toEqual({
      value: null,
      background: '#ffeeee',
      bold: true,
      note: '要填',
      wrap: true,
      align: 'center',
      border: true,
    });
    expect(workbook.cell(0, 0, 1)).toEqual({ value: null, wrap: false, align: 'center', border: true });
  });

  it('go with clear, stay with clearContent; notes and dropdowns stay with both', async () => {
    const workbook = newWorkbook();
    await valueFrom(
      `${sheet} const rule = SpreadsheetApp.newDataValidation().requireValueInList(['是', '否']).setAllowInvalid(false).build();
       const range = sheet.getRange('A1:A2').setValue('是').setBackground('#eeeeee').setNote('n').setDataValidation(rule);
       sheet.getRange('A1').clear();
       sheet.getRange('A2').clearContent();`,
      { workbook },
    );
    const dropdown = { options: ['是', '否'], strict: true };
    expect(workbook.cell(0, 0, 0)).toEqual({ value: null, note: 'n', dropdown });
    expect(workbook.cell(0, 1, 0)).toEqual({ value: null, note: 'n', dropdown, background: '#eeeeee' });
  });
});
