import type { RowAnswer, StageDeadline, Standing } from '../../functions/src/forms/edit-contract';
import {
  listOf,
  number,
  object,
  oneOf,
  optional,
  orNull,
  parseJson,
  recordOf,
  text,
  textOrNumber,
} from './shapes';

export type AnsweredProblem = {
  readonly field: string;
  readonly message: string;
  readonly yours: string | undefined;
  readonly theirs: string | undefined;
  readonly by: string | undefined;
  readonly at: string | undefined;
};

/** The parts of a row's answer that the sheet shows. */
export type Answer = Pick<RowAnswer, 'key' | 'outcome' | 'revision' | 'number' | 'cells' | 'deadlines'> & {
  readonly problems: readonly AnsweredProblem[];
  readonly next: AnsweredStep | null;
  readonly messages: string | undefined;
  readonly standing: Standing | undefined;
};

type AnsweredStep = {
  readonly stage: string;
  readonly text: string;
  readonly dueText: string;
  readonly dueAt: string | undefined;
  readonly soonAt: string | undefined;
};

const problem = object<AnsweredProblem>({
  field: text,
  message: text,
  yours: optional(text),
  theirs: optional(text),
  by: optional(text),
  at: optional(text),
});

export const stageDeadline = object<StageDeadline>({
  stage: text,
  dueAt: text,
  state: oneOf('open', 'late', 'done', 'done-late'),
});

const nextStep = object<AnsweredStep>({
  stage: text,
  text,
  dueText: text,
  dueAt: optional(text),
  soonAt: optional(text),
});

const answer = object<Answer>({
  key: text,
  outcome: oneOf('saved', 'unchanged', 'rejected', 'conflict', 'retry'),
  revision: number,
  number: orNull(text),
  cells: recordOf(textOrNumber),
  problems: listOf(problem),
  deadlines: listOf(stageDeadline),
  next: orNull(nextStep),
  messages: optional(text),
  standing: optional(object<Standing>({ text, note: text })),
});

const editAnswer = object({ rows: listOf(answer) });
const errorAnswer = object({ error: object({ message: text }) });

/** Undefined for anything but an answer of ours: a proxy's page, a cut-off text. */
export function parseEditAnswer(body: string): readonly Answer[] | undefined {
  return parseJson(body, editAnswer)?.rows;
}

/** The server's own sentence, where it gave one. */
export function parseErrorAnswer(body: string): string | undefined {
  return parseJson(body, errorAnswer)?.error.message;
}
