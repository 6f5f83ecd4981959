import { anchorOf } from '../forms/deadline-faults';
import type { Form, Stage } from '../forms/form';
import { type DeadlineFacts, deadlineOf } from './deadlines';
import type { StoredRecord } from './record';
import type { Settling } from './settle-record';
import { clocksAfter } from './stage-clocks';
import { missingFields } from './stage-order';

type Mark = StoredRecord['stages'][string];

/**
 * When a stage opened, was handed on to its other roles and completed, and which deadline it missed. The deadline of what
 * is complete stays the one it was completed under, whatever the settings say later.
 */
export function stageMark(
  form: Form,
  stage: Stage,
  before: DeadlineFacts,
  { open, complete }: { readonly open: boolean; readonly complete: boolean },
  record: StoredRecord,
  settling: Pick<Settling, 'at' | 'now' | 'settings'>,
): Mark {
  const was = before.stages[stage.id] ?? {};
  const { at, settings } = settling;
  const handed = isHandedOn(form, stage, record);
  const standing = { open, complete, handed };
  const clocks = clocksAfter({ ...settling, form, stage, was, before, record, standing });
  if (!open && !complete) return { ...clocks, ...(was.missedAt ? { missedAt: was.missedAt } : {}) };
  const completedAt = complete ? (was.completedAt ?? at) : undefined;
  const handedAt = handed ? (was.handedAt ?? at) : undefined;
  const mark: Mark = {
    ...clocks,
    ...(completedAt ? { completedAt } : {}),
    ...(handedAt ? { handedAt } : {}),
  };
  const finished = finishedAt(stage, mark, record);
  const isSame = (handedAt ?? completedAt) === (was.handedAt ?? was.completedAt);
  const facts = { values: record.values, stages: { ...record.stages, [stage.id]: mark } };
  const isFrozen = isSame && was.dueAt !== undefined && !hasMoved(stage, before.stages, record);
  const dueAt =
    finished === undefined || isFrozen ? was.dueAt : deadlineOf(form, stage.id, facts, settings)?.dueAt;
  const missedAt = missed(was.missedAt, dueAt, finished);
  return {
    ...mark,
    ...(finished && dueAt ? { dueAt } : {}),
    ...(missedAt ? { missedAt } : {}),
  };
}

/** Whether a moment that the stage's deadline counts from is another than before this change. */
function hasMoved({ due = [] }: Stage, before: StoredRecord['stages'], record: StoredRecord): boolean {
  return due.map(anchorOf).some((anchor) => {
    if ('field' in anchor) return record.marks[anchor.field]?.revision === record.revision;
    const stage = 'stage' in anchor ? anchor.stage : anchor.opening;
    const part = 'stage' in anchor ? 'completedAt' : 'openedAt';
    return before[stage]?.[part] !== record.stages[stage]?.[part];
  });
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
  const others = Object.values(stage.fields).some(({ role }) => role !== undefined && role !== stage.role);
  return others && missingFields(form, stage.id, record).every(({ role }) => role !== stage.role);
}
