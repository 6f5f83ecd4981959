import type { ICellData } from '@univerjs/core';

/** Cells by row and column, as Univer reports a change. */
export type Cells = Record<number, Record<number, ICellData | null> | null>;

type Block = { row: number; column: number; typed: string[][] };

/** The text that a person would type for what the grid holds. For a cell whose style alone changed it is undefined. */
export function textOf(cell: ICellData | null): string | undefined {
  if (cell === null) return '';
  if (typeof cell.f === 'string' && cell.f !== '') return cell.f;
  if (cell.p?.body) return cell.p.body.dataStream.replace(/\r\n$/, '').replaceAll('\r', '\n');
  if (cell.v === undefined) return undefined;
  if (cell.v === null) return '';
  if (cell.t === 3) return Number(cell.v) === 1 || cell.v === true ? 'TRUE' : 'FALSE';
  return cell.t === 4 ? `'${cell.v}` : String(cell.v);
}

/** Cuts changed cells into full rectangles: whole runs of rows with the same columns become one block. */
export function blocksOf(
  cells: Cells,
  textAt: (row: number, column: number, cell: ICellData | null) => string | undefined,
): Block[] {
  const done: Block[] = [];
  let above: Block[] = [];
  for (const [rowKey, line] of Object.entries(cells)) {
    const row = Number(rowKey);
    const here: Block[] = [];
    for (const run of runsOf(row, line ?? {}, textAt)) {
      const grown = above.find(
        ({ row: top, column, typed }) =>
          top + typed.length === row && column === run.column && typed[0]?.length === run.texts.length,
      );
      if (grown === undefined) here.push({ row, column: run.column, typed: [run.texts] });
      else {
        grown.typed.push(run.texts);
        here.push(grown);
      }
    }
    done.push(...above.filter((block) => !here.includes(block)));
    above = here;
  }
  return [...done, ...above];
}

/** Neighbouring changed cells of one row. */
function runsOf(
  row: number,
  line: Record<number, ICellData | null>,
  textAt: (row: number, column: number, cell: ICellData | null) => string | undefined,
): { column: number; texts: string[] }[] {
  const runs: { column: number; texts: string[] }[] = [];
  for (const [key, cell] of Object.entries(line)) {
    const column = Number(key);
    const text = textAt(row, column, cell);
    const last = runs.at(-1);
    if (text === undefined) continue;
    if (last !== undefined && last.column + last.texts.length === column) last.texts.push(text);
    else runs.push({ column, texts: [text] });
  }
  return runs;
}
