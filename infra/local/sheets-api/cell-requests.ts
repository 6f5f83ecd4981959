import type { GridRange, SheetProperties, Workbook } from '../workbook/workbook-types';
import type { RequestHandlers } from './batch-update';
import { cellChange, dropdownOf } from './cell-data';
import { type FieldMask, requiredMask } from './field-mask';
import { checkIndex, findGrid, findRange } from './grid-range';
import { checkProtection } from './protected-cells';
import { invalid, notImplemented } from './sheets-api-error';
import type { CellData, RowData } from './sheets-types';
import { writeCells } from './write-cells';
import { widthOf } from './write-values';

const BY_API = { by: 'api' } as const;

/** With a range, masked fields of its cells that the rows leave out are cleared; with a start, only given cells change. */
export const updateCells: RequestHandlers['updateCells'] = (
  { workbook, account },
  { rows = [], fields, range, start },
) => {
  const mask = requiredMask(fields, 'CellData');
  const lines = rows.map((row) => row.values ?? []);
  if (range !== undefined && start === undefined) {
    const found = findRange(workbook, range);
    const last = {
      row: found.range.row + found.range.rows,
      column: found.range.column + found.range.columns,
    };
    checkReach(lines, found.range, last);
    const filled = Array.from({ length: found.range.rows }, (_, r) =>
      Array.from({ length: found.range.columns }, (_, c) => lines[r]?.[c] ?? {}),
    );
    writeLines(workbook, account, found.sheet, found.range, filled, mask);
    return {};
  }
  if (start === undefined || range !== undefined)
    throw invalid('Must specify exactly one of range and start.');
  const sheet = findGrid(workbook, start.sheetId);
  const from = {
    row: checkIndex('rowIndex', start.rowIndex ?? 0),
    column: checkIndex('columnIndex', start.columnIndex ?? 0),
  };
  checkReach(lines, from, { row: sheet.rowCount, column: sheet.columnCount });
  writeLines(workbook, account, sheet, from, lines, mask);
  return {};
};

export const repeatCell: RequestHandlers['repeatCell'] = (
  { workbook, account },
  { range, cell = {}, fields },
) => {
  const mask = requiredMask(fields, 'CellData');
  const found = findRange(workbook, range);
  if (cell.userEnteredValue?.formulaValue !== undefined && found.range.rows * found.range.columns > 1) {
    throw notImplemented('repeatCell of a formula over several cells');
  }
  const { entry, attributes } = cellChange(cell, mask);
  if (found.range.rows === 0 || found.range.columns === 0) return {};
  checkProtection(found.sheet, account, found.range);
  workbook.setCells(found.sheet.id, found.range, attributes, BY_API);
  if (entry !== undefined) {
    const line = Array.from({ length: found.range.columns }, () => entry);
    const entries = Array.from({ length: found.range.rows }, () => line);
    workbook.enter(found.sheet.id, found.range.row, found.range.column, entries, BY_API);
  }
  return {};
};

/** Adds rows after the last one that holds a value; the grid grows as needed. */
export const appendCells: RequestHandlers['appendCells'] = (
  { workbook, account },
  { sheetId, rows = [], fields, tableId },
) => {
  if (tableId !== undefined) throw notImplemented('appendCells to a table');
  const mask = requiredMask(fields, 'CellData');
  const sheet = findGrid(workbook, sheetId);
  const row = workbook.dataSize(sheet.id).rows;
  const lines = rows.map((data: RowData) => data.values ?? []);
  checkReach(lines, { row: 0, column: 0 }, { row: Infinity, column: sheet.columnCount });
  const rowCount = Math.max(sheet.rowCount, row + lines.length);
  if (rowCount > sheet.rowCount) workbook.setSheet(sheet.id, { rowCount }, BY_API);
  writeLines(workbook, account, sheet, { row, column: 0 }, lines, mask);
  return {};
};

export const setDataValidation: RequestHandlers['setDataValidation'] = (
  { workbook, account },
  { range, rule, filteredRowsIncluded },
) => {
  if (filteredRowsIncluded) throw notImplemented('filteredRowsIncluded');
  const found = findRange(workbook, range);
  const dropdown = dropdownOf(rule);
  if (found.range.rows === 0 || found.range.columns === 0) return {};
  checkProtection(found.sheet, account, found.range);
  workbook.setCells(found.sheet.id, found.range, { dropdown }, BY_API);
  return {};
};

export const sortRange: RequestHandlers['sortRange'] = ({ workbook, account }, { range, sortSpecs = [] }) => {
  const found = findRange(workbook, range);
  if (sortSpecs.length === 0) throw invalid('Must specify at least one sortSpec.');
  checkProtection(found.sheet, account, found.range);
  /** The workbook's sort keeps the order of equals, so the last criterion is sorted by first. */
  for (const { dimensionIndex = 0, sortOrder = 'ASCENDING', ...others } of sortSpecs.toReversed()) {
    if (Object.keys(others).length > 0) throw notImplemented(`sortSpecs.${Object.keys(others)[0]}`);
    const inside =
      dimensionIndex >= found.range.column && dimensionIndex < found.range.column + found.range.columns;
    if (!inside) throw invalid(`sortSpec.dimensionIndex (${dimensionIndex}) must be inside the range.`);
    workbook.sort(found.sheet.id, found.range, dimensionIndex, sortOrder !== 'DESCENDING', BY_API);
  }
  return {};
};

type Corner = { row: number; column: number };

function writeLines(
  workbook: Workbook,
  account: string,
  sheet: SheetProperties,
  from: Corner,
  lines: readonly (readonly CellData[])[],
  mask: FieldMask,
): void {
  const columns = widthOf(lines);
  const written: GridRange = { row: from.row, column: from.column, rows: lines.length, columns };
  if (lines.length === 0 || columns === 0) return;
  checkProtection(sheet, account, written);
  const changes = lines.map((line) => line.map((cell) => cellChange(cell, mask)));
  writeCells(workbook, sheet.id, from.row, from.column, changes);
}

/** `end` is the first row and column that may not be written. */
function checkReach(lines: readonly (readonly CellData[])[], from: Corner, end: Corner): void {
  const [row, column] = [from.row + lines.length, from.column + widthOf(lines)];
  if (row > end.row)
    throw invalid(`Attempting to write row: ${end.row}, beyond the last requested row of: ${end.row - 1}`);
  if (column > end.column) {
    throw invalid(
      `Attempting to write column: ${end.column}, beyond the last requested column of: ${end.column - 1}`,
    );
  }
}
