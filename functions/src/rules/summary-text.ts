import { DateTime } from 'luxon';
import type { Form } from '../forms/form';
import { roles } from '../forms/roles';
import { addDays, localTime } from './local-time';
import type { Staff } from './record';
import { isReplyEditor, replyEditorName } from './reply';
import type { Settings } from './settings';
import type { SummaryLine } from './summary-line';

/** A tab as managers read it, in simplified Chinese. `headingRows` are the rows that title a section or its columns. */
export type SummaryTab = {
  readonly title: string;
  readonly rows: readonly SummaryRow[];
  readonly headerRows: number;
  readonly headingRows: readonly number[];
  readonly money: readonly MoneyRange[];
  readonly columnWidths: readonly number[];
};
/** So many rows of a column, from `row` on (from 0), whose numbers are yuan. */
type MoneyRange = { readonly row: number; readonly rows: number; readonly column: number };
export type SummaryRow = readonly (string | number)[];

/** `now` is business time in UTC. Forms and staff give the labels and names of what lines hold as ids. */
export type SummaryContext = {
  readonly now: string;
  readonly settings: Settings;
  readonly forms: readonly Form[];
  readonly staff: readonly Staff[];
};

/** A table with a title, or one sentence in its place where there is nothing to tell. */
export type Section = {
  readonly title: string;
  readonly columns: readonly string[];
  /** Those of its columns whose numbers are yuan. */
  readonly money?: readonly string[];
  readonly rows: readonly SummaryRow[];
};

/** Longest list of rows in one section: what a person reads, and what a write call carries (2 MB advised). */
const longestSection = 800;
const longestList = 50;

/** A tab of sections, headed by when it was built and from what. */
export function summaryTab(
  title: string,
  basis: string,
  content: readonly (Section | string)[],
  columnWidths: readonly number[],
  { now, settings }: SummaryContext,
): SummaryTab {
  const builtAt = DateTime.fromISO(now, { zone: settings.zone }).toFormat('yyyy-MM-dd HH:mm');
  const rows: SummaryRow[] = [[`生成时间 ${builtAt} · ${basis}`]];
  const headingRows = [0];
  const money: MoneyRange[] = [];
  for (const part of content) {
    rows.push([]);
    if (typeof part === 'string') {
      rows.push([part]);
      continue;
    }
    headingRows.push(rows.length, rows.length + 1);
    const shown = part.rows.slice(0, longestSection);
    rows.push([`【${part.title}】`], part.columns);
    const columns = (part.money ?? []).map((name) => part.columns.indexOf(name));
    if (shown.length > 0)
      money.push(...columns.map((column) => ({ row: rows.length, rows: shown.length, column })));
    rows.push(...shown);
    const left = part.rows.length - longestSection;
    if (left > 0) rows.push([`另有 ${left} 行未列出`]);
  }
  return { title, rows, headerRows: 1, headingRows, money, columnWidths };
}

/** What a tab is made of, and before that, in the row that stays in view, that nothing leaves while a rehearsal is on. */
export function loudBasis(basis: string, { settings }: SummaryContext): string {
  return settings.rehearsal ? `【演练中：短信和邮件都不会发出】 · ${basis}` : basis;
}

/** Said first on what people open in the morning, so that a rehearsal is not forgotten. */
export function rehearsalWarning({ settings }: SummaryContext): readonly string[] {
  return settings.rehearsal
    ? ['【演练中】短信和邮件都不会发出。结束演练：请在“通知设置”里把演练改为“否”。']
    : [];
}

/** 12 张订单: shipments of one number count once. */
export function orderCount(lines: readonly SummaryLine[]): number {
  return new Set(lines.map(({ form, number }) => `${form}~${number}`)).size;
}

export function orderName({ number, batch }: SummaryLine): string {
  const name = number || '（未编号）';
  return batch > 1 ? `${name} 第${batch}批` : name;
}

/** The records behind a figure, each once; of very many the first, and how many there are. */
export function orderNames(lines: readonly SummaryLine[]): string {
  const names = [...new Set(lines.map(orderName))];
  const shown = names.slice(0, longestList).join('、');
  return names.length > longestList ? `${shown} 等 ${names.length} 张` : shown;
}

export function personName(email: string | undefined, staff: readonly Staff[]): string {
  if (email === undefined) return '未指定';
  if (email === 'system') return '系统';
  if (isReplyEditor(email)) return replyEditorName;
  return staff.find((person) => person.email === email)?.name ?? email;
}

export function roleName(role: string): string {
  return role in roles ? roles[role as keyof typeof roles]['zh-CN'] : role;
}

/** `5 开票`, as the register numbers its stages. */
export function stageName(form: Form | undefined, stage: string): string {
  const position = form?.stages.findIndex(({ id }) => id === stage) ?? -1;
  const found = form?.stages[position];
  return found ? `${position + 1} ${found.label['zh-CN']}` : stage;
}

/** Local `MM-DD HH:mm`; the end of a day is 24:00 of that day, as people say it, not 00:00 of the next. */
export function showTime(instant: string | undefined, zone: string): string {
  const [day = '', time] = instant === undefined ? [] : (localTime(instant, zone)?.split('T') ?? []);
  if (time === undefined) return '';
  return time === '00:00' ? `${addDays(day, -1).slice(5)} 24:00` : `${day.slice(5)} ${time}`;
}

/** 40分钟, 5小时20分, 2天3小时; of the time on the clock, not working time. */
export function showDuration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 60) return `${minutes}分钟`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours < 24) return rest > 0 ? `${hours}小时${rest}分` : `${hours}小时`;
  return hours % 24 > 0 ? `${Math.floor(hours / 24)}天${hours % 24}小时` : `${hours / 24}天`;
}

export function showShare(part: number, whole: number): string {
  return whole === 0 ? '—' : `${Math.round((part / whole) * 100)}%`;
}

export function millisecondsBetween(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}

/** The first instant of the local month that lies so many months before the present one. */
export function monthsBack(months: number, { now, settings }: SummaryContext): string {
  const start = DateTime.fromISO(now, { zone: settings.zone }).startOf('month').minus({ months });
  return new Date(start.toMillis()).toISOString();
}

/**
 * Says in which local month (`2026-03`) an instant lies, among the present month, so many less one before it, and the
 * year ahead; undefined elsewhere. The starts of months are worked out once, because thousands of instants are asked.
 */
export function monthFinder(
  months: number,
  context: SummaryContext,
): (instant: string) => string | undefined {
  const starts = Array.from({ length: months + 13 }, (_, at) => monthsBack(months - 1 - at, context));
  const names = starts.map((start) =>
    DateTime.fromISO(start, { zone: context.settings.zone }).toFormat('yyyy-MM'),
  );
  return (instant) =>
    names[starts.findIndex((start, at) => start <= instant && instant < (starts[at + 1] ?? ''))];
}

/** By code point, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
