import { types } from 'node:util';
import { DateTime } from 'luxon';
import { interpret } from '../../workbook/interpret';
import { isDateFormat, serialOf, wallTimeOf } from '../../workbook/serial-date';
import type { Cell, Entry } from '../../workbook/workbook-types';

/** What a script may put into a cell. */
export type Written = string | number | boolean | Date | null;

/** The moment that a date cell means, in the spreadsheet's zone: Apps Script gives dates out as `Date`. */
function dateOf(serial: number, zone: string): Date {
  return DateTime.fromObject(wallTimeOf(serial), { zone }).toJSDate();
}

/** What getValue gives: '' for blank, a `Date` for a number that is shown as one, an error for a formula. */
export function valueForScript(cell: Cell, zone: string, uncomputed: string) {
  const { value, format, formula } = cell;
  if (formula) return uncomputed;
  if (typeof value === 'number' && isDateFormat(format)) return dateOf(value, zone);
  return value ?? '';
}

/** What a spreadsheet makes of a value that a script sets: text is read as if it had been typed. */
export function entryOf(value: Written, cell: Cell, zone: string, year: number): Entry {
  if (typeof value === 'string') return interpret(value, cell.format, year);
  if (!types.isDate(value)) return { value };
  const { year: y, month, day, hour, minute, second } = DateTime.fromJSDate(value, { zone });
  const serial = serialOf({ year: y, month, day, hour, minute, second });
  if (serial === undefined) throw new Error('The date is not valid.');
  const bringing = hour + minute + second === 0 ? 'yyyy/m/d' : 'yyyy/m/d h:mm:ss';
  return isDateFormat(cell.format) ? { value: serial } : { value: serial, format: bringing };
}
