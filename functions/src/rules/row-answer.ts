import type { NextStep, RowAnswer } from '../forms/edit-contract';
import type { Form, Stage } from '../forms/form';
import { roles } from '../forms/roles';
import { showDueTime } from '../forms/time-left';
import { deadlineOf, stageDeadlines } from './deadlines';
import { localTime } from './local-time';
import type { Staff, StoredRecord } from './record';
import { responsibleFor } from './responsible';
import { rowMessages } from './row-messages';
import type { Settings } from './settings';
import { showCell } from './show-cell';
import { currentStage, missingFields } from './stage-order';
import { standingOf } from './standing';
import { templateShown } from './template-shown';
import { turnOf } from './turn';
import { soonAt } from './turn-moments';

export type AnswerContext = {
  readonly now: string;
  readonly settings: Settings;
  readonly staff: readonly Staff[];
};

/** What the register shows of a record: canonical cells, deadlines, whose turn it is, and how its notices stand. */
export function rowAnswer(
  form: Form,
  record: StoredRecord,
  context: AnswerContext,
): Pick<RowAnswer, 'revision' | 'number' | 'cells' | 'deadlines' | 'next' | 'messages' | 'standing'> {
  const cells: Record<string, string | number> = {};
  const { zone, staffLanguage, phoneCountry, quietHours } = context.settings;
  const values = form.settings === 'templates' ? templateShown(record, context.settings) : record.values;
  for (const field of form.fields) {
    const value = values[field.id];
    if (value !== undefined) {
      cells[field.id] = showCell(field, value, { zone, language: staffLanguage, phoneCountry });
    }
  }
  const stage = currentStage(form, record);
  const standing = standingOf(form, record, staffLanguage);
  return {
    revision: record.revision,
    number: record.number,
    cells,
    deadlines: stageDeadlines(form, record, context.now, context.settings),
    next: stage ? nextStep(form, record, stage, context) : null,
    ...(form.notices
      ? {
          messages: rowMessages(form, record, {
            now: context.now,
            zone,
            quietHours,
            language: staffLanguage,
          }),
        }
      : {}),
    ...(standing ? { standing } : {}),
  };
}

function nextStep(
  form: Form,
  record: StoredRecord,
  stage: Stage,
  { now, settings, staff }: AnswerContext,
): NextStep {
  const language = settings.staffLanguage;
  const turn = turnOf(form, record, settings, stage);
  const role = turn?.role ?? missingFields(form, stage.id, record)[0]?.role ?? stage.role;
  const today = localTime(now, settings.zone)?.slice(0, 10) ?? '';
  const email = responsibleFor(form, role, record, staff, today).person;
  const person = email ? (staff.find((one) => one.email === email)?.name ?? email) : null;
  const position = form.stages.indexOf(stage) + 1;
  const dueAt = turn ? turn.dueAt : deadlineOf(form, stage.id, record, settings)?.dueAt;
  return {
    stage: stage.id,
    role,
    person,
    text: `${position} ${stage.label[language]} · ${roles[role][language]}${person ? ` ${person}` : ''}`,
    dueText: dueAt ? showDueTime(localTime(dueAt, settings.zone) ?? '') : '',
    ...(dueAt && turn ? { dueAt, soonAt: soonAt({ openedAt: turn.openedAt, dueAt }, settings) } : {}),
  };
}
