import type { SheetValue } from './cell-input';
import type { Range, Sheet } from './sheet-access';

/** Whole rows of a sheet as they were read: `values[0]` is row `firstRow` (from 1). */
export type Block = {
  readonly sheet: Sheet;
  readonly firstRow: number;
  readonly values: readonly (readonly SheetValue[])[];
  readonly formulas: readonly (readonly string[])[];
};

export type CellWrite = {
  readonly row: number;
  readonly column: number;
  readonly value: string | number | boolean | null;
  /** Set together with the value, so that Sheets doesn't turn the text into something else. */
  readonly format: string;
};

type Area = { row: number; column: number; rows: number; columns: number };

/** Two calls, however many rows. */
export function readBlock(sheet: Sheet, firstRow: number, rows: number, columns: number): Block {
  const range = sheet.getRange(firstRow, 1, rows, columns);
  return { sheet, firstRow, values: range.getValues(), formulas: range.getFormulas() };
}

/**
 * Writes the cells by rectangles: those between them are written back as they were read. Neighbouring rows make one
 * rectangle per run of columns; when the rows lie scattered, one rectangle spans them all, so the number of calls
 * doesn't grow with the number of rows.
 */
export function writeCells(block: Block, writes: readonly CellWrite[]): void {
  const byPlace = new Map(writes.map((write) => [`${write.row}:${write.column}`, write]));
  for (const area of areasOf(writes)) {
    const range = block.sheet.getRange(area.row, area.column, area.rows, area.columns);
    const grid = range.getNumberFormats().map((line, r) =>
      line.map((format, c): Content => {
        const [row, column] = [area.row + r, area.column + c];
        const write = byPlace.get(`${row}:${column}`);
        if (write) return { format: write.format || format, value: write.value ?? '', isFormula: false };
        const [value, formula] = asRead(block, row, column);
        return formula ? { format, value: formula, isFormula: true } : { format, value, isFormula: false };
      }),
    );
    writeContents(range, grid);
  }
}

/** A cell's number format and what it is to hold: text is meant as text, whatever it looks like. */
export type Content = { readonly format: string; readonly value: SheetValue; readonly isFormula: boolean };

/**
 * `setValues` reads text as if it were typed: '=…' becomes a formula and '0911' a number. An apostrophe prevents that.
 * Cells in text format need none, except where the text could be taken for a formula all the same; as a text cell
 * might keep the apostrophe, it gets its format only afterwards.
 */
export function writeContents(range: Range, grid: readonly (readonly Content[])[]): void {
  const formats = grid.map((line) => line.map(({ format }) => format));
  const first = grid.map((line) => line.map((content) => (isRisky(content) ? 'General' : content.format)));
  range.setNumberFormats(first);
  range.setValues(
    grid.map((line) =>
      line.map((content) =>
        typeof content.value === 'string' && isQuoted(content) ? `'${content.value}` : content.value,
      ),
    ),
  );
  if (grid.some((line) => line.some(isRisky))) range.setNumberFormats(formats);
}

function isQuoted(content: Content): boolean {
  return content.value !== '' && !content.isFormula && (content.format !== '@' || isRisky(content));
}

function isRisky({ format, value, isFormula }: Content): boolean {
  return format === '@' && !isFormula && typeof value === 'string' && /^[=+']/.test(value);
}

/** More runs of rows than this are written as one. */
const mostRuns = 4;

function areasOf(cells: readonly { row: number; column: number }[]): Area[] {
  const rowRuns = runsOf(cells.map((cell) => cell.row));
  const [first, last] = [rowRuns[0], rowRuns[rowRuns.length - 1]];
  const spans =
    rowRuns.length > mostRuns && first && last
      ? [{ from: first.from, count: last.from + last.count - first.from }]
      : rowRuns;
  return spans.flatMap(({ from, count }) => {
    const inside = cells.filter((cell) => cell.row >= from && cell.row < from + count);
    return runsOf(inside.map((cell) => cell.column)).map((run) => ({
      row: from,
      rows: count,
      column: run.from,
      columns: run.count,
    }));
  });
}

/** Neighbouring numbers, in order: [3, 1, 2, 7] gives 1–3 and 7. */
export function runsOf(numbers: readonly number[]): { from: number; count: number }[] {
  const runs: { from: number; count: number }[] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = runs[runs.length - 1];
    if (last && last.from + last.count === number) last.count += 1;
    else runs.push({ from: number, count: 1 });
  }
  return runs;
}

function asRead(block: Block, row: number, column: number): [value: SheetValue, formula: string] {
  const at = row - block.firstRow;
  return [block.values[at]?.[column - 1] ?? '', block.formulas[at]?.[column - 1] ?? ''];
}
