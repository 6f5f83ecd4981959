import { addDays, instantOf, localTime } from './local-time';
import type { Settings } from './settings';
import { addWorkingDays, type DayChanges, furthest, isCalendarKnown, isWorkingDay } from './working-calendar';

export type BusinessHours = DayChanges & Pick<Settings, 'zone' | 'hours'>;

/** A time in milliseconds since the epoch, and whether it is sure of every day counted over which ones are worked. */
export type CountedTime = { readonly time: number; readonly calendarKnown: boolean };

const minuteMs = 60_000;

/**
 * So many minutes on, of which only those within the business hours of working days count: not the lunch break. Times
 * are milliseconds since the epoch; an hour that clocks skip or repeat counts as long as it lasted. `calendarKnown` is
 * false where that led over days of a year whose legal calendar is not known.
 */
export function addWorkingMinutes(from: number, minutes: number, settings: BusinessHours): CountedTime {
  return addWorkingTime(from, minutes * minuteMs, settings);
}

/** The same with milliseconds. */
export function addWorkingTime(from: number, milliseconds: number, settings: BusinessHours): CountedTime {
  let day = dayOf(from, settings);
  let left = milliseconds;
  let calendarKnown = true;
  let idle = 0;
  while (idle < furthest) {
    calendarKnown &&= isCalendarKnown(day, settings);
    idle += 1;
    for (const [opens, closes] of spansOf(day, settings)) {
      const start = Math.max(opens, from);
      const length = closes - start;
      if (length >= left) return { time: start + left, calendarKnown };
      if (length > 0) {
        left -= length;
        idle = 0;
      }
    }
    day = addDays(day, 1);
  }
  return { time: instantOf(day, '00:00', settings.zone), calendarKnown };
}

/** How much of the time from one moment to another is business time; all in milliseconds. None where the first is later. */
export function workingTime(from: number, to: number, settings: BusinessHours): number {
  let total = 0;
  for (let day = dayOf(from, settings); instantOf(day, '00:00', settings.zone) < to; day = addDays(day, 1))
    for (const [opens, closes] of spansOf(day, settings))
      total += Math.max(0, Math.min(closes, to) - Math.max(opens, from));
  return total;
}

/** Morning and afternoon of a working day, from and to; a day off has none. */
function spansOf(day: string, settings: BusinessHours): [number, number][] {
  if (!isWorkingDay(day, settings)) return [];
  const { morning, afternoon } = settings.hours;
  return [morning, afternoon].map(({ from, to }) => [
    instantOf(day, from, settings.zone),
    instantOf(day, to, settings.zone),
  ]);
}

/** When the day's afternoon ends, be it worked or not: milliseconds since the epoch. */
export function closeOfBusiness(day: string, { hours, zone }: BusinessHours): number {
  return instantOf(day, hours.afternoon.to, zone);
}

/** When staff may be written to: on a working day from its opening until its close, the lunch break included. */
export function isBusinessTime(instant: string, settings: BusinessHours): boolean {
  const time = Date.parse(instant);
  const day = dayOf(time, settings);
  return (
    isWorkingDay(day, settings) && time >= opening(day, settings) && time < closeOfBusiness(day, settings)
  );
}

/** That instant (UTC) if it is business time, else the next opening. */
export function nextBusinessTime(instant: string, settings: BusinessHours): string {
  if (isBusinessTime(instant, settings)) return instant;
  const time = Date.parse(instant);
  const today = dayOf(time, settings);
  const opensToday = isWorkingDay(today, settings) && time < opening(today, settings);
  const day = opensToday ? today : addWorkingDays(today, 1, settings).date;
  return new Date(opening(day, settings)).toISOString();
}

function opening(day: string, { hours, zone }: BusinessHours): number {
  return instantOf(day, hours.morning.from, zone);
}

function dayOf(time: number, { zone }: BusinessHours): string {
  return localTime(time, zone)?.slice(0, 10) ?? '';
}
