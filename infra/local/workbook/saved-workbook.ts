import { z } from 'zod';
import type { Row, Tab } from './grid';
import type { Cell } from './workbook-types';

const count = z.number().int().min(0);
const range = z.strictObject({ row: count, column: count, rows: count, columns: count });
const sizes = z.record(z.string().regex(/^\d+$/), z.number());

const cell = z.strictObject({
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  formula: z.exactOptional(z.literal(true)),
  format: z.exactOptional(z.string()),
  background: z.exactOptional(z.string()),
  color: z.exactOptional(z.string()),
  bold: z.exactOptional(z.boolean()),
  fontSize: z.exactOptional(z.number()),
  align: z.exactOptional(z.enum(['left', 'center', 'right'])),
  verticalAlign: z.exactOptional(z.enum(['top', 'middle', 'bottom'])),
  wrap: z.exactOptional(z.boolean()),
  border: z.exactOptional(z.boolean()),
  note: z.exactOptional(z.string()),
  dropdown: z.exactOptional(
    z.strictObject({ options: z.array(z.string()), strict: z.boolean(), help: z.exactOptional(z.string()) }),
  ),
});

const properties = z.strictObject({
  id: count,
  title: z.string().min(1).max(100),
  hidden: z.boolean(),
  rowCount: z.number().int().min(1),
  columnCount: z.number().int().min(1),
  frozenRows: count,
  frozenColumns: count,
  columnWidths: sizes,
  rowHeights: sizes,
  hiddenColumns: z.array(count),
  hiddenRows: z.array(count),
  merges: z.array(range),
  protections: z.array(
    z.strictObject({
      id: count,
      description: z.string(),
      range: z.union([range, z.literal('sheet')]),
      warningOnly: z.boolean(),
      editors: z.array(z.string()),
    }),
  ),
  tabColor: z.exactOptional(z.string()),
  hiddenGridlines: z.exactOptional(z.boolean()),
  charts: z.array(z.strictObject({ id: count, spec: z.unknown(), position: z.unknown() })),
  conditionalFormats: z.array(z.unknown()),
  basicFilter: z.exactOptional(z.unknown()),
});

const savedWorkbook = z.strictObject({
  id: z.string().min(1),
  title: z.string(),
  timeZone: z.string().min(1),
  locale: z.string().min(1),
  sheets: z.array(z.strictObject({ properties, cells: z.array(z.tuple([count, count, cell])) })).min(1),
});

export type SavedWorkbook = z.infer<typeof savedWorkbook>;

/** Throws, naming the place, when the value is not what a workbook's `save` returns. */
export function parseSavedWorkbook(saved: unknown): SavedWorkbook {
  const parsed = savedWorkbook.safeParse(saved);
  if (!parsed.success) throw new Error(`This is not a saved workbook:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Only the cells that hold something, as [row, column, cell]. */
export function savedCells(tab: Tab): [number, number, Cell][] {
  return tab.rows.flatMap((row, at) =>
    (row ?? []).flatMap((cell, column): [number, number, Cell][] =>
      cell === undefined ? [] : [[at, column, structuredClone(cell)]],
    ),
  );
}

/** Throws when a cell lies outside its tab. */
export function tabsOf(sheets: SavedWorkbook['sheets']): Tab[] {
  return sheets.map(({ properties, cells }) => {
    const rows: (Row | undefined)[] = [];
    for (const [row, column, cell] of cells) {
      if (row >= properties.rowCount || column >= properties.columnCount) {
        throw new Error(
          `This is not a saved workbook: ${properties.title} has no row ${row}, column ${column}`,
        );
      }
      const line = (rows[row] ?? []).slice();
      line[column] = cell;
      rows[row] = line;
    }
    return { properties, rows };
  });
}
