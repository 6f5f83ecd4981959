import type { Form } from '../../functions/src/forms/form';
import { sameCell } from './cell-input';
import { changedCells } from './pending-cells';
import { openRegister, type Register, type RegisterRow, readRows, withKeys } from './register-rows';
import type { Saved, Typed } from './row-state';
import type { Range, Spreadsheet } from './sheet-access';
import { texts } from './texts';
import { writeRows } from './write-rows';

/**
 * Marks the touched rows as not sent yet, and says who typed which cell when. Cells that are saved as they stand are
 * not marked: the answer may have come before this runs. A refused text that is typed again may be sent again. A
 * constant number of calls.
 */
export function markTouchedRows(
  spreadsheet: Spreadsheet,
  form: Form,
  touched: Range,
  by: string,
  now: string,
): void {
  const register = openRegister(spreadsheet, touched.getSheet(), form);
  if (!register) return;
  const [first, column] = [touched.getRow(), touched.getColumn()];
  const last = first + touched.getNumRows() - 1;
  const ids = register.places.ids.slice(column - 1, column - 1 + touched.getNumColumns());
  markRows(register, first, last, (row) => {
    const changed = changedCells(form, row, 'all');
    const marks = ids.filter((id) => id in changed);
    return markedRow(row, marks, { by, at: now });
  });
}

/** Gives the rows their keys and lets `mark` say how each is to stand. */
export function markRows(
  register: Register,
  first: number,
  last: number,
  mark: (row: RegisterRow) => RegisterRow,
): void {
  const read = readRows(register, first, last);
  if (!read) return;
  const keyed = withKeys(register, read.rows, (row) => row >= first && row <= last);
  writeRows(register, read.block, read.rows, keyed.map(mark));
}

/** The row with these inputs marked as typed; unchanged when there are none. */
export function markedRow(row: RegisterRow, inputs: readonly string[], typed: Typed): RegisterRow {
  if (inputs.length === 0) return row;
  const marks = inputs.map((input): [string, Typed] => [input, firstMark(row.waiting[input], typed)]);
  return {
    ...row,
    saved: withoutRefused(row, inputs),
    cells: { ...row.cells, state: texts.unsent() },
    waiting: { ...row.waiting, ...Object.fromEntries(marks) },
  };
}

/** A refused text that was typed once more may be sent once more. */
function withoutRefused({ saved, cells }: RegisterRow, inputs: readonly string[]): Saved {
  const repeated = inputs.filter(
    (input) => input in saved.refused && sameCell(cells[input], saved.refused[input]),
  );
  if (repeated.length === 0) return saved;
  const refused = Object.entries(saved.refused).filter(([input]) => !repeated.includes(input));
  return { ...saved, refused: Object.fromEntries(refused) };
}

/** The simple and the installed trigger report the same keystroke within moments of each other, in either order. */
const sameKeystrokeMs = 60_000;

function firstMark(before: Typed | undefined, now: Typed): Typed {
  const by = now.by || undefined;
  if (!before || Date.parse(now.at) - Date.parse(before.at) > sameKeystrokeMs) return { at: now.at, by };
  if (by !== undefined && before.by !== undefined && by !== before.by) return { at: now.at, by };
  return { at: before.at, by: by ?? before.by };
}
