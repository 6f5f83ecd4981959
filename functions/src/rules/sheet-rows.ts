import type { CellInput, RowAnswer } from '../forms/edit-contract';
import type { Form } from '../forms/form';
import type { Language } from '../forms/label';
import {
  headerRows,
  isStampedInput,
  type SavedState,
  type SystemColumn,
  savedTexts,
} from '../forms/register-layout';
import { savedTimes, timeLeft } from '../forms/time-left';
import { parseSaved, sameSaved } from './saved-state';

/** A register tab as it was read: columns by their id (the hidden first row), rows by their key. */
export type RegisterSheet = {
  readonly columns: ReadonlyMap<string, number>;
  readonly rows: ReadonlyMap<string, number>;
  readonly values: readonly (readonly CellInput[])[];
};

/** What one cell is to show; the place is found by row key and column id when it is written. */
export type Target = { readonly key: string; readonly column: string; readonly value: string | number };

/** Undefined when the hidden ids of the first row are incomplete. Of rows with one key the upper one counts. */
export function registerSheet(values: readonly (readonly CellInput[])[]): RegisterSheet | undefined {
  const columns = new Map<string, number>();
  for (const [column, id] of (values[headerRows.ids] ?? []).entries()) {
    if (typeof id === 'string' && id !== '' && !columns.has(id)) columns.set(id, column);
  }
  const keyColumn = columns.get('key');
  if (keyColumn === undefined || !columns.has('saved')) return undefined;
  const rows = new Map<string, number>();
  for (const [row, line] of values.entries()) {
    const key = textOf(line[keyColumn]);
    if (row >= headerRows.count && key !== '' && !rows.has(key)) rows.set(key, row);
  }
  return { columns, rows, values };
}

export function cellOf(sheet: RegisterSheet, key: string, column: string): CellInput {
  return sheet.values[sheet.rows.get(key) ?? -1]?.[sheet.columns.get(column) ?? -1] ?? null;
}

export function textOf(cell: CellInput | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

/** What the register shows of a record. */
export type ShownAnswer = Pick<
  RowAnswer,
  'revision' | 'number' | 'cells' | 'deadlines' | 'next' | 'messages' | 'standing'
>;

/** When and in which language it is shown. */
export type Showing = { readonly now: Date; readonly language: Language };

/** `newer`: the row shows a later revision already, so that this answer is stale. */
export type RowPlan =
  | { readonly kind: 'gone' }
  | { readonly kind: 'newer' }
  | { readonly kind: 'targets'; readonly targets: readonly Target[] };

/**
 * The cells to write so that the row shows the record. A cell is written only while it holds what was saved: one that
 * is refused or waiting to be sent is never touched. Where the server has changed such a cell meanwhile, the row keeps
 * its old revision, so that sending it is found to be a conflict and not taken for an answer to what nobody saw.
 * The time left goes along with whatever else is written; as time alone passes, the add-on keeps it up to date.
 */
export function planRow(
  form: Form,
  sheet: RegisterSheet,
  key: string,
  answer: ShownAnswer,
  { now, language }: Showing,
): RowPlan {
  if (!sheet.rows.has(key)) return { kind: 'gone' };
  const saved = parseSaved(textOf(cellOf(sheet, key, 'saved')));
  if (saved.revision > answer.revision) return { kind: 'newer' };
  const shown: SavedState['cells'] = { ...answer.cells, ...(answer.number ? { number: answer.number } : {}) };
  const cells: Record<string, string | number> = {};
  const targets: Target[] = [];
  let unseen = false;
  const keep = (column: string, value: string | number | undefined): void => {
    if (value !== undefined && value !== '') cells[column] = value;
  };

  for (const column of [...form.fields.map(({ id }) => id), 'number']) {
    if (!sheet.columns.has(column)) {
      keep(column, shown[column]);
      continue;
    }
    const cell = cellOf(sheet, key, column);
    const isShown = sameCell(cell, shown[column]);
    if (isShown || isFree(form, column, cell, saved)) {
      if (!isShown) targets.push({ key, column, value: shown[column] ?? '' });
      keep(column, shown[column]);
    } else {
      unseen ||= textOf(saved.cells[column]) !== textOf(shown[column]);
      keep(column, saved.cells[column]);
    }
  }
  const derive = (column: SystemColumn, value: string): void => {
    if (sheet.columns.has(column) && textOf(cellOf(sheet, key, column)) !== value)
      targets.push({ key, column, value });
  };
  derive('next', answer.next?.text ?? '');
  derive('due', answer.next?.dueText ?? '');
  if (answer.messages !== undefined) derive('messages', answer.messages);
  const times = savedTimes(answer);
  const state: SavedState = {
    revision: unseen ? saved.revision : answer.revision,
    cells,
    ...(saved.refused ? { refused: saved.refused } : {}),
    ...(times ? { times } : {}),
    ...(answer.standing ? { standing: answer.standing.text } : {}),
  };
  if (!sameSaved(saved, state)) targets.push({ key, column: 'saved', value: JSON.stringify(state) });
  if (targets.length > 0) derive('left', timeLeft(times, now, language)?.text ?? '');
  return { kind: 'targets', targets };
}

/** The whole line that shows a record which has no row yet, with its key. */
export function newLine(
  form: Form,
  { columns }: RegisterSheet,
  key: string,
  answer: ShownAnswer,
  showing: Showing,
): readonly (string | number)[] {
  const bare: RegisterSheet = { columns, rows: new Map([[key, 0]]), values: [[]] };
  const plan = planRow(form, bare, key, answer, showing);
  const cells = new Map<string, string | number>([
    ['key', key],
    ['state', answer.standing?.text ?? savedTexts[showing.language]],
  ]);
  if (plan.kind === 'targets') for (const { column, value } of plan.targets) cells.set(column, value);
  const line = Array<string | number>(Math.max(...columns.values()) + 1).fill('');
  for (const [column, place] of columns) line[place] = cells.get(column) ?? '';
  return line;
}

/** Nobody's unsent or refused text; what the system has stamped and somebody deleted is put back. */
function isFree(form: Form, column: string, cell: CellInput, saved: SavedState): boolean {
  if (saved.refused?.[column] !== undefined) return false;
  const deletedStamp = isStampedInput(form, column) && textOf(cell) === '';
  return deletedStamp || sameCell(cell, saved.cells[column]);
}

/** Content is compared as text; a text cell may have kept the apostrophe that stops a formula. */
function sameCell(cell: CellInput, other: string | number | undefined): boolean {
  const [text, expected] = [textOf(cell), textOf(other)];
  return text === expected || (/^[=+']/.test(expected) && text === `'${expected}`);
}
