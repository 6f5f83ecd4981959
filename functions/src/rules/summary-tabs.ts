import type { Reply } from './reply';
import type { Settings } from './settings';
import { dashboardTab } from './summary-dashboard';
import { exceptionsTab } from './summary-exceptions';
import { leadTimeSection } from './summary-lead-times';
import type { SummaryLine } from './summary-line';
import { finedOf } from './summary-line-penalty';
import type { NoticeLine } from './summary-notice-line';
import { noticeTroubles } from './summary-notice-troubles';
import { noticesTab } from './summary-notices';
import { onTimeSection } from './summary-on-time';
import { penaltiesTab } from './summary-penalties';
import { lettersOf } from './summary-replies';
import { orderCount, type SummaryContext, type SummaryTab, summaryTab } from './summary-text';
import { transportTab } from './summary-transport';

/** Calendar months that 订单时效 and 考核扣罚 show, the present one included. */
export const summaryMonths = 12;

/** What the tabs are made of. `replies`: those that nobody has dealt with, newest first. */
export type SummaryContent = {
  readonly lines: readonly SummaryLine[];
  readonly notices: readonly NoticeLine[];
  readonly replies: readonly Reply[];
};

/** Another text for all that tabs say of managers' settings: how it is known that they say something else by now. */
export function shownSettings({ rehearsal, closedMonths }: Settings): string {
  return JSON.stringify({ rehearsal, closedMonths });
}

/** Every tab that managers read, in the order in which they stand. */
export function summaryTabs(
  { lines, notices, replies }: SummaryContent,
  context: SummaryContext,
): SummaryTab[] {
  const orders = lines.filter(({ penalty }) => !penalty);
  const fined = finedOf(lines);
  const troubles = noticeTroubles(notices, orders, context);
  const letters = lettersOf(replies, orders, context);
  return [
    dashboardTab({ lines: orders, fined, letters }, context),
    timelinessTab(orders, context),
    penaltiesTab(fined, summaryMonths, context),
    transportTab(orders, context),
    noticesTab(notices, troubles, context),
    exceptionsTab({ lines: orders, fined, troubles, letters }, context),
  ];
}

/** 订单时效: who keeps the deadlines, and how long an order takes. */
function timelinessTab(lines: readonly SummaryLine[], context: SummaryContext): SummaryTab {
  const sections = [
    leadTimeSection(lines, summaryMonths, context),
    onTimeSection(lines, summaryMonths, context),
  ].filter(({ rows }) => rows.length > 0);
  const content = sections.length > 0 ? sections : ['近十二个月还没有到期或完成的环节。'];
  const basis = `依据 ${orderCount(lines)} 张订单，近十二个月`;
  return summaryTab('订单时效', basis, content, [80, 160, 110, 100, 110, 100, 260, 260], context);
}
