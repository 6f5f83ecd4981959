import { createHash } from 'node:crypto';
import type { Form } from '../forms/form';
import { addDays } from './local-time';
import type { Settings } from './settings';
import { isWorkingDay } from './working-calendar';

/**
 * A short digest of all that the moments of records depend on, so that a record knows whether its own were computed
 * under other settings: it says nothing about which came first, for a clock may be set back. Of the legal calendar it
 * takes in this year and the next (`today` is local, `YYYY-MM-DD`): a new edition of it brings another one. What changes
 * no moment, such as the amount of a fine, is left out: under another era every open record is written once.
 */
export function eraOf(settings: Omit<Settings, 'era'>, forms: readonly Form[], today: string): string {
  const { zone, legalCalendar, quietHours, daysOff, daysWorked, hours, sameDayEnds, dayBefore } = settings;
  const { slotMinutes, soonMinutes, headMinutes, managerMinutes, escalateBySms } = settings.reminders;
  const parts = [
    [zone, legalCalendar, sameDayEnds, dayBefore],
    [quietHours, hours.morning, hours.afternoon].map(({ from, to }) => [from, to]),
    [daysOff, daysWorked],
    [slotMinutes, soonMinutes, headMinutes ?? null, managerMinutes ?? null, escalateBySms],
    forms.map(({ id, stages }) => [id, stages.map((stage) => [stage.id, stage.due ?? []])]),
    legallyWorked(Number(today.slice(0, 4)), legalCalendar),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}

/** The days of that year and the next, 1 for those that are worked before settings say otherwise. */
function legallyWorked(year: number, legalCalendar: Settings['legalCalendar']): string {
  const end = `${year + 2}-01-01`;
  let days = '';
  for (let day = `${year}-01-01`; day < end; day = addDays(day, 1))
    days += isWorkingDay(day, { daysOff: [], daysWorked: [], legalCalendar }) ? '1' : '0';
  return days;
}
