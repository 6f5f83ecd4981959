import { forms } from '../../functions/src/forms';
import type { Form } from '../../functions/src/forms/form';
import { registerTitle } from './register-columns';
import type { Sheet, Spreadsheet } from './sheet-access';
import { language, texts } from './texts';

/** The card tab of a form together with its register tab. */
export type CardTabs = {
  readonly spreadsheet: Spreadsheet;
  readonly sheet: Sheet;
  readonly form: Form;
  readonly register: Sheet;
};

/** Undefined when the sheet is no card, or its register is not there. */
export function cardTabs(spreadsheet: Spreadsheet, sheet: Sheet): CardTabs | undefined {
  const title = sheet.getName();
  const form = forms.find((one) => hasCard(one) && cardTitle(one) === title);
  const register = form && spreadsheet.getSheetByName(registerTitle(form));
  return form && register ? { spreadsheet, sheet, form, register } : undefined;
}

/** The paper's columns are its stages: a form without any has nothing to lay out. */
export function hasCard(form: Form): boolean {
  return form.stages.length > 0;
}

/** The first form's card is simply called 跟踪表, later ones also by their register's name. */
export function cardTitle(form: Form): string {
  const name = texts.cardTab();
  return form === forms[0] ? name : `${name}·${form.tab[language]}`;
}
