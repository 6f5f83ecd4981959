import type { CellInput } from '../../functions/src/forms/edit-contract';
import type { Form } from '../../functions/src/forms/form';
import type { Answer, AnsweredProblem } from './answers';
import { sameCell, textOf } from './cell-input';
import { type Cells, changedCells } from './pending-cells';
import { inputsOf, isStamped } from './register-columns';
import type { RegisterRow } from './register-rows';
import { wholeRow } from './row-state';
import type { Failure } from './send';
import { texts } from './texts';

/** What became of one row's edit. */
export type Outcome = { readonly kind: 'answered'; readonly answer: Answer } | Failure;

export type Settled = {
  readonly row: RegisterRow;
  /** The answer's problems by input, to be painted. */
  readonly problems: ReadonlyMap<string, AnsweredProblem>;
  /** Inputs whose paint and note of an earlier answer still hold. */
  readonly stillRefused: ReadonlySet<string>;
  /** Said on the state cell; '' when there is nothing to say about the row as a whole. */
  readonly remark: string;
};

/**
 * The row as it is to stand after the answer. `row` was read after the answer came, so it may have been moved, typed
 * into again, or brought up to date by the server meanwhile: a cell is only overwritten while it holds what was sent
 * or what was saved before, never while it holds a refused text or one that is still to be sent.
 */
export function settleRow(form: Form, row: RegisterRow, sent: Cells, outcome: Outcome): Settled {
  if (outcome.kind === 'answered') return answered(form, row, sent, outcome.answer);
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
  };
}

/** The server won't have it: kept, and not sent again by itself until it changes. */
function refusedWhole(form: Form, row: RegisterRow, sent: Cells, remark: string): Settled {
  const refused = { ...row.saved.refused };
  for (const [input, cell] of Object.entries(sent))
    if (sameCell(row.cells[input], cell)) refused[input] = cell ?? '';
  return unsent(withoutSent(form, { ...row, saved: { ...row.saved, refused } }, sent), remark);
}

function answered(form: Form, row: RegisterRow, sent: Cells, answer: Answer): Settled {
  const newer = row.saved.revision > answer.revision;
  const canonical: Readonly<Record<string, string | number>> = newer
    ? row.saved.cells
    : { ...answer.cells, ...(answer.number === null ? {} : { number: answer.number }) };
  const problems = new Map(answer.problems.map((problem) => [problem.field, problem]));
  const wholeProblem = problems.get('');
  problems.delete('');

  const cells: Record<string, CellInput> = { ...row.cells };
  const refused: Record<string, string | number | boolean> = {};
  const stillRefused = new Set<string>();
  for (const input of inputsOf(form)) {
    if (!(input in row.cells)) continue;
    const cell = row.cells[input] ?? null;
    const asSent = input in sent && sameCell(cell, sent[input]);
    const wasRefused = input in row.saved.refused && sameCell(cell, row.saved.refused[input]);
    if (sameCell(cell, canonical[input])) continue;
    if (isStamped(form, input) && textOf(cell) === '') {
      problems.delete(input);
      cells[input] = canonical[input] ?? null;
    } else if (asSent) {
      if (problems.has(input) || answer.outcome === 'rejected') refused[input] = cell ?? '';
      else cells[input] = canonical[input] ?? null;
    } else if (input in sent) {
      problems.delete(input);
    } else if (wasRefused) {
      refused[input] = cell ?? '';
      if (!problems.has(input)) stillRefused.add(input);
    } else if (sameCell(cell, row.saved.cells[input])) {
      cells[input] = canonical[input] ?? null;
    }
  }
  if (!newer) {
    cells.next = answer.next?.text ?? null;
    cells.due = answer.next?.dueText ?? null;
  }
  const revision = Math.max(row.saved.revision, answer.revision);
  const saved = { revision, cells: canonical, refused };
  const formulas = new Set([...row.formulas].filter((input) => !sameCell(cells[input], canonical[input])));
  const after = withoutSent(form, { ...row, cells, formulas, saved }, sent);
  const isUnsent = wholeProblem !== undefined || Object.keys(changedCells(form, after, false)).length > 0;
  cells.state = isUnsent ? texts.unsent() : stateOf(problems, stillRefused.size);
  return { row: after, problems, stillRefused, remark: wholeProblem?.message ?? '' };
}

function stateOf(problems: ReadonlyMap<string, AnsweredProblem>, stillRefused: number): string {
  if (isConflict([...problems.values()])) return texts.conflict();
  return faultyOrSaved(problems.size + stillRefused);
}

function faultyOrSaved(count: number): string {
  return count > 0 ? texts.faulty(count) : texts.saved();
}

/** A row that was marked but has nothing to send any more: somebody typed back what is saved. */
export function unmarkedRow(row: RegisterRow): RegisterRow {
  const state = row.saved.revision > 0 ? faultyOrSaved(Object.keys(row.saved.refused).length) : null;
  return { ...row, waiting: {}, cells: { ...row.cells, state } };
}

/** Somebody else has changed the cell since this row last showed it. */
export function isConflict(problems: readonly AnsweredProblem[]): boolean {
  return problems.some((problem) => problem.theirs !== undefined);
}

/** Forgets who typed what, for cells that have been answered or don't wait any more. */
function withoutSent(form: Form, row: RegisterRow, sent: Cells): RegisterRow {
  const changed = changedCells(form, row, false);
  const waiting = Object.entries(row.waiting).filter(([input]) =>
    input === wholeRow
      ? Object.keys(changed).length > 0
      : input in changed && !(input in sent && sameCell(row.cells[input], sent[input])),
  );
  return waiting.length === Object.keys(row.waiting).length
    ? row
    : { ...row, waiting: Object.fromEntries(waiting) };
}
