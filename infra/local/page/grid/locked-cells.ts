import type { SheetProperties } from '../../workbook/workbook-types';

/** Whether nobody but its editors may type into the cell. */
export function isLocked(
  { protections }: SheetProperties,
  row: number,
  column: number,
  email: string | undefined,
): boolean {
  return protections.some(({ range, warningOnly, editors }) => {
    if (warningOnly || (email !== undefined && editors.includes(email))) return false;
    if (range === 'sheet') return true;
    const down = row - range.row;
    const across = column - range.column;
    return down >= 0 && down < range.rows && across >= 0 && across < range.columns;
  });
}

/** Whether the cell is to be shaded as locked. A tab that is locked as a whole is not: all of it would be grey. */
export function isShaded(sheet: SheetProperties, row: number, column: number): boolean {
  const ranges = sheet.protections.filter(({ range }) => range !== 'sheet');
  return ranges.length > 0 && isLocked({ ...sheet, protections: ranges }, row, column, undefined);
}
