import { order } from '../../functions/src/forms/order';
import { type SummaryLine, summaryLineSchema } from '../../functions/src/rules/summary-line';
import { summaryTabs } from '../../functions/src/rules/summary-tabs';
import type { SummaryContext, SummaryTab } from '../../functions/src/rules/summary-text';
import { testSettings } from './services';
import { everybody } from './staff';

/** Monday 2026-03-16 at 09:05 in Shanghai, unless a test says another time. */
export function summaryContext(now = '2026-03-16T01:05:00.000Z'): SummaryContext {
  return { now, settings: testSettings, forms: [order], staff: everybody };
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

export function tabOf(title: string, lines: readonly SummaryLine[], now?: string): SummaryTab {
  const tab = summaryTabs(lines, summaryContext(now)).find((one) => one.title === title);
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
