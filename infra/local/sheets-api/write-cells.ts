import type { Cell, Entry, Workbook } from '../workbook/workbook-types';
import type { CellChange } from './cell-format';

const BY_API = { by: 'api' } as const;

type Change = { entry?: Entry; attributes: CellChange };

/**
 * Writes a block of changes. All of them set the same attributes, since they share a mask, and most often to the same
 * value: those are set in one go.
 */
export function writeCells(
  workbook: Workbook,
  sheetId: number,
  row: number,
  column: number,
  lines: readonly (readonly Change[])[],
): void {
  if (lines.some((line) => line.length !== lines[0]?.length)) {
    lines.forEach((line, at) => {
      if (line.length > 0) writeCells(workbook, sheetId, row + at, column, [line]);
    });
    return;
  }
  const first = lines[0]?.[0];
  if (first === undefined) return;
  if (first.entry !== undefined) {
    const entries = lines.map((line) => line.map(({ entry }) => entry ?? { value: null }));
    workbook.enter(sheetId, row, column, entries, BY_API);
  }
  const all = lines.flat();
  const keys = ATTRIBUTES.filter((key) => key in first.attributes);
  const varied = keys.filter((key) =>
    all.some(({ attributes }) => attributes[key] !== first.attributes[key]),
  );
  const common = Object.fromEntries(
    Object.entries(first.attributes).filter(([name]) => !varied.some((key) => key === name)),
  );
  const range = { row, column, rows: lines.length, columns: lines[0]?.length ?? 0 };
  if (varied.length < keys.length) workbook.setCells(sheetId, range, common, BY_API);
  const set = <K extends keyof CellChange>(key: K) => {
    const values: (Cell[K] | undefined)[][] = lines.map((line) =>
      line.map(({ attributes }) => attributes[key]),
    );
    workbook.setAttributes(sheetId, row, column, key, values, BY_API);
  };
  for (const key of varied) set(key);
}

const ATTRIBUTES = [
  'format',
  'background',
  'color',
  'bold',
  'fontSize',
  'align',
  'verticalAlign',
  'wrap',
  'border',
  'note',
  'dropdown',
] as const satisfies readonly (keyof CellChange)[];
