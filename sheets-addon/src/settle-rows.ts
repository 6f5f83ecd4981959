import { paintRows } from './paint';
import { firstDataRow, openRegister, readRows } from './register-rows';
import type { RowOutcome, SheetOfForm } from './send-rows';
import { type Settled, settleRow } from './settle-row';
import { writeRows } from './write-rows';

/**
 * Brings outcomes into the sheet. The rows are looked up by their keys once more, since they may have been sorted,
 * deleted or typed into while the server worked. The same number of calls for one row and for hundreds.
 */
export function settleRows(
  of: SheetOfForm,
  outcomes: ReadonlyMap<string, RowOutcome>,
  now: Date,
): readonly Settled[] {
  const register = openRegister(of.spreadsheet, of.sheet, of.form);
  if (!register) return [];
  const places = register.keys.flatMap((key, at) => (outcomes.has(key) ? [firstDataRow + at] : []));
  const read = readRows(register, Math.min(...places), Math.max(...places));
  if (!read) return [];
  const settled = new Map<string, Settled>();
  const after = read.rows.map((row) => {
    const found = settled.has(row.key) ? undefined : outcomes.get(row.key);
    if (!found) return row;
    const result = settleRow(of.form, row, found.sent, found.outcome, now);
    settled.set(row.key, result);
    return result.row;
  });
  writeRows(register, read.block, read.rows, after);
  paintRows(register, [...settled.values()], now);
  return [...settled.values()];
}
