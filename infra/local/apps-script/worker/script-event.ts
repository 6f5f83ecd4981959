import { DateTime } from 'luxon';
import type { ScriptEvent } from '../execution';
import type { Enumerations } from './enumerations';
import type { Book } from './parts';
import { userOf } from './protection';

/** The event as Google gives it: `value` and `oldValue` only where one cell was edited. */
export function eventOf(book: Book, names: Enumerations, event: ScriptEvent): object {
  const uid = event.triggerUid === undefined ? {} : { triggerUid: event.triggerUid };
  const common = { authMode: names.authModes[event.authMode], ...uid };
  if (event.kind === 'time') {
    const time = DateTime.fromISO(event.time, { zone: 'utc' });
    return {
      ...common,
      year: time.year,
      month: time.month,
      'day-of-month': time.day,
      'day-of-week': time.weekday,
      'week-of-year': time.weekNumber,
      hour: time.hour,
      minute: time.minute,
      second: time.second,
      timezone: 'UTC',
    };
  }
  const { user } = event;
  const withSource = { ...common, source: book.spreadsheet(), user: userOf(book, () => user) };
  if (event.kind === 'open') return withSource;
  const { sheetId, ...at } = event.at;
  return {
    ...withSource,
    range: book.range(sheetId, at),
    ...(event.value === undefined ? {} : { value: event.value }),
    ...(event.oldValue === undefined ? {} : { oldValue: event.oldValue }),
  };
}
