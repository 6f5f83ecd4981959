import { interpret } from '../workbook/interpret';
import type { Entry, GridRange, SheetProperties, Workbook } from '../workbook/workbook-types';
import { a1Of, columnLetters, type NamedRange, quoteTitle } from './a1-range';
import { checkLength } from './cell-data';
import { checkProtection } from './protected-cells';
import { invalid } from './sheets-api-error';
import type { UpdateValuesResponse, ValueRange } from './sheets-types';
import { transposed } from './value-rendering';

export type InputOption = 'RAW' | 'USER_ENTERED';
type InputValue = string | number | boolean | null;

/** RAW keeps text as text; USER_ENTERED reads it as if it were typed. The API has no default. */
export function inputOptionOf(given: string | undefined): InputOption {
  if (given === undefined || given === '' || given === 'INPUT_VALUE_OPTION_UNSPECIFIED') {
    throw invalid("'valueInputOption' is required but not specified");
  }
  if (given === 'RAW' || given === 'USER_ENTERED') return given;
  throw invalid(
    `Invalid value at 'value_input_option' (type.googleapis.com/google.apps.sheets.v4.ValueInputOption), "${given}"`,
  );
}

/** The rows to be written, whichever way round they were sent. Throws 400 for lists and objects as values. */
export function rowsOf({ values = [], majorDimension }: ValueRange): InputValue[][] {
  const lines = values.map((line, r) => line.map((value, c) => inputValue(value, r, c)));
  return majorDimension === 'COLUMNS' ? transposed(lines, null) : lines;
}

/** The length of the longest line. */
export function widthOf(lines: readonly (readonly unknown[])[]): number {
  return lines.reduce((width, line) => Math.max(width, line.length), 0);
}

/**
 * Writes rows from the range's first cell on. null leaves a cell as it is, '' empties it. Throws 400 when the rows do
 * not fit the range (where it is more than one cell) or the grid, and when the cells are protected from the account.
 */
export function writeRows(
  workbook: Workbook,
  account: string,
  target: NamedRange,
  rows: readonly (readonly InputValue[])[],
  option: InputOption,
): UpdateValuesResponse {
  const { sheet } = target;
  const { row, column } = target.range;
  const columns = widthOf(rows);
  checkFits(target, rows.length, columns);
  const written: GridRange = { row, column, rows: rows.length, columns };
  const answer = { spreadsheetId: workbook.id, updatedRange: a1Of(sheet.title, target.range) };
  if (rows.length === 0 || columns === 0) return answer;
  checkProtection(sheet, account, written);
  const entries = rows.map((line, r) =>
    Array.from({ length: columns }, (_, c) =>
      entryOf(workbook, sheet, row + r, column + c, line[c] ?? null, option),
    ),
  );
  workbook.enter(sheet.id, row, column, entries, { by: 'api' });
  const given = rows.map((line) => line.filter((value) => value !== null).length);
  return {
    spreadsheetId: workbook.id,
    updatedRange: a1Of(sheet.title, written),
    updatedRows: rows.length,
    updatedColumns: columns,
    updatedCells: given.reduce((sum, count) => sum + count, 0),
  };
}

function entryOf(
  workbook: Workbook,
  sheet: SheetProperties,
  row: number,
  column: number,
  value: InputValue,
  option: InputOption,
): Entry {
  if (value !== null && (option === 'RAW' || typeof value !== 'string')) {
    return { value: typeof value === 'string' ? checkLength(value) : value };
  }
  const cell = workbook.cell(sheet.id, row, column);
  if (typeof value === 'string') return interpret(checkLength(value), cell.format);
  return { value: cell.value, ...(cell.formula && { formula: cell.formula }) };
}

function checkFits({ sheet, range, anchor }: NamedRange, rows: number, columns: number): void {
  const room = anchor
    ? { rows: sheet.rowCount - range.row, columns: sheet.columnCount - range.column }
    : { rows: range.rows, columns: range.columns };
  const [, address] = a1Of(sheet.title, range).split(/!(?=[^!]*$)/);
  const within = `Requested writing within range [${quoteAlways(sheet.title)}!${address}], but tried writing to`;
  if (rows > room.rows) throw invalid(`${within} row [${range.row + room.rows + 1}]`);
  if (columns > room.columns)
    throw invalid(`${within} column [${columnLetters(range.column + room.columns)}]`);
}

function quoteAlways(title: string): string {
  const quoted = quoteTitle(title);
  return quoted.startsWith("'") ? quoted : `'${quoted}'`;
}

function inputValue(value: unknown, row: number, column: number): InputValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value;
  const kind = Array.isArray(value) ? 'list_value' : 'struct_value';
  throw invalid(`Invalid values[${row}][${column}]: ${kind} ${JSON.stringify(value)}`);
}
