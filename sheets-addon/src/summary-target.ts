import { forms } from '../../functions/src/forms';
import type { NoticesAsked } from '../../functions/src/forms/notices-contract';
import { textOf } from './cell-input';
import { registerTitle } from './register-columns';
import { firstDataRow, openRegister, type Register } from './register-rows';
import type { Sheet, Spreadsheet } from './sheet-access';
import { texts } from './texts';

/**
 * What a line of a summary tab is about: the notice whose id stands in its last cell, else the order whose number stands
 * in one of its cells, else, where it is a customer's letter about no order, all such letters. Undefined for headings,
 * figures and empty lines.
 */
export function summaryTarget(spreadsheet: Spreadsheet, sheet: Sheet, row: number): NoticesAsked | undefined {
  const columns = sheet.getLastColumn();
  if (row < 1 || columns < 1) return undefined;
  const cells = (sheet.getRange(row, 1, 1, columns).getValues()[0] ?? []).map(String);
  const filled = cells.filter((cell) => cell !== '');
  const last = filled[filled.length - 1] ?? '';
  if (last.includes('~')) return { do: 'list', notice: last };
  return orderOf(spreadsheet, filled) ?? (isLetter(sheet, row, filled) ? { do: 'inbox' } : undefined);
}

/** `DH2026-0001 第2批`, as summaries name a further shipment; without a batch it is the order itself. */
const named = /^(.+?)(?: 第(\d+)批)?$/;

function orderOf(spreadsheet: Spreadsheet, cells: readonly string[]): NoticesAsked | undefined {
  for (const form of forms) {
    const sheet = form.recipients && spreadsheet.getSheetByName(registerTitle(form));
    const register = sheet ? openRegister(spreadsheet, sheet, form) : undefined;
    if (!register || register.keys.length === 0) continue;
    const numbers = column(register, 'number');
    const batches = column(register, form.repeat?.by ?? '');
    for (const cell of cells) {
      const [, number, batch = '1'] = named.exec(cell) ?? [];
      const at = numbers.findIndex((one, row) => one === number && (batches[row] || '1') === batch);
      const key = register.keys[at];
      if (key) return { do: 'list', form: form.id, key };
    }
  }
  return undefined;
}

function column({ sheet, places, keys }: Register, id: string): readonly string[] {
  const place = places.of(id);
  if (place === undefined) return [];
  const cells = sheet.getRange(firstDataRow, place, keys.length, 1).getValues();
  return cells.map(([cell]) => textOf(typeof cell === 'number' ? cell : String(cell ?? '')));
}

/** Below the title of the customers' letters, and above the empty line that ends them; titles and headings aren't. */
function isLetter(sheet: Sheet, row: number, filled: readonly string[]): boolean {
  if (filled.length < 2) return false;
  const firsts = sheet
    .getRange(1, 1, row, 1)
    .getValues()
    .map(([cell]) => String(cell ?? ''));
  const title = firsts.map((first) => first.startsWith('【')).lastIndexOf(true);
  return title >= 0 && row > title + 2 && (firsts[title] ?? '').startsWith(texts.lettersTitle());
}
