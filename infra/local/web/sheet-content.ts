import type { Cell, GridRange, SheetProperties, Workbook } from '../workbook/workbook-types';
import type { BlockContent, Look, SheetContent, WireCell } from './wire';

/**
 * A whole tab, small enough to send: registers give a thousand empty rows the format and dropdown of their column, so
 * each column names the look of its last row and only cells that differ from it are listed.
 */
export function sheetContent(workbook: Workbook, properties: SheetProperties): SheetContent {
  const { id, rowCount, columnCount } = properties;
  const looks = lookList();
  const columns = Array.from({ length: columnCount }, (_, column) =>
    looks.placeOf(workbook.cell(id, rowCount - 1, column)),
  );
  const cells: WireCell[] = [];
  for (let row = 0; row < rowCount; row += 1) {
    for (let column = 0; column < columnCount; column += 1) {
      const cell = workbook.cell(id, row, column);
      const look = looks.placeOf(cell);
      if (cell.value === null && cell.note === undefined && look === columns[column]) continue;
      cells.push([row, column, cell.value, look, cell.note ?? '']);
    }
  }
  return { properties, looks: looks.all, columns, cells };
}

/** The part of a range that lies within the tab as it is now. */
export function blockContent(workbook: Workbook, sheet: SheetProperties, wanted: GridRange): BlockContent {
  const range = {
    ...wanted,
    rows: Math.max(0, Math.min(wanted.rows, sheet.rowCount - wanted.row)),
    columns: Math.max(0, Math.min(wanted.columns, sheet.columnCount - wanted.column)),
  };
  const looks = lookList();
  const cells: WireCell[] = [];
  for (let row = range.row; row < range.row + range.rows; row += 1) {
    for (let column = range.column; column < range.column + range.columns; column += 1) {
      const cell = workbook.cell(sheet.id, row, column);
      if (cell.value === null && Object.keys(cell).length === 1) continue;
      cells.push([row, column, cell.value, looks.placeOf(cell), cell.note ?? '']);
    }
  }
  return { sheetId: sheet.id, range, looks: looks.all, cells };
}

function lookList() {
  const all: Look[] = [];
  const places = new Map<string, number>();
  return {
    all,
    placeOf: ({ value: _, formula: __, note: ___, ...look }: Cell): number => {
      const key = keyOf(look);
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, all.length);
      return all.push(look) - 1;
    },
  };
}

/** JSON.stringify of every cell of a register would take the better part of a second; this takes a tenth of it. */
function keyOf(look: Look): string {
  const { dropdown } = look;
  const offered = dropdown === undefined ? '' : `${dropdown.strict}${JSON.stringify(dropdown.options)}`;
  return `${look.format}|${look.background}|${look.color}|${look.bold}|${look.fontSize}|${look.align}|${look.verticalAlign}|${look.wrap}|${look.border}|${offered}`;
}
