import type { Cell, Entry, GridRange, SheetProperties } from './workbook-types';

/** One tab. Never changed in place: every change below makes a new one, so that undoing is keeping the old one. */
export type Tab = { readonly properties: SheetProperties; readonly rows: readonly (Row | undefined)[] };
export type Row = readonly (Cell | undefined)[];
export type Attribute = Exclude<keyof Cell, 'value' | 'formula'>;

export const EMPTY: Cell = Object.freeze({ value: null });
const LONGEST_TEXT = 50_000;

export function cellAt(tab: Tab, row: number, column: number): Cell {
  return tab.rows[row]?.[column] ?? EMPTY;
}

/** Throws unless the range has cells and lies within the grid. */
export function mustFit(tab: Tab, { row, column, rows, columns }: GridRange): void {
  const { rowCount, columnCount, title } = tab.properties;
  const whole = [row, column, rows, columns].every(Number.isInteger);
  if (whole && row >= 0 && column >= 0 && rows > 0 && columns > 0) {
    if (row + rows <= rowCount && column + columns <= columnCount) return;
  }
  throw new RangeError(
    `Range R${row + 1}C${column + 1} of ${rows} × ${columns} is outside the grid of ${title} (${rowCount} × ${columnCount})`,
  );
}

/** The tab with every cell of the range replaced by what `change` makes of it. */
export function mapCells(
  tab: Tab,
  range: GridRange,
  change: (cell: Cell, row: number, column: number) => Cell,
): Tab {
  mustFit(tab, range);
  const rows = tab.rows.slice();
  for (let r = 0; r < range.rows; r += 1) {
    const row = (rows[range.row + r] ?? []).slice();
    for (let c = 0; c < range.columns; c += 1) {
      row[range.column + c] = kept(change(row[range.column + c] ?? EMPTY, r, c));
    }
    rows[range.row + r] = row;
  }
  return { ...tab, rows };
}

/** The same change of the same cell gives the same cell: a column of blanks stays one shared object. */
export function oncePerCell(change: (cell: Cell) => Cell): (cell: Cell) => Cell {
  const changed = new Map<Cell, Cell>();
  return (cell) => {
    const result = changed.get(cell) ?? change(cell);
    changed.set(cell, result);
    return result;
  };
}

function kept(cell: Cell): Cell | undefined {
  return cell.value === null && Object.keys(cell).length === 1 ? undefined : cell;
}

/** The extent of a block of rows; throws unless all are equally long. */
export function blockSize(row: number, column: number, block: readonly (readonly unknown[])[]): GridRange {
  const columns = block[0]?.length ?? 0;
  if (block.some((line) => line.length !== columns)) throw new RangeError('The rows are not equally long');
  return { row, column, rows: block.length, columns };
}

/** Throws for what a cell cannot hold: text of more than 50,000 characters, numbers that are not finite. */
export function withEntry(cell: Cell, entry: Entry): Cell {
  const { value, format, formula } = entry;
  if (typeof value === 'string' && value.length > LONGEST_TEXT) {
    throw new RangeError(
      `Your input contains more than the maximum of ${LONGEST_TEXT} characters in a single cell.`,
    );
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`A cell cannot hold ${value}`);
  }
  if (value === null && cell.value === null && format === undefined) return cell;
  const { formula: _, ...rest } = cell;
  return {
    ...rest,
    value: value === '' ? null : value,
    ...(format === undefined ? {} : { format }),
    ...(formula ? { formula } : {}),
  };
}

export function withAttributes(cell: Cell, change: { [K in Attribute]?: Cell[K] | undefined }): Cell {
  const merged = { ...cell, ...change };
  const entries = Object.entries(merged).filter(([, value]) => value !== undefined);
  return { value: cell.value, ...Object.fromEntries(entries) };
}

export function dataSizeOf(tab: Tab): { rows: number; columns: number } {
  let [rows, columns] = [0, 0];
  tab.rows.forEach((row, at) => {
    const last = row?.findLastIndex((cell) => cell !== undefined && cell.value !== null) ?? -1;
    if (last < 0) return;
    rows = at + 1;
    columns = Math.max(columns, last + 1);
  });
  return { rows, columns };
}

/** Sheets' own order: numbers, then text, then booleans; blank cells stay last both ways; equals keep their order. */
export function sorted(tab: Tab, range: GridRange, column: number, ascending: boolean): Tab {
  mustFit(tab, range);
  const rank = ({ value }: Cell) => ['number', 'string', 'boolean'].indexOf(typeof value);
  const compare = (a: Cell, b: Cell): number => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
    const order = rank(a) - rank(b) || compareAlike(a.value, b.value);
    return ascending ? order : -order;
  };
  const order = Array.from({ length: range.rows }, (_, at) => range.row + at).sort((a, b) =>
    compare(cellAt(tab, a, column), cellAt(tab, b, column)),
  );
  return mapCells(tab, range, (_, row, at) => cellAt(tab, order[row] ?? range.row + row, range.column + at));
}

function compareAlike(a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, 'zh');
  return Number(a) - Number(b);
}
