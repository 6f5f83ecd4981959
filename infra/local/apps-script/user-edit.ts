import { columnLetters } from '../sheets-api/a1-range';
import { displayText } from '../workbook/display';
import { interpret } from '../workbook/interpret';
import type { Cell, Entry, GridRange, SheetProperties, Workbook } from '../workbook/workbook-types';
import type { SheetRange } from './execution';
import { isProtectedFrom, PROTECTED } from './host/protected-cells';

/** What edit triggers are told. `value` and `oldValue` are there for a single cell that holds, or held, something. */
export type Typed = { at: SheetRange; value?: string; oldValue?: string };

/**
 * Stores what a person typed or pasted, each cell as its text. The grid grows under a paste that leaves it. Throws, and
 * changes nothing, for protected cells and for values that a strict dropdown does not offer, in the words (and the
 * language) in which Google Sheets refuses.
 */
export function typeInto(
  workbook: Workbook,
  user: string,
  year: number,
  sheetId: number,
  row: number,
  column: number,
  typed: readonly (readonly string[])[],
): Typed {
  const sheet = workbook.sheet(sheetId);
  if (sheet === undefined) throw new Error(`There is no sheet with the id ${sheetId}`);
  const range = { row, column, rows: typed.length, columns: typed[0]?.length ?? 0 };
  const chinese = workbook.locale.startsWith('zh');
  if (isProtectedFrom(user, sheet, range)) throw new Error(chinese ? PROTECTED_ZH : PROTECTED);
  const origin = { by: 'user', email: user } as const;

  return workbook.atomically(() => {
    grow(workbook, sheet, range, user);
    const cellAt = (r: number, c: number) => workbook.cell(sheetId, row + r, column + c);
    const before = cellAt(0, 0);
    const entries = typed.map((line, r) =>
      line.map((text, c) => {
        const cell = cellAt(r, c);
        const entry = interpret(text, cell.format, year);
        mustBeOffered(cell, entry, `${columnLetters(column + c)}${row + r + 1}`, chinese);
        return entry;
      }),
    );
    workbook.enter(sheetId, row, column, entries, origin);
    const at = { sheetId, ...range };
    if (range.rows * range.columns !== 1) return { at };
    const [value, oldValue] = [eventValue(cellAt(0, 0)), eventValue(before)];
    return { at, ...(value === undefined ? {} : { value }), ...(oldValue === undefined ? {} : { oldValue }) };
  });
}

const PROTECTED_ZH = '您正在尝试修改受保护的单元格或对象。如果需要修改,请与电子表格所有者联系,以移除保护。';

/** Google gives triggers the text of the bare value: a date as its serial number. */
function eventValue({ value }: Cell): string | undefined {
  if (value === null) return undefined;
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}

function grow(workbook: Workbook, sheet: SheetProperties, range: GridRange, email: string): void {
  const origin = { by: 'user', email } as const;
  const rows = range.row + range.rows - sheet.rowCount;
  const columns = range.column + range.columns - sheet.columnCount;
  if (rows > 0) workbook.insertRows(sheet.id, sheet.rowCount, rows, origin);
  if (columns > 0) workbook.insertColumns(sheet.id, sheet.columnCount, columns, origin);
}

function mustBeOffered({ dropdown, format }: Cell, entry: Entry, address: string, chinese: boolean): void {
  if (!dropdown?.strict || entry.value === null) return;
  const shown = displayText({ ...(format === undefined ? {} : { format }), ...entry });
  if (dropdown.options.includes(shown)) return;
  if (dropdown.help !== undefined) throw new Error(dropdown.help);
  throw new Error(
    chinese
      ? `您在单元格 ${address} 中输入的数据违反了此单元格中设置的数据验证规则。`
      : `The data you entered in cell ${address} violates the data validation rules set on this cell.`,
  );
}
