import type { Form, Stage } from '../forms/form';
import { type DeadlineFacts, leftAt, turnDeadline } from './deadlines';
import type { StoredRecord, TimeLeft } from './record';
import type { Settings } from './settings';
import { type Clock, othersClock, ownClock } from './turn-clock';

type Mark = StoredRecord['stages'][string];

export type ClockChange = {
  readonly form: Form;
  readonly stage: Stage;
  readonly was: Mark;
  /** The record before the change, and after it with the stages that come before this one. */
  readonly before: DeadlineFacts;
  readonly record: DeadlineFacts;
  /** What the change makes of the stage; handed: its own role has done its part, others have not. */
  readonly standing: { readonly open: boolean; readonly complete: boolean; readonly handed: boolean };
  readonly at: string;
  readonly now: string;
  readonly settings: Settings;
};

/**
 * How the time of a stage's people runs after a change. A stage that opens by somebody else's work is open from now, for
 * nobody could see it sooner, even where that work was typed long ago and only now reached us; what is typed counts from
 * when it was typed.
 *
 * A clock that stops (the part is done, or the stage shut because something before it was emptied) goes on with what was
 * left when the part is to be done again: emptying a cell and filling it again neither costs nor wins anybody time.
 * Where nothing was left, or it is not known what, what was spent counts instead.
 */
export function clocksAfter(change: ClockChange): Mark {
  const { open, complete } = change.standing;
  if (!open && !complete) return shut(change);
  return { ...ownTime(change), ...othersTime(change) };
}

function shut(change: ClockChange): Mark {
  const { was, now } = change;
  const left = ownLeft(change);
  const othersLeft = leftToOthers(change);
  const spentMs = was.spentMs ?? (was.openedAt ? spent(was.openedAt, doneAt(was) ?? now) : undefined);
  return {
    ...(left ? { left } : {}),
    ...(spentMs === undefined || left ? {} : { spentMs }),
    ...(othersLeft ? { othersLeft } : {}),
  };
}

function ownTime(change: ClockChange): Mark {
  const { form, stage, was, standing, at, now } = change;
  const { open, complete, handed } = standing;
  const opening = complete || stage === form.stages[0] ? at : now;
  if (was.openedAt === undefined) {
    if (!open) return {};
    if (was.left) return { openedAt: complete ? at : now, left: was.left };
    return { openedAt: was.spentMs === undefined ? opening : wentOn(change, was.spentMs) };
  }
  const done = doneAt(was);
  if (complete || handed || done === undefined)
    return { openedAt: was.openedAt, ...(was.left ? { left: was.left } : {}) };
  const left = ownLeft(change);
  return left ? { openedAt: now, left } : { openedAt: wentOn(change, spent(was.openedAt, done)) };
}

function othersTime(change: ClockChange): Mark {
  const { was, standing, now } = change;
  const others = othersClock(was);
  const isTheirsAgain = others !== undefined && was.completedAt !== undefined && !standing.complete;
  if (standing.handed && others && !isTheirsAgain) {
    const { othersSince, othersLeft } = was;
    return { ...(othersSince ? { othersSince } : {}), ...(othersLeft ? { othersLeft } : {}) };
  }
  const othersLeft = leftToOthers(change);
  const kept = othersLeft ? { othersLeft } : {};
  if (!standing.handed || !isTheirsAgain) return kept;
  const othersSince = othersLeft ? now : earlier(now, spent(others.since, was.completedAt ?? now));
  return { othersSince, ...kept };
}

/** When the stage's own role had done its part. */
function doneAt({ handedAt, completedAt }: Mark): string | undefined {
  return handedAt ?? completedAt;
}

function ownLeft(change: ClockChange): TimeLeft | undefined {
  const { was, at } = change;
  const own = ownClock(was);
  return own ? leftOf(change, own, doneAt(was) ?? at, was.dueAt) : was.left;
}

function leftToOthers(change: ClockChange): TimeLeft | undefined {
  const { was, at } = change;
  const others = othersClock(was);
  return others ? leftOf(change, others, was.completedAt ?? at) : was.othersLeft;
}

/**
 * What is left on a clock that stopped at a moment: until its deadline by the values of now, else by those before the
 * change, else until the one it was completed under. Undefined when that was over, or is not known.
 */
function leftOf(
  { form, stage, before, record, settings }: ClockChange,
  { since, left }: Clock,
  stopped: string,
  completedUnder?: string,
): TimeLeft | undefined {
  // Counted from the stages as they were: what is completed once more would give all of the time anew.
  const known = [{ values: record.values, stages: before.stages }, before];
  const deadlineBy = (facts: DeadlineFacts) =>
    turnDeadline(form, stage.id, since, facts, settings, left)?.dueAt;
  const deadlines = [
    ...known.map((facts) => ({ facts, dueAt: deadlineBy(facts) })),
    ...known.map((facts) => ({ facts, dueAt: completedUnder })),
  ];
  const moment = stopped > since ? stopped : since;
  for (const { facts, dueAt } of deadlines) {
    const found = dueAt && leftAt(form, stage.id, moment, dueAt, facts, settings);
    if (found) return found;
  }
  return undefined;
}

/** The opening from which so much has been spent by now; now itself where that would make late who was not. */
function wentOn({ form, stage, was, record, now, settings }: ClockChange, spentMs: number): string {
  const openedAt = earlier(now, spentMs);
  const facts = { values: record.values, stages: { ...record.stages, [stage.id]: { openedAt } } };
  const dueAt = turnDeadline(form, stage.id, openedAt, facts, settings)?.dueAt;
  return was.missedAt === undefined && dueAt !== undefined && dueAt <= now ? now : openedAt;
}

function spent(from: string, to: string): number {
  return Math.max(0, Date.parse(to) - Date.parse(from));
}

function earlier(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) - milliseconds).toISOString();
}
