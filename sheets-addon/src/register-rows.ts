import type { CellInput } from '../../functions/src/forms/edit-contract';
import type { Form } from '../../functions/src/forms/form';
import { headerRows, isStampedInput, registerLayout } from '../../functions/src/forms/register-layout';
import { cellInput, textOf, type WallTime } from './cell-input';
import { type ColumnPlaces, columnPlaces, inputsOf } from './register-columns';
import { nothingSaved, parseSaved, parseWaiting, type Saved, type Waiting } from './row-state';
import type { Sheet, Spreadsheet } from './sheet-access';
import { type Block, readBlock } from './sheet-block';
import { language } from './texts';

/** A register tab as it stands at this moment. Rows count from 1, as in the sheet. */
export type Register = {
  readonly form: Form;
  readonly sheet: Sheet;
  readonly places: ColumnPlaces;
  readonly formats: ReadonlyMap<string, string>;
  readonly lastRow: number;
  /** The key of every row below the header, '' where there is none yet. */
  readonly keys: readonly string[];
  readonly wallTime: WallTime;
};

export type RegisterRow = {
  readonly row: number;
  readonly key: string;
  /** Every column's content by its id. */
  readonly cells: Readonly<Record<string, CellInput>>;
  /** Columns whose cell holds a formula, of which `cells` has the text. */
  readonly formulas: ReadonlySet<string>;
  readonly saved: Saved;
  readonly waiting: Waiting;
};

export const firstDataRow = headerRows.count + 1;

/** Undefined when the tab's hidden header row is incomplete. */
export function openRegister(spreadsheet: Spreadsheet, sheet: Sheet, form: Form): Register | undefined {
  const lastRow = sheet.getLastRow();
  const lastColumn = sheet.getLastColumn();
  if (lastRow < headerRows.count || lastColumn < 1) return undefined;
  const places = columnPlaces(sheet.getRange(headerRows.ids + 1, 1, 1, lastColumn).getValues()[0] ?? []);
  if (!places) return undefined;
  const count = lastRow - headerRows.count;
  const keys = count > 0 ? sheet.getRange(firstDataRow, places.system('key'), count, 1).getValues() : [];
  let zone: string | undefined;
  return {
    form,
    sheet,
    places,
    formats: new Map(
      registerLayout(form, language).columns.map((column) => [column.id, column.numberFormat]),
    ),
    lastRow,
    keys: keys.map((line) => String(line[0] ?? '')),
    wallTime: (date) => {
      zone ??= spreadsheet.getSpreadsheetTimeZone();
      return Utilities.formatDate(date, zone, "yyyy-MM-dd'T'HH:mm:ss");
    },
  };
}

/** The rows from `first` to `last` as far as there are any, with the block they were read from. */
export function readRows(
  register: Register,
  first: number,
  last: number,
): { readonly block: Block; readonly rows: readonly RegisterRow[] } | undefined {
  const from = Math.max(first, firstDataRow);
  const count = Math.min(last, register.lastRow) - from + 1;
  if (count < 1) return undefined;
  const block = readBlock(register.sheet, from, count, register.places.ids.length);
  return { block, rows: block.values.map((_, at) => rowOf(register, block, at)) };
}

function rowOf({ places, wallTime }: Register, block: Block, at: number): RegisterRow {
  const cells: Record<string, CellInput> = {};
  const formulas = new Set<string>();
  places.ids.forEach((id, column) => {
    if (places.of(id) !== column + 1) return;
    const formula = block.formulas[at]?.[column] ?? '';
    cells[id] = cellInput(block.values[at]?.[column], formula, wallTime);
    if (formula !== '') formulas.add(id);
  });
  return {
    row: block.firstRow + at,
    key: textOf(cells.key),
    cells,
    formulas,
    saved: parseSaved(textOf(cells.saved)),
    waiting: parseWaiting(textOf(cells.waiting)),
  };
}

/** Nothing is typed into it: neither a number nor any field. */
export function isEmptyRow(form: Form, row: RegisterRow): boolean {
  return inputsOf(form).every((input) => textOf(row.cells[input]) === '');
}

/**
 * Gives every filled row among `rows` its own key. Of rows with one key (a row was copied and pasted whole), one keeps
 * it: the one that was not `touched` just now, else the upper. The copy starts as a new row, without signatures.
 */
export function withKeys(
  register: Register,
  rows: readonly RegisterRow[],
  touched: (row: number) => boolean,
): readonly RegisterRow[] {
  const owners = new Map<string, number>();
  register.keys.forEach((key, at) => {
    const row = firstDataRow + at;
    const owner = owners.get(key);
    if (owner === undefined || (touched(owner) && !touched(row))) owners.set(key, row);
  });
  return rows.map((row) => {
    if (isEmptyRow(register.form, row)) return row;
    if (row.key === '') return { ...row, key: Utilities.getUuid() };
    return owners.get(row.key) === row.row ? row : copyOf(register.form, row);
  });
}

function copyOf(form: Form, row: RegisterRow): RegisterRow {
  const cells: Record<string, CellInput> = {
    ...row.cells,
    state: null,
    next: null,
    due: null,
    left: null,
    messages: null,
  };
  for (const input of inputsOf(form)) if (isStampedInput(form, input)) cells[input] = null;
  return { ...row, key: Utilities.getUuid(), cells, saved: nothingSaved, waiting: {} };
}
