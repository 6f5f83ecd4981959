import type { GridRange, SheetProperties } from '../workbook/workbook-types';
import { overlaps } from './grid-range';
import { invalid } from './sheets-api-error';

/** Throws 400 when the account may not change all of the range, or, where none is given, the sheet as a whole. */
export function checkProtection(
  { protections }: Pick<SheetProperties, 'protections'>,
  account: string,
  range?: GridRange,
): void {
  const refused = protections.some(
    (protection) =>
      !protection.warningOnly &&
      !protection.editors.includes(account) &&
      (protection.range === 'sheet' || (range !== undefined && overlaps(protection.range, range))),
  );
  if (!refused) return;
  throw invalid(
    'You are trying to edit a protected cell or object. ' +
      'Please contact the spreadsheet owner to remove protection if you need to edit.',
  );
}
