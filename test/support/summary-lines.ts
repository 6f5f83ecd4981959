import { forms } from '../../functions/src/forms';
import { blankForm } from '../../functions/src/forms/blank';
import { type SummaryLine, summaryLineSchema } from '../../functions/src/rules/summary-line';
import { type Penalty, penaltySchema } from '../../functions/src/rules/summary-line-penalty';
import { type SummaryContent, summaryTabs } from '../../functions/src/rules/summary-tabs';
import type { SummaryContext, SummaryTab } from '../../functions/src/rules/summary-text';
import { testSettings } from './services';
import { everybody, li } from './staff';

/** Monday 2026-03-16 at 09:05 in Shanghai, unless a test says another time. */
export function summaryContext(
  now = '2026-03-16T01:05:00.000Z',
  changes: Partial<SummaryContext> = {},
): SummaryContext {
  return { now, settings: testSettings, forms, staff: everybody, ...changes };
}

/** A summary line that says only what a test is about. */
export function summaryLineOf(changes: Partial<SummaryLine> & { readonly number: string }): SummaryLine {
  return summaryLineSchema.parse({
    record: `order~${changes.number}~${changes.batch ?? 1}`,
    form: 'order',
    revision: 1,
    batch: 1,
    dealer: '佛山南海经销部',
    region: '华南',
    createdAt: '2026-03-10T01:00:00.000Z',
    done: false,
    stages: [],
    times: {},
    ...changes,
  });
}

/** The order waits for this person (email) to fill the stage by then. */
export function waitingFor(
  number: string,
  stage: string,
  role: string,
  person: string | undefined,
  dueAt?: string,
): SummaryLine {
  const next = { stage, role, ...(person ? { person } : {}), ...(dueAt ? { dueAt } : {}) };
  return summaryLineOf({ number, next });
}

/** The ledger's line of a blank: 汇款银行 of DH1, due on 10 March 2026 at 24:00, of Li Juan. */
export function penaltyLine(number: string, changes: Partial<Penalty> = {}): SummaryLine {
  const penalty = penaltySchema.parse({
    orderNumber: 'DH1',
    stage: '2 货款到帐',
    item: '汇款银行',
    person: li.email,
    personName: li.name,
    dueAt: '2026-03-10T16:00:00.000Z',
    amount: 2,
    month: '2026-03',
    ...changes,
  });
  const record = `${blankForm.id}~${number}`;
  return summaryLineOf({ number, record, form: blankForm.id, dealer: '', region: '', done: true, penalty });
}

export function tabOf(
  title: string,
  lines: readonly SummaryLine[],
  now?: string,
  changes?: Partial<SummaryContext>,
  told: Partial<Pick<SummaryContent, 'notices' | 'replies'>> = {},
): SummaryTab {
  const content = { lines, notices: [], replies: [], ...told };
  const tab = summaryTabs(content, summaryContext(now, changes)).find((one) => one.title === title);
  if (!tab) throw new Error(`no tab ${title}`);
  return tab;
}

/** The rows below a section's title and its column headings, up to the blank row that ends it. */
export function sectionRows(tab: SummaryTab, title: string): readonly (readonly (string | number)[])[] {
  const start = tab.rows.findIndex(([first]) => String(first).startsWith(`【${title}`));
  if (start < 0) throw new Error(`no section ${title} in ${JSON.stringify(tab.rows)}`);
  const end = tab.rows.findIndex((row, at) => at > start && row.length === 0);
  return tab.rows.slice(start + 2, end < 0 ? undefined : end);
}
