import type { CellInput } from '../../functions/src/forms/edit-contract';
import { sameCell } from './cell-input';
import type { Register, RegisterRow } from './register-rows';
import { printSaved, printWaiting } from './row-state';
import { type Block, type CellWrite, writeCells } from './sheet-block';

/** Writes what differs between the rows as they were read and as they are to be; both lists in the same order. */
export function writeRows(
  register: Register,
  block: Block,
  before: readonly RegisterRow[],
  after: readonly RegisterRow[],
): void {
  writeCells(
    block,
    after.flatMap((row, at) => {
      const old = before[at];
      return old ? differences(register, old, row) : [];
    }),
  );
}

function differences(register: Register, before: RegisterRow, after: RegisterRow): CellWrite[] {
  if (before === after) return [];
  const cells: Record<string, CellInput> = {
    ...after.cells,
    key: after.key,
    saved: after.saved === before.saved ? (before.cells.saved ?? null) : printSaved(after.saved),
    waiting: after.waiting === before.waiting ? (before.cells.waiting ?? null) : printWaiting(after.waiting),
  };
  return Object.entries(cells).flatMap(([id, value]) => {
    const column = register.places.of(id);
    const becomesText = before.formulas.has(id) && !after.formulas.has(id);
    if (column === undefined || (sameCell(value, before.cells[id]) && !becomesText)) return [];
    return [{ row: after.row, column, value, format: register.formats.get(id) ?? '' }];
  });
}
