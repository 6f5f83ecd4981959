import type { GridRange } from '../../workbook/workbook-types';
import type { Enumerations } from './enumerations';
import type { Book, Range } from './parts';
import { rangeLooks } from './range-looks';
import { rangeValues } from './range-values';

/** `Range`: where it is, and what changes its shape. Google's rows and columns count from 1. */
export function rangeService(book: Book, names: Enumerations, sheetId: number, at: GridRange): Range {
  const { call } = book;
  const self = (): Range => range;
  const checked = (wanted: GridRange) => {
    const { sheetId: id, ...found } = call('range', sheetId, wanted);
    return book.range(id, found);
  };
  const range = book.strict<Range>('Range', {
    getRow: () => at.row + 1,
    getRowIndex: () => at.row + 1,
    getColumn: () => at.column + 1,
    getNumRows: () => at.rows,
    getNumColumns: () => at.columns,
    getLastRow: () => at.row + at.rows,
    getLastColumn: () => at.column + at.columns,
    getHeight: () => at.rows,
    getWidth: () => at.columns,
    getGridId: () => sheetId,
    getSheet: () => book.sheet(sheetId),
    getA1Notation: () => call('address', at),
    getCell: (row, column) => {
      if (row < 1 || column < 1 || row > at.rows || column > at.columns) {
        throw new Error('Cell reference out of range');
      }
      return book.range(sheetId, {
        row: at.row + row - 1,
        column: at.column + column - 1,
        rows: 1,
        columns: 1,
      });
    },
    offset: (rows: number, columns: number, numRows: number = at.rows, numColumns: number = at.columns) =>
      checked({ row: at.row + rows, column: at.column + columns, rows: numRows, columns: numColumns }),
    activate: () => {
      call('activate', { sheetId, ...at });
      return self();
    },
    merge: () => {
      call('merge', sheetId, at, 'all');
      return self();
    },
    mergeAcross: () => {
      call('merge', sheetId, at, 'rows');
      return self();
    },
    breakApart: () => {
      call('unmerge', sheetId, at);
      return self();
    },
    protect: () => book.protection(sheetId, call('protect', sheetId, at)),
    sort: (by: unknown) => {
      call('sort', sheetId, at, sortColumns(by, at));
      return self();
    },
    ...rangeValues(book, sheetId, at, self),
    ...rangeLooks(book, names, sheetId, at, self),
  });
  return range;
}

/** Reads 3, {column: 3, ascending: false} or a list of these; columns are the sheet's own numbers, as in Google's. */
function sortColumns(by: unknown, at: GridRange): { column: number; ascending: boolean }[] {
  return (Array.isArray(by) ? by : [by]).map((one: unknown) => {
    const object = typeof one === 'object' && one !== null ? one : { column: one };
    const column = 'column' in object ? Number(object.column) - 1 : Number.NaN;
    if (!(column >= at.column && column < at.column + at.columns)) {
      throw new Error('The sort column is outside the range.');
    }
    return { column, ascending: !('ascending' in object) || object.ascending !== false };
  });
}
