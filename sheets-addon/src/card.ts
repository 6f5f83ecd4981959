import type { CellInput } from '../../functions/src/forms/edit-contract';
import type { Field, Form } from '../../functions/src/forms/form';
import { isStamped, yesNoTexts } from '../../functions/src/forms/register-layout';
import { type CardPlace, cardColumns, cardPlaces, cardRows } from './card-rows';
import { cellInput, type SheetValue, sameCell, textOf, type WallTime } from './cell-input';
import { isProblemColor, readOnlyColor } from './colors';
import type { Cells } from './pending-cells';
import { inputsOf } from './register-columns';
import type { Register, RegisterRow } from './register-rows';
import { cell, object, parseJson, recordOf, text } from './shapes';
import { dropdownOf, type Sheet } from './sheet-access';
import { type Content, writeContents } from './sheet-block';

/** What the card was last made to show: '' as key for a new record that is not in the register yet. */
type Shown = { readonly key: string; readonly cells: Readonly<Record<string, string | number | boolean>> };

const shownShape = object<Shown>({ key: text, cells: recordOf(cell) });

export type Card = {
  readonly sheet: Sheet;
  readonly form: Form;
  readonly places: readonly CardPlace[];
  /** What stands on it now. */
  readonly cells: Cells;
  readonly shown: Shown;
};

export function readCard(sheet: Sheet, form: Form, wallTime: WallTime): Card {
  const rows = cardRows(form);
  const places = cardPlaces(rows);
  const range = sheet.getRange(1, 1, rows.length, cardColumns.count);
  const values: SheetValue[][] = range.getValues();
  const formulas = range.getFormulas();
  const cells = places.map(({ field, row, column }): [string, CellInput] => [
    field,
    cellInput(values[row - 1]?.[column - 1], formulas[row - 1]?.[column - 1] ?? '', wallTime),
  ]);
  return {
    sheet,
    form,
    places,
    cells: Object.fromEntries(cells),
    shown: parseJson(String(values[0]?.[0] ?? ''), shownShape) ?? { key: '', cells: {} },
  };
}

/** What is typed into blanks: where something else stands than the card was made to show. */
export function typedOnCard(card: Card): Cells {
  const inputs = inputsOf(card.form);
  return Object.fromEntries(
    Object.entries(card.cells).filter(
      ([field, cell]) => inputs.includes(field) && !sameCell(cell, card.shown.cells[field]),
    ),
  );
}

/** What is to be painted on a blank: the register's own paint, or what the card itself found. */
export type CardPaint = ReadonlyMap<string, { readonly color: string; readonly note: string }>;

/** The row's painted problems. */
export function problemsOf(register: Register, row: RegisterRow): CardPaint {
  const line = register.sheet.getRange(row.row, 1, 1, register.places.ids.length);
  const [colors, notes] = [line.getBackgrounds()[0], line.getNotes()[0]];
  return new Map(
    register.places.ids.flatMap((id, at) => {
      const color = colors?.[at] ?? '';
      return isProblemColor(color) ? [[id, { color, note: notes?.[at] ?? '' }] as const] : [];
    }),
  );
}

/**
 * Makes the card show `cells`. Blanks that are `kept` stay as they are, and are seen as typed.
 */
export function showOnCard(
  card: Card,
  key: string,
  cells: Cells,
  paint: CardPaint,
  kept: (field: string) => boolean,
): void {
  const last = Math.max(...card.places.map(({ row }) => row));
  const grid = Array.from({ length: last }, () => [content(''), content('')]);
  const shown: Record<string, string | number | boolean> = {};
  for (const { field, row, column } of card.places) {
    const cell = cells[field] ?? null;
    if (cell !== null) shown[field] = cell;
    const line = grid[row - 1];
    if (line)
      line[column < cardColumns.right ? 0 : 1] = content((kept(field) ? card.cells[field] : cell) ?? '');
  }
  [cardColumns.left, cardColumns.right].forEach((label, side) => {
    const range = card.sheet.getRange(2, label + 1, last - 1, 1);
    writeContents(
      range,
      grid.slice(1).map((line) => [line[side] ?? content('')]),
    );
  });
  writeContents(card.sheet.getRange(1, cardColumns.ids), [[content(JSON.stringify({ key, cells: shown }))]]);
  paintCard(card, cells, paint);
}

function content(value: string | number | boolean): Content {
  return { format: '@', value, isFormula: false };
}

const otherBranchColor = '#d9d9d9';

/** Greys the blanks of branches that are not taken, and paints problems. */
export function paintCard(card: Card, cells: Cells, paint: CardPaint): void {
  for (const side of [cardColumns.left, cardColumns.right]) {
    const places = card.places.filter(({ column }) => column === side + 1);
    const last = Math.max(...card.places.map(({ row }) => row));
    const range = card.sheet.getRange(2, side + 1, last - 1, 1);
    const colors: (string | null)[][] = range.getBackgrounds();
    const notes = colors.map(() => ['']);
    for (const { field, row } of places) {
      const problem = paint.get(field);
      colors[row - 2] = [problem?.color ?? baseColor(card.form, field, cells)];
      notes[row - 2] = [problem?.note ?? ''];
    }
    range.setBackgrounds(colors);
    range.setNotes(notes);
  }
}

function baseColor(form: Form, id: string, cells: Cells): string | null {
  const field = form.field(id);
  if (!field) return id === 'number' ? null : readOnlyColor;
  if (isOtherBranch(form, field, cells)) return otherBranchColor;
  return isStamped(field) ? readOnlyColor : null;
}

/** Once the deciding field is filled with another answer; until then every branch is open. */
function isOtherBranch(form: Form, { when }: Field, cells: Cells): boolean {
  if (!when) return false;
  const text = textOf(cells[when.field]).trim();
  if (text === '') return false;
  return !when.is.some((value) => textsOf(form.field(when.field), value).includes(text));
}

/** How a choice or yes-no is written, in any language. */
function textsOf(field: Field | undefined, value: string | boolean): readonly string[] {
  if (typeof value === 'string') return Object.values(field?.options?.[value] ?? {});
  return Object.values(yesNoTexts).map(([yes, no]) => (value ? yes : no));
}

/** The most that a dropdown may hold. */
const mostNumbers = 500;

/** Offers the register's numbers in the card's number cell, the latest first. */
export function offerNumbers(card: Card, numbers: readonly string[]): void {
  const place = card.places.find(({ field }) => field === 'number');
  const offered = [...new Set([...numbers].reverse())]
    .filter((number) => number !== '')
    .slice(0, mostNumbers);
  if (place && offered.length > 0)
    card.sheet.getRange(place.row, place.column).setDataValidation(dropdownOf(offered));
}
