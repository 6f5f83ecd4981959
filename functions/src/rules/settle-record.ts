import type { Form } from '../forms/form';
import type { StoredRecord, Value, Values } from './record';
import type { Settings } from './settings';
import { stageMark } from './stage-mark';
import { applies, currentStage, isComplete, isOwnStage, obstacleTo } from './stage-order';
import { turnOf } from './turn';
import { nextLook, stillTold } from './turn-moments';

/** Whose typing is being settled, when it was typed (`at`), and the business time now; both UTC. */
export type Settling = {
  readonly by: string;
  readonly name: string;
  readonly at: string;
  readonly now: string;
  readonly settings: Settings;
  /** The values before the change, where some are not there any more: by them it is known what time was left. */
  readonly before?: Values;
};

/**
 * Draws the consequences of changed values: values of a branch that was left go, stages open and complete, their
 * signatures are stamped with the person and time that completed them (and removed when a required field was
 * cleared), what the system logs is logged, and it is known when the sweep must look again. Settling twice changes nothing more.
 */
export function settleRecord(form: Form, draft: StoredRecord, settling: Settling): StoredRecord {
  const record: StoredRecord = {
    ...draft,
    values: { ...draft.values },
    marks: { ...draft.marks },
    stages: {},
  };
  const set = (id: string, value: Value | undefined, by: string): void => {
    if (value === undefined) delete record.values[id];
    else record.values[id] = value;
    record.marks[id] = { revision: record.revision, by, at: settling.at };
  };

  for (const field of form.fields) {
    const left = record.values[field.id] !== undefined && !applies(field, record.values);
    if (left && field.kind !== 'signature') set(field.id, undefined, settling.by);
  }

  const was = { values: settling.before ?? draft.values, stages: draft.stages };
  for (const stage of form.stages) {
    if (!isOwnStage(form, stage.id, record.batch)) {
      record.stages[stage.id] = draft.stages[stage.id] ?? {};
      continue;
    }
    const open = !obstacleTo(form, stage.id, record);
    const fields = form.fields.filter((field) => field.stage === stage.id);
    if (open) {
      for (const field of fields)
        if (field.filledBy === 'log' && record.values[field.id] === undefined)
          set(field.id, toMinute(settling.now), 'system');
    }
    const complete = isComplete(form, stage.id, record);
    const mark = stageMark(form, stage, was, { open, complete }, record, settling);
    if (Object.keys(mark).length > 0) record.stages[stage.id] = mark;
    for (const field of fields.filter(({ kind }) => kind === 'signature')) {
      const signed = record.values[field.id] !== undefined;
      if (complete && !signed)
        set(field.id, { by: settling.by, name: settling.name, at: settling.at }, settling.by);
      if (!complete && signed) set(field.id, undefined, settling.by);
    }
  }

  const current = currentStage(form, record);
  const turn = turnOf(form, record, settling.settings, current);
  record.told = stillTold(turn, record, settling.settings);
  const { openStage: _openStage, ...rest } = record;
  return {
    ...rest,
    ...(current ? { openStage: current.id } : {}),
    nextDueAt: nextLook(turn, record, settling.settings),
    timedUnder: settling.settings.era,
    done: current === undefined,
  };
}

/** The register shows minutes, so what the system fills has no seconds either: sent back, it is the same. */
export function toMinute(instant: string): string {
  return `${instant.slice(0, 16)}:00.000Z`;
}
