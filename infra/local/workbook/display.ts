import { isDateFormat, wallTimeOf } from './serial-date';
import type { Cell } from './workbook-types';

/** What is shown in place of a formula's result, which nobody computes here. */
export const UNCOMPUTED = '#ERROR!';

/** The text that a cell shows: numbers by their format, dates by their pattern, TRUE and FALSE, '' for nothing. */
export function displayText(cell: Pick<Cell, 'value' | 'format' | 'formula'>): string {
  const { value, format } = cell;
  if (value === null) return '';
  if (cell.formula) return UNCOMPUTED;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string' || format === undefined || format === '@') return String(value);
  return isDateFormat(format) ? dateText(value, format) : numberText(value, format);
}

const DATE_PART = /"([^"]*)"|\\(.)|y+|m+|d+|h+|s+|am\/pm|./gi;

function dateText(serial: number, format: string): string {
  const time = wallTimeOf(serial);
  const parts = [...format.matchAll(DATE_PART)];
  const twelve = /am\/pm/i.test(format);
  const letters = parts.map(([part]) => part[0]?.toLowerCase() ?? '');
  const two = (value: number, part: string) => String(value).padStart(part.length > 1 ? 2 : 1, '0');
  /** 'm' is minutes next to hours or seconds, else months. */
  const isMinute = (at: number) =>
    letters
      .slice(0, at)
      .reverse()
      .find((letter) => 'ymdhs'.includes(letter)) === 'h' ||
    letters.slice(at + 1).find((letter) => 'ymdhs'.includes(letter)) === 's';
  return parts
    .map(([part, quoted, escaped], at) => {
      if (quoted !== undefined || escaped !== undefined) return quoted ?? escaped;
      if (/^am\/pm$/i.test(part)) return time.hour < 12 ? 'AM' : 'PM';
      switch (letters[at]) {
        case 'y':
          return part.length > 2 ? String(time.year) : String(time.year).slice(-2);
        case 'm':
          return two(isMinute(at) ? time.minute : time.month, part);
        case 'd':
          return two(time.day, part);
        case 'h':
          return two(twelve ? time.hour % 12 || 12 : time.hour, part);
        case 's':
          return two(time.second, part);
        default:
          return part;
      }
    })
    .join('');
}

const DIGITS = /[#0,]+(?:\.([#0]+))?(E\+0+)?/;

function numberText(value: number, format: string): string {
  const [positive = format, negative] = format.split(';');
  const section = value < 0 && negative !== undefined ? negative : positive;
  const amount = value < 0 && negative !== undefined ? -value : value;
  const digits = DIGITS.exec(section);
  if (digits === null) return String(value);
  const [pattern, decimals = '', exponent] = digits;
  const scaled = section.includes('%') ? amount * 100 : amount;
  const most = decimals.length;
  const text =
    exponent === undefined
      ? scaled.toLocaleString('en-US', {
          useGrouping: pattern.includes(','),
          minimumFractionDigits: decimals.replaceAll('#', '').length,
          maximumFractionDigits: most,
        })
      : scaled
          .toExponential(most)
          .toUpperCase()
          .replace(/([-+])(\d)$/, '$10$2');
  return section.replace(pattern, text).replace(/"([^"]*)"/g, '$1');
}
