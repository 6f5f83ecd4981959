import { addDays, localTime } from './local-time';
import { type Channel, channels } from './notice';
import { channelName } from './notice-texts';
import { type NoticeLine, timeOf } from './summary-notice-line';
import { compareText, groupBy, type Section, type SummaryContext, type SummaryRow } from './summary-text';

/** The heading of what messages cost: Google adds up such a column's numbers and passes its words over. */
export const costColumn = '费用（元）';

/** Orders of which a figure names the numbers. */
const longestNames = 30;

const columns = [
  '渠道',
  '已发出',
  '已送达',
  '未送达或失败',
  '是否发出不明',
  '待发',
  '未发送（退订等）',
  '短信条数',
  costColumn,
  '费用不明（条）',
  '未送达或失败的单号',
];

/**
 * What left, arrived and cost, by channel: 本月与上月 by month, and 近31天 by day from the local day `since` (YYYY-MM-DD)
 * on; newest first. A notice belongs to the day on which it left, or ended without leaving.
 */
export function figureSections(
  notices: readonly NoticeLine[],
  since: string,
  { now, settings }: SummaryContext,
): readonly Section[] {
  const byDay = groupBy(notices, (line) => localDay(timeOf(line), settings.zone));
  const today = localDay(now, settings.zone);
  const lastMonth = addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7);
  const days = [...byDay].map(([day, lines]): Lines => ({ name: day, lines }));
  const months = groupBy(days, ({ name }) => name.slice(0, 7));
  const recent = [...months]
    .filter(([month]) => month >= lastMonth)
    .map(([name, theirs]): Lines => ({ name, lines: theirs.flatMap(({ lines }) => lines) }));
  return [
    {
      title: '本月与上月（按月、渠道）',
      columns: ['月份', ...columns],
      money: [costColumn],
      rows: figureRows(recent),
    },
    {
      title: '近31天（按日、渠道）',
      columns: ['日期', ...columns],
      money: [costColumn],
      rows: figureRows(days.filter(({ name }) => name >= since)),
    },
  ];
}

/** Of one month or day. */
type Lines = { readonly name: string; readonly lines: readonly NoticeLine[] };

function localDay(instant: string, zone: string): string {
  return localTime(instant, zone)?.slice(0, 10) ?? '';
}

function figureRows(groups: readonly Lines[]): SummaryRow[] {
  return groups
    .toSorted((a, b) => compareText(b.name, a.name))
    .flatMap(({ name, lines }) =>
      channels.flatMap((channel) => {
        const theirs = lines.filter((line) => line.channel === channel);
        return theirs.length > 0 ? [[name, ...figures(channel, theirs)]] : [];
      }),
    );
}

function figures(channel: Channel, lines: readonly NoticeLine[]): SummaryRow {
  const count = (...states: readonly NoticeLine['state'][]) =>
    lines.filter(({ state }) => states.includes(state)).length;
  const left = lines.filter(isBilled);
  const lost = lines.filter(({ state }) => state === 'undelivered' || state === 'failed');
  const unsent = lines.filter(({ state, reason }) => state === 'suppressed' && reason !== 'rehearsal');
  return [
    channelName(channel, 'zh-CN'),
    left.length,
    // Mail servers report only what comes back.
    channel === 'sms' ? count('delivered') : '—',
    lost.length,
    count('unknown'),
    count('pending', 'sending'),
    unsent.length,
    ...(channel === 'sms' ? [segmentsOf(left), knownCost(left), unpricedOf(left)] : ['—', '—', '—']),
    numbersOf(lost),
  ];
}

/** The provider has taken it over, whatever became of it since. */
function isBilled({ acceptedAt, state }: NoticeLine): boolean {
  return acceptedAt !== undefined || state === 'accepted' || state === 'delivered';
}

export function segmentsOf(lines: readonly NoticeLine[]): number {
  return lines.reduce((sum, { segments }) => sum + segments, 0);
}

/** Yuan: what is known of it, and in words where nothing is. Emails cost nothing. */
function knownCost(lines: readonly NoticeLine[]): number | '不明' {
  const sms = lines.filter(({ channel }) => channel === 'sms');
  return sms.length > 0 && unpricedOf(sms) === sms.length ? '不明' : sumOf(sms);
}

/** 费用合计 0.50 元; and how many SMS cost nobody knows what. */
export function costText(lines: readonly NoticeLine[]): string {
  const unpriced = unpricedOf(lines);
  const known = knownCost(lines);
  if (known === '不明') return `${unpriced} 条短信费用不明`;
  return `费用合计 ${known.toFixed(2)} 元${unpriced > 0 ? `，另有 ${unpriced} 条短信费用不明` : ''}`;
}

/** SMS whose cost is not known. */
function unpricedOf(lines: readonly NoticeLine[]): number {
  return lines.filter(({ channel, cost }) => channel === 'sms' && cost === undefined).length;
}

/** Prices have up to four decimals; binary fractions leave no trace. */
function sumOf(lines: readonly NoticeLine[]): number {
  return Number(lines.reduce((sum, { cost = 0 }) => sum + cost, 0).toFixed(4));
}

function numbersOf(lines: readonly NoticeLine[]): string {
  const names = [...new Set(lines.map(({ number }) => number || '（无单号）'))];
  const shown = names.slice(0, longestNames).join('、');
  return names.length > longestNames ? `${shown} 等 ${names.length} 张` : shown;
}
