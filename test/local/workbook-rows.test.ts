import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createWorkbook } from '../../infra/local/workbook/workbook';
import type { Origin, Workbook } from '../../infra/local/workbook/workbook-types';

const script: Origin = { by: 'script' };
const newWorkbook = () =>
  createWorkbook({ id: 'book', title: '跟单', timeZone: 'Asia/Shanghai', locale: 'zh_CN' });
const column = (workbook: Workbook, rows: number) =>
  workbook.values(0, { row: 0, column: 0, rows, columns: 1 }).map(([value]) => value);

describe('sorting', () => {
  it('puts numbers before text before booleans, blanks last both ways, and keeps whole cells together', () => {
    const workbook = newWorkbook();
    workbook.setValues(0, 0, 0, [['b'], [null], [true], [10], [9]], script);
    workbook.setAttributes(0, 0, 0, 'note', [['note of b']], script);
    workbook.sort(0, { row: 0, column: 0, rows: 5, columns: 1 }, 0, true, script);
    expect(column(workbook, 5)).toEqual([9, 10, 'b', true, null]);
    expect(workbook.cell(0, 2, 0).note).toBe('note of b');
    workbook.sort(0, { row: 0, column: 0, rows: 5, columns: 1 }, 0, false, script);
    expect(column(workbook, 5)).toEqual([true, 'b', 10, 9, null]);
  });
});

describe('inserting and deleting rows', () => {
  it('moves merges, protections, heights and the frozen rows along', () => {
    const workbook = newWorkbook();
    const protection = { id: 1, description: 'd', warningOnly: false, editors: [] };
    workbook.setSheet(
      0,
      {
        frozenRows: 2,
        rowHeights: { 5: 40 },
        merges: [{ row: 4, column: 0, rows: 3, columns: 2 }],
        protections: [
          { ...protection, range: { row: 0, column: 0, rows: 2, columns: 26 } },
          { ...protection, range: 'sheet' },
        ],
      },
      script,
    );
    workbook.insertRows(0, 1, 2, script);
    expect(workbook.sheet(0)).toMatchObject({
      rowCount: 1002,
      frozenRows: 4,
      rowHeights: { 7: 40 },
      merges: [{ row: 6, rows: 3 }],
      protections: [{ range: { row: 0, rows: 4 } }, { range: 'sheet' }],
    });
    workbook.deleteRows(0, 5, 2, script);
    expect(workbook.sheet(0)).toMatchObject({
      rowCount: 1000,
      rowHeights: { 5: 40 },
      merges: [{ row: 5, rows: 2 }],
    });
    workbook.deleteRows(0, 5, 2, script);
    expect(workbook.sheet(0)).toMatchObject({ rowHeights: {}, merges: [] });
  });

  it('gives new rows the format and dropdown, not the value and note, of the row above', () => {
    const workbook = newWorkbook();
    workbook.setValues(0, 0, 0, [['x'], ['y']], script);
    const dropdown = { options: ['是', '否'], strict: true };
    workbook.setCells(
      0,
      { row: 0, column: 0, rows: 1, columns: 1 },
      { format: '@', note: 'n', dropdown },
      script,
    );
    workbook.insertRows(0, 1, 1, script);
    expect(workbook.cell(0, 1, 0)).toEqual({ value: null, format: '@', dropdown });
    expect(column(workbook, 3)).toEqual(['x', null, 'y']);
  });

  it('refuses rows outside the grid and the last rows', () => {
    const workbook = newWorkbook();
    expect(() => workbook.insertRows(0, 1001, 1, script)).toThrow('no row 1002');
    expect(() => workbook.insertRows(0, 0, 0, script)).toThrow('no number of rows');
    expect(() => workbook.deleteRows(0, 999, 2, script)).toThrow('out of bounds');
    expect(() => workbook.deleteRows(0, 0, 1000, script)).toThrow('all non-frozen rows');
    expect(() => workbook.insertRows(0, 0, 400_000, script)).toThrow('10000000 cells');
  });

  it('leaves everything as it was when inserted rows are deleted again', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.integer({ min: 1, max: 5 }), (at, count) => {
        const workbook = newWorkbook();
        workbook.setValues(
          0,
          0,
          0,
          Array.from({ length: 10 }, (_, row) => [row, `${row}`]),
          script,
        );
        workbook.setSheet(0, { frozenRows: 1, merges: [{ row: 3, column: 0, rows: 4, columns: 1 }] }, script);
        const before = workbook.save();
        workbook.insertRows(0, at + 1, count, script);
        workbook.deleteRows(0, at + 1, count, script);
        expect(workbook.save()).toEqual(before);
      }),
    );
  });

  it('moves columns likewise', () => {
    const workbook = newWorkbook();
    workbook.setValues(0, 0, 0, [['a', 'b']], script);
    workbook.setSheet(0, { columnWidths: { 1: 300 }, hiddenColumns: [1] }, script);
    workbook.insertColumns(0, 1, 2, script);
    expect(workbook.values(0, { row: 0, column: 0, rows: 1, columns: 4 })).toEqual([['a', null, null, 'b']]);
    expect(workbook.sheet(0)).toMatchObject({
      columnCount: 28,
      columnWidths: { 3: 300 },
      hiddenColumns: [3],
    });
  });
});
