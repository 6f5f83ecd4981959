import type { Cell, Entry, Workbook } from '../workbook/workbook-types';
import type { CellChange } from './cell-format';

const BY_API = { by: 'api' } as const;

/** Writes changes into neighbouring cells of a row; all of them set the same attributes, since they share a mask. */
export function writeCells(
  workbook: Workbook,
  sheetId: number,
  row: number,
  column: number,
  changes: readonly { entry?: Entry; attributes: CellChange }[],
): void {
  const [first] = changes;
  if (first === undefined) return;
  const entries = changes.flatMap(({ entry }) => entry ?? []);
  if (entries.length > 0) workbook.enter(sheetId, row, column, [entries], BY_API);
  const set = <K extends keyof CellChange>(key: K) => {
    const values: (Cell[K] | undefined)[] = changes.map(({ attributes }) => attributes[key]);
    workbook.setAttributes(sheetId, row, column, key, [values], BY_API);
  };
  for (const key of ATTRIBUTES) if (key in first.attributes) set(key);
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
