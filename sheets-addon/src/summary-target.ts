import { forms } from '../../functions/src/forms';
import type { NoticesAsked } from '../../functions/src/forms/notices-contract';
import { textOf } from './cell-input';
import { registerTitle } from './register-columns';
import { firstDataRow, openRegister, type Register } from './register-rows';
import type { Sheet, Spreadsheet } from './sheet-access';
import { texts } from './texts';

/** The headings below which the server writes what a line is about, in simplified Chinese like the whole tab. */
const noticeHeading = '通知标识';
const orderHeadings = ['单号', '编号'];

/**
 * What a line of a summary tab is about: the notice whose id stands below 通知标识, else the order whose number stands
 * below 单号 or 编号, of a letter that may be about several the first; else, where it is a customer's letter, all those
 * that wait. Undefined for titles, headings, figures and empty lines. Other cells hold what people have typed, be it the
 * number of another order.
 */
export function summaryTarget(spreadsheet: Spreadsheet, sheet: Sheet, row: number): NoticesAsked | undefined {
  const line = lineAt(sheet, row);
  if (!line) return undefined;
  const notice = line.below(noticeHeading);
  if (notice !== '') return { do: 'list', notice };
  const isLetter = line.title.startsWith(texts.lettersTitle());
  const named = orderHeadings.map(line.below).filter((cell) => cell !== '');
  const numbers = isLetter ? named.flatMap((cell) => [cell, ...cell.split('、')]) : named;
  return orderOf(spreadsheet, numbers) ?? (isLetter ? { do: 'inbox' } : undefined);
}

/** Its section's title, and what stands in it below a heading: '' where its section has no such column. */
type Line = { readonly title: string; readonly below: (heading: string) => string };

/** A section is its title, which stands alone, its headings and its lines, and an empty line ends it. */
function lineAt(sheet: Sheet, row: number): Line | undefined {
  const columns = sheet.getLastColumn();
  if (row < 1 || columns < 1) return undefined;
  const rows = sheet
    .getRange(1, 1, row, columns)
    .getValues()
    .map((cells) => cells.map(String));
  const isTitle = ([first = '', ...rest]: readonly string[]) =>
    first.startsWith('【') && rest.every((cell) => cell === '');
  const start = rows.map(isTitle).lastIndexOf(true);
  const [[title = ''] = [], headings = [], ...lines] = start < 0 ? [] : rows.slice(start);
  const cells = lines[lines.length - 1];
  if (!cells || lines.some((line) => line.every((cell) => cell === ''))) return undefined;
  return { title, below: (heading) => cells[headings.indexOf(heading)] ?? '' };
}

/** `DH2026-0001 第2批`, as summaries name a further shipment; without a batch it is the order itself. */
const nameForm = /^(.+?)(?: 第(\d+)批)?$/;

function orderOf(spreadsheet: Spreadsheet, names: readonly string[]): NoticesAsked | undefined {
  for (const form of forms) {
    const sheet = form.recipients && spreadsheet.getSheetByName(registerTitle(form));
    const register = sheet ? openRegister(spreadsheet, sheet, form) : undefined;
    if (!register || register.keys.length === 0) continue;
    const numbers = column(register, 'number');
    const batches = column(register, form.repeat?.by ?? '');
    for (const name of names) {
      const [, number, batch = '1'] = nameForm.exec(name) ?? [];
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
