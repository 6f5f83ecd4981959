import { anchorOf } from '../forms/deadline-faults';
import type { Form, Stage } from '../forms/form';
import { deadlineOf } from './deadlines';
import type { StoredRecord } from './record';
import type { Settling } from './settle-record';
import { missingFields } from './stage-order';

type Mark = StoredRecord['stages'][string];

/** What became of a stage: everybody's time runs while it is open and not complete. */
type Standing = { readonly open: boolean; readonly complete: boolean };

/**
 * When a stage opened, was handed on to its other roles and completed, and which deadline it missed. A stage that opens
 * by somebody else's work is open from now, for nobody could see it sooner, even where that work was typed long ago and
 * only now reached us; what is typed counts from when it was typed.
 *
 * A clock that stops (the stage is complete, or shut because something before it was emptied) goes on from where it
 * stopped when the stage is open again: emptying a cell and filling it again neither costs nor wins anybody time.
 * The deadline of what is complete stays the one it was completed under, whatever the settings say later.
 */
export function stageMark(
  form: Form,
  stage: Stage,
  before: StoredRecord['stages'],
  standing: Standing,
  record: StoredRecord,
  settling: Pick<Settling, 'at' | 'now' | 'settings'>,
): Mark {
  const was = before[stage.id] ?? {};
  const { at, settings } = settling;
  if (!standing.open && !standing.complete) return shut(was, settling.now);
  const isHanded = isHandedOn(form, stage, record);
  const openedAt = openedSince(was, { ...standing, isHanded, isFirst: stage === form.stages[0] }, settling);
  const completedAt = standing.complete ? (was.completedAt ?? at) : undefined;
  const handedAt = isHanded ? handedSince(was, standing.complete, settling) : undefined;
  const mark: Mark = {
    ...(openedAt ? { openedAt } : {}),
    ...(completedAt ? { completedAt } : {}),
    ...(handedAt ? { handedAt } : {}),
  };
  const finished = finishedAt(stage, mark, record);
  const isSame = (handedAt ?? completedAt) === (was.handedAt ?? was.completedAt);
  const facts = { values: record.values, stages: { ...record.stages, [stage.id]: mark } };
  const isFrozen = isSame && was.dueAt !== undefined && !hasMoved(stage, before, record);
  const dueAt =
    finished === undefined || isFrozen ? was.dueAt : deadlineOf(form, stage.id, facts, settings)?.dueAt;
  const missedAt = missed(was.missedAt, dueAt, finished);
  return {
    ...mark,
    ...(finished && dueAt ? { dueAt } : {}),
    ...(missedAt ? { missedAt } : {}),
  };
}

/** What is shut keeps how much of its own role's time was spent, and what it missed. */
function shut(was: Mark, now: string): Mark {
  const stopped = was.handedAt ?? was.completedAt ?? now;
  const spentMs = was.spentMs ?? (was.openedAt ? spent(was.openedAt, stopped) : undefined);
  return {
    ...(spentMs === undefined ? {} : { spentMs }),
    ...(was.missedAt ? { missedAt: was.missedAt } : {}),
  };
}

function openedSince(
  was: Mark,
  { open, complete, isHanded, isFirst }: Standing & { readonly isHanded: boolean; readonly isFirst: boolean },
  { at, now }: Pick<Settling, 'at' | 'now'>,
): string | undefined {
  if (was.openedAt === undefined) {
    if (!open) return undefined;
    return was.spentMs === undefined ? (complete || isFirst ? at : now) : earlier(now, was.spentMs);
  }
  const stopped = was.handedAt ?? was.completedAt;
  const goesOn = !complete && !isHanded && stopped !== undefined;
  return goesOn ? earlier(now, spent(was.openedAt, stopped)) : was.openedAt;
}

function handedSince(
  { handedAt, completedAt }: Mark,
  complete: boolean,
  { at, now }: Pick<Settling, 'at' | 'now'>,
): string {
  if (handedAt === undefined) return at;
  return completedAt !== undefined && !complete ? earlier(now, spent(handedAt, completedAt)) : handedAt;
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

function spent(from: string, to: string): number {
  return Math.max(0, Date.parse(to) - Date.parse(from));
}

function earlier(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) - milliseconds).toISOString();
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
