import { isDateFormat, serialOf, type WallTime } from './serial-date';
import type { Entry, Interpret } from './workbook-types';

const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)$/;
const GROUPED = /^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/;
const SCIENTIFIC = /^[-+]?(\d+(\.\d*)?|\.\d+)e[-+]?\d{1,3}$/i;
const PERCENT = /^[-+]?(\d+(\.\d*)?|\.\d+)\s*%$/;
const CLOCK = '(\\d{1,2}):(\\d{2})(?::(\\d{2}))?';
const TIME = new RegExp(`^${CLOCK}$`);
const FULL_DATE = new RegExp(`^(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})(?:\\s+${CLOCK})?$`);
const CHINESE_DATE = new RegExp(`^(?:(\\d{4})年)?(\\d{1,2})月(\\d{1,2})日(?:\\s*${CLOCK})?$`);
const SHORT_DATE = new RegExp(`^(\\d{1,2})([-/])(\\d{1,2})(?:\\s+${CLOCK})?$`);

/**
 * See the type `Interpret`. A number keeps 15 digits, so a long tracking number is damaged here as it is in Sheets; and
 * as there, '+86-138' is a formula.
 */
export const interpret: Interpret = (typed, format, year) => {
  if (typed === '') return { value: null };
  if (format === '@') return { value: typed };
  if (typed.startsWith("'")) return { value: typed.slice(1) };
  if (typed.startsWith('=') && typed.length > 1) return { value: typed, formula: true };
  const text = typed.trim();
  if (/^(true|false)$/i.test(text)) return { value: text.toLowerCase() === 'true' };
  const value = numberIn(text, format) ?? dateIn(text, format, year);
  if (value === undefined && /^\+./.test(typed)) return { value: `=${typed}`, formula: true };
  return value ?? { value: typed };
};

function numberIn(text: string, format: string | undefined): Entry | undefined {
  const entry = (digits: string, bringing?: string): Entry | undefined => {
    const value = Number(Number(digits).toPrecision(15));
    if (!Number.isFinite(value)) return undefined;
    return bringing === undefined || format !== undefined ? { value } : { value, format: bringing };
  };
  if (NUMBER.test(text)) return entry(text);
  if (GROUPED.test(text)) return entry(text.replaceAll(',', ''), text.includes('.') ? '#,##0.00' : '#,##0');
  if (SCIENTIFIC.test(text)) return entry(text, '0.00E+00');
  if (!PERCENT.test(text)) return undefined;
  return entry(`${text.replace(/\s*%$/, '')}e-2`, text.includes('.') ? '0.00%' : '0%');
}

function dateIn(text: string, format: string | undefined, thisYear: number | undefined): Entry | undefined {
  const found =
    clockAlone(text) ?? fullDate(text) ?? chineseDate(text, thisYear) ?? shortDate(text, thisYear);
  if (found === undefined) return undefined;
  const value = serialOf(found.time);
  if (value === undefined) return undefined;
  return isDateFormat(format) ? { value } : { value, format: found.format };
}

type Found = { time: WallTime; format: string };

/** A time without a date belongs to day 0, 30 December 1899. */
function clockAlone(text: string): Found | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const clock = clockOf(match.slice(1));
  return { time: { year: 1899, month: 12, day: 30, ...clock.time }, format: clock.format };
}

function fullDate(text: string): Found | undefined {
  const match = FULL_DATE.exec(text);
  if (match === null) return undefined;
  const [, year, sign, month, day, ...clock] = match;
  return dated(Number(year), month, day, `yyyy${sign}m${sign}d`, clock);
}

function chineseDate(text: string, thisYear: number | undefined): Found | undefined {
  const match = CHINESE_DATE.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, ...clock] = match;
  if (year !== undefined) return dated(Number(year), month, day, 'yyyy"年"m"月"d"日"', clock);
  return thisYear === undefined ? undefined : dated(thisYear, month, day, 'm"月"d"日"', clock);
}

function shortDate(text: string, thisYear: number | undefined): Found | undefined {
  const match = SHORT_DATE.exec(text);
  if (match === null || thisYear === undefined) return undefined;
  const [, month, sign, day, ...clock] = match;
  return dated(thisYear, month, day, `m${sign}d`, clock);
}

function dated(
  year: number,
  month: string | undefined,
  day: string | undefined,
  format: string,
  clockParts: readonly (string | undefined)[],
): Found {
  const clock = clockOf(clockParts);
  const time = { year, month: Number(month), day: Number(day), ...clock.time };
  return { time, format: clock.format === '' ? format : `${format} ${clock.format}` };
}

function clockOf([hour, minute, second]: readonly (string | undefined)[]) {
  const time = { hour: Number(hour ?? 0), minute: Number(minute ?? 0), second: Number(second ?? 0) };
  return { time, format: hour === undefined ? '' : second === undefined ? 'h:mm' : 'h:mm:ss' };
}
