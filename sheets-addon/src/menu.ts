import { forms } from '../../functions/src/forms';
import { addShipmentRow } from './add-shipment';
import { submitCard } from './card-edit';
import { cardTabs } from './card-tabs';
import { formOfRegister, registerTitle } from './register-columns';
import { postRefresh } from './send';
import { type Sending, type SheetOfForm, sendRows } from './send-rows';
import { openSpreadsheet, openUi, type Sheet, type Spreadsheet, withSheetLock } from './sheet-access';
import { texts } from './texts';
import { refreshTimesLeft } from './times-left';

/** Builds the menu and nothing else: when the spreadsheet opens, nothing more is allowed. */
export function addMenu(): void {
  const menu = openUi()
    .createMenu(texts.menu())
    .addItem(texts.submit(), 'submit')
    .addItem(texts.refresh(), 'refresh');
  if (forms.some((form) => form.repeat)) menu.addItem(texts.addShipment(), 'addShipment');
  menu.addSeparator().addItem(texts.noticesItem(), 'showNotices').addItem(texts.inboxItem(), 'showInbox');
  menu.addSeparator().addItem(texts.setUp(), 'setUpTabs').addToUi();
}

/** 提交: sends what waits on the open tab, as the person who chose it. */
export function submitActive(now: () => Date): void {
  const spreadsheet = openSpreadsheet();
  const sheet = spreadsheet.getActiveSheet();
  const sender = { kind: 'person', email: personsEmail() } as const;
  const register = registerOf(spreadsheet, sheet);
  const card = cardTabs(spreadsheet, sheet);
  const sending = register
    ? sendRows(register, { kind: 'all' }, sender, now)
    : card && submitCard(card, sender, now);
  tell(spreadsheet, sending ? sentence(sending) : texts.openRegister());
}

/** 刷新: the server brings register and summary tabs up to date now instead of within a minute, and so do we the times left. */
export function refreshActive(now: () => Date): void {
  const spreadsheet = openSpreadsheet();
  const reply = postRefresh(spreadsheet.getId());
  for (const form of forms) {
    const sheet = form.stages.length > 0 ? spreadsheet.getSheetByName(registerTitle(form)) : null;
    if (sheet) withSheetLock(() => refreshTimesLeft({ spreadsheet, sheet, form }, now()));
  }
  tell(spreadsheet, reply.kind === 'answer' ? texts.refreshed() : reply.message);
}

/** 追加批次: a row for the goods still owed under the selected number. */
export function addShipmentToSelected(now: () => Date): void {
  const spreadsheet = openSpreadsheet();
  const sheet = spreadsheet.getActiveSheet();
  const register = registerOf(spreadsheet, sheet);
  if (!register) {
    tell(spreadsheet, texts.openRegister());
    return;
  }
  const email = personsEmail();
  const row = addShipmentRow(register, sheet.getActiveRange()?.getRow() ?? 0, email, now());
  if (row === undefined) {
    tell(spreadsheet, texts.chooseRow());
    return;
  }
  const sending = sendRows(
    register,
    { kind: 'places', first: row, last: row },
    { kind: 'person', email },
    now,
  );
  sheet.getRange(row, 1).activate();
  tell(spreadsheet, sentence(sending));
}

function registerOf(spreadsheet: Spreadsheet, sheet: Sheet): SheetOfForm | undefined {
  const form = formOfRegister(sheet.getName());
  return form && { spreadsheet, sheet, form };
}

function personsEmail(): string {
  return Session.getActiveUser().getEmail();
}

function tell(spreadsheet: Spreadsheet, message: string): void {
  spreadsheet.toast(message, texts.menu());
}

function sentence({ sent, toMend, ofOthers, failure }: Sending): string {
  return [
    ...(failure === undefined ? [] : [failure]),
    ...(sent > 0 || failure !== undefined ? [] : [texts.nothingToSend()]),
    ...(sent > 0 ? [texts.submitted(sent)] : []),
    ...(toMend > 0 && failure === undefined ? [texts.rowsToMend(toMend)] : []),
    ...(ofOthers > 0 ? [texts.rowsOfOthers(ofOthers)] : []),
  ].join('');
}
