import { type Card, type CardPaint, offerNumbers, problemsOf, readCard, showOnCard } from './card';
import { showDeadlines } from './card-deadlines';
import type { CardTabs } from './card-tabs';
import { sameCell, textOf } from './cell-input';
import { firstDataRow, openRegister, type Register, type RegisterRow, readRows } from './register-rows';

/** The row with that number and batch; without a batch the order's first shipment. */
export function findRow(register: Register, number: string, batch: string): RegisterRow | undefined {
  const by = register.form.repeat?.by ?? '';
  const rows = (readRows(register, firstDataRow, register.lastRow)?.rows ?? []).filter(
    (row) => row.key !== '' && textOf(row.cells.number) === number,
  );
  const found = rows.find((row) => (textOf(row.cells[by]) || '1') === (batch || '1'));
  return found ?? (batch === '' ? rows[0] : undefined);
}

/**
 * Shows the record as its row in the register stands now. After sending from the card, `sent` says how the card stood
 * `before`, so that what was typed since stays, as do the texts that clashed with the register's.
 */
export function showRow(
  tabs: CardTabs,
  key: string,
  now: Date,
  sent?: { readonly before: Card; readonly clashes: CardPaint },
): void {
  const register = openRegister(tabs.spreadsheet, tabs.register, tabs.form);
  const at = register?.keys.indexOf(key) ?? -1;
  if (!register || at < 0) return;
  const row = readRows(register, firstDataRow + at, firstDataRow + at)?.rows[0];
  if (!row) return;
  const card = readCard(tabs.sheet, tabs.form, register.wallTime);
  const paint: CardPaint = new Map([...problemsOf(register, row), ...(sent?.clashes ?? [])]);
  showOnCard(
    card,
    key,
    row.cells,
    paint,
    (field) =>
      sent !== undefined &&
      (sent.clashes.has(field) || !sameCell(card.cells[field], sent.before.cells[field])),
  );
  showDeadlines(card, row.saved.times, register.wallTime, now);
  offerNumbers(card, numbersIn(register));
}

/** A card to fill in for a new record. */
export function showBlankCard(card: Card, { wallTime }: Register, now: Date): void {
  showOnCard(card, '', {}, new Map(), () => false);
  showDeadlines(card, undefined, wallTime, now);
}

function numbersIn({ sheet, places, keys }: Register): string[] {
  return sheet
    .getRange(firstDataRow, places.system('number'), keys.length, 1)
    .getValues()
    .map((line) => String(line[0] ?? ''));
}
