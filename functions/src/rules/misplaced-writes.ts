import type { SystemColumn } from '../forms/register-layout';
import { cellOf, type RegisterSheet, type Target, textOf } from './sheet-rows';

const timeLeftColumn: SystemColumn = 'left';

/** A cell by its place alone, for rows that have no key. */
export type Place = { readonly row: number; readonly column: number };

/**
 * Writing goes to places, and between reading and writing somebody may have sorted, inserted or removed rows or moved
 * columns. From the tab as it was read before and after the write, tells which cells hold what was meant for others:
 * `repairs` put back what stood there; `strays` are such cells in rows that were not there before, to be emptied.
 *
 * Nothing is repaired unless some intended cell does not hold its value, and only cells that hold a value of this very
 * write: what people typed meanwhile stays. A row that got only part of its own is put back as a whole.
 * The time left says nothing of what got where: the add-on rewrites it at any minute.
 */
export function misplacedWrites(
  before: RegisterSheet,
  after: RegisterSheet,
  targets: readonly Target[],
): { readonly repairs: readonly Target[]; readonly strays: readonly Place[] } {
  const isLost = ({ key, column, value }: Target) =>
    column !== timeLeftColumn && textOf(cellOf(after, key, column)) !== textOf(value);
  const lost = new Set(targets.filter(isLost).map(({ key }) => key));
  if (lost.size === 0) return { repairs: [], strays: [] };

  const written = new Set(targets.map(({ value }) => textOf(value)));
  const arrived = targets.filter(({ key }) => !lost.has(key));
  const intended = new Map(
    arrived.map((target) => [`${target.key}\n${target.column}`, textOf(target.value)]),
  );
  const repairs: Target[] = [];
  for (const key of after.rows.keys()) {
    if (!before.rows.has(key)) continue;
    for (const column of after.columns.keys()) {
      const [old, now] = [cellOf(before, key, column), textOf(cellOf(after, key, column))];
      const expected = intended.get(`${key}\n${column}`) ?? textOf(old);
      if (now !== expected && now !== textOf(old) && written.has(now)) {
        repairs.push({ key, column, value: typeof old === 'number' ? old : textOf(old) });
      }
    }
  }
  return { repairs, strays: straysOf(before, after, targets) };
}

function straysOf(before: RegisterSheet, after: RegisterSheet, targets: readonly Target[]): Place[] {
  const known = new Set([...after.rows].filter(([key]) => before.rows.has(key)).map(([, row]) => row));
  return placesOf(before, targets)
    .filter(
      ({ row, column, value }) => !known.has(row) && textOf(after.values[row]?.[column]) === textOf(value),
    )
    .map(({ row, column }) => ({ row, column }));
}

/** Where the targets are in this reading of the tab; those whose row is gone are left out. */
export function placesOf(
  sheet: RegisterSheet,
  targets: readonly Target[],
): (Place & { readonly value: string | number })[] {
  return targets.flatMap(({ key, column, value }) => {
    const [row, place] = [sheet.rows.get(key), sheet.columns.get(column)];
    return row === undefined || place === undefined ? [] : [{ row, column: place, value }];
  });
}

/** The tab as it will be once the repairs are written. */
export function repaired(
  sheet: RegisterSheet,
  repairs: readonly Target[],
  strays: readonly Place[],
): RegisterSheet {
  const values = sheet.values.map((line) => [...line]);
  const cells = [...placesOf(sheet, repairs), ...strays.map((place) => ({ ...place, value: '' }))];
  for (const { row, column, value } of cells) {
    const line = values[row];
    if (line) line[column] = value;
  }
  return { ...sheet, values };
}
