import { localTime } from './local-time';
import type { StoredRecord } from './record';
import { type ReminderStep, reminderSteps } from './reminder';
import type { Settings } from './settings';
import type { Turn } from './turn';
import { addWorkingDays, isWorkingDay } from './working-calendar';
import { closeOfBusiness, isBusinessTime, nextBusinessTime } from './working-hours';

/** When a step of telling people falls due (UTC), and the occasion: another deadline is another occasion. */
export type Moment = { readonly step: ReminderStep; readonly at: string; readonly occasion: string };

const minuteMs = 60_000;

/**
 * From when on a deadline is near: the settings' time before it, but never more than half of the time there was. Where
 * nobody is at work then (two hours before midnight), before business last closed.
 */
export function soonAt(
  { openedAt, dueAt }: { readonly openedAt: string; readonly dueAt: string },
  settings: Settings,
): string {
  const { reminders, zone } = settings;
  const whole = Math.max(0, Date.parse(dueAt) - Date.parse(openedAt));
  const near = shifted(dueAt, -Math.min(reminders.soonMinutes * minuteMs, whole / 2));
  if (isBusinessTime(near, settings)) return near;
  const day = localTime(near, zone)?.slice(0, 10) ?? '';
  const isAfter = isWorkingDay(day, settings) && closeOfBusiness(day, settings) <= Date.parse(near);
  const last = isAfter ? day : addWorkingDays(day, -1, settings).date;
  const closing = new Date(closeOfBusiness(last, settings) - reminders.slotMinutes * minuteMs).toISOString();
  return closing > openedAt ? closing : near;
}

/**
 * The moments of a turn, in the order in which they come. Whose blanks the system is about to fill is not told that it
 * is their turn, only when the system has not done it and the deadline is near.
 */
export function momentsOf(turn: Turn, settings: Settings): readonly Moment[] {
  const { openedAt, dueAt, missing } = turn;
  const { headMinutes, managerMinutes } = settings.reminders;
  const bySystem = missing.every(({ filledBy }) => filledBy !== undefined);
  const opening: Moment[] = bySystem ? [] : [{ step: 'turn', at: openedAt, occasion: openedAt }];
  if (dueAt === undefined) return opening;
  // Whoever hears of it in the morning has the morning to mend it before others hear.
  const alarm = nextBusinessTime(dueAt, settings);
  const at: Readonly<Record<Exclude<ReminderStep, 'turn'>, string | undefined>> = {
    soon: soonAt({ openedAt, dueAt }, settings),
    late: dueAt,
    head: headMinutes === undefined ? undefined : shifted(alarm, headMinutes * minuteMs),
    manager: managerMinutes === undefined ? undefined : shifted(alarm, managerMinutes * minuteMs),
  };
  const steps = reminderSteps.flatMap((step): Moment[] => {
    const moment = step === 'turn' ? undefined : at[step];
    return moment === undefined ? [] : [{ step, at: moment, occasion: dueAt }];
  });
  return [...opening, ...steps];
}

/** Under which name a record remembers that a step was told. */
export function toldKey({ stage, role }: Turn, step: ReminderStep): string {
  return `${stage}~${role}~${step}`;
}

export function judgedKey({ stage, role }: Turn): string {
  return `${stage}~${role}`;
}

/** The moments of the present turn that nobody has been told of yet. */
export function untoldMoments(turn: Turn, told: StoredRecord['told'], settings: Settings): readonly Moment[] {
  return momentsOf(turn, settings).filter(({ step, occasion }) => told[toldKey(turn, step)] !== occasion);
}

/** What was told, without what was told of the present turn about another deadline: should that come back, it is news. */
export function stillTold(
  turn: Turn | undefined,
  record: StoredRecord,
  settings: Settings,
): StoredRecord['told'] {
  if (!turn || Object.keys(record.told).length === 0) return record.told;
  const present = new Map(
    momentsOf(turn, settings).map(({ step, occasion }) => [toldKey(turn, step), occasion]),
  );
  const kept = Object.entries(record.told).filter(
    ([key, occasion]) => !present.has(key) || present.get(key) === occasion,
  );
  return kept.length === Object.keys(record.told).length ? record.told : Object.fromEntries(kept);
}

/** When the sweep must look at the record next; null when it is done or waits for somebody outside. */
export function nextLook(turn: Turn | undefined, record: StoredRecord, settings: Settings): string | null {
  if (!turn) return null;
  const judging =
    turn.dueAt !== undefined && record.judged[judgedKey(turn)] === undefined ? [turn.dueAt] : [];
  const moments = [...untoldMoments(turn, record.told, settings).map(({ at }) => at), ...judging];
  return moments.sort()[0] ?? null;
}

function shifted(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}
