import { EMPTY, type Row, type Tab } from './grid';
import type { Cell, GridRange, Protection, SheetProperties } from './workbook-types';

const MOST_CELLS = 10_000_000;

/** Throws for grids without a row or column, and for more cells than a spreadsheet may have. */
export function mustBeGrid({ rowCount, columnCount, title }: SheetProperties): void {
  const whole = Number.isInteger(rowCount) && Number.isInteger(columnCount);
  if (!whole || rowCount < 1 || columnCount < 1) throw new RangeError(`${title} needs a row and a column`);
  if (rowCount * columnCount > MOST_CELLS) {
    throw new RangeError(
      `This action would increase the number of cells in the workbook above the limit of ${MOST_CELLS} cells.`,
    );
  }
}

export function withRows(tab: Tab, before: number, count: number): Tab {
  mustBeCount(count);
  if (before < 0 || before > tab.properties.rowCount) throw new RangeError(`There is no row ${before + 1}`);
  const above = tab.rows[before - 1];
  const fresh = Array<Row | undefined>(count).fill(above?.map(formatOnly));
  const rows = tab.rows.slice();
  if (before < rows.length) rows.splice(before, 0, ...fresh);
  else
    fresh.forEach((row, at) => {
      rows[before + at] = row;
    });
  const { properties } = tab;
  return resized({
    rows,
    properties: {
      ...properties,
      ...movedRanges(properties, (range) => grown(range, 'row', 'rows', before, count)),
      rowCount: properties.rowCount + count,
      frozenRows: properties.frozenRows + (before < properties.frozenRows ? count : 0),
      rowHeights: movedSizes(properties.rowHeights, (at) => (at >= before ? at + count : at)),
      hiddenRows: properties.hiddenRows.map((at) => (at >= before ? at + count : at)),
    },
  });
}

export function withColumns(tab: Tab, before: number, count: number): Tab {
  mustBeCount(count);
  if (before < 0 || before > tab.properties.columnCount) {
    throw new RangeError(`There is no column ${before + 1}`);
  }
  const { properties } = tab;
  const widen = (row: Row): Row => {
    const cells = row.slice();
    if (before >= cells.length) return cells;
    const left = cells[before - 1];
    cells.splice(before, 0, ...Array.from({ length: count }, () => formatOnly(left)));
    return cells;
  };
  return resized({
    rows: tab.rows.map((row) => (row === undefined ? row : widen(row))),
    properties: {
      ...properties,
      ...movedRanges(properties, (range) => grown(range, 'column', 'columns', before, count)),
      columnCount: properties.columnCount + count,
      frozenColumns: properties.frozenColumns + (before < properties.frozenColumns ? count : 0),
      columnWidths: movedSizes(properties.columnWidths, (at) => (at >= before ? at + count : at)),
      hiddenColumns: properties.hiddenColumns.map((at) => (at >= before ? at + count : at)),
    },
  });
}

/** Throws when rows outside the grid, or all of them, would go. */
export function withoutRows(tab: Tab, from: number, count: number): Tab {
  mustBeCount(count);
  const { properties } = tab;
  if (from < 0 || from + count > properties.rowCount) throw new RangeError('Those rows are out of bounds.');
  if (count >= properties.rowCount - properties.frozenRows && from <= properties.frozenRows) {
    throw new RangeError('It is not possible to delete all non-frozen rows.');
  }
  const moved = (at: number) => (at < from ? at : at < from + count ? undefined : at - count);
  const rows = tab.rows.slice();
  if (from < rows.length) rows.splice(from, count);
  return {
    rows,
    properties: {
      ...properties,
      ...movedRanges(properties, (range) => shrunk(range, from, count)),
      rowCount: properties.rowCount - count,
      frozenRows: properties.frozenRows - Math.max(0, Math.min(properties.frozenRows, from + count) - from),
      rowHeights: movedSizes(properties.rowHeights, moved),
      hiddenRows: properties.hiddenRows.flatMap((at) => moved(at) ?? []),
    },
  };
}

/** The tab with every cell outside its grid dropped, and the grid checked. */
export function resized(tab: Tab): Tab {
  const { properties } = tab;
  mustBeGrid(properties);
  return {
    properties,
    rows: tab.rows.slice(0, properties.rowCount).map((row) => row?.slice(0, properties.columnCount)),
  };
}

function mustBeCount(count: number): void {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`${count} is no number of rows or columns`);
}

function formatOnly(cell: Cell | undefined): Cell | undefined {
  if (cell === undefined) return undefined;
  const { note: _, formula: __, ...rest } = cell;
  return { ...rest, value: EMPTY.value };
}

function movedRanges(properties: SheetProperties, move: (range: GridRange) => GridRange | undefined) {
  return {
    merges: properties.merges.flatMap((merge) => move(merge) ?? []),
    protections: properties.protections.flatMap((protection): Protection[] => {
      const range = protection.range === 'sheet' ? 'sheet' : move(protection.range);
      return range === undefined ? [] : [{ ...protection, range }];
    }),
  };
}

/** A range that the insertion goes through grows; one at or behind it moves. */
function grown(
  range: GridRange,
  start: 'row' | 'column',
  length: 'rows' | 'columns',
  before: number,
  count: number,
): GridRange {
  if (before <= range[start]) return { ...range, [start]: range[start] + count };
  return before < range[start] + range[length] ? { ...range, [length]: range[length] + count } : range;
}

function shrunk(range: GridRange, from: number, count: number): GridRange | undefined {
  const end = range.row + range.rows;
  const inside = Math.max(0, Math.min(end, from + count) - Math.max(range.row, from));
  if (inside === range.rows) return undefined;
  const above = Math.max(0, Math.min(range.row, from + count) - from);
  return { ...range, row: range.row - above, rows: range.rows - inside };
}

function movedSizes(sizes: Readonly<Record<number, number>>, move: (at: number) => number | undefined) {
  return Object.fromEntries(
    Object.entries(sizes).flatMap(([at, size]) => {
      const to = move(Number(at));
      return to === undefined ? [] : [[to, size]];
    }),
  );
}
