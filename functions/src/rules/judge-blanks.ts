import { anchorOf } from '../forms/deadline-faults';
import type { Form, PlacedField } from '../forms/form';
import type { CountedBlank } from './blank-record';
import { deadlineOf, turnDeadline } from './deadlines';
import { lastDayOf, localTime } from './local-time';
import type { Staff, StoredRecord } from './record';
import { responsibleFor } from './responsible';
import type { Settings } from './settings';
import { type Turn, turnOf } from './turn';
import { judgedKey } from './turn-moments';

export type Judgement = { readonly record: StoredRecord; readonly blanks: readonly CountedBlank[] };

/**
 * Judges the turn whose deadline has passed by `asOf` (UTC), as the record stands: what its people have not filled is
 * counted against whoever the turn came to. Once for each turn: a blank that is emptied or moved afterwards is not
 * counted again, and one that is filled afterwards stays counted. What the system fills is never counted, nor what is
 * not printed on the paper. The same record when there is nothing to judge.
 *
 * "以上内容如未填或未填写完整,按2元/空扣罚": 区域订货、发货售后服务跟踪流程表, its last line.
 */
export function judgeBlanks(
  form: Form,
  record: StoredRecord,
  asOf: string,
  settings: Settings,
  staff: readonly Staff[],
): Judgement {
  if (isNothingDue(record, asOf, settings)) return { record, blanks: [] };
  const turn = turnOf(form, record, settings);
  if (!turn) return { record, blanks: [] };
  const marked = withMiss(form, record, turn, asOf, settings);
  return isDue(turn.dueAt, marked, turn, asOf)
    ? counted(form, marked, { ...turn, dueAt: turn.dueAt }, settings, staff)
    : { record: marked, blanks: [] };
}

/**
 * An edit may be what tells that its own deadline has passed (the payment of the 16th, typed on the 19th): what was
 * empty `before` it is then counted on the record `after` it, as it would have been had the deadline been known.
 */
export function judgeByEdit(
  form: Form,
  before: StoredRecord,
  after: StoredRecord,
  asOf: string,
  settings: Settings,
  staff: readonly Staff[],
): Judgement {
  if (!tellsDeadline(form, before, after)) return { record: after, blanks: [] };
  const turn = turnOf(form, before, settings);
  if (!turn || turn.dueAt !== undefined) return { record: after, blanks: [] };
  const facts = { values: after.values, stages: before.stages };
  const dueAt = turnDeadline(form, turn.stage, turn.openedAt, facts, settings, turn.left)?.dueAt;
  return isDue(dueAt, after, turn, asOf)
    ? counted(form, after, { ...turn, dueAt }, settings, staff)
    : { record: after, blanks: [] };
}

/** What is still to be judged is one of the moments for which the record asks to be looked at; most edits come before it. */
function isNothingDue({ nextDueAt, timedUnder }: StoredRecord, asOf: string, { era }: Settings): boolean {
  return timedUnder === era && (nextDueAt === null || nextDueAt > asOf);
}

/** Whether the edit fills a field that the present stage's deadline counts from. */
function tellsDeadline(form: Form, before: StoredRecord, after: StoredRecord): boolean {
  const { due = [] } = form.stage(before.openStage ?? '') ?? {};
  return due
    .map(anchorOf)
    .some(
      (anchor) =>
        'field' in anchor &&
        before.values[anchor.field] === undefined &&
        after.values[anchor.field] !== undefined,
    );
}

function isDue(dueAt: string | undefined, record: StoredRecord, turn: Turn, asOf: string): dueAt is string {
  return dueAt !== undefined && dueAt <= asOf && record.judged[judgedKey(turn)] === undefined;
}

/** The miss is the stage's own role's: what was handed on in time is late by nobody's fault of theirs. */
function withMiss(
  form: Form,
  record: StoredRecord,
  { stage }: Turn,
  asOf: string,
  settings: Settings,
): StoredRecord {
  const mark = record.stages[stage];
  if (mark?.missedAt !== undefined || mark?.handedAt !== undefined) return record;
  const missedAt = deadlineOf(form, stage, record, settings)?.dueAt;
  if (missedAt === undefined || missedAt > asOf) return record;
  return { ...record, stages: { ...record.stages, [stage]: { ...mark, missedAt } } };
}

function counted(
  form: Form,
  record: StoredRecord,
  turn: Turn & { readonly dueAt: string },
  settings: Settings,
  staff: readonly Staff[],
): Judgement {
  const { stage, role, dueAt, openedAt } = turn;
  const answering = (day: string) => responsibleFor(form, role, record, staff, day).person;
  const openingDay = localTime(openedAt, settings.zone)?.slice(0, 10) ?? '';
  const person = answering(openingDay) ?? answering(lastDayOf(dueAt, settings.zone));
  const blanks = printed(turn.missing).map(
    (field): CountedBlank => ({ field, stage, role, dueAt, ...(person ? { person } : {}) }),
  );
  return {
    record: {
      ...record,
      judged: { ...record.judged, [judgedKey(turn)]: dueAt },
      blanks: { ...record.blanks, ...Object.fromEntries(blanks.map(({ field }) => [field.id, dueAt])) },
    },
    blanks,
  };
}

/** One printed label is one blank: of the fields that stand under one label the first that is empty stands for all. */
function printed(missing: readonly PlacedField[]): readonly PlacedField[] {
  const labels = new Set<string>();
  return missing.filter(({ id, filledBy, added, printedUnder = id }) => {
    if (filledBy !== undefined || added || labels.has(printedUnder)) return false;
    labels.add(printedUnder);
    return true;
  });
}
