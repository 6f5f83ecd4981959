import type { DeadlineRule } from '../forms/form';
import { addDays, instantOf, localTime } from './local-time';
import type { Settings } from './settings';
import { addWorkingDays, isCalendarKnown, isWorkingDay } from './working-calendar';
import { addWorkingMinutes, type CountedTime, closeOfBusiness, nextBusinessTime } from './working-hours';

export type DeadlineSettings = Pick<
  Settings,
  'zone' | 'daysOff' | 'daysWorked' | 'legalCalendar' | 'hours' | 'sameDayEnds' | 'dayBefore' | 'quietHours'
>;

const minuteMs = 60_000;
/** The least that a turn is given before a time of day. */
const leastMs = 60 * minuteMs;

/**
 * The deadline as the paper has it, `anchor` in milliseconds since the epoch. Minutes and hours run on the clock, working
 * hours within business hours; days end with the day, backwards as well: "1 day before" is the end of the day before.
 */
export function paperDeadline(rule: DeadlineRule, anchor: number, settings: DeadlineSettings): CountedTime {
  switch (rule.kind) {
    case 'same-day':
      return endOfSameDay(anchor, settings);
    case 'at-time':
      return timeOfDayBefore(rule, anchor, settings);
    case 'within':
      return counted(rule.unit, rule.count, anchor, settings);
    case 'before':
      return counted(rule.unit, -rule.count, anchor, settings);
  }
}

/**
 * The same for somebody whose turn came at `since` (milliseconds since the epoch as well), however late others were: the
 * later of the paper's deadline and what the rule gives from then on. That is so many hours or days; the end of that
 * day, or of the next working day where business was over by then; of a time of day the next one on a working day that
 * leaves an hour of business; and the end of that day again for what was to be done before something.
 */
export function deadlineSince(
  rule: DeadlineRule,
  anchor: number,
  since: number,
  settings: DeadlineSettings,
): CountedTime {
  switch (rule.kind) {
    case 'same-day':
      return later(paperDeadline(rule, anchor, settings), endOfOpenDay(since, settings));
    case 'within':
      return paperDeadline(rule, Math.max(anchor, since), settings);
    case 'at-time':
      return later(paperDeadline(rule, anchor, settings), nextTimeOfDay(rule.time, since, settings));
    case 'before':
      return later(paperDeadline(rule, anchor, settings), endOfOpenDay(since, settings));
  }
}

function later(one: CountedTime, other: CountedTime): CountedTime {
  return {
    time: Math.max(one.time, other.time),
    calendarKnown: one.calendarKnown && other.calendarKnown,
  };
}

function endOfOpenDay(since: number, settings: DeadlineSettings): CountedTime {
  const { open, known } = firstOpen(since, settings);
  return { ...endOfSameDay(open, settings), calendarKnown: known };
}

/** The first business time from then on: nobody is at work who could see it sooner. */
function firstOpen(since: number, settings: DeadlineSettings): { open: number; known: boolean } {
  const open = Date.parse(nextBusinessTime(new Date(since).toISOString(), settings));
  const known = [since, open].every((time) => isCalendarKnown(dayOf(time, settings), settings));
  return { open, known };
}

/** Midnight, or close of business: after that, or on a day off, close of the next working day. */
function endOfSameDay(time: number, settings: DeadlineSettings): CountedTime {
  const day = dayOf(time, settings);
  if (settings.sameDayEnds === 'midnight') return at(endOfDay(day, settings));
  const known = isCalendarKnown(day, settings);
  const close = closeOfBusiness(day, settings);
  if (isWorkingDay(day, settings) && time < close) return at(close, known);
  const next = addWorkingDays(day, 1, settings);
  return at(closeOfBusiness(next.date, settings), known && next.calendarKnown);
}

function timeOfDayBefore(
  { time, daysBefore }: Extract<DeadlineRule, { kind: 'at-time' }>,
  anchor: number,
  settings: DeadlineSettings,
): CountedTime {
  const day = dayOf(anchor, settings);
  const { date, calendarKnown } =
    settings.dayBefore === 'working'
      ? addWorkingDays(day, -daysBefore, settings)
      : { date: addDays(day, -daysBefore), calendarKnown: true };
  return at(instantOf(date, time, settings.zone), calendarKnown);
}

function nextTimeOfDay(time: string, since: number, settings: DeadlineSettings): CountedTime {
  const { open, known } = firstOpen(since, settings);
  const day = dayOf(open, settings);
  const today = instantOf(day, time, settings.zone);
  if (today >= open + leastMs) return at(today, known);
  const { date, calendarKnown } = addWorkingDays(day, 1, settings);
  return at(instantOf(date, time, settings.zone), known && calendarKnown);
}

/** `count` is negative when counted backwards; working hours are counted forwards only. */
function counted(
  unit: Extract<DeadlineRule, { kind: 'within' | 'before' }>['unit'],
  count: number,
  from: number,
  settings: DeadlineSettings,
): CountedTime {
  const day = dayOf(from, settings);
  switch (unit) {
    case 'minutes':
      return at(from + count * minuteMs);
    case 'hours':
      return at(from + count * 60 * minuteMs);
    case 'days':
      return at(endOfDay(addDays(day, count), settings));
    case 'working-days': {
      const { date, calendarKnown } = addWorkingDays(day, count, settings);
      return at(endOfDay(date, settings), calendarKnown);
    }
    case 'working-hours':
      return addWorkingMinutes(from, count * 60, settings);
  }
}

function dayOf(time: number, { zone }: DeadlineSettings): string {
  return localTime(time, zone)?.slice(0, 10) ?? '';
}

function endOfDay(day: string, { zone }: DeadlineSettings): number {
  return instantOf(addDays(day, 1), '00:00', zone);
}

function at(time: number, calendarKnown = true): CountedTime {
  return { time, calendarKnown };
}
