import type { Register } from './register-rows';

const fewest = 300;
const added = 1000;

/**
 * Keeps empty rows below the last one where the server appends rows: a row inserted here has the formats and dropdowns of
 * the one above it, a row that an append adds at the end of the sheet would not.
 */
export function keepSpareRows({ form, sheet, lastRow }: Register): void {
  if (!form.madeBySystem) return;
  const has = sheet.getMaxRows();
  if (has - lastRow < fewest) sheet.insertRowsAfter(has, added);
}
