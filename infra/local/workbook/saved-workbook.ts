import { z } from 'zod';
import type { Row, Tab } from './grid';
import type { Cell, CellValue } from './workbook-types';

const count = z.number().int().min(0);
const range = z.strictObject({ row: count, column: count, rows: count, columns: count });
const sizes = z.record(z.string().regex(/^\d+$/), z.number());

const look = z.strictObject({
  formula: z.exactOptional(z.literal(true)),
  format: z.exactOptional(z.string()),
  background: z.exactOptional(z.string()),
  color: z.exactOptional(z.string()),
  bold: z.exactOptional(z.boolean()),
  fontSize: z.exactOptional(z.number()),
  align: z.exactOptional(z.enum(['left', 'center', 'right'])),
  verticalAlign: z.exactOptional(z.enum(['top', 'middle', 'bottom'])),
  wrap: z.exactOptional(z.union([z.boolean(), z.literal('clip')])),
  border: z.exactOptional(z.boolean()),
  note: z.exactOptional(z.string()),
  dropdown: z.exactOptional(
    z.strictObject({ options: z.array(z.string()), strict: z.boolean(), help: z.exactOptional(z.string()) }),
  ),
});

/** A register has tens of thousands of cells: its values and the places of their looks are each checked in one go. */
const values = z.custom<CellValue[]>(
  (given) => Array.isArray(given) && given.every((value) => value === null || VALUE_TYPES.has(typeof value)),
  'values of cells are wanted',
);
const VALUE_TYPES = new Set(['string', 'number', 'boolean']);
const places = z.custom<number[]>(
  (given) => Array.isArray(given) && given.every((place) => Number.isInteger(place)),
  'places of looks are wanted',
);

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
  sheets: z
    .array(
      z.strictObject({
        properties,
        /** Everything but values, each listed once; the first is that of a cell without any. */
        looks: z.array(look).min(1),
        /** Rows that hold something: number, values and, cell by cell, the places of their looks. */
        rows: z.array(z.tuple([count, values, places])),
      }),
    )
    .min(1),
});

export type SavedWorkbook = z.infer<typeof savedWorkbook>;
type SavedSheet = SavedWorkbook['sheets'][number];
type Look = SavedSheet['looks'][number];

/** Throws, naming the place, when the value is not what a workbook's `save` returns. */
export function parseSavedWorkbook(saved: unknown): SavedWorkbook {
  const parsed = savedWorkbook.safeParse(saved);
  if (!parsed.success) throw new Error(`This is not a saved workbook:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The saved form of a tab; equal tabs give equal JSON. */
export function savedSheet({
  properties,
  rows,
}: Tab): Omit<SavedSheet, 'properties'> & Pick<Tab, 'properties'> {
  const looks: Look[] = [{}];
  const known = new Map([['[]', 0]]);
  const placeOf = ({ value: _, ...look }: Cell): number => {
    const parts = Object.entries(look).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify(parts);
    const place = known.get(key) ?? looks.push(structuredClone(Object.fromEntries(parts))) - 1;
    known.set(key, place);
    return place;
  };
  /** Most cells of a register are one and the same blank one, shared. */
  const places = new Map<Cell, number>();
  const place = (cell: Cell | undefined): number => {
    if (cell === undefined) return 0;
    const found = places.get(cell) ?? placeOf(cell);
    places.set(cell, found);
    return found;
  };
  const saved = rows.flatMap((row, at): SavedSheet['rows'] => {
    const last = row?.findLastIndex((cell) => cell !== undefined) ?? -1;
    const cells = Array.from({ length: last + 1 }, (_, column) => row?.[column]);
    return last < 0 ? [] : [[at, cells.map((cell) => cell?.value ?? null), cells.map(place)]];
  });
  return { properties, looks, rows: saved };
}

/** Throws when a cell lies outside its tab, or has a look that is not there. */
export function tabOf({ properties, looks, rows: saved }: SavedSheet): Tab {
  const blanks: readonly (Cell | undefined)[] = looks.map((look, place) =>
    place === 0 ? undefined : { ...look, value: null },
  );
  const rows: (Row | undefined)[] = [];
  for (const [row, values, places] of saved) {
    const inside = row < properties.rowCount && values.length <= properties.columnCount;
    if (!inside || places.length !== values.length || places.some((place) => looks[place] === undefined)) {
      throw new Error(`This is not a saved workbook: row ${row} of ${properties.title} does not fit`);
    }
    rows[row] = values.map((value, column) => {
      const place = places[column] ?? 0;
      return value === null ? blanks[place] : { ...looks[place], value };
    });
  }
  return { properties, rows };
}
