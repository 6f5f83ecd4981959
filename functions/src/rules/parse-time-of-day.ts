import { accept, type Reading, refuse } from './parse-reading';

/** On the 24-hour clock. Without a minute only the hour was written, as on paper. */
export type TimeOfDay = { readonly hour: number; readonly minute?: number };

const clock =
  /^([^\d]{0,3}?) ?(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?分?|\.(\d{2})|点(?:(\d{2})分?|(\d)分|(半|一刻|三刻)|整)?)? ?(am|pm)?$/;
const fourDigits = /^(\d{2})(\d{2})$/;
const wordMinutes: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45 };

/** Hours that a part of the day can mean, and how far they are from the 24-hour clock's: [from, to, add]. */
type Hours = readonly (readonly [from: number, to: number, add: number])[];
/** 12 at night and 12 in the morning are not in it: people mean different days by them. */
const partsOfDay: readonly (readonly [words: readonly string[], hours: Hours])[] = [
  [[''], [[0, 23, 0]]],
  [['凌晨'], [[0, 6, 0]]],
  [['清晨', '早晨', '早上', '早', '上午', 'am'], [[1, 11, 0]]],
  [
    ['中午'],
    [
      [11, 13, 0],
      [1, 2, 12],
    ],
  ],
  [
    ['下午', 'pm'],
    [
      [1, 11, 12],
      [12, 23, 0],
    ],
  ],
  [
    ['傍晚', '晚上', '晚', '夜里'],
    [
      [5, 11, 12],
      [17, 23, 0],
    ],
  ],
];

/** Reads `9:30`, `9点半`, `下午3点`, `9点30分`, `09:30:00`, `9.30`, `0930`, `3:30 pm`: plain, in small letters. Seconds are dropped. */
export function readTimeOfDay(text: string): Reading<TimeOfDay> {
  const digits = fourDigits.exec(text);
  if (digits) return check(hoursOf(''), Number(digits[1]), Number(digits[2]));
  const parts = clock.exec(text);
  if (!parts) return refuse('unreadable-time');
  const [, before = '', hour, colon, dot, two, one, word, after = ''] = parts;
  const part = before || after;
  const bare = colon === undefined && dot === undefined && !text.includes('点') && after === '';
  const hours = hoursOf(part);
  if (bare || (before && after) || !hours) return refuse('unreadable-time');
  const minute = colon ?? dot ?? two ?? one;
  if (minute !== undefined) return check(hours, Number(hour), Number(minute));
  if (word !== undefined) return check(hours, Number(hour), wordMinutes[word]);
  return check(hours, Number(hour), text.endsWith('整') ? 0 : undefined);
}

function hoursOf(part: string): Hours | undefined {
  return partsOfDay.find(([words]) => words.includes(part))?.[1];
}

function check(hours: Hours = [], hour: number, minute: number | undefined): Reading<TimeOfDay> {
  if (hour > 23 || (minute ?? 0) > 59) return refuse('no-such-time');
  const found = hours.find(([from, to]) => from <= hour && hour <= to);
  if (!found) return refuse('half-day-unclear');
  return accept({ hour: hour + found[2], ...(minute === undefined ? {} : { minute }) });
}
