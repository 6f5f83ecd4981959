import type { RowAnswer } from '../../functions/src/forms/edit-contract';
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
export type Answer = Pick<RowAnswer, 'key' | 'outcome' | 'revision' | 'number' | 'cells'> & {
  readonly problems: readonly AnsweredProblem[];
  readonly next: { readonly text: string; readonly dueText: string } | null;
};

const problem = object<AnsweredProblem>({
  field: text,
  message: text,
  yours: optional(text),
  theirs: optional(text),
  by: optional(text),
  at: optional(text),
});

const answer = object<Answer>({
  key: text,
  outcome: oneOf('saved', 'unchanged', 'rejected', 'conflict', 'retry'),
  revision: number,
  number: orNull(text),
  cells: recordOf(textOrNumber),
  problems: listOf(problem),
  next: orNull(object({ text, dueText: text })),
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
