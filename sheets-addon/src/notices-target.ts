import { readCard } from './card';
import { cardTabs } from './card-tabs';
import { formOfRegister } from './register-columns';
import { firstDataRow, openRegister } from './register-rows';
import type { Sheet, Spreadsheet } from './sheet-access';
import type { NoticesTarget } from './sidebar-contract';
import { texts } from './texts';

/** The row of a register, the record on a card, or the record of the notice in a line of the tab 通知. */
export function selectedNotices(spreadsheet: Spreadsheet): NoticesTarget {
  const sheet = spreadsheet.getActiveSheet();
  const row = sheet.getActiveRange()?.getRow() ?? 0;
  if (sheet.getName() === texts.noticesTab()) {
    const notice = noticeIn(sheet, row);
    return notice === '' ? none(texts.chooseNotice()) : { kind: 'asked', asked: { do: 'list', notice } };
  }
  const ofRegister = formOfRegister(sheet.getName());
  const card = ofRegister ? undefined : cardTabs(spreadsheet, sheet);
  const form = ofRegister ?? card?.form;
  const register = form && openRegister(spreadsheet, card?.register ?? sheet, form);
  if (!form || !register) return none(texts.openNotices());
  if (form.recipients === undefined) return none(texts.nobodyIsTold());
  const key = card ? readCard(sheet, form, register.wallTime).shown.key : register.keys[row - firstDataRow];
  if (!key) return none(card ? texts.chooseNumber() : texts.chooseRow());
  return { kind: 'asked', asked: { do: 'list', form: form.id, key } };
}

/** The id stands in the line's last cell; headings, figures and empty lines have none. */
function noticeIn(sheet: Sheet, row: number): string {
  const columns = sheet.getLastColumn();
  if (row < 1 || columns < 1) return '';
  const cells = (sheet.getRange(row, 1, 1, columns).getValues()[0] ?? []).map(String);
  const last = [...cells].reverse().find((cell) => cell !== '') ?? '';
  return last.includes('~') ? last : '';
}

function none(message: string): NoticesTarget {
  return { kind: 'none', message };
}
