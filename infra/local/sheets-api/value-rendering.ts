import { displayText, UNCOMPUTED } from '../workbook/display';
import { isDateFormat } from '../workbook/serial-date';
import type { CellValue, GridRange, Workbook } from '../workbook/workbook-types';
import { invalid } from './sheets-api-error';

export type Rendering = {
  value: 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA';
  dateTime: 'SERIAL_NUMBER' | 'FORMATTED_STRING';
  dimension: 'ROWS' | 'COLUMNS';
};

/** How the caller wants values shown; Google's defaults where nothing is said, 400 for what is no such option. */
export function renderingOf(options: {
  value?: string | undefined;
  dateTime?: string | undefined;
  dimension?: string | undefined;
}): Rendering {
  const pick = <T extends string>(
    field: string,
    type: string,
    given: string | undefined,
    known: readonly [T, ...T[]],
  ) => {
    const found = given === undefined ? known[0] : known.find((option) => option === given);
    if (found !== undefined) return found;
    throw invalid(
      `Invalid value at '${field}' (type.googleapis.com/google.apps.sheets.v4.${type}), "${given}"`,
    );
  };
  return {
    value: pick('value_render_option', 'ValueRenderOption', options.value, [
      'FORMATTED_VALUE',
      'UNFORMATTED_VALUE',
      'FORMULA',
    ]),
    dateTime: pick('date_time_render_option', 'DateTimeRenderOption', options.dateTime, [
      'SERIAL_NUMBER',
      'FORMATTED_STRING',
    ]),
    dimension: pick('major_dimension', 'Dimension', options.dimension, ['ROWS', 'COLUMNS']),
  };
}

/**
 * The values of a range as the API answers them: '' for empty cells between others, trailing empty cells and rows left
 * out. Nothing is computed here, so a formula shows '#ERROR!' unless its text is asked for.
 */
export function renderValues(
  workbook: Workbook,
  sheetId: number,
  range: GridRange,
  rendering: Rendering,
): (string | number | boolean)[][] {
  const used = workbook.dataSize(sheetId);
  const rows = Math.min(range.rows, used.rows - range.row);
  const columns = Math.min(range.columns, used.columns - range.column);
  if (rows <= 0 || columns <= 0) return [];
  const values = workbook.values(sheetId, { ...range, rows, columns });
  const shown = values.map((line, r) =>
    line.map((value, c) =>
      value === null ? '' : renderCell(workbook, sheetId, range.row + r, range.column + c, value, rendering),
    ),
  );
  const lines = rendering.dimension === 'ROWS' ? shown : transposed(shown, '');
  return withoutTrailing(
    lines.map((line) => withoutTrailing(line, (cell) => cell === '')),
    (line) => line.length === 0,
  );
}

/** Rows as columns; where a line is short, `missing` stands in. */
export function transposed<T>(lines: readonly (readonly T[])[], missing: T): T[][] {
  const width = lines.reduce((widest, line) => Math.max(widest, line.length), 0);
  return Array.from({ length: width }, (_, at) => lines.map((line) => line[at] ?? missing));
}

function renderCell(
  workbook: Workbook,
  sheetId: number,
  row: number,
  column: number,
  value: NonNullable<CellValue>,
  rendering: Rendering,
): string | number | boolean {
  if (rendering.value !== 'FORMATTED_VALUE' && typeof value === 'boolean') return value;
  const cell = workbook.cell(sheetId, row, column);
  if (rendering.value === 'FORMATTED_VALUE') return displayText(cell);
  if (cell.formula && rendering.value === 'UNFORMATTED_VALUE') return UNCOMPUTED;
  const asText =
    rendering.dateTime === 'FORMATTED_STRING' && typeof value === 'number' && isDateFormat(cell.format);
  return asText ? displayText(cell) : value;
}

function withoutTrailing<T>(items: readonly T[], isEmpty: (item: T) => boolean): T[] {
  return items.slice(0, items.findLastIndex((item) => !isEmpty(item)) + 1);
}
