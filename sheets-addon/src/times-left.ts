import { timeLeft } from '../../functions/src/forms/time-left';
import { textOf } from './cell-input';
import { colorOfTime, readOnlyColor } from './colors';
import { firstDataRow, openRegister, type Register, type RegisterRow, readRows } from './register-rows';
import type { SheetOfForm } from './send-rows';
import { language } from './texts';

/**
 * Shows in every row how much time is left, and paints it. The rows are all of the register, as they were read just now:
 * a row that is sorted meanwhile is put right a minute later. Two calls, and two for the texts and colours each where
 * one of them has changed, however many rows.
 */
export function showTimesLeft(register: Register, rows: readonly RegisterRow[], now: Date): void {
  const column = register.places.of('left');
  const [first] = rows;
  if (column === undefined || !first) return;
  const range = register.sheet.getRange(first.row, column, rows.length, 1);
  const shown = rows.map(({ saved }) => timeLeft(saved.times, now, language));
  const texts = shown.map((time) => [time?.text ?? '']);
  const colors = shown.map((time) => [colorOfTime(time?.state, readOnlyColor)]);
  const before = range.getBackgrounds();
  if (rows.some((row, at) => textOf(row.cells.left) !== texts[at]?.[0])) range.setValues(texts);
  if (colors.some(([color], at) => color !== before[at]?.[0])) range.setBackgrounds(colors);
}

/** Brings the times of a register up to date by what its rows say now. */
export function refreshTimesLeft({ spreadsheet, sheet, form }: SheetOfForm, now: Date): void {
  const register = openRegister(spreadsheet, sheet, form);
  const read = register && readRows(register, firstDataRow, register.lastRow);
  if (register && read) showTimesLeft(register, read.rows, now);
}
