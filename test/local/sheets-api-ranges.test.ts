import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { a1Of, columnLetters, parseA1 } from '../../infra/local/sheets-api/a1-range';
import { answerMask, project, requiredMask, touches } from '../../infra/local/sheets-api/field-mask';
import { createWorkbook } from '../../infra/local/workbook/workbook';

const ROWS = 200;
const COLUMNS = 800;

function bookWith(title: string) {
  const workbook = createWorkbook({ id: 'b', title: 'b', timeZone: 'Asia/Shanghai', locale: 'zh_CN' });
  workbook.setSheet(0, { title, rowCount: ROWS, columnCount: COLUMNS }, { by: 'script' });
  return workbook;
}

describe('A1 notation', () => {
  it('every range that is answered is understood again, whatever its title', () => {
    const titles = fc.oneof(
      fc.string({ minLength: 1, maxLength: 20 }),
      fc.constantFrom('Q1', 'A1', "It's", '订单', '1:2', 'x!y', "'"),
    );
    const ranges = fc
      .tuple(fc.nat(ROWS - 1), fc.nat(COLUMNS - 1), fc.nat(ROWS - 1), fc.nat(COLUMNS - 1))
      .map(([row, column, toRow, toColumn]) => ({
        row: Math.min(row, toRow),
        column: Math.min(column, toColumn),
        rows: Math.abs(toRow - row) + 1,
        columns: Math.abs(toColumn - column) + 1,
      }));
    fc.assert(
      fc.property(titles, ranges, (title, range) => {
        expect(parseA1(a1Of(title, range), bookWith(title)).range).toEqual(range);
      }),
    );
  });

  it('columns are counted in letters', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });

  it.each([
    ['单!B2', { row: 1, column: 1, rows: 1, columns: 1 }],
    ['单!$B$2:$C$3', { row: 1, column: 1, rows: 2, columns: 2 }],
    ['单!C3:B2', { row: 1, column: 1, rows: 2, columns: 2 }],
    ['单!b:c', { row: 0, column: 1, rows: ROWS, columns: 2 }],
    ['单!2:3', { row: 1, column: 0, rows: 2, columns: COLUMNS }],
    ['单!B2:C', { row: 1, column: 1, rows: ROWS - 1, columns: 2 }],
    ['单!B2:3', { row: 1, column: 1, rows: 2, columns: COLUMNS - 1 }],
    ['单', { row: 0, column: 0, rows: ROWS, columns: COLUMNS }],
    ["'单'", { row: 0, column: 0, rows: ROWS, columns: COLUMNS }],
    ['B2:C3', { row: 1, column: 1, rows: 2, columns: 2 }],
  ])('%s', (text, range) => {
    expect(parseA1(text, bookWith('单')).range).toEqual(range);
  });
});

describe('field masks', () => {
  it('name parts of an answer, through lists', () => {
    const mask = answerMask('sheets(properties/title,data.rowData),spreadsheetId', 'Spreadsheet') ?? {};
    const answer = {
      spreadsheetId: 'b',
      properties: {},
      sheets: [{ properties: { title: 't', index: 0 }, merges: [] }],
    };
    expect(project(answer, mask)).toEqual({ spreadsheetId: 'b', sheets: [{ properties: { title: 't' } }] });
  });

  it('reach a field by its own name, by one above it, by one below it and by *', () => {
    const reaches = (fields: string) =>
      touches(requiredMask(fields, 'CellData'), 'userEnteredFormat.textFormat');
    for (const fields of [
      '*',
      'userEnteredFormat',
      'userEnteredFormat.*',
      'userEnteredFormat.textFormat.bold',
      'note,userEnteredFormat(textFormat)',
    ]) {
      expect([fields, reaches(fields)]).toEqual([fields, true]);
    }
    for (const fields of ['note', 'userEnteredFormat.borders'])
      expect([fields, reaches(fields)]).toEqual([fields, false]);
  });
});
