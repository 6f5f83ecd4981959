import { describe, expect, it } from '@jest/globals';
import { formatMessage } from '../../infra/local/sheets-api/cell-format';
import { loadWorkbook } from '../../infra/local/workbook/workbook';
import { BOOK, servedSheetsApi } from './sheets-api-setup';

const world = servedSheetsApi();
const { update } = world;

describe('cells', () => {
  const header = {
    backgroundColor: { red: 1 },
    horizontalAlignment: 'CENTER',
    verticalAlignment: 'MIDDLE',
    wrapStrategy: 'WRAP',
    borders: { bottom: { style: 'SOLID' } },
    numberFormat: { type: 'NUMBER', pattern: '#,##0' },
    textFormat: { bold: true, fontSize: 12, foregroundColorStyle: { rgbColor: { blue: 1 } } },
  };

  it('updateCells writes values, formats, notes and dropdowns, which are read back alike', async () => {
    const dataValidation = {
      condition: {
        type: 'ONE_OF_LIST',
        values: [{ userEnteredValue: '专车' }, { userEnteredValue: '零担' }],
      },
      strict: true,
      inputMessage: '请从列表中选择',
    };
    const values = [
      { userEnteredValue: { stringValue: '=not a formula' }, note: '说明', dataValidation },
      { userEnteredValue: { numberValue: 1234.5 }, userEnteredFormat: header },
      { userEnteredValue: { boolValue: true } },
      { userEnteredValue: { formulaValue: '=SUM(B2:B3)' } },
    ];
    await update({
      updateCells: { start: { sheetId: 0, rowIndex: 9, columnIndex: 1 }, rows: [{ values }], fields: '*' },
    });
    expect(world.workbook.cell(0, 9, 1)).toEqual({
      value: '=not a formula',
      note: '说明',
      dropdown: { options: ['专车', '零担'], strict: true, help: '请从列表中选择' },
    });
    expect(world.workbook.cell(0, 9, 2)).toEqual({
      value: 1234.5,
      format: '#,##0',
      background: '#ff0000',
      color: '#0000ff',
      bold: true,
      fontSize: 12,
      align: 'center',
      verticalAlign: 'middle',
      wrap: true,
      border: true,
    });
    expect(world.workbook.cell(0, 9, 4)).toEqual({ value: '=SUM(B2:B3)', formula: true });
    const { data } = await world
      .client()
      .get({ spreadsheetId: BOOK, ranges: ['订单!B10:E10'], includeGridData: true });
    const read = data.sheets?.[0]?.data?.[0]?.rowData?.[0]?.values;
    expect(read?.map(({ userEnteredValue }) => userEnteredValue)).toEqual(
      values.map((cell) => cell.userEnteredValue),
    );
    expect(read?.[0]).toMatchObject({ note: '说明', dataValidation });
    expect(read?.[1]).toMatchObject({
      formattedValue: '1,235',
      userEnteredFormat: {
        ...header,
        textFormat: { bold: true, fontSize: 12, foregroundColor: { blue: 1 } },
      },
    });
  });

  it('updateCells over a range clears the masked fields of the cells that the rows leave out, and only those', async () => {
    world.workbook.setCells(0, { row: 1, column: 0, rows: 2, columns: 3 }, { bold: true }, { by: 'script' });
    const range = { sheetId: 0, startRowIndex: 1, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 3 };
    const rows = [{ values: [{ userEnteredValue: { stringValue: 'D-7' } }] }];
    await update({ updateCells: { range, rows, fields: 'userEnteredValue' } });
    expect(world.workbook.values(0, { row: 0, column: 0, rows: 3, columns: 3 })).toEqual([
      ['编号', '数量', '备注'],
      ['D-7', null, null],
      [null, null, null],
    ]);
    expect(world.workbook.cell(0, 2, 2)).toEqual({ value: null, bold: true });
  });

  it('repeatCell sets what the mask names and removes what it names and the cell lacks', async () => {
    const range = { sheetId: 0, endRowIndex: 1, endColumnIndex: 3 };
    await update({ repeatCell: { range, cell: { userEnteredFormat: header }, fields: 'userEnteredFormat' } });
    await update({
      repeatCell: {
        range,
        cell: { userEnteredFormat: { textFormat: { fontSize: 9 } } },
        fields: 'userEnteredFormat(backgroundColor,textFormat.fontSize)',
      },
    });
    expect(world.workbook.cell(0, 0, 2)).toEqual({
      value: '备注',
      format: '#,##0',
      color: '#0000ff',
      bold: true,
      fontSize: 9,
      align: 'center',
      verticalAlign: 'middle',
      wrap: true,
      border: true,
    });
  });

  it.each(['WRAP', 'CLIP', 'OVERFLOW_CELL'])(
    'text that does not fit its cell: %s is kept',
    async (wrapStrategy) => {
      const range = { sheetId: 0, endRowIndex: 1, endColumnIndex: 1 };
      const format = { userEnteredFormat: { wrapStrategy } };
      await update({ repeatCell: { range, cell: format, fields: 'userEnteredFormat.wrapStrategy' } });
      expect(formatMessage(world.workbook.cell(0, 0, 0))).toMatchObject({ wrapStrategy });
      expect(formatMessage(loadWorkbook(world.workbook.save()).cell(0, 0, 0))).toMatchObject({
        wrapStrategy,
      });
    },
  );

  it('a range that ends outside the grid is cut at its edge', async () => {
    const range = { sheetId: 7, startRowIndex: 4, endRowIndex: 99 };
    await update({ repeatCell: { range, cell: { note: 'x' }, fields: 'note' } });
    expect(world.workbook.sheet(7)?.rowCount).toBe(5);
    expect(world.workbook.cell(7, 4, 2).note).toBe('x');
  });

  it('appendCells writes behind the last row with a value and grows the grid', async () => {
    const rows = Array.from({ length: 18 }, (_, row) => ({
      values: [{ userEnteredValue: { numberValue: row } }],
    }));
    await update({ appendCells: { sheetId: 0, rows, fields: 'userEnteredValue' } });
    expect(world.workbook.sheet(0)?.rowCount).toBe(21);
    expect(world.workbook.cell(0, 20, 0).value).toBe(17);
  });

  it('sortRange sorts by several columns', async () => {
    world.workbook.setValues(
      7,
      0,
      0,
      [
        ['b', 1],
        ['a', 2],
        ['b', 3],
      ],
      { by: 'script' },
    );
    const sortSpecs = [{ dimensionIndex: 0 }, { dimensionIndex: 1, sortOrder: 'DESCENDING' }];
    await update({ sortRange: { range: { sheetId: 7, endRowIndex: 3 }, sortSpecs } });
    expect(world.workbook.values(7, { row: 0, column: 0, rows: 3, columns: 2 })).toEqual([
      ['a', 2],
      ['b', 3],
      ['b', 1],
    ]);
  });

  it('setDataValidation sets a dropdown, and without a rule removes it', async () => {
    const range = { sheetId: 0, startRowIndex: 1, startColumnIndex: 2, endColumnIndex: 3 };
    const condition = { type: 'ONE_OF_LIST', values: [{ userEnteredValue: '急' }] };
    await update({ setDataValidation: { range, rule: { condition } } });
    expect(world.workbook.cell(0, 19, 2).dropdown).toEqual({ options: ['急'], strict: false });
    await update({ setDataValidation: { range } });
    expect(world.workbook.cell(0, 19, 2)).toEqual({ value: null });
  });
});
