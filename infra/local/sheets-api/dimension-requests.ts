import { displayText } from '../workbook/display';
import type { SheetProperties, Workbook } from '../workbook/workbook-types';
import type { RequestHandlers } from './batch-update';
import { requiredMask, touches } from './field-mask';
import { checkIndex, findGrid } from './grid-range';
import { checkProtection } from './protected-cells';
import { invalid, notImplemented } from './sheets-api-error';
import type { DimensionRange } from './sheets-types';

const BY_API = { by: 'api' } as const;

/** Widths and heights, and hiding by the user. */
export const updateDimensionProperties: RequestHandlers['updateDimensionProperties'] = (
  { workbook },
  { range, fields, properties = {}, dataSourceSheetRange },
) => {
  if (dataSourceSheetRange) throw notImplemented('dataSourceSheetRange');
  const mask = requiredMask(fields, 'DimensionProperties');
  const { sheet, rows, start, end } = findDimension(workbook, range);
  const places = Array.from({ length: end - start }, (_, at) => start + at);
  if (touches(mask, 'pixelSize')) {
    const size = properties.pixelSize ?? (rows ? 21 : 100);
    if (size < 2) throw invalid('Invalid pixel size: must be at least 2.');
    const sizes = {
      ...(rows ? sheet.rowHeights : sheet.columnWidths),
      ...Object.fromEntries(places.map((at) => [at, size])),
    };
    workbook.setSheet(sheet.id, rows ? { rowHeights: sizes } : { columnWidths: sizes }, BY_API);
  }
  if (touches(mask, 'hiddenByUser')) {
    const others = (rows ? sheet.hiddenRows : sheet.hiddenColumns).filter((at) => at < start || at >= end);
    const hidden = properties.hiddenByUser ? [...others, ...places].sort((a, b) => a - b) : others;
    workbook.setSheet(sheet.id, rows ? { hiddenRows: hidden } : { hiddenColumns: hidden }, BY_API);
  }
  return {};
};

export const appendDimension: RequestHandlers['appendDimension'] = (
  { workbook },
  { sheetId, dimension, length = 0 },
) => {
  const sheet = findGrid(workbook, sheetId);
  if (!Number.isInteger(length) || length < 1) throw invalid(`length must be greater than 0: ${length}`);
  const change = isRows(dimension)
    ? { rowCount: sheet.rowCount + length }
    : { columnCount: sheet.columnCount + length };
  workbook.setSheet(sheet.id, change, BY_API);
  return {};
};

/** New rows and columns look like those before them (`inheritFromBefore`), else like those after them. */
export const insertDimension: RequestHandlers['insertDimension'] = (
  { workbook, account },
  { range, inheritFromBefore = false },
) => {
  const { sheetId, dimension, startIndex, endIndex } = range ?? {};
  const sheet = findGrid(workbook, sheetId);
  if (startIndex === undefined || endIndex === undefined)
    throw invalid('range must have a startIndex and an endIndex.');
  const [start, end] = [checkIndex('startIndex', startIndex), checkIndex('endIndex', endIndex)];
  if (end <= start) throw invalid(`range.endIndex[${end}] must be after range.startIndex[${start}]`);
  const rows = isRows(dimension);
  const size = rows ? sheet.rowCount : sheet.columnCount;
  if (inheritFromBefore && start === 0)
    throw invalid('inheritFromBefore cannot be true when inserting at index 0.');
  if (start >= size && !(inheritFromBefore && start === size)) {
    throw invalid(
      `range.startIndex[${start}] must be less than the grid size [${size}] if inheritFromBefore is false.`,
    );
  }
  checkProtection(sheet, account);
  if (rows) workbook.insertRows(sheet.id, start, end - start, BY_API);
  else workbook.insertColumns(sheet.id, start, end - start, BY_API);
  if (!inheritFromBefore) copyLook(workbook, sheet.id, rows, start, end);
  return {};
};

export const deleteDimension: RequestHandlers['deleteDimension'] = ({ workbook, account }, { range }) => {
  const { sheet, rows, start, end } = findDimension(workbook, range, true);
  if (!rows) throw notImplemented('deleteDimension of columns');
  if (end === start) return {};
  if (end - start >= sheet.rowCount) throw invalid("You can't delete all the rows on the sheet.");
  checkProtection(sheet, account, { row: start, column: 0, rows: end - start, columns: sheet.columnCount });
  workbook.deleteRows(sheet.id, start, end - start, BY_API);
  return {};
};

/** Columns become as wide as their longest text is likely to be; rows have no height of their own here. */
export const autoResizeDimensions: RequestHandlers['autoResizeDimensions'] = (
  { workbook },
  { dimensions, dataSourceSheetDimensions },
) => {
  if (dataSourceSheetDimensions) throw notImplemented('dataSourceSheetDimensions');
  const { sheet, rows, start, end } = findDimension(workbook, dimensions);
  if (rows) return {};
  const used = workbook.dataSize(sheet.id).rows;
  const widthOf = (column: number) => {
    const texts = Array.from({ length: used }, (_, row) => displayText(workbook.cell(sheet.id, row, column)));
    const widest = Math.max(0, ...texts.map(textWidth));
    return widest === 0 ? 100 : widest + 14;
  };
  const widths = Array.from({ length: end - start }, (_, at) => [start + at, widthOf(start + at)]);
  workbook.setSheet(
    sheet.id,
    { columnWidths: { ...sheet.columnWidths, ...Object.fromEntries(widths) } },
    BY_API,
  );
  return {};
};

function textWidth(text: string): number {
  return [...text].reduce((width, letter) => width + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? 14 : 8), 0);
}

function findDimension(
  workbook: Workbook,
  range: DimensionRange | undefined,
  deleting = false,
): { sheet: SheetProperties; rows: boolean; start: number; end: number } {
  const sheet = findGrid(workbook, range?.sheetId);
  const rows = isRows(range?.dimension);
  const size = rows ? sheet.rowCount : sheet.columnCount;
  const start = checkIndex('startIndex', range?.startIndex ?? 0);
  const end = checkIndex('endIndex', range?.endIndex ?? size);
  const word = rows ? 'row' : 'column';
  if (end < start) throw invalid(`endIndex (${end}) must not be before startIndex (${start})`);
  if (end <= size) return { sheet, rows, start, end };
  const missing = `Tried to ${deleting ? 'delete' : 'change'} ${word} index ${Math.max(start, size)}`;
  throw invalid(
    `Cannot ${deleting ? 'delete' : 'change'} a ${word} that doesn't exist. ${missing} but there are only ${size} ${word}s.`,
  );
}

function isRows(dimension: DimensionRange['dimension']): boolean {
  if (dimension === 'ROWS') return true;
  if (dimension === 'COLUMNS') return false;
  throw invalid('dimension must be specified.');
}

/** Gives inserted rows or columns [start, end) the look of the one behind them. */
function copyLook(workbook: Workbook, sheetId: number, rows: boolean, start: number, end: number): void {
  const sheet = findGrid(workbook, sheetId);
  const across = rows ? sheet.columnCount : sheet.rowCount;
  for (let at = 0; at < across; at += 1) {
    const {
      value: _,
      formula: __,
      note: ___,
      ...look
    } = rows ? workbook.cell(sheetId, end, at) : workbook.cell(sheetId, at, end);
    const range = rows
      ? { row: start, column: at, rows: end - start, columns: 1 }
      : { row: at, column: start, rows: 1, columns: end - start };
    workbook.setCells(sheetId, range, { ...PLAIN, ...look }, BY_API);
  }
}

const PLAIN = {
  format: undefined,
  background: undefined,
  color: undefined,
  bold: undefined,
  fontSize: undefined,
  align: undefined,
  verticalAlign: undefined,
  wrap: undefined,
  border: undefined,
  dropdown: undefined,
};
