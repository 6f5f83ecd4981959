import { accept, type Reading, refuse } from './parse-reading';

/** On the 24-hour clock. Without a minute only the hour was written, as on paper. */
export type TimeOfDay = { readonly hour: number; readonly minute?: number };

const clock =
  /^([^\d]{0,3}?) ?(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?分?|\.(\d{2})|点(?:(\d{2})分?|(\d)分|(半|一刻|三刻)|整)?)? ?(am|pm)?$/;
const fourDigits = /^(\d{2})(\d{2})$/;
const wordMinutes: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45 };

/** Hours that a part of the day can mean, and how far they are from the 24-hour clock's: [from, to, add]. */
type Hours = readonly (readonly [from: number, to: number, add: number])[];
const morning: Hours = [[1, 11, 0]];
const afternoon: Hours = [
  [1, 11, 12],
  [12, 23, 0],
];
const evening: Hours = [
  [5, 11, 12],
  [17, 23, 0],
];
/** 12 at night and 12 in the morning are not in it: people mean different days by them. */
const partsOfDay: Readonly<Record<string, Hours>> = {
  '': [[0, 23, 0]],
  凌晨: [[0, 6, 0]],
  ...{ 清晨: morning, 早晨: morning, 早上: morning, 早: morning, 上午: morning, am: morning },
  中午: [
    [11, 13, 0],
    [1, 2, 12],
  ],
  ...{ 下午: afternoon, pm: afternoon },
  ...{ 傍晚: evening, 晚上: evening, 晚: evening, 夜里: evening },
};

/** Reads `9:30`, `9点半`, `下午3点`, `9点30分`, `09:30:00`, `9.30`, `0930`, `3:30 pm`: plain, in small letters. Seconds are dropped. */
export function readTimeOfDay(text: string): Reading<TimeOfDay> {
  const digits = fourDigits.exec(text);
  if (digits) return check('', Number(digits[1]), Number(digits[2]));
  const parts = clock.exec(text);
  if (!parts) return refuse('unreadable-time');
  const [, before = '', hour, colon, dot, two, one, word, after = ''] = parts;
  const part = before || after;
  const bare = colon === undefined && dot === undefined && !text.includes('点') && after === '';
  if (bare || (before && after) || !Object.hasOwn(partsOfDay, part)) return refuse('unreadable-time');
  const minute = colon ?? dot ?? two ?? one;
  if (minute !== undefined) return check(part, Number(hour), Number(minute));
  if (word !== undefined) return check(part, Number(hour), wordMinutes[word]);
  return check(part, Number(hour), text.endsWith('整') ? 0 : undefined);
}

function check(part: string, hour: number, minute: number | undefined): Reading<TimeOfDay> {
  if (hour > 23 || (minute ?? 0) > 59) return refuse('no-such-time');
  const found = partsOfDay[part]?.find(([from, to]) => from <= hour && hour <= to);
  if (!found) return refuse('half-day-unclear');
  return accept({ hour: hour + found[2], ...(minute === undefined ? {} : { minute }) });
}
