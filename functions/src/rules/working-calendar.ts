import { isWorkday } from 'chinese-days';
import { addDays } from './local-time';
import type { Settings } from './settings';

export type DayChanges = Pick<Settings, 'daysOff' | 'daysWorked'>;
/** A date (`YYYY-MM-DD`), and whether it is sure of every day counted over which ones are worked. */
export type CountedDate = { readonly date: string; readonly calendarKnown: boolean };

/**
 * By the settings, else by China's legal calendar with its holidays and moved weekends. In a year that the calendar
 * does not know (see `isCalendarKnown`) Monday to Friday are taken for working days.
 */
export function isWorkingDay(date: string, { daysOff, daysWorked }: DayChanges): boolean {
  if (daysOff.includes(date)) return false;
  return daysWorked.includes(date) || isLegallyWorked(date);
}

/** What the calendar said of a day; it works that out anew each time, and a deadline of three days asks it a dozen times. */
const legallyWorked = new Map<string, boolean>();

function isLegallyWorked(date: string): boolean {
  const worked = legallyWorked.get(date) ?? isWorkday(date);
  legallyWorked.set(date, worked);
  return worked;
}

/**
 * Whether it is sure if this date is worked: settings name it, or the legal calendar of its year is there. The calendar
 * takes a year that it has no data for as an ordinary one and says nothing; National Day gives it away: 1 to 3
 * October are off by law, and one of them is no weekend. Settings that give these three off have given the year.
 */
export function isCalendarKnown(date: string, changes: DayChanges): boolean {
  if (changes.daysOff.includes(date) || changes.daysWorked.includes(date)) return true;
  const year = date.slice(0, 4);
  return ['01', '02', '03'].every((day) => !isWorkingDay(`${year}-10-${day}`, changes));
}

/** The `count`th working day after the date, which itself never counts. */
export function addWorkingDays(date: string, count: number, changes: DayChanges): CountedDate {
  return step(date, count, 1, changes);
}

/** The last working day before the date. */
export function previousWorkingDay(date: string, changes: DayChanges): CountedDate {
  return step(date, 1, -1, changes);
}

/** Ends even where settings give every day off: no day is looked for further away than a year. */
const furthest = 366;

function step(date: string, count: number, direction: 1 | -1, changes: DayChanges): CountedDate {
  let day = date;
  let left = count;
  let calendarKnown = true;
  let idle = 0;
  while (left > 0 && idle < furthest) {
    day = addDays(day, direction);
    calendarKnown &&= isCalendarKnown(day, changes);
    const worked = isWorkingDay(day, changes);
    left -= worked ? 1 : 0;
    idle = worked ? 0 : idle + 1;
  }
  return { date: day, calendarKnown };
}
