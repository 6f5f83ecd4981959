import type { CellInput } from '../../functions/src/forms/edit-contract';
import type { Form } from '../../functions/src/forms/form';
import { sameCell, textOf } from './cell-input';
import { inputsOf, isStamped } from './register-columns';
import { isEmptyRow, type RegisterRow } from './register-rows';
import { type Typed, wholeRow } from './row-state';

export type Cells = Readonly<Record<string, CellInput>>;

/** Cells that one person typed at one time: what one edit reports. */
export type Typing = { readonly by: string | undefined; readonly at: string; readonly cells: Cells };

/**
 * The cells that the server doesn't know as they stand. A refused text is not sent again until it is changed, be it
 * back to what is saved; `again` sends it all the same. A stamped signature that somebody deletes is no edit: it is
 * put back by the next answer.
 */
export function changedCells(form: Form, row: RegisterRow, again: boolean): Cells {
  if (isEmptyRow(form, row)) return {};
  const changed: Record<string, CellInput> = {};
  for (const input of inputsOf(form)) {
    if (!(input in row.cells)) continue;
    const cell = row.cells[input] ?? null;
    const refused = row.saved.refused[input];
    const known =
      refused === undefined
        ? sameCell(cell, row.saved.cells[input]) || (isStamped(form, input) && textOf(cell) === '')
        : sameCell(cell, refused) && !again;
    if (!known) changed[input] = cell;
  }
  return changed;
}

/** One person's keystrokes within this time make one edit, dated by the last of them. */
const togetherMs = 60_000;

/**
 * Changed cells by who typed them, earliest first, so that after an outage each edit still has its own person and
 * time. Cells that nothing marked come last, dated now, by nobody known.
 */
export function typings(row: RegisterRow, changed: Cells, now: string): readonly Typing[] {
  const typed = Object.entries(changed).map(([input, cell]) => ({
    input,
    cell,
    ...typedOf(row, input, now),
  }));
  typed.sort((a, b) => Number(a.by === undefined) - Number(b.by === undefined) || compare(a.at, b.at));
  const groups: { by: string | undefined; from: string; at: string; cells: Record<string, CellInput> }[] = [];
  for (const { input, cell, at, by } of typed) {
    const last = groups[groups.length - 1];
    if (last && last.by === by && Date.parse(at) - Date.parse(last.from) <= togetherMs) {
      last.cells[input] = cell;
      last.at = at;
    } else {
      groups.push({ by, from: at, at, cells: { [input]: cell } });
    }
  }
  return groups;
}

function typedOf(row: RegisterRow, input: string, now: string): { at: string; by: string | undefined } {
  const typed: Typed | undefined = row.waiting[input] ?? row.waiting[wholeRow];
  return { at: typed?.at ?? now, by: typed?.by || undefined };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
