import type { GridRange, SheetProperties, Workbook } from '../workbook/workbook-types';
import { columnLetters, exceedsGrid } from './a1-range';
import { invalid } from './sheets-api-error';
import type { SheetGridRange } from './sheets-types';

export type FoundRange = { sheet: SheetProperties; range: GridRange; wholeSheet: boolean };

/** The sheet of a request; the API reads an absent id as 0. */
export function findGrid(workbook: Workbook, sheetId = 0): SheetProperties {
  const sheet = workbook.sheet(sheetId);
  if (sheet === undefined) throw invalid(`No grid with id: ${sheetId}`);
  return sheet;
}

/**
 * The cells that a GridRange of the API means. As measured on the real service, a range that starts outside the grid
 * is refused, and one that starts inside and ends outside is cut at the grid's edge.
 */
export function findRange(workbook: Workbook, message: SheetGridRange | undefined): FoundRange {
  if (message === undefined) throw invalid('Must specify a range.');
  const sheet = findGrid(workbook, message.sheetId);
  const rows = span('Row', message.startRowIndex, message.endRowIndex);
  const columns = span('Column', message.startColumnIndex, message.endColumnIndex);
  if (rows.start >= sheet.rowCount || columns.start >= sheet.columnCount) {
    throw exceedsGrid(sheet, addressOf(message));
  }
  return {
    sheet,
    range: {
      row: rows.start,
      column: columns.start,
      rows: Math.min(rows.end ?? sheet.rowCount, sheet.rowCount) - rows.start,
      columns: Math.min(columns.end ?? sheet.columnCount, sheet.columnCount) - columns.start,
    },
    wholeSheet: Object.keys(message).every((key) => key === 'sheetId'),
  };
}

/** Throws 400 unless `value` is a whole number from 0. */
export function checkIndex(name: string, value: number): number {
  if (!Number.isInteger(value)) throw invalid(`Invalid value at '${name}' (TYPE_INT32), ${value}`);
  if (value < 0) throw invalid(`${name} must be greater than or equal to 0: ${value}`);
  return value;
}

/** A range as the API's GridRange. */
export function gridRangeMessage(sheetId: number, range: GridRange): SheetGridRange {
  return {
    sheetId,
    startRowIndex: range.row,
    endRowIndex: range.row + range.rows,
    startColumnIndex: range.column,
    endColumnIndex: range.column + range.columns,
  };
}

export function overlaps(a: GridRange, b: GridRange): boolean {
  const apart =
    a.row >= b.row + b.rows ||
    b.row >= a.row + a.rows ||
    a.column >= b.column + b.columns ||
    b.column >= a.column + a.columns;
  return !apart;
}

export function within(inner: GridRange, outer: GridRange): boolean {
  return (
    inner.row >= outer.row &&
    inner.column >= outer.column &&
    inner.row + inner.rows <= outer.row + outer.rows &&
    inner.column + inner.columns <= outer.column + outer.columns
  );
}

function span(name: 'Row' | 'Column', start = 0, end?: number): { start: number; end?: number } {
  checkIndex(`start${name}Index`, start);
  if (end === undefined) return { start };
  checkIndex(`end${name}Index`, end);
  if (end < start) throw invalid(`end${name}Index (${end}) must not be before start${name}Index (${start})`);
  return { start, end };
}

/** `A1001:B`, `AA1:2`: the open sides are left out. */
function addressOf({ startRowIndex = 0, startColumnIndex = 0, endRowIndex, endColumnIndex }: SheetGridRange) {
  const first = `${columnLetters(startColumnIndex)}${startRowIndex + 1}`;
  const last = `${endColumnIndex ? columnLetters(endColumnIndex - 1) : ''}${endRowIndex ?? ''}`;
  return last === '' || last === first ? first : `${first}:${last}`;
}
