import type { GridRange, SheetProperties, Workbook } from '../workbook/workbook-types';
import { invalid } from './sheets-api-error';

/** A range named in A1 notation, found in the workbook. `anchor`: a single cell, which a write may run over. */
export type NamedRange = { sheet: SheetProperties; range: GridRange; anchor: boolean };

type Bounds = { row: number; column: number; endRow?: number; endColumn?: number };

/**
 * Finds `Title!A1:B2`, `'A title'!A:C`, `Title!2:5`, `Title`, or (in the first sheet) `A1:B2`.
 * Throws 400 for what cannot be parsed, for unknown titles and for ranges that leave the grid.
 */
export function parseA1(text: string, workbook: Workbook): NamedRange {
  const { title, address } = splitTitle(text, workbook);
  const sheet = title === undefined ? workbook.sheets()[0] : workbook.sheetByTitle(title);
  const bounds = address === undefined ? { row: 0, column: 0 } : boundsOf(address);
  if (sheet === undefined || bounds === undefined) throw invalid(`Unable to parse range: ${text}`);
  const { row, column, endRow = sheet.rowCount, endColumn = sheet.columnCount } = bounds;
  const outside =
    row >= sheet.rowCount ||
    column >= sheet.columnCount ||
    endRow > sheet.rowCount ||
    endColumn > sheet.columnCount;
  if (outside) throw exceedsGrid(sheet, address?.toUpperCase() ?? '');
  return {
    sheet,
    range: { row, column, rows: endRow - row, columns: endColumn - column },
    anchor: address !== undefined && !address.includes(':'),
  };
}

export function exceedsGrid(sheet: SheetProperties, address: string) {
  return invalid(
    `Range (${quoteTitle(sheet.title)}!${address}) exceeds grid limits. ` +
      `Max rows: ${sheet.rowCount}, max columns: ${sheet.columnCount}`,
  );
}

/** The range as the API names it in its answers, for example `'订单'!A1:C9`. */
export function a1Of(title: string, { row, column, rows, columns }: GridRange): string {
  const first = `${columnLetters(column)}${row + 1}`;
  const last = `${columnLetters(column + columns - 1)}${row + rows}`;
  return `${quoteTitle(title)}!${first === last ? first : `${first}:${last}`}`;
}

/** Titles are quoted unless they are plain words that could be no cell. */
export function quoteTitle(title: string): string {
  const plain = /^[A-Za-z_]\w*$/.test(title) && boundsOf(title) === undefined;
  return plain ? title : `'${title.replaceAll("'", "''")}'`;
}

/** 0 → A, 26 → AA. */
export function columnLetters(column: number): string {
  const before = Math.floor(column / 26);
  return (before > 0 ? columnLetters(before - 1) : '') + String.fromCharCode(65 + (column % 26));
}

function splitTitle(text: string, workbook: Workbook): { title?: string; address?: string } {
  const quoted = /^'((?:[^']|'')+)'(?:!(.+))?$/.exec(text);
  if (quoted !== null) {
    const title = (quoted[1] ?? '').replaceAll("''", "'");
    return quoted[2] === undefined ? { title } : { title, address: quoted[2] };
  }
  const mark = text.lastIndexOf('!');
  if (mark > 0) return { title: text.slice(0, mark), address: text.slice(mark + 1) };
  return boundsOf(text) === undefined || workbook.sheetByTitle(text) !== undefined
    ? { title: text }
    : { address: text };
}

function boundsOf(address: string): Bounds | undefined {
  const corners = address.split(':').map(cornerOf);
  const [first, second] = corners;
  if (corners.length > 2 || first === undefined) return undefined;
  if (corners.length === 1) {
    const { row, column } = first;
    return row === undefined || column === undefined
      ? undefined
      : { row, column, endRow: row + 1, endColumn: column + 1 };
  }
  if (second === undefined) return undefined;
  const rows = spanOf(first.row, second.row);
  const columns = spanOf(first.column, second.column);
  if (rows === undefined || columns === undefined) return undefined;
  if (rows.end === undefined && columns.end === undefined) return undefined;
  return {
    row: rows.start,
    column: columns.start,
    ...(rows.end !== undefined && { endRow: rows.end }),
    ...(columns.end !== undefined && { endColumn: columns.end }),
  };
}

/** Only the second corner may leave its row or column open: `A2:C`, not `A:C2`. */
function spanOf(first: number | undefined, second: number | undefined) {
  if (second === undefined) return { start: first ?? 0 };
  if (first === undefined) return undefined;
  return { start: Math.min(first, second), end: Math.max(first, second) + 1 };
}

function cornerOf(text: string): { row?: number; column?: number } | undefined {
  const match = /^\$?([A-Za-z]{1,3})?\$?([1-9]\d{0,7})?$/.exec(text);
  if (match === null) return undefined;
  const [, letters, digits] = match;
  if (letters === undefined && digits === undefined) return undefined;
  return {
    ...(letters !== undefined && { column: columnIndex(letters.toUpperCase()) }),
    ...(digits !== undefined && { row: Number(digits) - 1 }),
  };
}

function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
