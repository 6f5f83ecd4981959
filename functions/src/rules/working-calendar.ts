import { isWorkday } from 'chinese-days';
import { addDays } from './local-time';
import type { Settings } from './settings';

export type DayChanges = Pick<Settings, 'daysOff' | 'daysWorked' | 'legalCalendar'>;
/** A date (`YYYY-MM-DD`), and whether it is sure of every day counted over which ones are worked. */
export type CountedDate = { readonly date: string; readonly calendarKnown: boolean };

/**
 * By the settings, else by the legal calendar that they name: China's with its holidays and moved weekends, or Monday to
 * Friday. In a year that China's calendar does not know (see `isCalendarKnown`) Monday to Friday are taken as well.
 */
export function isWorkingDay(date: string, { daysOff, daysWorked, legalCalendar }: DayChanges): boolean {
  if (daysOff.includes(date)) return false;
  return daysWorked.includes(date) || (legalCalendar === 'china' ? isLegallyWorked(date) : isWeekday(date));
}

function isWeekday(date: string): boolean {
  return ![0, 6].includes(new Date(date).getUTCDay());
}

/** What the calendar said of a day; it works that out anew each time, and a deadline of three days asks it a dozen times. */
const legallyWorked = new Map<string, boolean>();

function isLegallyWorked(date: string): boolean {
  const worked = legallyWorked.get(date) ?? isWorkday(date);
  legallyWorked.set(date, worked);
  return worked;
}

/**
 * Whether it is sure if this date is worked: settings name it, or the legal calendar of its year is there. China's
 * takes a year that it has no data for as an ordinary one and says nothing; National Day gives it away: 1 to 3
 * October are off by law, and one of them is no weekend. What settings say of these three says nothing of the year.
 */
export function isCalendarKnown(date: string, changes: DayChanges): boolean {
  if (changes.legalCalendar === 'weekdays') return true;
  if (changes.daysOff.includes(date) || changes.daysWorked.includes(date)) return true;
  const year = date.slice(0, 4);
  return ['01', '02', '03'].every((day) => !isLegallyWorked(`${year}-10-${day}`));
}

/** The `count`th working day after the date (before it when negative); the date itself never counts. */
export function addWorkingDays(date: string, count: number, changes: DayChanges): CountedDate {
  const direction = Math.sign(count);
  let day = date;
  let left = Math.abs(count);
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

/** Ends a search even where settings give every day off: no day is looked for further away than a year. */
export const furthest = 366;
