import { type Card, paintCard, readCard, typedOnCard } from './card';
import { findRow, showBlankCard, showRow } from './card-record';
import type { CardTabs } from './card-tabs';
import { copyToRegister } from './card-to-register';
import { textOf } from './cell-input';
import type { Cells } from './pending-cells';
import { openRegister, type Register } from './register-rows';
import { type Sender, type Sending, sendRows } from './send-rows';
import type { Range } from './sheet-access';
import { texts } from './texts';

/**
 * Somebody typed on the card. A number shows that record, a batch of that number that there is shows that batch; what is
 * typed into a blank goes to the record's row and is sent. On a card without a record the blanks wait for 提交.
 */
export function cardTyped(tabs: CardTabs, touched: Range, by: string, now: () => Date): void {
  const register = openRegister(tabs.spreadsheet, tabs.register, tabs.form);
  if (!register) return;
  const card = readCard(tabs.sheet, tabs.form, register.wallTime);
  const all = typedOnCard(card);
  const typed = Object.fromEntries(Object.entries(all).filter(([field]) => isTouched(card, field, touched)));
  const isNew = card.shown.key === '';
  const hasBlanks = Object.keys(all).some((field) => field !== 'number');
  if ('number' in typed && !(isNew && hasBlanks)) {
    chooseRecord(tabs, register, card, now());
    return;
  }
  const batchField = tabs.form.repeat?.by ?? '';
  const batch =
    batchField in typed ? findRow(register, numberOn(card), textOf(card.cells[batchField])) : undefined;
  if (batch && batch.key !== card.shown.key && !isNew) showRow(tabs, batch.key, now());
  else if (isNew) paintCard(card, card.cells, new Map());
  else if (Object.keys(typed).length > 0) sendFromCard(tabs, card, typed, { kind: 'bridge' }, by, now);
}

/** 提交 on the card: sends every blank that was typed into, for a new record as a new row. */
export function submitCard(
  tabs: CardTabs,
  sender: Extract<Sender, { kind: 'person' }>,
  now: () => Date,
): Sending | undefined {
  const register = openRegister(tabs.spreadsheet, tabs.register, tabs.form);
  if (!register) return undefined;
  const card = readCard(tabs.sheet, tabs.form, register.wallTime);
  return sendFromCard(tabs, card, typedOnCard(card), sender, sender.email, now);
}

function sendFromCard(
  tabs: CardTabs,
  card: Card,
  typed: Cells,
  sender: Sender,
  by: string,
  now: () => Date,
): Sending {
  const copied = copyToRegister(tabs, card, typed, { at: now().toISOString(), by: by || undefined });
  if (!copied) return { sent: 0, toMend: 0, ofOthers: 0 };
  const of = { spreadsheet: tabs.spreadsheet, sheet: tabs.register, form: tabs.form };
  const sending = sendRows(of, { kind: 'keys', keys: new Set([copied.key]) }, sender, now);
  showRow(tabs, copied.key, now(), { before: card, clashes: copied.clashes });
  return { ...sending, toMend: Math.max(sending.toMend, copied.clashes.size > 0 ? 1 : 0) };
}

function chooseRecord(tabs: CardTabs, register: Register, card: Card, now: Date): void {
  const number = numberOn(card);
  const found = number === '' ? undefined : findRow(register, number, '');
  if (found) showRow(tabs, found.key, now);
  else if (number === '') showBlankCard(card, register, now);
  else if (card.shown.key !== '') {
    showRow(tabs, card.shown.key, now);
    tabs.spreadsheet.toast(texts.noSuchNumber(number), texts.menu());
  }
}

function numberOn(card: Card): string {
  return textOf(card.cells.number).trim();
}

function isTouched(card: Card, field: string, touched: Range): boolean {
  const place = card.places.find((one) => one.field === field);
  return (
    place !== undefined &&
    place.row >= touched.getRow() &&
    place.row <= touched.getLastRow() &&
    place.column >= touched.getColumn() &&
    place.column <= touched.getLastColumn()
  );
}
