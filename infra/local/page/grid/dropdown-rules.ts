import type { IRange, ISheetDataValidationRule } from '@univerjs/core';
import type { Look } from '../../web/wire';
import { columnOf, rowOf, type SheetMirror } from '../sync/mirror';

type Dropdown = NonNullable<Look['dropdown']>;

/**
 * The tab's dropdowns as Univer's rules, one for each list of options. They only offer and never refuse: whether
 * another value may stand is decided by the server, so that pasting is judged like typing.
 */
export function dropdownRules({ properties, columns, cells }: SheetMirror): ISheetDataValidationRule[] {
  const byColumn = new Map<number, [number, Look][]>();
  for (const [place, state] of cells) {
    const list = byColumn.get(columnOf(place));
    if (list === undefined) byColumn.set(columnOf(place), [[rowOf(place), state.look]]);
    else list.push([rowOf(place), state.look]);
  }
  const ranges = new Map<string, { dropdown: Dropdown; ranges: IRange[] }>();
  columns.forEach((columnLook, column) => {
    const own = new Map(byColumn.get(column));
    if (columnLook.dropdown === undefined && ![...own.values()].some((look) => look.dropdown)) return;
    const at = (row: number) => (own.get(row) ?? columnLook).dropdown;
    let from = 0;
    for (let row = 1; row <= properties.rowCount; row += 1) {
      const key = keyOf(at(from));
      if (row < properties.rowCount && keyOf(at(row)) === key) continue;
      const dropdown = at(from);
      if (dropdown !== undefined) {
        const range = { startRow: from, endRow: row - 1, startColumn: column, endColumn: column };
        const entry = ranges.get(key) ?? { dropdown, ranges: [] };
        entry.ranges.push(range);
        ranges.set(key, entry);
      }
      from = row;
    }
  });
  return [...ranges].map(([key, entry]) => ({
    uid: `dropdown-${key}`,
    type: 'list',
    formula1: JSON.stringify(entry.dropdown.options),
    showErrorMessage: false,
    errorStyle: 2,
    renderMode: 1,
    allowBlank: true,
    ranges: entry.ranges,
  }));
}

const keys = new WeakMap<Dropdown, string>();

function keyOf(dropdown: Dropdown | undefined): string {
  if (dropdown === undefined) return '';
  const known = keys.get(dropdown);
  if (known !== undefined) return known;
  const key = JSON.stringify(dropdown.options);
  keys.set(dropdown, key);
  return key;
}
