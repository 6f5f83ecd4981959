import { DateTime } from 'luxon';
import type { PlacedField } from '../forms/form';
import type { TypingContext } from './parse-cell';
import { completeDay, isoDay, readDay, type TypedDay, writeDay } from './parse-day';
import { accept, plain, type Reading, type Refused, refuse } from './parse-reading';
import { readTimeOfDay, type TimeOfDay } from './parse-time-of-day';

type Moment = { readonly day: TypedDay; readonly time?: TimeOfDay };

/** A date cell as the add-on sends it: wall time in the business's zone. */
const dateCell = /^(\d{4})-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;

/**
 * A time that something happened or is to happen, stored in UTC to the minute; the hour suffices unless
 * `field.minutes`. Local times that the zone skips or has twice when clocks change are refused, never guessed.
 */
export function parseInstant(
  field: PlacedField,
  typed: string | number | boolean,
  context: TypingContext,
): Reading<string> {
  const moment = readMoment(typed, context);
  if (!moment.ok) return moment;
  const { time } = moment.value;
  const day = completeDay(moment.value.day, field, context);
  const written = { day: writeDay(moment.value.day, context.language) };
  if (!day.ok) return refuse(day.code, written);
  if (!time || isBareDateCell(typed)) return refuse('hour-missing', written);
  if (field.minutes && time.minute === undefined)
    return refuse('minute-missing', { ...written, hour: String(time.hour) });
  const wall = { ...day.value, hour: time.hour, minute: time.minute ?? 0 };
  const local = DateTime.fromObject(wall, { zone: context.zone });
  if (local.hour !== wall.hour || local.minute !== wall.minute) return refuse('skipped-time', written);
  if (local.getPossibleOffsets().length > 1) return refuse('repeated-time', written);
  return accept(new Date(local.toMillis()).toISOString());
}

/** A calendar day, stored as `YYYY-MM-DD`. A time of 0:00, as date cells carry it, is no time. */
export function parseDate(
  field: PlacedField,
  typed: string | number | boolean,
  context: TypingContext,
): Reading<string> {
  const moment = readMoment(typed, context);
  if (!moment.ok) return moment;
  const { day, time } = moment.value;
  const written = { day: writeDay(day, context.language) };
  if (time && (time.hour !== 0 || (time.minute ?? 0) !== 0)) return refuse('day-only', written);
  const complete = completeDay(day, field, context);
  return complete.ok ? accept(isoDay(complete.value)) : refuse(complete.code, written);
}

function readMoment(typed: string | number | boolean, context: TypingContext): Reading<Moment> {
  if (typeof typed === 'number') return readNumber(typed, context);
  const text = momentText(typed);
  if (Number(dateCell.exec(text)?.[1] ?? 2000) <= 1900) return refuse('day-missing');
  const start = readDay(text, context);
  if (!start.ok) return start;
  const { day, rest } = start.value;
  const timeText = rest.replace(/^(?:t(?=\d)|[ ,]+)/, '');
  if (timeText === '') return accept({ day });
  const time = readTimeOfDay(timeText);
  return time.ok ? accept({ day, time: time.value }) : withDay(time, day, context);
}

/** Sheets made a number of what was typed: 3.15 can only have been that, but 3.1 may have been 3.10. */
function readNumber(typed: number, context: TypingContext): Reading<Moment> {
  if (/^\d{8}$/.test(String(typed))) return readMoment(String(typed), context);
  const [, month = '', digits = ''] = /^(\d{1,2})\.(\d{1,2})$/.exec(String(typed)) ?? [];
  const readings = [...new Set([digits, digits.padEnd(2, '0')])].flatMap((each) => {
    const day = each === '' ? undefined : readDay(`${month}.${each}`, context);
    return day?.ok ? [day.value.day] : [];
  });
  const [first, second] = readings;
  if (first && second) {
    const [one, other] = [writeDay(first, context.language), writeDay(second, context.language)];
    return refuse('one-day-or-another', { one, other });
  }
  return first ? accept({ day: first }) : refuse('number-for-date');
}

/** Midnight of a date cell cannot be told from no time at all. */
function isBareDateCell(typed: string | number | boolean): boolean {
  return typeof typed === 'string' && /^\d{4}-\d{2}-\d{2}T00:00(:00(\.0+)?)?$/.test(typed);
}

/** One spelling of what people type alike: full stops for dots, traditional characters, spaces around 年月日时分. */
export function momentText(typed: string | number | boolean): string {
  return plain(typed)
    .toLowerCase()
    .replace(/[。·﹒]/g, '.')
    .replace(/[—–−]/g, '-')
    .replace(/號/g, '号')
    .replace(/後/g, '后')
    .replace(/[点點时時]/g, '点')
    .replace(/点[钟鐘]/g, '点')
    .replace(/裡|裏/g, '里')
    .replace(/ ?([年月:/.-]) ?/g, '$1')
    .replace(/ ([日号点分])/g, '$1')
    .replace(/([点]) /g, '$1');
}

function withDay({ code }: Refused, day: TypedDay, { language }: TypingContext): Refused {
  return refuse(code, { day: writeDay(day, language) });
}
