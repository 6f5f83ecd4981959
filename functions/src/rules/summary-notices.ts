import { addDays, instantOf, localTime } from './local-time';
import {
  channelName,
  kindName,
  languageNames,
  type NoticeView,
  noticeStand,
  recipientName,
} from './notice-texts';
import { viewsOf } from './notice-views';
import { costColumn, costText, figureSections, segmentsOf } from './summary-notice-figures';
import { type NoticeLine, timeOf } from './summary-notice-line';
import { type NoticeTrouble, newestFirst } from './summary-notice-troubles';
import {
  loudBasis,
  monthsBack,
  personName,
  type Section,
  type SummaryContext,
  type SummaryRow,
  type SummaryTab,
  showTime,
  summaryTab,
} from './summary-text';

const longestRecent = 300;
const days = 31;
/** A notice may leave that much later than it was called for (quiet hours, tries, look-ups). */
const slackDays = 3;

/** The first local day of the tab's 31 days, today included. */
function firstDay({ now, settings }: SummaryContext): string {
  return addDays(localTime(now, settings.zone)?.slice(0, 10) ?? '', 1 - days);
}

/** From when on notices may have been called for that the tab counts (UTC). */
export function noticesSince(context: SummaryContext): string {
  const month = Date.parse(monthsBack(1, context));
  const day = instantOf(firstDay(context), '00:00', context.settings.zone);
  return new Date(Math.min(month, day) - slackDays * 24 * 3_600_000).toISOString();
}

/** 通知: what needs a person, what left, arrived and cost, and the newest 300, each with its id for the sidebar. */
export function noticesTab(
  notices: readonly NoticeLine[],
  troubles: readonly NoticeTrouble[],
  context: SummaryContext,
): SummaryTab {
  const rehearsed = notices.filter(({ state, reason }) => state === 'suppressed' && reason === 'rehearsal');
  const content =
    notices.length === 0
      ? ['近两个月没有通知。升级以前的通知不在此表，请选中订单所在的行，在侧边栏“通知”里看。']
      : [
          troubles.length > 0 ? troublesSection(troubles, context) : '没有需要处理的通知。',
          ...figureSections(notices, firstDay(context), context),
          ...(rehearsed.length > 0 ? [rehearsalSection(rehearsed, context)] : []),
          recentSection(notices, context),
        ];
  const basis = loudBasis(`依据近两个月 ${notices.length} 条通知`, context);
  const widths = [110, 125, 120, 150, 100, 180, 80, 240, 110, 110, 320, 320];
  return summaryTab('通知', basis, content, widths, context);
}

/** 没有送到或不确定的通知, as the tab 异常 lists them. */
export function unsentNotices(troubles: readonly NoticeTrouble[], context: SummaryContext): Section {
  return {
    title: `没有送到或不确定的通知 ${troubles.length} 条：请打电话，或更正后重发`,
    columns: ['时间', '单号', '通知', '收件人', '状态', '渠道', '号码/邮箱', '通知标识'],
    rows: troubles.map(({ line, view }) => [
      showTime(timeOf(line), context.settings.zone),
      orderOf(line),
      kindOf(line),
      receiverOf(line, context),
      standOf(view, context),
      channelName(line.channel, 'zh-CN'),
      line.to,
      line.id,
    ]),
  };
}

function troublesSection(troubles: readonly NoticeTrouble[], context: SummaryContext): Section {
  return {
    title: `需要处理 ${troubles.length} 条：请打电话，或更正后重发`,
    columns: recentColumns,
    money: [costColumn],
    rows: troubles.map(({ line, view }) => recentRow(line, view, context)),
  };
}

/** Who would have got what, when, in which language and at what cost. */
function rehearsalSection(rehearsed: readonly NoticeLine[], context: SummaryContext): Section {
  const sorted = rehearsed.toSorted(newestFirst);
  return {
    title: `演练清单 ${rehearsed.length} 条（没有发出）：短信 ${segmentsOf(rehearsed)} 条，${costText(rehearsed)}`,
    columns: recentColumns,
    money: [costColumn],
    rows: sorted.map((line) => recentRow(line, line, context)),
  };
}

function recentSection(notices: readonly NoticeLine[], context: SummaryContext): Section {
  const views = viewsOf(notices, context.settings);
  const shown = notices.toSorted(newestFirst).slice(0, longestRecent);
  const more = notices.length > longestRecent ? `，共 ${notices.length} 条` : '';
  return {
    title: `最近的通知 ${shown.length} 条${more}`,
    columns: recentColumns,
    money: [costColumn],
    rows: shown.map((line) => recentRow(line, views(line), context)),
  };
}

/** The sidebar finds a notice by the last column. */
const recentColumns = [
  '时间',
  '单号',
  '通知',
  '收件人',
  '渠道',
  '号码/邮箱',
  '语言',
  '状态',
  '短信条数',
  costColumn,
  '内容',
  '通知标识',
];

function recentRow(line: NoticeLine, view: NoticeView, context: SummaryContext): SummaryRow {
  const isSms = line.channel === 'sms';
  const isPriced = line.acceptedAt !== undefined || line.reason === 'rehearsal';
  return [
    showTime(timeOf(line), context.settings.zone),
    orderOf(line),
    kindOf(line),
    receiverOf(line, context),
    channelName(line.channel, 'zh-CN'),
    line.to,
    languageNames[line.language],
    standOf(view, context),
    isSms ? line.segments : '',
    line.cost ?? (isSms && isPriced ? '不明' : ''),
    line.text,
    line.id,
  ];
}

function orderOf({ number, batch, recipient }: NoticeLine): string {
  if (recipient === 'staff') return '';
  const name = number || '（未编号）';
  return batch > 1 ? `${name} 第${batch}批` : name;
}

function kindOf({ kind, why }: NoticeLine): string {
  const name = kindName(kind, 'zh-CN');
  return why === undefined ? name : `${name}（${why === 'correction' ? '更正' : '重发'}）`;
}

/** 经销商 佛山南海经销部; of staff the person. */
function receiverOf({ recipient, dealer, record }: NoticeLine, { staff }: SummaryContext): string {
  if (recipient === 'staff') return personName(record.replace(/^staff~/, ''), staff);
  const name = recipientName(recipient, 'zh-CN');
  return recipient === 'dealer' && dealer ? `${name} ${dealer}` : name;
}

function standOf(view: NoticeView, { now, settings }: SummaryContext): string {
  return noticeStand(view, { now, zone: settings.zone, language: 'zh-CN' });
}
