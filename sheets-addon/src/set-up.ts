import { forms } from '../../functions/src/forms';
import { hasCard } from './card-tabs';
import { endpoint, rememberEndpoint } from './endpoint';
import { setUpCard } from './set-up-card';
import { mayChangeHeadings, setUpRegister } from './set-up-register';
import { openSpreadsheet, openUi, type Spreadsheet } from './sheet-access';
import { texts } from './texts';

/**
 * Makes every form's tabs and installs the triggers, which from then on run as the person who does this. May be run
 * again at any time: what is there already is brought up to date. Somebody who may not do all of it does none of it.
 */
export function setUp(): void {
  const spreadsheet = openSpreadsheet();
  const ui = openUi();
  try {
    if (!forms.every((form) => mayChangeHeadings(spreadsheet, form))) {
      ui.alert(texts.mayNotSetUp());
      return;
    }
    rememberEndpoint();
    const registers = forms.map((form) => {
      const register = setUpRegister(spreadsheet, form);
      if (hasCard(form)) setUpCard(spreadsheet, form);
      return register;
    });
    installTriggers(spreadsheet);
    registers[0]?.activate();
  } catch (error) {
    ui.alert(texts.setUpFailed(error instanceof Error ? error.message : String(error)));
    return;
  }
  ui.alert(endpoint() === undefined ? texts.noEndpoint() : texts.isSetUp());
}

function installTriggers(spreadsheet: Spreadsheet): void {
  const installed = ScriptApp.getProjectTriggers().map((trigger) => trigger.getHandlerFunction());
  if (!installed.includes('handleEdit'))
    ScriptApp.newTrigger('handleEdit').forSpreadsheet(spreadsheet).onEdit().create();
  if (!installed.includes('sendWaiting'))
    ScriptApp.newTrigger('sendWaiting').timeBased().everyMinutes(1).create();
}
