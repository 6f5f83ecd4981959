import { appendRow } from './append-row';
import { textOf } from './cell-input';
import { firstDataRow, openRegister, readRows } from './register-rows';
import type { SheetOfForm } from './send-rows';
import { withSheetLock } from './sheet-access';

/**
 * Adds a row for the goods still owed under the selected row's number: that number and its next batch. Gives the new
 * row's place, or undefined when the selected row has no number or the form has no further shipments.
 */
export function addShipmentRow(of: SheetOfForm, selected: number, by: string, now: Date): number | undefined {
  const { repeat } = of.form;
  if (!repeat) return undefined;
  return withSheetLock(() => {
    const register = openRegister(of.spreadsheet, of.sheet, of.form);
    const rows = register && readRows(register, firstDataRow, register.lastRow)?.rows;
    const number = textOf(rows?.find((row) => row.row === selected)?.cells.number);
    if (!register || !rows || number === '') return undefined;
    const batches = rows
      .filter((row) => textOf(row.cells.number) === number)
      .map((row) => Number(row.cells[repeat.by] ?? 1) || 1);
    const cells = { number, [repeat.by]: Math.max(...batches) + 1 };
    return appendRow(register, Utilities.getUuid(), cells, { at: now.toISOString(), by: by || undefined });
  });
}
