import { anchorOf } from '../forms/deadline-faults';
import type { StageDeadline } from '../forms/edit-contract';
import type { Anchor, DeadlineRule, Form, Stage } from '../forms/form';
import { type DeadlineSettings, deadlineSince, paperDeadline } from './apply-deadline-rule';
import { instantOf } from './local-time';
import { permittedIn } from './permitted-at';
import { countryOfPhone } from './recipient-zones';
import type { StoredRecord, TimeLeft } from './record';
import { holds, isOwnStage } from './stage-order';
import { resumedDeadline, timeLeft } from './stopped-clock';
import type { CountedTime } from './working-hours';

export type { DeadlineSettings } from './apply-deadline-rule';

/**
 * A UTC instant: what is done at it or later is late. A deadline that ends a day is the start of the next day.
 * `calendarKnown` is false where working days were counted in a year whose legal calendar is not known.
 */
export type Deadline = { readonly dueAt: string; readonly calendarKnown: boolean };

export type DeadlineFacts = Pick<StoredRecord, 'values' | 'stages'>;

/**
 * By when a stage is to be filled, as shown and by which lateness is judged. Undefined while no rule's anchor is known,
 * and while the stage's own condition keeps it shut. Whoever fills the first stage has the paper's deadline, later ones
 * never less than their own allowance from when the stage opened: see `turnDeadline`. Whose clock had stopped has what
 * was left.
 */
export function deadlineOf(
  form: Form,
  stageId: string,
  facts: DeadlineFacts,
  settings: DeadlineSettings,
): Deadline | undefined {
  const { openedAt, left } = facts.stages[stageId] ?? {};
  if (openedAt !== undefined && (left !== undefined || stageId !== form.stages[0]?.id))
    return turnDeadline(form, stageId, openedAt, facts, settings, left);
  const found = ruleOf(form, stageId, facts, settings);
  return found && asDeadline(paperDeadline(found.rule, found.anchor, settings));
}

/**
 * By when somebody is to have filled their part of a stage that has been open to them `since` (UTC): the paper's
 * deadline, but never before they had the stage's own allowance, so that nobody pays for an earlier person's lateness.
 * What a notice fills can't be done in quiet hours: there the time starts when these end. Whose clock had stopped has
 * what was `left` then, from `since` on.
 */
export function turnDeadline(
  form: Form,
  stageId: string,
  since: string,
  facts: DeadlineFacts,
  settings: DeadlineSettings,
  left?: TimeLeft,
): Deadline | undefined {
  const found = ruleOf(form, stageId, facts, settings);
  if (!found) return undefined;
  const { stage, rule, anchor } = found;
  const start = permitted(form, stage, Date.parse(since), facts, settings);
  return asDeadline(
    left
      ? resumedDeadline(rule, anchor, start, left, settings)
      : deadlineSince(rule, anchor, start, settings),
  );
}

/** What somebody has left of their time at a moment before their deadline (both UTC); undefined when that is nothing. */
export function leftAt(
  form: Form,
  stageId: string,
  moment: string,
  dueAt: string,
  facts: DeadlineFacts,
  settings: DeadlineSettings,
): TimeLeft | undefined {
  const found = ruleOf(form, stageId, facts, settings);
  if (!found) return undefined;
  const [stopped, due] = [Date.parse(moment), Date.parse(dueAt)];
  const usable = permitted(form, found.stage, stopped, facts, settings);
  return timeLeft(found.rule, usable < due ? usable : stopped, due, settings);
}

function asDeadline({ time, calendarKnown }: CountedTime): Deadline {
  return { dueAt: new Date(time).toISOString(), calendarKnown };
}

/**
 * The deadlines of a record's own stages, as far as they are known, and how each stands at `now` (UTC). One that nobody
 * can fill yet is not late: its people's time begins when it opens.
 */
export function stageDeadlines(
  form: Form,
  record: Pick<StoredRecord, 'values' | 'stages' | 'batch'>,
  now: string,
  settings: DeadlineSettings,
): StageDeadline[] {
  return form.stages.flatMap(({ id }) => {
    if (!isOwnStage(form, id, record.batch)) return [];
    const { openedAt, completedAt, handedAt, missedAt, ...mark } = record.stages[id] ?? {};
    const frozen = completedAt === undefined ? undefined : mark.dueAt;
    const dueAt = frozen ?? deadlineOf(form, id, record, settings)?.dueAt ?? missedAt;
    if (dueAt === undefined) return [];
    const isOpen = id === form.stages[0]?.id || (openedAt ?? completedAt ?? missedAt) !== undefined;
    const late = missedAt !== undefined || Date.parse(handedAt ?? completedAt ?? now) >= Date.parse(dueAt);
    return [{ stage: id, dueAt, state: stateOf(completedAt !== undefined, isOpen && late) }];
  });
}

function stateOf(done: boolean, late: boolean): StageDeadline['state'] {
  if (done) return late ? 'done-late' : 'done';
  return late ? 'late' : 'open';
}

/** The first of a stage's rules whose anchor is known, with the anchor in milliseconds since the epoch. */
function ruleOf(
  form: Form,
  stageId: string,
  facts: DeadlineFacts,
  settings: DeadlineSettings,
): { readonly stage: Stage; readonly rule: DeadlineRule; readonly anchor: number } | undefined {
  const stage = form.stage(stageId);
  if (!stage?.due || isShut(stage, facts)) return undefined;
  for (const rule of stage.due) {
    const time = anchorTime(anchorOf(rule), facts, settings.zone);
    if (time !== undefined) return { stage, rule, anchor: permitted(form, stage, time, facts, settings) };
  }
  return undefined;
}

/** A stage with a condition of its own also waits for the order's further shipments: `openedAt` says that it has opened. */
function isShut({ id, opens }: Stage, { values, stages }: DeadlineFacts): boolean {
  return opens !== undefined && (!holds(opens, values) || stages[id]?.openedAt === undefined);
}

/** In milliseconds since the epoch. A date counts from its start. */
function anchorTime(anchor: Anchor, { values, stages }: DeadlineFacts, zone: string): number | undefined {
  const known = moment(anchor, { values, stages });
  if (typeof known !== 'string') return undefined;
  const time = known.length === 'YYYY-MM-DD'.length ? instantOf(known, '00:00', zone) : Date.parse(known);
  return Number.isNaN(time) ? undefined : time;
}

function moment(anchor: Anchor, { values, stages }: DeadlineFacts): unknown {
  if ('field' in anchor) return values[anchor.field];
  return 'stage' in anchor ? stages[anchor.stage]?.completedAt : stages[anchor.opening]?.openedAt;
}

/**
 * The first moment from then on at which the stage can be filled: the notices that fill it are held back while it is
 * night for their recipients, whose phones on the record say where they are.
 */
function permitted(
  form: Form,
  { fields }: Stage,
  time: number,
  { values }: DeadlineFacts,
  settings: DeadlineSettings,
): number {
  const told = Object.values(fields).flatMap(({ filledBy }) =>
    typeof filledBy === 'object' ? [filledBy.to] : [],
  );
  if (told.length === 0) return time;
  const at = new Date(time).toISOString();
  const moments = told.map((recipient) => {
    const phone = values[form.recipients?.[recipient]?.phone ?? ''];
    const country = typeof phone === 'string' ? countryOfPhone(phone) : undefined;
    return Date.parse(permittedIn(country, at, settings));
  });
  return Math.max(...moments);
}
