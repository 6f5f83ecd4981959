import { isWorkday } from 'chinese-days';
import { DateTime } from 'luxon';

/** 09:00 of the first working day after `now`'s day, by the legal calendar with its moved weekends. */
export function nextWorkingMorning(now: Date, zone: string): Date {
  let day = DateTime.fromJSDate(now, { zone }).startOf('day');
  do day = day.plus({ days: 1 });
  while (!isWorkday(day.toFormat('yyyy-MM-dd')));
  return day.set({ hour: 9 }).toJSDate();
}
