import type { Form } from '../forms/form';
import type { StoredRecord } from './record';
import { type ReminderStep, reminderSteps } from './reminder';
import type { Settings } from './settings';
import { type Turn, turnOf } from './turn';

/** When a step of telling people falls due (UTC), and the occasion: another deadline is another occasion. */
export type Moment = { readonly step: ReminderStep; readonly at: string; readonly occasion: string };

const minuteMs = 60_000;

/** From when on a deadline is near: the settings' time before it, but never more than half of the time there was. */
export function soonAt(
  { openedAt, dueAt }: { readonly openedAt: string; readonly dueAt: string },
  { reminders }: Settings,
): string {
  const whole = Math.max(0, Date.parse(dueAt) - Date.parse(openedAt));
  return shifted(dueAt, -Math.min(reminders.soonMinutes * minuteMs, whole / 2));
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
  const at: Readonly<Record<Exclude<ReminderStep, 'turn'>, string | undefined>> = {
    soon: soonAt({ openedAt, dueAt }, settings),
    late: dueAt,
    head: headMinutes === undefined ? undefined : shifted(dueAt, headMinutes * minuteMs),
    manager: managerMinutes === undefined ? undefined : shifted(dueAt, managerMinutes * minuteMs),
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

/** When the sweep must look at the record next; null when it is done or waits for somebody outside. */
export function nextLook(form: Form, record: StoredRecord, settings: Settings): string | null {
  const turn = turnOf(form, record, settings);
  if (!turn) return null;
  const judging =
    turn.dueAt !== undefined && record.judged[judgedKey(turn)] === undefined ? [turn.dueAt] : [];
  const moments = [...untoldMoments(turn, record.told, settings).map(({ at }) => at), ...judging];
  return moments.sort()[0] ?? null;
}

function shifted(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}
