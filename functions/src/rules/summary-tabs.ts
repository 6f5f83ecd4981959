import { dashboardTab } from './summary-dashboard';
import { leadTimeSection } from './summary-lead-times';
import type { SummaryLine } from './summary-line';
import { onTimeSection } from './summary-on-time';
import { orderCount, type SummaryContext, type SummaryTab, summaryTab } from './summary-text';
import { transportTab } from './summary-transport';

/** Calendar months that 订单时效 shows, the present one included. */
export const summaryMonths = 12;

/** Every tab that managers read, in the order in which they stand. */
export function summaryTabs(lines: readonly SummaryLine[], context: SummaryContext): SummaryTab[] {
  return [dashboardTab(lines, context), timelinessTab(lines, context), transportTab(lines, context)];
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
