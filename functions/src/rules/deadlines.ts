import type { StageDeadline } from '../forms/edit-contract';
import type { Anchor, DeadlineRule, Form, Stage } from '../forms/form';
import { addDays, instantOf, localTime } from './local-time';
import type { StoredRecord } from './record';
import type { Settings } from './settings';
import { holds, isOwnStage } from './stage-order';
import { addWorkingDays } from './working-calendar';

/**
 * A UTC instant: what is done at it or later is late. A deadline that ends a day is the start of the next day.
 * `calendarKnown` is false where working days were counted in a year whose legal calendar is not known.
 */
export type Deadline = { readonly dueAt: string; readonly calendarKnown: boolean };

export type DeadlineFacts = Pick<StoredRecord, 'values' | 'stages'>;
export type DeadlineSettings = Pick<Settings, 'zone' | 'daysOff' | 'daysWorked'>;

const minuteMs = 60_000;

/**
 * By when a stage is to be filled: the first of its rules whose anchor is known. Undefined while none is, and while
 * the stage's own condition keeps it shut; once that opened it, the anchor counts from no earlier than that.
 */
export function deadlineOf(
  form: Form,
  stageId: string,
  facts: DeadlineFacts,
  settings: DeadlineSettings,
): Deadline | undefined {
  const stage = form.stage(stageId);
  if (!stage?.due || isShut(stage, facts)) return undefined;
  for (const rule of stage.due) {
    const anchor = anchorTime(anchorOf(rule), facts, settings.zone);
    if (anchor !== undefined) return apply(rule, openedLater(stage, anchor, facts), settings);
  }
  return undefined;
}

/** A stage with a condition of its own also waits for the order's further shipments: `openedAt` says that it has opened. */
function isShut({ id, opens }: Stage, { values, stages }: DeadlineFacts): boolean {
  return opens !== undefined && (!holds(opens, values) || stages[id]?.openedAt === undefined);
}

/** The deadlines of a record's own stages, as far as they are known, and how each stands at `now` (UTC). */
export function stageDeadlines(
  form: Form,
  record: Pick<StoredRecord, 'values' | 'stages' | 'batch'>,
  now: string,
  settings: DeadlineSettings,
): StageDeadline[] {
  return form.stages.flatMap(({ id }) => {
    const deadline = isOwnStage(form, id, record.batch) && deadlineOf(form, id, record, settings);
    if (!deadline) return [];
    const { dueAt } = deadline;
    const completedAt = record.stages[id]?.completedAt;
    const late = Date.parse(completedAt ?? now) >= Date.parse(dueAt);
    return [{ stage: id, dueAt, state: stateOf(completedAt !== undefined, late) }];
  });
}

function stateOf(done: boolean, late: boolean): StageDeadline['state'] {
  if (done) return late ? 'done-late' : 'done';
  return late ? 'late' : 'open';
}

/** `anchor` in milliseconds since the epoch. */
function apply(rule: DeadlineRule, anchor: number, { zone, ...changes }: DeadlineSettings): Deadline {
  const day = localTime(anchor, zone)?.slice(0, 10) ?? '';
  if (rule.kind === 'same-day') return at(endOfDay(day, zone));
  if (rule.kind === 'at-time') return at(instantOf(addDays(day, -rule.daysBefore), rule.time, zone));
  switch (rule.unit) {
    case 'minutes':
      return at(anchor + rule.count * minuteMs);
    case 'hours':
      return at(anchor + rule.count * 60 * minuteMs);
    case 'days':
      return at(endOfDay(addDays(day, rule.count), zone));
    case 'working-days': {
      const { date, calendarKnown } = addWorkingDays(day, rule.count, changes);
      return at(endOfDay(date, zone), calendarKnown);
    }
  }
}

function anchorOf(rule: DeadlineRule): Anchor {
  if (rule.kind === 'same-day') return rule.as;
  return rule.kind === 'at-time' ? rule.on : rule.after;
}

/** In milliseconds since the epoch. A date counts from its start. */
function anchorTime(anchor: Anchor, { values, stages }: DeadlineFacts, zone: string): number | undefined {
  const known = 'stage' in anchor ? stages[anchor.stage]?.completedAt : values[anchor.field];
  if (typeof known !== 'string') return undefined;
  const time = known.length === 'YYYY-MM-DD'.length ? instantOf(known, '00:00', zone) : Date.parse(known);
  return Number.isNaN(time) ? undefined : time;
}

/** A stage that a condition kept shut (收货情况 was 破损) starts its time when the condition let it open. */
function openedLater(stage: Stage, anchor: number, { stages }: DeadlineFacts): number {
  const openedAt = stage.opens && stages[stage.id]?.openedAt;
  return openedAt ? Math.max(anchor, Date.parse(openedAt)) : anchor;
}

function endOfDay(day: string, zone: string): number {
  return instantOf(addDays(day, 1), '00:00', zone);
}

function at(time: number, calendarKnown = true): Deadline {
  return { dueAt: new Date(time).toISOString(), calendarKnown };
}
