import type { Form } from '../forms/form';
import { instantOf, localTime } from './local-time';
import { isEscalation, type Reminder } from './reminder';
import type { Settings } from './settings';
import { closeOfBusiness, isBusinessTime, nextBusinessTime } from './working-hours';

/** The last slot ends with the day's business, and is dealt with a little later. */
const graceMs = 15 * 60_000;

/**
 * When somebody is told who is to be told something now (UTC): at the end of the present slot, so that everything of
 * that slot goes in one message. Never at night, in the evening or on a day off: then when business opens. What would be
 * due before its slot ends does not wait, nor do people who are at work at any hour (`anytime`).
 */
export function slotFor(
  now: string,
  { dueAt, anytime }: { readonly dueAt: string | undefined; readonly anytime: boolean },
  settings: Settings,
): string {
  if (anytime) return now;
  const open = nextBusinessTime(now, settings);
  if (open > now) return open;
  const end = endOfSlot(now, settings);
  return dueAt !== undefined && dueAt > now && dueAt <= end ? now : end;
}

/**
 * Until when (UTC) a reminder that is come to at `now` is put off, because after an outage it is night by then, or the
 * day of its slot has been declared off. Undefined when it may go now.
 */
export function putOffUntil(now: string, anytime: boolean, settings: Settings): string | undefined {
  const before = new Date(Date.parse(now) - graceMs).toISOString();
  if (anytime || isBusinessTime(now, settings) || isBusinessTime(before, settings)) return undefined;
  return nextBusinessTime(now, settings);
}

/** Whether those who are told are at work at any hour: the people of some stages, never superiors. */
export function remindsAnytime(
  form: Form | undefined,
  { stage, step }: Pick<Reminder, 'stage' | 'step'>,
): boolean {
  return form?.stage(stage)?.remindsAnytime === true && !isEscalation(step);
}

/** Slots are counted from the morning's opening, the last one ends with the day's business; a moment at which one ends is that end. */
function endOfSlot(now: string, settings: Settings): string {
  const { hours, reminders, zone } = settings;
  const day = localTime(now, zone)?.slice(0, 10) ?? '';
  const start = instantOf(day, hours.morning.from, zone);
  const length = reminders.slotMinutes * 60_000;
  const slots = Math.ceil((Date.parse(now) - start) / length);
  return new Date(Math.min(start + slots * length, closeOfBusiness(day, settings))).toISOString();
}
