import { z } from 'zod';
import type { Form } from '../forms/form';
import { recordId } from './change';
import { cutText } from './cut-text';
import { stageDeadlines } from './deadlines';
import type { StoredRecord } from './record';
import type { Settings } from './settings';
import { currentStage, isOwnStage, missingFields } from './stage-order';
import type { Shelf } from './summary-buckets';
import { carrierOf, milestones, transportMode } from './summary-journey';
import { differingTimes, differsSchema, refusedCells, refusedSchema } from './summary-line-exceptions';
import { penaltyOf, penaltySchema } from './summary-line-penalty';
import { turnOf } from './turn';

const stageSchema = z.object({
  stage: z.string(),
  /** Whose it is (email), where known. */
  person: z.string().optional(),
  openedAt: z.string().optional(),
  dueAt: z.string().optional(),
  completedAt: z.string().optional(),
  /** When the stage's own role had done its part, where others have one too. */
  handedAt: z.string().optional(),
  /** The deadline that was missed first, whatever became of the deadline since. */
  missedAt: z.string().optional(),
});

/**
 * What the summaries keep of one record, about 2 KB: every figure of every tab is counted from these lines alone, so
 * that a refresh needs no record that has not changed. Times are UTC instants.
 */
export const summaryLineSchema = z.object({
  /** The record's document id. */
  record: z.string(),
  form: z.string(),
  revision: z.number(),
  number: z.string(),
  batch: z.number(),
  dealer: z.string(),
  region: z.string(),
  createdAt: z.string(),
  done: z.boolean(),
  stages: z.array(stageSchema),
  /** Whose turn it is; absent when all is done. */
  next: z
    .object({
      stage: z.string(),
      role: z.string(),
      person: z.string().optional(),
      dueAt: z.string().optional(),
      /** Set when the deadline counted working days in a year whose legal calendar is not known. */
      calendarUnknown: z.literal(true).optional(),
    })
    .optional(),
  /** When the order came, was paid, invoiced, shipped, promised to arrive and arrived, by field id. */
  times: z.record(z.string(), z.string()),
  transport: z.object({ mode: z.string(), carrier: z.string() }).optional(),
  refused: z.array(refusedSchema).optional(),
  differs: z.array(differsSchema).optional(),
  /** On the ledger's rows only, which are no orders. */
  penalty: penaltySchema.optional(),
});
export type SummaryLine = z.infer<typeof summaryLineSchema>;
/** `summaries/index` and `summaries/bucket-n`. */
export const recordShelf: Shelf<SummaryLine> = {
  index: 'summaries/index',
  bucket: 'bucket',
  line: summaryLineSchema,
  keyOf: ({ record }) => record,
};
export type SummaryStage = z.infer<typeof stageSchema>;

/** Names longer than this are cut, so that a line's size stays bounded. */
const longestText = 60;

export function summaryLine(
  form: Form,
  record: StoredRecord,
  { now, settings }: { readonly now: string; readonly settings: Settings },
): SummaryLine {
  const text = (field: string | undefined): string => {
    const value = field === undefined ? undefined : record.values[field];
    return typeof value === 'string' ? cutText(value, longestText) : '';
  };
  const mode = text(transportMode);
  const carrier = cutText(carrierOf(record.values), longestText);
  const deadlines = new Map(stageDeadlines(form, record, now, settings).map((one) => [one.stage, one.dueAt]));
  const next = nextOf(form, record, deadlines, settings);
  const refused = refusedCells(record);
  const differs = differingTimes(record.values);
  const penalty = penaltyOf(record);
  return {
    record: recordId(record.form, record.key),
    form: record.form,
    revision: record.revision,
    number: record.number,
    batch: record.batch,
    dealer: text(form.recipients?.dealer?.name),
    region: text('region'),
    createdAt: record.createdAt,
    done: record.done,
    stages: stagesOf(form, record, deadlines),
    ...(next ? { next } : {}),
    times: Object.fromEntries(
      milestones.map((field) => [field, text(field)]).filter(([, value]) => value !== ''),
    ),
    ...(mode ? { transport: { mode, carrier } } : {}),
    ...(refused.length > 0 ? { refused } : {}),
    ...(differs.length > 0 ? { differs } : {}),
    ...(penalty ? { penalty } : {}),
  };
}

type Deadlines = ReadonlyMap<string, string>;

function stagesOf(form: Form, record: StoredRecord, deadlines: Deadlines): SummaryStage[] {
  return form.stages
    .filter(({ id }) => isOwnStage(form, id, record.batch))
    .map((stage) => {
      const { openedAt, completedAt, handedAt, missedAt } = record.stages[stage.id] ?? {};
      const person =
        record.assignees[stage.role] ?? (completedAt ? lastEditor(form, record, stage.id) : undefined);
      const dueAt = deadlines.get(stage.id);
      return {
        stage: stage.id,
        ...(person ? { person } : {}),
        ...(openedAt ? { openedAt } : {}),
        ...(dueAt ? { dueAt } : {}),
        ...(completedAt ? { completedAt } : {}),
        ...(handedAt ? { handedAt } : {}),
        ...(missedAt ? { missedAt } : {}),
      };
    });
}

/** While the stage waits for something else to happen there is no turn: then whose it will be. */
function nextOf(
  form: Form,
  record: StoredRecord,
  deadlines: Deadlines,
  settings: Settings,
): SummaryLine['next'] {
  const turn = turnOf(form, record, settings);
  const stage = currentStage(form, record);
  if (!stage) return undefined;
  const role = turn?.role ?? missingFields(form, stage.id, record)[0]?.role ?? stage.role;
  const person = record.assignees[role];
  const dueAt = turn ? turn.dueAt : deadlines.get(stage.id);
  return {
    stage: stage.id,
    role,
    ...(person ? { person } : {}),
    ...(dueAt ? { dueAt } : {}),
    ...(turn?.calendarKnown === false ? { calendarUnknown: true } : {}),
  };
}

function lastEditor(form: Form, record: StoredRecord, stage: string): string | undefined {
  return form.fields
    .filter((field) => field.stage === stage)
    .flatMap(({ id }) => record.marks[id] ?? [])
    .sort((a, b) => a.revision - b.revision)
    .at(-1)?.by;
}
