import { overlaps } from '../../sheets-api/grid-range';
import type { GridRange, SheetProperties } from '../../workbook/workbook-types';

export const PROTECTED =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';

/** Whether a protection keeps this person from the range, or, without one, from the sheet as a whole. */
export function isProtectedFrom(email: string, sheet: SheetProperties, range?: GridRange): boolean {
  return sheet.protections.some(
    (protection) =>
      !protection.warningOnly &&
      !protection.editors.includes(email) &&
      (protection.range === 'sheet' || (range !== undefined && overlaps(protection.range, range))),
  );
}
