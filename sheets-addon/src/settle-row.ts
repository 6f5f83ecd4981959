import type { Form } from '../../functions/src/forms/form';
import { timeLeft } from '../../functions/src/forms/time-left';
import type { Answer, AnsweredProblem } from './answers';
import { sameCell, textOf } from './cell-input';
import { mergedCells } from './merged-cells';
import { changedCells, isHeld, isUnwanted, type Typing } from './pending-cells';
import type { RegisterRow } from './register-rows';
import { type Saved, type Typed, type Waiting, wholeRow } from './row-state';
import type { Failure } from './send';
import { language, texts } from './texts';

/** What became of one row's edit. */
export type Outcome = { readonly kind: 'answered'; readonly answer: Answer } | Failure;

export type Settled = {
  readonly row: RegisterRow;
  /** The answer's problems by input, to be painted. */
  readonly problems: ReadonlyMap<string, AnsweredProblem>;
  /** Inputs whose paint and note of an earlier answer still hold. */
  readonly stillRefused: ReadonlySet<string>;
  /** Said on the state cell; '' when there is nothing to say about the row as a whole, undefined when it stays as it is. */
  readonly remark: string | undefined;
  /** Whether somebody has to do something for the row to be taken. */
  readonly toMend: boolean;
};

/**
 * The row as it is to stand after the answer. `row` was read after the answer came, so it may have been moved, typed
 * into again, or brought up to date by the server meanwhile: a cell is only overwritten while it holds what was sent
 * or what was saved before, never while it holds a refused text or one that is still to be sent.
 */
export function settleRow(form: Form, row: RegisterRow, sent: Typing, outcome: Outcome, now: Date): Settled {
  if (outcome.kind === 'answered') return answered(form, row, sent, outcome.answer, now);
  return outcome.kind === 'passing'
    ? unsent(row, outcome.message)
    : refusedWhole(form, row, sent, outcome.message);
}

function unsent(row: RegisterRow, remark: string): Settled {
  return {
    row: { ...row, cells: { ...row.cells, state: texts.unsent() } },
    problems: new Map(),
    stillRefused: new Set(Object.keys(row.saved.refused)),
    remark,
    toMend: true,
  };
}

/** The server won't have it: kept, and not sent again by itself until it changes. */
function refusedWhole(form: Form, row: RegisterRow, sent: Typing, remark: string): Settled {
  const refused = { ...row.saved.refused };
  for (const [input, cell] of Object.entries(sent.cells))
    if (sameCell(row.cells[input], cell)) refused[input] = cell ?? '';
  return unsent(unmarked(form, { ...row, saved: { ...row.saved, refused } }, sent), remark);
}

function answered(form: Form, row: RegisterRow, sent: Typing, answer: Answer, now: Date): Settled {
  const problems = new Map(answer.problems.map((problem) => [problem.field, problem]));
  const wholeProblem = problems.get('');
  problems.delete('');
  if (wholeProblem && isUnwanted(form, row))
    for (const [field, cell] of Object.entries(sent.cells))
      if (textOf(cell) !== '') problems.set(field, { ...wholeProblem, field });
  const { cells, saved, stillRefused, held } = mergedCells(form, row, sent.cells, answer, problems);
  if (row.saved.revision <= answer.revision) {
    cells.next = answer.next?.text ?? null;
    cells.due = answer.next?.dueText ?? null;
    cells.left = timeLeft(saved.times, now, language)?.text ?? null;
    if (answer.messages !== undefined) cells.messages = answer.messages;
  }
  const formulas = new Set([...row.formulas].filter((input) => !sameCell(cells[input], saved.cells[input])));
  const marked = wholeProblem
    ? {}
    : Object.fromEntries(held.map((input) => [input, row.waiting[input] ?? sent]));
  const after = unmarked(form, { ...row, cells, formulas, saved }, sent, marked);
  const isRefused = wholeProblem !== undefined && !isUnwanted(form, row);
  const isUnsent = isRefused || Object.keys(changedCells(form, after, 'none')).length > 0;
  cells.state = isUnsent ? texts.unsent() : stateOf(problems, stillRefused.size, saved);
  return {
    row: after,
    problems,
    stillRefused,
    remark: wholeProblem?.message ?? answer.standing?.note ?? '',
    toMend: wholeProblem !== undefined || problems.size > 0 || Object.keys(saved.refused).length > 0,
  };
}

function stateOf(
  problems: ReadonlyMap<string, AnsweredProblem>,
  stillRefused: number,
  { revision, standing }: Saved,
): string | null {
  if (isConflict([...problems.values()])) return texts.conflict();
  const count = problems.size + stillRefused;
  if (count > 0) return texts.faulty(count);
  return revision > 0 ? (standing ?? texts.saved()) : null;
}

/** Somebody else has changed the cell since this row last showed it. */
export function isConflict(problems: readonly AnsweredProblem[]): boolean {
  return problems.some((problem) => problem.theirs !== undefined);
}

/** A row that has nothing to send any more though it was marked: somebody typed back what is saved. */
export function unmarkedRow(form: Form, row: RegisterRow): RegisterRow {
  const after = unmarked(form, row);
  return after === row ? row : restated(after);
}

/** The row with the state that it has when nothing of it waits to be sent. */
export function restated(row: RegisterRow): RegisterRow {
  const refused = Object.keys(row.saved.refused).filter((input) => !isHeld(row, input)).length;
  return { ...row, cells: { ...row.cells, state: stateOf(new Map(), refused, row.saved) } };
}

/** The row as its saved state says: nothing new is wrong with it. What is said of it stays where it still holds. */
export function asAnswered(row: RegisterRow): Settled {
  const stillRefused = new Set(Object.keys(row.saved.refused));
  const isAsBefore = row.saved.standing !== undefined || Object.keys(row.waiting).length > 0;
  const remark = isAsBefore ? undefined : '';
  return { row, problems: new Map(), stillRefused, remark, toMend: stillRefused.size > 0 };
}

/** Forgets who typed what, for cells that have been answered or don't wait any more; `held` ones are marked anew. */
function unmarked(form: Form, row: RegisterRow, sent?: Typing, held: Waiting = {}): RegisterRow {
  const changed = changedCells(form, row, 'none');
  const isAnswered = (input: string) =>
    sent !== undefined && input in sent.cells && sameCell(row.cells[input], sent.cells[input]);
  const waiting = Object.entries(row.waiting).filter(([input]) =>
    input === wholeRow
      ? Object.keys(changed).length > 0
      : !isAnswered(input) && (input in changed || isHeld(row, input)),
  );
  const marks = Object.entries(held).map(([input, { at, by }]): [string, Typed] => [input, { at, by }]);
  return waiting.length === Object.keys(row.waiting).length && marks.length === 0
    ? row
    : { ...row, waiting: Object.fromEntries([...waiting, ...marks]) };
}
