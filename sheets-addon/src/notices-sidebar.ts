import type { NoticesAsked } from '../../functions/src/forms/notices-contract';
import { selectedNotices } from './notices-target';
import { postNotices } from './send';
import { openSpreadsheet, openUi } from './sheet-access';
import type { NoticesTarget, SidebarReply } from './sidebar-contract';
import { texts } from './texts';

/** Where the page has its first question, in an attribute; the build leaves the mark there. */
const startMark = 'gendan-start';

/** 通知: opens the sidebar on the selected row. */
export function openNoticesSidebar(): void {
  const spreadsheet = openSpreadsheet();
  const target = selectedNotices(spreadsheet);
  if (target.kind === 'none') spreadsheet.toast(target.message, texts.menu());
  else openSidebar(texts.notices(), target.asked);
}

/** 客户来信: opens it on what customers have answered. */
export function openInboxSidebar(): void {
  openSidebar(texts.inbox(), { do: 'inbox' });
}

/** Asked by the sidebar's page, in the name of who looks at it. */
export function askNotices(asked: NoticesAsked): SidebarReply {
  const reply = postNotices({ ...asked, spreadsheetId: openSpreadsheet().getId() });
  return reply.kind === 'answer' ? { ok: true, body: reply.answer } : { ok: false, message: reply.message };
}

/** Asked by the sidebar's page: what is selected now. */
export function nowSelected(): NoticesTarget {
  return selectedNotices(openSpreadsheet());
}

function openSidebar(title: string, asked: NoticesAsked): void {
  const page = HtmlService.createHtmlOutputFromFile('notices').getContent();
  const start = attribute(JSON.stringify(asked));
  openUi().showSidebar(HtmlService.createHtmlOutput(page.replace(startMark, () => start)).setTitle(title));
}

/** A row's key may be whatever somebody has written into the hidden column: nothing of it may end the attribute. */
function attribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
