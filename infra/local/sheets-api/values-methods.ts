import type { Workbook } from '../workbook/workbook-types';
import { a1Of, type NamedRange, parseA1 } from './a1-range';
import { findTable } from './append-values';
import { checkProtection } from './protected-cells';
import { invalid, notImplemented, placed } from './sheets-api-error';
import type {
  AppendValuesResponse,
  BatchClearValuesResponse,
  BatchGetValuesResponse,
  BatchUpdateValuesRequest,
  BatchUpdateValuesResponse,
  ClearValuesResponse,
  UpdateValuesResponse,
  ValueRange,
} from './sheets-types';
import { type Rendering, renderingOf, renderValues } from './value-rendering';
import { type InputOption, inputOptionOf, rowsOf, widthOf, writeRows } from './write-values';

const BY_API = { by: 'api' } as const;

/** Who asks, of which workbook. */
export type Caller = { workbook: Workbook; account: string; owner?: string };

export function getValues({ workbook }: Caller, range: string, rendering: Rendering): ValueRange {
  return valueRange(workbook, parseA1(range, workbook), rendering);
}

export function batchGetValues(
  { workbook }: Caller,
  ranges: readonly string[],
  rendering: Rendering,
): BatchGetValuesResponse {
  const found = ranges.map((range) => parseA1(range, workbook));
  return {
    spreadsheetId: workbook.id,
    valueRanges: found.map((range) => valueRange(workbook, range, rendering)),
  };
}

/** Throws 400 when the body names another range than the address does. */
export function updateValues(
  caller: Caller,
  range: string,
  body: ValueRange,
  option: InputOption,
  answer: Rendering | undefined,
): UpdateValuesResponse {
  checkSameRange(range, body);
  return caller.workbook.atomically(() =>
    writeRange(caller, parseA1(range, caller.workbook), rowsOf(body), option, answer),
  );
}

/** All ranges are written, or none. */
export function batchUpdateValues(caller: Caller, body: BatchUpdateValuesRequest): BatchUpdateValuesResponse {
  const option = inputOptionOf(body.valueInputOption);
  const answer = body.includeValuesInResponse
    ? renderingOf({ value: body.responseValueRenderOption, dateTime: body.responseDateTimeRenderOption })
    : undefined;
  const responses = caller.workbook.atomically(() =>
    (body.data ?? []).map((part, at) => {
      try {
        return writeRange(caller, parseA1(part.range ?? '', caller.workbook), rowsOf(part), option, answer);
      } catch (error) {
        throw placed(`Invalid data[${at}]`, error);
      }
    }),
  );
  const sum = (count: 'updatedRows' | 'updatedColumns' | 'updatedCells') =>
    responses.reduce((total, response) => total + (response[count] ?? 0), 0);
  const sheets = new Set(
    responses.map(({ updatedRange = '' }) => parseA1(updatedRange, caller.workbook).sheet.id),
  );
  return {
    spreadsheetId: caller.workbook.id,
    totalUpdatedRows: sum('updatedRows'),
    totalUpdatedColumns: sum('updatedColumns'),
    totalUpdatedCells: sum('updatedCells'),
    totalUpdatedSheets: sheets.size,
    responses,
  };
}

/** Writes behind the table found in the range; the grid grows as needed. */
export function appendValues(
  caller: Caller,
  range: string,
  body: ValueRange,
  option: InputOption,
  insertDataOption: string | undefined,
  answer: Rendering | undefined,
): AppendValuesResponse {
  checkSameRange(range, body);
  if (insertDataOption === 'INSERT_ROWS') throw notImplemented('insertDataOption INSERT_ROWS');
  if (insertDataOption !== undefined && insertDataOption !== 'OVERWRITE') {
    throw invalid(`Invalid value at 'insert_data_option', "${insertDataOption}"`);
  }
  const { workbook } = caller;
  const target = parseA1(range, workbook);
  const rows = rowsOf(body);
  const table = findTable(workbook, target);
  const row = table === undefined ? target.range.row : table.row + table.rows;
  const column = table?.column ?? target.range.column;
  const updates = workbook.atomically(() => {
    const { sheet } = target;
    const columns = Math.max(1, widthOf(rows));
    const rowCount = Math.max(sheet.rowCount, row + rows.length);
    const columnCount = Math.max(sheet.columnCount, column + columns);
    if (rowCount > sheet.rowCount || columnCount > sheet.columnCount) {
      workbook.setSheet(sheet.id, { rowCount, columnCount }, BY_API);
    }
    const room = { row, column, rows: Math.max(1, rows.length), columns };
    const grown = workbook.sheet(sheet.id) ?? sheet;
    return writeRange(caller, { sheet: grown, range: room, anchor: false }, rows, option, answer);
  });
  return {
    spreadsheetId: workbook.id,
    ...(table && { tableRange: a1Of(target.sheet.title, table) }),
    updates,
  };
}

/** Empties values; formats, notes and dropdowns stay. */
export function clearValues(caller: Caller, range: string): ClearValuesResponse {
  return { spreadsheetId: caller.workbook.id, clearedRange: clearRange(caller, range) };
}

/** All ranges are cleared, or none. */
export function batchClearValues(caller: Caller, ranges: readonly string[]): BatchClearValuesResponse {
  const clearedRanges = caller.workbook.atomically(() =>
    ranges.map((range, at) => {
      try {
        return clearRange(caller, range);
      } catch (error) {
        throw placed(`Invalid range[${at}]`, error);
      }
    }),
  );
  return { spreadsheetId: caller.workbook.id, clearedRanges };
}

function clearRange({ workbook, account }: Caller, text: string): string {
  const { sheet, range } = parseA1(text, workbook);
  checkProtection(sheet, account, range);
  const used = workbook.dataSize(sheet.id);
  const rows = Math.min(range.rows, used.rows - range.row);
  const columns = Math.min(range.columns, used.columns - range.column);
  if (rows > 0 && columns > 0) {
    const empty = Array.from({ length: rows }, () => Array.from({ length: columns }, () => null));
    workbook.setValues(sheet.id, range.row, range.column, empty, BY_API);
  }
  return a1Of(sheet.title, range);
}

function writeRange(
  { workbook, account }: Caller,
  target: NamedRange,
  rows: ReturnType<typeof rowsOf>,
  option: InputOption,
  answer: Rendering | undefined,
): UpdateValuesResponse {
  const written = writeRows(workbook, account, target, rows, option);
  if (answer === undefined || written.updatedRange === undefined) return written;
  return { ...written, updatedData: valueRange(workbook, parseA1(written.updatedRange, workbook), answer) };
}

function valueRange(workbook: Workbook, { sheet, range }: NamedRange, rendering: Rendering): ValueRange {
  const values = renderValues(workbook, sheet.id, range, rendering);
  return {
    range: a1Of(sheet.title, range),
    majorDimension: rendering.dimension,
    ...(values.length > 0 && { values }),
  };
}

function checkSameRange(range: string, body: ValueRange): void {
  if (body.range === undefined || body.range === range) return;
  throw invalid(`The range in the address (${range}) does not match the range in the body (${body.range}).`);
}
