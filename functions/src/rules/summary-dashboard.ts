import { DateTime } from 'luxon';
import type { SummaryLine } from './summary-line';
import {
  compareText,
  groupBy,
  millisecondsBetween,
  orderCount,
  orderName,
  personName,
  roleName,
  type Section,
  type SummaryContext,
  type SummaryRow,
  type SummaryTab,
  showDuration,
  showTime,
  stageName,
  summaryTab,
} from './summary-text';

type Turn = {
  readonly line: SummaryLine;
  readonly next: NonNullable<SummaryLine['next']>;
  readonly person: string;
};

/** 今日看板: what is overdue and due today, by person; then everything else that is open, and whose turn it is. */
export function dashboardTab(lines: readonly SummaryLine[], context: SummaryContext): SummaryTab {
  const open = lines.filter((line) => line.next);
  const turns = open.flatMap((line): Turn[] =>
    line.next ? [{ line, next: line.next, person: personOf(line.next, context) }] : [],
  );
  const today = DateTime.fromISO(context.now, { zone: context.settings.zone });
  const tomorrow = today.startOf('day').plus({ days: 1 }).toMillis();
  const dueIn = ({ next }: Turn) => (next.dueAt ? millisecondsBetween(context.now, next.dueAt) : Infinity);
  const urgency = groupBy(turns, (turn) =>
    dueIn(turn) <= 0 ? 'overdue' : Date.parse(turn.next.dueAt ?? '') <= tomorrow ? 'today' : 'later',
  );
  const [overdue = [], dueToday = [], later = []] = ['overdue', 'today', 'later'].map((key) =>
    urgency.get(key),
  );

  const list = (title: string, of: readonly Turn[], last: string): Section => ({
    title: `${title} ${of.length} 项`,
    columns: ['责任人', '岗位', '编号', '经销商', '环节', '期限', last],
    rows: byPersonThenDue(of).map((turn) => turnRow(turn, context)),
  });
  const urgent = overdue.length + dueToday.length;
  const content = [
    ...(urgent === 0 ? ['今天没有逾期，也没有今天到期的事项。'] : []),
    ...(turns.length > 0 ? [perPerson(overdue, dueToday, later)] : ['目前没有进行中的订单。']),
    ...(overdue.length > 0 ? [list('逾期', overdue, '已逾期')] : []),
    ...(dueToday.length > 0 ? [list('今天到期', dueToday, '还剩')] : []),
    ...(later.length > 0 ? [list('其他进行中', later, '还剩')] : []),
  ];
  const basis = `依据 ${orderCount(open)} 张未完成的订单`;
  return summaryTab('今日看板', basis, content, [130, 110, 130, 140, 150, 110, 120], context);
}

/** Nobody named yet: the role stands for the person, so that no line is without an owner. */
function personOf(next: NonNullable<SummaryLine['next']>, { staff }: SummaryContext): string {
  return next.person ? personName(next.person, staff) : `未指定（${roleName(next.role)}）`;
}

function perPerson(overdue: readonly Turn[], dueToday: readonly Turn[], later: readonly Turn[]): Section {
  const counts = new Map<string, [number, number, number]>();
  for (const [urgency, turns] of [overdue, dueToday, later].entries()) {
    for (const { person } of turns) {
      const theirs = counts.get(person) ?? [0, 0, 0];
      theirs[urgency] = (theirs[urgency] ?? 0) + 1;
      counts.set(person, theirs);
    }
  }
  const rows = [...counts].map(([person, theirs]) => ({
    person,
    theirs,
    all: theirs[0] + theirs[1] + theirs[2],
  }));
  rows.sort(
    (a, b) =>
      b.theirs[0] - a.theirs[0] ||
      b.theirs[1] - a.theirs[1] ||
      b.all - a.all ||
      compareText(a.person, b.person),
  );
  return {
    title: '按人汇总',
    columns: ['责任人', '逾期', '今天到期', '其他进行中', '合计'],
    rows: rows.map(({ person, theirs, all }) => [person, ...theirs, all]),
  };
}

function byPersonThenDue(turns: readonly Turn[]): Turn[] {
  return turns.toSorted(
    (a, b) =>
      compareText(a.person, b.person) ||
      compareText(a.next.dueAt ?? '9999', b.next.dueAt ?? '9999') ||
      compareText(a.line.number, b.line.number),
  );
}

function turnRow({ line, next, person }: Turn, { now, settings, forms }: SummaryContext): SummaryRow {
  const form = forms.find(({ id }) => id === line.form);
  const left = next.dueAt ? Math.abs(millisecondsBetween(now, next.dueAt)) : undefined;
  return [
    person,
    roleName(next.role),
    orderName(line),
    line.dealer,
    stageName(form, next.stage),
    showTime(next.dueAt, settings.zone),
    left === undefined ? '' : showDuration(left),
  ];
}
