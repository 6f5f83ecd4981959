import type { Form, Stage } from '../forms/form';
import { deadlineOf } from './deadlines';
import type { StoredRecord } from './record';
import type { Settling } from './settle-record';
import { missingFields } from './stage-order';

type Mark = StoredRecord['stages'][string];

/**
 * When a stage opened, was handed on to its other roles and completed, and which deadline it missed. A stage that opens
 * by somebody else's work is open from now, for nobody could see it sooner, even where that work was typed long ago and
 * only now reached us; what is typed counts from when it was typed. A stage that is shut again starts its time anew when
 * it opens again.
 */
export function stageMark(
  form: Form,
  stage: Stage,
  before: Mark,
  { open, complete }: { readonly open: boolean; readonly complete: boolean },
  record: StoredRecord,
  { at, now, settings }: Pick<Settling, 'at' | 'now' | 'settings'>,
): Mark {
  const opening = complete || stage === form.stages[0] ? at : now;
  const openedAt = open || complete ? (before.openedAt ?? (open ? opening : undefined)) : undefined;
  const completedAt = complete ? (before.completedAt ?? at) : undefined;
  const handedAt = isHandedOn(form, stage, record) ? (before.handedAt ?? at) : undefined;
  const mark: Mark = {
    ...(openedAt ? { openedAt } : {}),
    ...(completedAt ? { completedAt } : {}),
    ...(handedAt ? { handedAt } : {}),
  };
  const stages = { ...record.stages, [stage.id]: mark };
  const dueAt = deadlineOf(form, stage.id, { values: record.values, stages }, settings)?.dueAt;
  const missedAt = missed(before.missedAt, dueAt, finishedAt(stage, mark, record));
  return missedAt ? { ...mark, missedAt } : mark;
}

/** Moving a deadline never erases a miss; only what turns out to have been typed in time does. */
function missed(
  before: string | undefined,
  dueAt: string | undefined,
  finishedAt: string | undefined,
): string | undefined {
  if (finishedAt === undefined) return before;
  if (before !== undefined && finishedAt >= before) return before;
  return dueAt !== undefined && finishedAt >= dueAt ? dueAt : undefined;
}

/**
 * When the stage's own role had done its part. A date that sets the stage's own deadline (安排开票时间, by 16:00 the day
 * before) counts from when it was last typed.
 */
function finishedAt(stage: Stage, mark: Mark, record: StoredRecord): string | undefined {
  const done = mark.handedAt ?? mark.completedAt;
  if (done === undefined) return undefined;
  const dates = (stage.due ?? []).flatMap((rule) =>
    rule.kind === 'at-time' && 'field' in rule.on && rule.on.field in stage.fields
      ? [record.marks[rule.on.field]?.at ?? done]
      : [],
  );
  return [done, ...dates].sort().at(-1);
}

/** Whether the stage has fields of other roles, and its own role's are all filled. */
function isHandedOn(form: Form, stage: Stage, record: StoredRecord): boolean {
  const others = form.fields.some((field) => field.stage === stage.id && field.role !== stage.role);
  return others && missingFields(form, stage.id, record).every(({ role }) => role !== stage.role);
}
