import type { CellInput } from '../../functions/src/forms/edit-contract';
import type { Form } from '../../functions/src/forms/form';
import { isStampedInput } from '../../functions/src/forms/register-layout';
import { sameCell, textOf } from './cell-input';
import { inputsOf } from './register-columns';
import { isEmptyRow, type RegisterRow } from './register-rows';
import { type Typed, wholeRow } from './row-state';

export type Cells = Readonly<Record<string, CellInput>>;

/** Cells that one person typed at one time: what one edit reports. */
export type Typing = { readonly by: string | undefined; readonly at: string; readonly cells: Cells };

/**
 * Which refused texts are sent although nobody has changed them: `none`; those `held` back because another cell of their
 * row was refused (see `Waiting`), and those of a settings row that is no record yet, once some cell of the row has
 * changed; or `all`, when a person submits again.
 * In a row that nobody may add (see `isUnwanted`) they never are.
 */
export type Resend = 'none' | 'held' | 'all';

/**
 * The cells that the server doesn't know as they stand. A refused text is not sent again by itself until it is changed,
 * be it back to what is saved. A stamped signature that somebody deletes is no edit: it is put back by the next answer.
 */
export function changedCells(form: Form, row: RegisterRow, resend: Resend): Cells {
  if (isEmptyRow(form, row)) return {};
  const changed: Record<string, CellInput> = {};
  const held: Record<string, CellInput> = {};
  for (const input of inputsOf(form)) {
    if (!(input in row.cells)) continue;
    const cell = row.cells[input] ?? null;
    const refused = row.saved.refused[input];
    if (refused === undefined) {
      const isDeletedStamp = isStampedInput(form, input) && textOf(cell) === '';
      if (!sameCell(cell, row.saved.cells[input]) && !isDeletedStamp) changed[input] = cell;
    } else if (!sameCell(cell, refused) || (resend === 'all' && !isUnwanted(form, row))) {
      changed[input] = cell;
    } else if (isHeld(row, input) || isForgotten(form, row, input)) {
      held[input] = cell;
    }
  }
  return resend === 'held' && Object.keys(changed).length > 0 ? { ...changed, ...held } : changed;
}

/** A row that somebody typed into a tab whose rows the system makes: it never becomes a record. */
export function isUnwanted(form: Form, row: RegisterRow): boolean {
  return form.madeBySystem === true && row.saved.revision === 0;
}

/** Nothing is wrong with the text itself: it keeps its mark and goes with the next change of its row. */
export function isHeld(row: RegisterRow, input: string): boolean {
  return input in row.saved.refused && input in row.waiting;
}

/**
 * The server remembers what it refused of records alone. Of a settings row that is none yet it must be told again, or it
 * would take the cell for empty: a price for all countries, where one stands beside it that was refused.
 */
function isForgotten(form: Form, row: RegisterRow, input: string): boolean {
  const { saved, waiting } = row;
  const isRefused = input in saved.refused && !(input in waiting) && input !== 'number';
  return form.settings !== undefined && saved.revision === 0 && isRefused && !isUnwanted(form, row);
}

/** One person's keystrokes within this time make one edit, dated by the last of them. */
const togetherMs = 60_000;

/**
 * Changed cells by who typed them, earliest first, so that after an outage each edit still has its own person and
 * time. Cells that nothing marked come last, dated now, by nobody known. What makes a new row the record that it is
 * (its number, its batch), and what of it was refused before, goes with the first edit, whoever typed it.
 */
export function typings(form: Form, row: RegisterRow, changed: Cells, now: string): readonly Typing[] {
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
  return row.saved.revision === 0 ? withFirst(form, row, groups) : groups;
}

function withFirst(form: Form, row: RegisterRow, typed: readonly Typing[]): readonly Typing[] {
  const [first, ...others] = typed;
  if (!first || others.length === 0) return typed;
  const identity = ['number', form.repeat?.by ?? ''];
  const goesFirst = (input: string) => identity.includes(input) || isForgotten(form, row, input);
  const moved = others.flatMap(({ cells }) => Object.entries(cells).filter(([input]) => goesFirst(input)));
  const rest = others.map((typing) => ({
    ...typing,
    cells: Object.fromEntries(Object.entries(typing.cells).filter(([input]) => !goesFirst(input))),
  }));
  return [
    { ...first, cells: { ...first.cells, ...Object.fromEntries(moved) } },
    ...rest.filter(({ cells }) => Object.keys(cells).length > 0),
  ];
}

function typedOf(row: RegisterRow, input: string, now: string): { at: string; by: string | undefined } {
  const typed: Typed | undefined = row.waiting[input] ?? row.waiting[wholeRow];
  return { at: typed?.at ?? now, by: typed?.by || undefined };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
