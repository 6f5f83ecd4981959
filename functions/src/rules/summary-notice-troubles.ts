import { hasLeft, isSeenTo, needsPerson, sayingBoth } from './notice-standing';
import type { NoticeView } from './notice-texts';
import { viewsOf } from './notice-views';
import type { SummaryLine } from './summary-line';
import { type NoticeLine, timeOf } from './summary-notice-line';
import { compareText, groupBy, monthsBack, type SummaryContext } from './summary-text';

/** A notice that a person must see to, and how it stands beside the others that told the same people the same. */
export type NoticeTrouble = { readonly line: NoticeLine; readonly view: NoticeView };

/**
 * The notices of this month and the last that did not reach anybody, or perhaps did not: one for each recipient and
 * event, newest first; and the corrections that a rehearsal has kept from whom something had been told. None where SMS
 * or email has left since, the order is finished, or a clerk has filled the blank.
 */
export function noticeTroubles(
  notices: readonly NoticeLine[],
  orders: readonly SummaryLine[],
  context: SummaryContext,
): NoticeTrouble[] {
  const since = monthsBack(1, context);
  const byRecord = new Map(orders.map((line) => [line.record, line]));
  const views = viewsOf(notices, context.settings);
  const isOpen = (line: NoticeLine): boolean => {
    const order = byRecord.get(line.record);
    const completedAt = (stage: string) => order?.stages.find((one) => one.stage === stage)?.completedAt;
    const form = context.forms.find(({ id }) => id === line.form);
    return !isSeenTo(form, line, timeOf(line), { done: order?.done ?? false, completedAt });
  };
  const groups = groupBy(
    notices.filter(({ followedBy }) => followedBy === undefined),
    toldTogether,
  );
  return [...groups.values()]
    .flatMap((same) => {
      const [latest] = same
        .filter((line) => needsPerson(views(line)) && timeOf(line) >= since && isOpen(line))
        .sort((a, b) => sayingBoth(views(b)) - sayingBoth(views(a)) || newestFirst(a, b));
      const hasOther = same.some((line) => hasLeft(line) && line.createdAt >= (latest?.createdAt ?? ''));
      return latest && !hasOther ? [{ line: latest, view: views(latest) }] : [];
    })
    .sort((a, b) => newestFirst(a.line, b.line));
}

/** What tells one recipient the same by another channel shares it; of reminders only those made of the same work. */
function toldTogether({ id, record, kind, recipient, channel }: NoticeLine): string {
  const event = `${record}~${kind}~${recipient}`;
  if (recipient !== 'staff') return event;
  const [, occasion = ''] = id.slice(event.length + 1).split('~');
  return `${event}~${occasion || channel}`;
}

export function newestFirst(a: NoticeLine, b: NoticeLine): number {
  return (
    compareText(timeOf(b), timeOf(a)) || compareText(b.createdAt, a.createdAt) || compareText(a.id, b.id)
  );
}
