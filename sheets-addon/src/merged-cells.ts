import type { CellInput } from '../../functions/src/forms/edit-contract';
import type { Form } from '../../functions/src/forms/form';
import { isStampedInput } from '../../functions/src/forms/register-layout';
import { savedTimes } from '../../functions/src/forms/time-left';
import type { Answer, AnsweredProblem } from './answers';
import { sameCell, textOf } from './cell-input';
import type { Cells } from './pending-cells';
import { inputsOf } from './register-columns';
import type { RegisterRow } from './register-rows';
import type { Saved } from './row-state';

export type MergedCells = {
  readonly cells: Record<string, CellInput>;
  readonly saved: Saved;
  /** Refused earlier and still standing there, of which this answer says nothing. */
  readonly stillRefused: ReadonlySet<string>;
  /** Not saved only because another cell of the row was refused. */
  readonly held: readonly string[];
};

/**
 * What the row's cells and its saved state are after the answer to `sent`. Drops problems of texts that don't stand there
 * any more. Where the server has changed a cell that holds a text still to be sent, the row keeps its old revision: so
 * the server finds a conflict when that text comes, and doesn't take it for an answer to what nobody saw.
 */
export function mergedCells(
  form: Form,
  row: RegisterRow,
  sent: Cells,
  answer: Answer,
  problems: Map<string, AnsweredProblem>,
): MergedCells {
  const isStale = row.saved.revision > answer.revision;
  const number = answer.number === null ? {} : { number: answer.number };
  const canonical: Saved['cells'] = isStale ? row.saved.cells : { ...answer.cells, ...number };
  const cells: Record<string, CellInput> = { ...row.cells };
  const known: Record<string, string | number> = { ...canonical };
  const refused: Record<string, string | number | boolean> = {};
  const stillRefused = new Set<string>();
  const held: string[] = [];
  let isUnseen = false;
  const leave = (input: string) => {
    if (problems.has(input) || sameCell(row.saved.cells[input], canonical[input])) return;
    isUnseen = true;
    delete known[input];
    const before = row.saved.cells[input];
    if (before !== undefined) known[input] = before;
  };

  for (const input of inputsOf(form)) {
    if (!(input in row.cells)) continue;
    const cell = row.cells[input] ?? null;
    const show = () => {
      cells[input] = canonical[input] ?? null;
    };
    if (sameCell(cell, canonical[input])) continue;
    if (isStampedInput(form, input) && textOf(cell) === '') {
      problems.delete(input);
      show();
    } else if (input in sent && !sameCell(cell, sent[input])) {
      problems.delete(input);
    } else if (input in sent) {
      if (!problems.has(input) && answer.outcome !== 'rejected') show();
      else refused[input] = cell ?? '';
      if (!problems.has(input) && answer.outcome === 'rejected') held.push(input);
    } else if (input in row.saved.refused && sameCell(cell, row.saved.refused[input])) {
      refused[input] = cell ?? '';
      if (!problems.has(input) && !(input in row.waiting)) stillRefused.add(input);
      leave(input);
    } else if (sameCell(cell, row.saved.cells[input])) {
      show();
    } else {
      leave(input);
    }
  }
  const revision = isUnseen ? row.saved.revision : Math.max(row.saved.revision, answer.revision);
  const times = isStale ? row.saved.times : savedTimes(answer);
  const standing = isStale ? row.saved.standing : answer.standing?.text;
  return { cells, saved: { revision, cells: known, refused, times, standing }, stillRefused, held };
}
