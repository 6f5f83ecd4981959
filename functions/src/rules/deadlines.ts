import { DateTime } from 'luxon';
import type { StageDeadline } from '../forms/edit-contract';
import type { Anchor, DeadlineRule, Form, Stage } from '../forms/form';
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
  if (!stage?.due || (stage.opens && !holds(stage.opens, facts.values))) return undefined;
  for (const rule of stage.due) {
    const anchor = anchorTime(anchorOf(rule), facts, settings.zone);
    if (anchor) return apply(rule, openedLater(stage, anchor, facts), settings);
  }
  return undefined;
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

function apply(rule: DeadlineRule, anchor: DateTime, settings: DeadlineSettings): Deadline {
  if (rule.kind === 'same-day') return at(endOfDay(anchor));
  if (rule.kind === 'at-time') {
    const [hour = 0, minute = 0] = rule.time.split(':').map(Number);
    return at(anchor.startOf('day').minus({ days: rule.daysBefore }).set({ hour, minute }));
  }
  if (rule.unit === 'working-days') {
    const { date, calendarKnown } = addWorkingDays(anchor.toFormat('yyyy-MM-dd'), rule.count, settings);
    return at(endOfDay(DateTime.fromISO(date, { zone: settings.zone })), calendarKnown);
  }
  return rule.unit === 'days'
    ? at(endOfDay(anchor.startOf('day').plus({ days: rule.count })))
    : at(anchor.plus({ [rule.unit]: rule.count }));
}

function anchorOf(rule: DeadlineRule): Anchor {
  if (rule.kind === 'same-day') return rule.as;
  return rule.kind === 'at-time' ? rule.on : rule.after;
}

/** In local time. A date counts from its start. */
function anchorTime(anchor: Anchor, { values, stages }: DeadlineFacts, zone: string): DateTime | undefined {
  const known = 'stage' in anchor ? stages[anchor.stage]?.completedAt : values[anchor.field];
  if (typeof known !== 'string') return undefined;
  const time = DateTime.fromISO(known, { zone });
  return time.isValid ? time : undefined;
}

/** A stage that a condition kept shut (收货情况 was 破损) starts its time when the condition let it open. */
function openedLater(stage: Stage, anchor: DateTime, { stages }: DeadlineFacts): DateTime {
  const openedAt = stage.opens && stages[stage.id]?.openedAt;
  if (!openedAt) return anchor;
  return DateTime.max(anchor, DateTime.fromISO(openedAt).setZone(anchor.zone));
}

function endOfDay(time: DateTime): DateTime {
  return time.startOf('day').plus({ days: 1 }).startOf('day');
}

function at(time: DateTime, calendarKnown = true): Deadline {
  return { dueAt: new Date(time.toMillis()).toISOString(), calendarKnown };
}
