import type { CellInput } from '../../functions/src/forms/edit-contract';

/** What a sheet cell holds, as `getValues` gives it. */
export type SheetValue = string | number | boolean | Date;

/** The wall time that a date cell shows, in the spreadsheet's zone: `2026-03-15T09:30:00`. */
export type WallTime = (date: Date) => string;

/** What is sent for a cell: a formula as its text, a date as wall time, an empty cell as null. */
export function cellInput(value: SheetValue | undefined, formula: string, wallTime: WallTime): CellInput {
  if (formula !== '') return formula;
  if (value === undefined || value === '') return null;
  return value instanceof Date ? wallTime(value) : value;
}

/** The same content, whatever its type: the number 12 and the text '12' are equal, an empty cell and '' too. */
export function sameCell(cell: CellInput | undefined, saved: CellInput | undefined): boolean {
  return textOf(cell) === textOf(saved);
}

export function textOf(cell: CellInput | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}
