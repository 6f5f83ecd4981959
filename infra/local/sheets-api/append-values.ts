import type { GridRange, Workbook } from '../workbook/workbook-types';
import type { NamedRange } from './a1-range';

/**
 * The table that an append finds in a range: the block of filled cells that touches it, as far as filled cells go on
 * in neighbouring rows and columns. Undefined when the range holds nothing.
 */
export function findTable(workbook: Workbook, { sheet, range }: NamedRange): GridRange | undefined {
  const used = workbook.dataSize(sheet.id);
  const filled = ({ row, column, rows, columns }: GridRange): boolean => {
    const [top, left] = [Math.max(0, row), Math.max(0, column)];
    const [bottom, right] = [Math.min(used.rows, row + rows), Math.min(used.columns, column + columns)];
    if (bottom <= top || right <= left) return false;
    const block = { row: top, column: left, rows: bottom - top, columns: right - left };
    return workbook.values(sheet.id, block).some((line) => line.some((value) => value !== null));
  };
  if (!filled(range)) return undefined;
  let table = shrunkToFilled(range, filled);
  for (;;) {
    const { row, column, rows, columns } = table;
    if (filled({ row: row - 1, column: column - 1, rows: 1, columns: columns + 2 })) {
      table = { ...table, row: row - 1, rows: rows + 1 };
    } else if (filled({ row: row + rows, column: column - 1, rows: 1, columns: columns + 2 })) {
      table = { ...table, rows: rows + 1 };
    } else if (filled({ row, column: column - 1, rows, columns: 1 })) {
      table = { ...table, column: column - 1, columns: columns + 1 };
    } else if (filled({ row, column: column + columns, rows, columns: 1 })) {
      table = { ...table, columns: columns + 1 };
    } else {
      return table;
    }
  }
}

/** The range from its first filled row and column on, cut at the first gap: what lies below a gap is another table. */
function shrunkToFilled(range: GridRange, filled: (part: GridRange) => boolean): GridRange {
  let { row, column } = range;
  while (!filled({ ...range, row, rows: 1 })) row += 1;
  while (!filled({ row, column, rows: 1, columns: 1 })) column += 1;
  return { row, column, rows: 1, columns: 1 };
}
