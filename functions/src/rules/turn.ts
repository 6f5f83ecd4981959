import type { Form, PlacedField } from '../forms/form';
import type { RoleId } from '../forms/roles';
import { turnDeadline } from './deadlines';
import type { StoredRecord, TimeLeft } from './record';
import type { Settings } from './settings';
import { currentStage, missingFields } from './stage-order';
import { othersClock, ownClock } from './turn-clock';

/**
 * Whose move it is on a record: a role's part of the current stage. A stage is the turn of its own role first, then of
 * the others that have a field in it (审核意见 is the manager's).
 */
export type Turn = {
  readonly stage: string;
  readonly role: RoleId;
  /** Since when those people can do it (UTC). */
  readonly openedAt: string;
  /** What they then had left of their time, where their clock had stopped before. */
  readonly left?: TimeLeft;
  /**
   * When their blanks fall due (UTC): the stage's deadline, but never before the turn has been open for the stage's own
   * allowance. Absent while it isn't known.
   */
  readonly dueAt?: string;
  readonly calendarKnown: boolean;
  /** Their required fields that are still empty. */
  readonly missing: readonly PlacedField[];
};

/**
 * Undefined when all is done, and while the current stage (`stage`, where it has been found already) is not open: a
 * settled record says of a stage when it opened only while it is.
 */
export function turnOf(
  form: Form,
  record: Pick<StoredRecord, 'values' | 'stages' | 'batch' | 'shipments'>,
  settings: Settings,
  stage = currentStage(form, record),
): Turn | undefined {
  const mark = (stage && record.stages[stage.id]) ?? {};
  const own = ownClock(mark);
  if (!stage || !own) return undefined;
  const head = stage === form.stages[0] ? missingFields(form, 'head', record) : [];
  const missing = [...head, ...missingFields(form, stage.id, record)];
  const role = (missing.find((field) => field.role === stage.role) ?? missing[0])?.role;
  if (!role) return undefined;
  const { since, left } = (role !== stage.role && othersClock(mark)) || own;
  const deadline = turnDeadline(form, stage.id, since, record, settings, left);
  return {
    stage: stage.id,
    role,
    openedAt: since,
    ...(left ? { left } : {}),
    ...(deadline ? { dueAt: deadline.dueAt } : {}),
    calendarKnown: deadline?.calendarKnown ?? true,
    missing: missing.filter((field) => field.role === role),
  };
}
