import type { Form } from '../forms/form';
import type { CountedBlank } from './blank-record';
import { judgeBlanks } from './judge-blanks';
import type { Staff, StoredRecord } from './record';
import type { Reminder } from './reminder';
import { remindersDue } from './reminders-due';
import type { Settings } from './settings';
import { turnOf } from './turn';
import { nextLook } from './turn-moments';

export type Swept = {
  /** The fields of the record that change; none when nothing was due. */
  readonly changes: Partial<StoredRecord>;
  readonly reminders: readonly Reminder[];
  readonly blanks: readonly CountedBlank[];
};

/**
 * What the passing of time makes of a record by `now` (UTC): blanks that fell due are counted, people are told, and it
 * is known when to look again. Under other settings than those it was timed by, its moments are computed anew. Sweeping
 * again at the same moment, or at an earlier one because the clock was set back, changes nothing.
 */
export function sweepRecord(
  form: Form,
  record: StoredRecord,
  now: string,
  settings: Settings,
  staff: readonly Staff[],
): Swept {
  const judged = judgeBlanks(form, record, now, settings, staff);
  const told = remindersDue(form, judged.record, now, settings, staff);
  const after = told.record;
  const nextDueAt = nextLook(turnOf(form, after, settings), after, settings);
  const isRetimed = record.timedUnder !== settings.era;
  const isShownOtherwise = isRetimed || after.stages !== record.stages;
  const changes: Partial<StoredRecord> = {
    ...(after.judged === record.judged ? {} : { judged: after.judged, blanks: after.blanks }),
    ...(after.stages === record.stages ? {} : { stages: after.stages }),
    ...(after.told === record.told ? {} : { told: after.told }),
    ...(nextDueAt === record.nextDueAt ? {} : { nextDueAt }),
    ...(isRetimed ? { timedUnder: settings.era } : {}),
    ...(isShownOtherwise ? { toSheet: true, summaryPending: true } : {}),
  };
  return { changes, reminders: told.reminders, blanks: judged.blanks };
}
