import { momentText } from './parse-moment';
import { accept, type Reading, refuse } from './parse-reading';
import { readTimeOfDay } from './parse-time-of-day';

/** A cell that Sheets made a time of, as the add-on sends it: days without a date are those of 1899. */
const timeCell = /^1899-12-\d{2}t(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?$/;

/** A time of day, stored as `HH:MM`: `8:30`, `8点半`, `0830`, `08：30`, `下午5点半`; 8点 is 08:00. */
export function parseTime(typed: string | number | boolean): Reading<string> {
  const text = momentText(typed);
  const clock = timeCell.exec(text)?.[1] ?? text.replace(/^\d{3}$/, '0$&');
  const time = readTimeOfDay(clock);
  if (!time.ok) return refuse('not-a-time');
  const { hour, minute = 0 } = time.value;
  return accept([hour, minute].map((part) => String(part).padStart(2, '0')).join(':'));
}
