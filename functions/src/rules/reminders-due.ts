import type { Form } from '../forms/form';
import type { RoleId } from '../forms/roles';
import { recordId } from './change';
import { localTime } from './local-time';
import type { Staff, StoredRecord } from './record';
import type { Reminder, ReminderStep } from './reminder';
import { slotFor } from './reminder-slot';
import { type Responsible, responsibleFor } from './responsible';
import type { Settings } from './settings';
import { type Turn, turnOf } from './turn';
import { type Moment, toldKey, untoldMoments } from './turn-moments';

export type Reminding = { readonly record: StoredRecord; readonly reminders: readonly Reminder[] };

/**
 * Whom to tell of a record's present turn at `now` (UTC): those whose turn it is, of the most advanced step that has
 * come; the department heads and the managers, each once the ladder of the settings reaches them. Everything that has
 * come is remembered as told, so that it is told once for each deadline.
 */
export function remindersDue(
  form: Form,
  record: StoredRecord,
  now: string,
  settings: Settings,
  staff: readonly Staff[],
): Reminding {
  const turn = turnOf(form, record, settings);
  const due = turn ? untoldMoments(turn, record.told, settings).filter(({ at }) => at <= now) : [];
  if (!turn || due.length === 0) return { record, reminders: [] };
  const today = localTime(now, settings.zone)?.slice(0, 10) ?? '';
  const responsible = responsibleFor(form, turn.role, record, staff, today);
  const own = due.findLast(({ step }) => !isEscalation(step));
  const telling = [
    ...(own ? [{ moment: own, people: responsible.people }] : []),
    ...due
      .filter(({ step }) => isEscalation(step))
      .map((moment) => ({ moment, people: superiors(moment.step, responsible, staff) })),
  ];
  return {
    record: {
      ...record,
      told: {
        ...record.told,
        ...Object.fromEntries(due.map(({ step, occasion }) => [toldKey(turn, step), occasion])),
      },
    },
    reminders: telling.flatMap(({ moment, people }) =>
      people.map((person) => reminderOf(form, record, turn, moment, person, { now, settings, responsible })),
    ),
  };
}

function isEscalation(step: ReminderStep): boolean {
  return step === 'head' || step === 'manager';
}

/** Where there is no department head, the managers are told in their place; nobody is told of their own lateness. */
function superiors(step: ReminderStep, { people }: Responsible, staff: readonly Staff[]): readonly string[] {
  const holding = (role: RoleId) =>
    staff.filter((person) => person.active && person.roles.includes(role)).map(({ email }) => email);
  const heads = step === 'head' ? holding('department-head') : [];
  const told = heads.length > 0 ? heads : holding('manager');
  return told.filter((person) => !people.includes(person));
}

function reminderOf(
  form: Form,
  record: StoredRecord,
  turn: Turn,
  { step, occasion }: Moment,
  person: string,
  context: { readonly now: string; readonly settings: Settings; readonly responsible: Responsible },
): Reminder {
  const { now, settings, responsible } = context;
  const id = recordId(record.form, record.key);
  const dealer = record.values[form.recipients?.dealer?.name ?? ''];
  return {
    id: [id, turn.stage, turn.role, step, occasion, person].join('~'),
    record: id,
    form: form.id,
    number: record.number,
    batch: record.batch,
    dealer: typeof dealer === 'string' ? dealer : '',
    stage: turn.stage,
    role: turn.role,
    step,
    person,
    ...(responsible.person ? { responsible: responsible.person } : {}),
    openedAt: turn.openedAt,
    ...(turn.dueAt ? { dueAt: turn.dueAt } : {}),
    sendAt: slotFor(now, { dueAt: turn.dueAt, anytime: remindsAnytime(form, turn, step) }, settings),
    state: 'waiting',
    createdAt: now,
  };
}

function remindsAnytime(form: Form, { stage }: Turn, step: ReminderStep): boolean {
  return form.stage(stage)?.remindsAnytime === true && !isEscalation(step);
}
