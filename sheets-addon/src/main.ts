import { forms } from '../../functions/src/forms';
import { cardTyped } from './card-edit';
import { cardTabs } from './card-tabs';
import { markTouchedRows } from './mark-rows';
import { addMenu, addShipmentToSelected, refreshActive, submitActive } from './menu';
import { openInboxSidebar, openNoticesSidebar } from './notices-sidebar';
import { formOfRegister, registerTitle } from './register-columns';
import { sendRows } from './send-rows';
import { setUp } from './set-up';
import { openSpreadsheet, withSheetLock } from './sheet-access';

type EditEvent = GoogleAppsScript.Events.SheetsOnEdit;

/** Machine time, as an execution's own clock shows it; everything else is handed this. */
const now = () => new Date();

/** Simple trigger. */
export function onOpen(): void {
  addMenu();
}

/** Simple trigger: runs for whoever types, without any authority, and only marks. */
export function onEdit({ range }: EditEvent): void {
  const form = formOfRegister(range.getSheet().getName());
  if (!form) return;
  withSheetLock(() => markTouchedRows(openSpreadsheet(), form, range, '', now().toISOString()));
}

/** Installed trigger: runs as whoever set the tabs up, and sends what was just typed. */
export function handleEdit({ range, user }: EditEvent): void {
  const spreadsheet = openSpreadsheet();
  const sheet = range.getSheet();
  const by = user?.getEmail() ?? '';
  const form = formOfRegister(sheet.getName());
  const card = form ? undefined : cardTabs(spreadsheet, sheet);
  if (form) {
    withSheetLock(() => markTouchedRows(spreadsheet, form, range, by, now().toISOString()));
    const rows = { kind: 'places', first: range.getRow(), last: range.getLastRow() } as const;
    sendRows({ spreadsheet, sheet, form }, rows, { kind: 'bridge' }, now);
  } else if (card) {
    cardTyped(card, range, by, now);
  }
}

/** Installed trigger, every minute: whatever has not been sent, marked or not, and how much time is left. */
export function sendWaiting(): void {
  const spreadsheet = openSpreadsheet();
  for (const form of forms) {
    const sheet = spreadsheet.getSheetByName(registerTitle(form));
    if (sheet) sendRows({ spreadsheet, sheet, form }, { kind: 'all' }, { kind: 'bridge' }, now);
  }
}

/** Menu. */
export function submit(): void {
  submitActive(now);
}

/** Menu. */
export function refresh(): void {
  refreshActive(now);
}

/** Menu. */
export function addShipment(): void {
  addShipmentToSelected(now);
}

/** Menu. */
export function showNotices(): void {
  openNoticesSidebar();
}

/** Menu. */
export function showInbox(): void {
  openInboxSidebar();
}

/** By the sidebar's page. */
export { askNotices, nowSelected } from './notices-sidebar';

/** Menu. */
export function setUpTabs(): void {
  setUp();
}
