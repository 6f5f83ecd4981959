import { DateTime } from 'luxon';
import type { Field } from '../forms/form';
import type { TypingContext } from './parse-cell';
import { accept, type Reading, refuse } from './parse-reading';

/** A day of the calendar as it was typed, its year not always. */
export type TypedDay = { readonly year?: number; readonly month: number; readonly day: number };
/** The day at the start of a typed moment, and what stands behind it. */
export type DayAndRest = { readonly day: TypedDay; readonly rest: string };

const yearMonthDay = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[日号]|(?![\d\-/.]))/;
const yearInWords = /^(\d{4}|\d{2})年(\d{1,2})月(\d{1,2})(?:[日号]|(?![\d\-/.]))/;
const compact = /^(\d{4})(\d{2})(\d{2})(?!\d)/;
const monthDay = /^(\d{1,2})(?:[-/.]|月)(\d{1,2})(?:[日号]|(?![\d\-/.]))/;
const relative = /^(前天|昨[天日]|今[天日]|明[天日]|后天|yesterday|today|tomorrow)/;
const daysFromToday: Readonly<Record<string, number>> = {
  ...{ 前天: -2, 昨天: -1, 昨日: -1, 今天: 0, 今日: 0, 明天: 1, 明日: 1, 后天: 2 },
  ...{ yesterday: -1, today: 0, tomorrow: 1 },
};

/** Days that people type but that say too little, or say it in an order that reads two ways. */
const unclear = [
  [/^\d{1,2}([-/.])\d{1,2}\1\d{4}(?!\d)/, 'year-first'],
  [/^\d{1,2}([-/.])\d{1,2}\1\d{1,2}(?!\d)/, 'year-in-full'],
  [/^\d{1,2}[日号]/, 'month-missing'],
  [/^(?:\D{0,2}\d{1,2}[:点时]|\d{1,2} ?[ap]m)/, 'day-missing'],
] as const;

/** Reads the day that `text` (plain, in small letters) begins with. The month comes first, as everywhere in China. */
export function readDay(text: string, context: TypingContext): Reading<DayAndRest> {
  const word = relative.exec(text)?.[0];
  if (word !== undefined) {
    const today = DateTime.fromISO(context.now, { zone: context.zone });
    const { year, month, day } = today.plus({ days: daysFromToday[word] ?? 0 });
    return accept({ day: { year, month, day }, rest: text.slice(word.length) });
  }
  const found = yearMonthDay.exec(text) ?? yearInWords.exec(text) ?? compact.exec(text);
  if (found) {
    const [month, day] = found.slice(-2).map(Number);
    const year = Number(found[1]?.padStart(4, '20'));
    return check({ year, month: month ?? 0, day: day ?? 0 }, found[0], text, context);
  }
  const short = monthDay.exec(text);
  if (short) return check({ month: Number(short[1]), day: Number(short[2]) }, short[0], text, context);
  for (const [pattern, code] of unclear) if (pattern.test(text)) return refuse(code);
  return refuse('unreadable-date');
}

/** How far back what is planned may lie: a manager enters last week's day off, not last year's. */
const mostDaysBack = 28;

/**
 * The year, where none was typed, is the one in which the day is nearest to that of the field it follows (`earliest`);
 * while that is empty, to the reference's own day, or the next one from about there where the field looks `ahead`.
 */
export function completeDay(
  typed: TypedDay,
  { earliest, ahead }: Pick<Field, 'earliest' | 'ahead'>,
  context: TypingContext,
): Reading<Required<TypedDay>> {
  if (typed.year !== undefined) return accept({ ...typed, year: typed.year });
  const before = earliest === undefined ? undefined : context.values[earliest];
  const known = typeof before === 'string';
  const reference = DateTime.fromISO(known ? before : context.reference, { zone: context.zone });
  const days = [-1, 0, 1]
    .map((offset) => ({ ...typed, year: reference.year + offset }))
    .filter(exists)
    .map((day) => ({ day, away: daysFrom(reference, day) }));
  if (ahead && !known) {
    const next = days.find(({ away }) => away >= -mostDaysBack);
    return next ? accept(next.day) : refuse('no-such-day');
  }
  const [nearest, second] = days.sort((a, b) => Math.abs(a.away) - Math.abs(b.away));
  if (!nearest) return refuse('no-such-day');
  return second && second.away === -nearest.away ? refuse('year-missing') : accept(nearest.day);
}

/** 3月15日, 2026年3月15日; in English 3/15, 2026-03-15. */
export function writeDay({ year, month, day }: TypedDay, language: TypingContext['language']): string {
  if (language !== 'en') return `${year === undefined ? '' : `${year}年`}${month}月${day}日`;
  return year === undefined ? `${month}/${day}` : isoDay({ year, month, day });
}

export function isoDay({ year, month, day }: Required<TypedDay>): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function check(
  day: TypedDay,
  matched: string,
  text: string,
  { language }: TypingContext,
): Reading<DayAndRest> {
  const turned = { ...day, month: day.day, day: day.month };
  if (!exists(day) && exists(turned)) return refuse('month-first', { day: writeDay(turned, language) });
  if (!exists(day)) return refuse('no-such-day');
  return accept({ day, rest: text.slice(matched.length) });
}

/** In its year, or where it has none in any; years far from ours are slips of the finger. */
function exists({ year = 2024, month, day }: TypedDay): boolean {
  return year >= 1900 && year <= 2100 && DateTime.utc(year, month, day).isValid;
}

function daysFrom(reference: DateTime, { year, month, day }: Required<TypedDay>): number {
  const from = DateTime.utc(reference.year, reference.month, reference.day);
  return DateTime.utc(year, month, day).diff(from, 'days').days;
}
