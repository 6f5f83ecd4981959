import { isProtectedFrom } from '../../apps-script/host/protected-cells';
import type { SheetProperties } from '../../workbook/workbook-types';

/** Whether this person may not type into the cell. */
export function isLocked(sheet: SheetProperties, row: number, column: number, email: string): boolean {
  return isProtectedFrom(email, sheet, { row, column, rows: 1, columns: 1 });
}

/**
 * Whether the cell is to be shaded as locked, for everybody alike. A tab that is locked as a whole is not: all of it
 * would be grey.
 */
export function isShaded({ protections, ...sheet }: SheetProperties, row: number, column: number): boolean {
  const ranges = protections.filter(({ range }) => range !== 'sheet');
  return ranges.length > 0 && isLocked({ ...sheet, protections: ranges }, row, column, '');
}
