/** Wall time as a spreadsheet counts it: no zone, months from 1. */
export type WallTime = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
};

const DAY = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);

/** Days since 30 December 1899, or undefined when there is no such day or time. */
export function serialOf(time: WallTime): number | undefined {
  const ms = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  const back = new Date(ms);
  const real =
    back.getUTCFullYear() === time.year &&
    back.getUTCMonth() === time.month - 1 &&
    back.getUTCDate() === time.day &&
    time.hour < 24 &&
    time.minute < 60 &&
    time.second < 60;
  return real ? (ms - EPOCH) / DAY : undefined;
}

/** The wall time of a serial number, to the second. */
export function wallTimeOf(serial: number): WallTime {
  const at = new Date(EPOCH + Math.round(serial * 86_400) * 1000);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
}

/** Whether a number format shows its number as a date or time. */
export function isDateFormat(format: string | undefined): boolean {
  if (format === undefined || format === '@') return false;
  const bare = format.replace(/"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]/gi, '');
  return /[ymdhs]/i.test(bare) && !/[0#]/.test(bare.replace(/\.0+/g, ''));
}
