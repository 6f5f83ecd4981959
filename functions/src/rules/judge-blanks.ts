import type { Form } from '../forms/form';
import type { CountedBlank } from './blank-record';
import { deadlineOf } from './deadlines';
import { lastDayOf } from './local-time';
import type { Staff, StoredRecord } from './record';
import { responsibleFor } from './responsible';
import type { Settings } from './settings';
import { turnOf } from './turn';
import { judgedKey } from './turn-moments';

export type Judgement = { readonly record: StoredRecord; readonly blanks: readonly CountedBlank[] };

/**
 * Judges the turn whose deadline has passed by `asOf` (UTC), as the record stands: what its people have not filled is
 * counted against whoever answers for the role on that day. Once for each turn: a blank that is emptied or moved
 * afterwards is not counted again, and one that is filled afterwards stays counted. What the system fills is never
 * counted. The same record when there is nothing to judge.
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
  const turn = turnOf(form, record, settings);
  if (!turn) return { record, blanks: [] };
  const { dueAt, stage, role } = turn;
  const missed = deadlineOf(form, stage, record, settings)?.dueAt;
  const mark = record.stages[stage];
  const stages =
    missed !== undefined && missed <= asOf && mark?.missedAt === undefined
      ? { ...record.stages, [stage]: { ...mark, missedAt: missed } }
      : record.stages;
  if (dueAt === undefined || dueAt > asOf || record.judged[judgedKey(turn)] !== undefined) {
    return { record: stages === record.stages ? record : { ...record, stages }, blanks: [] };
  }
  const { person } = responsibleFor(form, role, record, staff, lastDayOf(dueAt, settings.zone));
  const blanks = turn.missing
    .filter(({ filledBy }) => filledBy === undefined)
    .map((field): CountedBlank => ({ field, stage, role, dueAt, ...(person ? { person } : {}) }));
  return {
    record: {
      ...record,
      stages,
      judged: { ...record.judged, [judgedKey(turn)]: dueAt },
      blanks: { ...record.blanks, ...Object.fromEntries(blanks.map(({ field }) => [field.id, dueAt])) },
    },
    blanks,
  };
}
