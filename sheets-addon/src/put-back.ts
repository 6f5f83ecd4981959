import type { Form } from '../../functions/src/forms/form';
import { isStampedInput } from '../../functions/src/forms/register-layout';
import { sameCell, textOf } from './cell-input';
import { inputsOf } from './register-columns';
import { isEmptyRow, type RegisterRow } from './register-rows';
import { nothingSaved } from './row-state';
import { restated } from './settle-row';

/**
 * The row with everything put back that nobody may change: in rows that the system makes, what people typed over its
 * cells (once they have been told) or deleted; and the whole row where somebody emptied it though its record still holds,
 * as those of the system and of the settings tabs do. An emptied row that never became a record is forgotten. The same
 * row where there is nothing of this.
 */
export function putBack(form: Form, row: RegisterRow): RegisterRow {
  const { saved } = row;
  const isEmpty = isEmptyRow(form, row);
  if (saved.revision === 0) return isEmpty && isRefused(row) ? forgotten(row) : row;
  if (!form.madeBySystem && !(form.settings && isEmpty)) return row;
  const inputs = inputsOf(form).filter(
    (input) => input in row.cells && (isEmpty || (isStampedInput(form, input) && isOver(row, input))),
  );
  if (inputs.length === 0) return row;
  const refused = Object.entries(saved.refused).filter(([input]) => !inputs.includes(input));
  const waiting = Object.entries(row.waiting).filter(([input]) => !inputs.includes(input));
  const shown = inputs.map((input) => [input, saved.cells[input] ?? null] as const);
  const after = {
    ...row,
    cells: { ...row.cells, ...Object.fromEntries(shown) },
    formulas: new Set([...row.formulas].filter((input) => !inputs.includes(input))),
    saved: { ...saved, refused: Object.fromEntries(refused) },
    waiting: Object.fromEntries(waiting),
  };
  return waiting.length === 0 ? restated(after) : after;
}

/** What the system has written there is gone, or a text that has been refused stands over it. */
function isOver({ cells, saved }: RegisterRow, input: string): boolean {
  const cell = cells[input];
  if (sameCell(cell, saved.cells[input])) return false;
  return textOf(cell) === '' || (input in saved.refused && sameCell(cell, saved.refused[input]));
}

function isRefused({ saved }: RegisterRow): boolean {
  return Object.keys(saved.refused).length > 0;
}

function forgotten(row: RegisterRow): RegisterRow {
  return { ...row, cells: { ...row.cells, state: null }, saved: nothingSaved, waiting: {} };
}
