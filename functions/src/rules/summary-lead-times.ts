import { type Leg, legs } from './summary-journey';
import type { SummaryLine } from './summary-line';
import {
  compareText,
  groupBy,
  millisecondsBetween,
  monthFinder,
  orderNames,
  type Section,
  type SummaryContext,
  type SummaryRow,
  showDuration,
} from './summary-text';

type Stretch = { readonly line: SummaryLine; readonly endedAt: string; readonly length: number };

/** How long each stretch of the journey took, by the month in which it ended; time on the clock, not working time. */
export function leadTimeSection(
  lines: readonly SummaryLine[],
  months: number,
  context: SummaryContext,
): Section {
  const monthOf = monthFinder(months, context);
  const rows = legs.flatMap((leg, position) => {
    const byMonth = groupBy(
      lines.flatMap((line) => stretchOf(leg, line)),
      ({ endedAt }) => monthOf(endedAt) ?? '',
    );
    byMonth.delete('');
    return [...byMonth].map(([month, ended]) => ({ month, position, row: stretchRow(month, leg, ended) }));
  });
  rows.sort((a, b) => compareText(b.month, a.month) || a.position - b.position);
  return {
    title: '周期（按完成的月份，自然时间）',
    columns: ['月份', '区间', '单数', '中位数', '九成不超过', '最长', '编号（慢的在前）'],
    rows: rows.map(({ row }) => row),
  };
}

/** Times that run backwards (a typing mistake still to be mended) make no stretch. */
function stretchOf({ from, to, of }: Leg, line: SummaryLine): Stretch[] {
  if (of === 'order' && line.batch > 1) return [];
  const [start, end] = [line.times[from], line.times[to]];
  if (start === undefined || end === undefined || end < start) return [];
  return [{ line, endedAt: end, length: millisecondsBetween(start, end) }];
}

function stretchRow(month: string, { label }: Leg, stretches: readonly Stretch[]): SummaryRow {
  const slowFirst = stretches.toSorted((a, b) => b.length - a.length);
  const lengths = slowFirst.map(({ length }) => length).reverse();
  return [
    month,
    label,
    lengths.length,
    showDuration(median(lengths)),
    showDuration(percentile(lengths, 90)),
    showDuration(lengths.at(-1) ?? 0),
    orderNames(slowFirst.map(({ line }) => line)),
  ];
}

/** Of ascending numbers: the middle one, or the mean of the two in the middle. 0 for none. */
export function median(ascending: readonly number[]): number {
  const middle = ascending.length / 2;
  const low = ascending[Math.ceil(middle) - 1] ?? 0;
  const high = ascending[Math.floor(middle)] ?? low;
  return (low + high) / 2;
}

/** The smallest of the ascending numbers that at least `percent` of them do not exceed (nearest rank). 0 for none. */
export function percentile(ascending: readonly number[], percent: number): number {
  return ascending[Math.max(0, Math.ceil((ascending.length * percent) / 100) - 1)] ?? 0;
}
