import { markedRow, markRows } from './mark-rows';
import type { Cells } from './pending-cells';
import type { Register } from './register-rows';
import type { Typed } from './row-state';

/** Writes a new row below the last one, marked as not sent yet, and gives its place. */
export function appendRow(register: Register, key: string, cells: Cells, typed: Typed): number {
  const row = register.lastRow + 1;
  const { sheet } = register;
  const has = sheet.getMaxRows();
  if (row > has) sheet.insertRowsAfter(has, 1);
  markRows({ ...register, lastRow: row }, row, row, (empty) =>
    markedRow({ ...empty, key, cells: { ...empty.cells, ...cells } }, Object.keys(cells), typed),
  );
  return row;
}
