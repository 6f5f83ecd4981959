import { forms } from '../../functions/src/forms';
import { readCard } from './card';
import { cardTabs } from './card-tabs';
import { formOfRegister, registerTitle } from './register-columns';
import { firstDataRow, openRegister } from './register-rows';
import type { Spreadsheet } from './sheet-access';
import type { NoticesTarget } from './sidebar-contract';
import { summaryTarget } from './summary-target';
import { texts } from './texts';

/** The row of a register, the record on a card, or what a line of 通知, 异常 or 今日看板 is about. */
export function selectedNotices(spreadsheet: Spreadsheet): NoticesTarget {
  const sheet = spreadsheet.getActiveSheet();
  const row = sheet.getActiveRange()?.getRow() ?? 0;
  if (summaries().includes(sheet.getName())) {
    const asked = summaryTarget(spreadsheet, sheet, row);
    if (asked) return { kind: 'asked', asked };
    return none(sheet.getName() === texts.noticesTab() ? texts.chooseNotice() : texts.chooseOrder());
  }
  const ofRegister = formOfRegister(sheet.getName());
  const card = ofRegister ? undefined : cardTabs(spreadsheet, sheet);
  const form = ofRegister ?? card?.form;
  const register = form && openRegister(spreadsheet, card?.register ?? sheet, form);
  if (!form || !register) return none(texts.openNotices());
  if (form.recipients === undefined) return none(texts.nobodyIsTold(toldTabs()));
  const key = card ? readCard(sheet, form, register.wallTime).shown.key : register.keys[row - firstDataRow];
  if (!key) return none(card ? texts.chooseNumber() : texts.chooseRow());
  return { kind: 'asked', asked: { do: 'list', form: form.id, key } };
}

/** The tabs of the server whose lines are about orders. */
function summaries(): readonly string[] {
  return [texts.noticesTab(), texts.exceptionsTab(), texts.dashboardTab()];
}

/** The registers whose people are told something. */
function toldTabs(): string {
  return forms
    .filter(({ recipients }) => recipients !== undefined)
    .map(registerTitle)
    .join(texts.or());
}

function none(message: string): NoticesTarget {
  return { kind: 'none', message };
}
