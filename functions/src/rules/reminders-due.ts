import type { Form } from '../forms/form';
import { recordId } from './change';
import { localTime } from './local-time';
import type { Staff, StoredRecord } from './record';
import { isEscalation, type Reminder } from './reminder';
import { superiors } from './reminder-receiver';
import { remindsAnytime, slotFor } from './reminder-slot';
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

function reminderOf(
  form: Form,
  record: StoredRecord,
  turn: Turn,
  { step, occasion, at }: Moment,
  person: string,
  context: { readonly now: string; readonly settings: Settings; readonly responsible: Responsible },
): Reminder {
  const { now, settings, responsible } = context;
  const id = recordId(record.form, record.key);
  const dealer = record.values[form.recipients?.dealer?.name ?? ''];
  return {
    id: [id, turn.stage, turn.role, step, occasion, `r${record.revision}`, person].join('~'),
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
    sendAt: slotFor(
      justCome(at, now),
      { dueAt: turn.dueAt, anytime: remindsAnytime(form, { stage: turn.stage, step }) },
      settings,
    ),
    state: 'waiting',
    createdAt: now,
  };
}

/** The sweep comes a little after each minute: what has just come at the end of a slot is told in that slot, not a whole one later. */
function justCome(at: string, now: string): string {
  return Date.parse(now) - Date.parse(at) < 2 * 60_000 ? at : now;
}
