import { DateTime } from 'luxon';
import { lastDayOf } from './local-time';
import type { SummaryLine } from './summary-line';
import { type Fined, isOpenBlank } from './summary-line-penalty';
import { type Letter, waitingReplies } from './summary-replies';
import {
  compareText,
  groupBy,
  loudBasis,
  millisecondsBetween,
  orderCount,
  orderName,
  rehearsalWarning,
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
import { type OpenTurn, openTurns } from './summary-turn';
import { addWorkingDays } from './working-calendar';

export type Day = {
  /** Those of orders. */
  readonly lines: readonly SummaryLine[];
  readonly fined: readonly Fined[];
  /** What customers have written and nobody has dealt with. */
  readonly letters: readonly Letter[];
};

/** 今日看板: which customers wait for an answer, what is overdue and due today, by person; then all else that is open. */
export function dashboardTab({ lines, fined, letters }: Day, context: SummaryContext): SummaryTab {
  const turns = openTurns(lines, context);
  const today = DateTime.fromISO(context.now, { zone: context.settings.zone }).startOf('day');
  const since = addWorkingDays(today.toFormat('yyyy-MM-dd'), -1, context.settings).date;
  const tomorrow = today.plus({ days: 1 }).toMillis();
  const dueIn = ({ next }: OpenTurn) =>
    next.dueAt ? millisecondsBetween(context.now, next.dueAt) : Infinity;
  const urgency = groupBy(turns, (turn) =>
    dueIn(turn) <= 0 ? 'overdue' : Date.parse(turn.next.dueAt ?? '') <= tomorrow ? 'today' : 'later',
  );
  const [overdue = [], dueToday = [], later = []] = ['overdue', 'today', 'later'].map((key) =>
    urgency.get(key),
  );

  const list = (title: string, of: readonly OpenTurn[], last: string): Section => ({
    title: `${title} ${of.length} 项`,
    columns: ['责任人', '岗位', '编号', '经销商', '环节', '期限', last],
    rows: byPersonThenDue(of).map((turn) => turnRow(turn, context)),
  });
  const urgent = overdue.length + dueToday.length;
  const content = [
    ...rehearsalWarning(context),
    ...(urgent === 0 ? ['今天没有逾期，也没有今天到期的事项。'] : []),
    ...(turns.length > 0
      ? [perPerson([overdue, dueToday, later], since, missedSince(since, fined, context), letters)]
      : ['目前没有进行中的订单。']),
    ...(letters.length > 0 ? [waitingReplies(letters, context)] : []),
    ...(overdue.length > 0 ? [list('逾期', overdue, '已逾期')] : []),
    ...(dueToday.length > 0 ? [list('今天到期', dueToday, '还剩')] : []),
    ...(later.length > 0 ? [list('其他进行中', later, '还剩')] : []),
  ];
  const basis = loudBasis(`依据 ${orderCount(turns.map(({ line }) => line))} 张未完成的订单`, context);
  return summaryTab('今日看板', basis, content, [120, 100, 130, 130, 130, 140, 90, 360], context);
}

/**
 * By the person's name: how many blanks that were due on that local day (`YYYY-MM-DD`) or later are still empty. What
 * was due at the end of a day belongs to it, so who looks in the morning counts from the working day before.
 */
function missedSince(
  day: string,
  fined: readonly Fined[],
  { settings }: SummaryContext,
): ReadonlyMap<string, number> {
  const missed = fined.filter(
    ({ penalty }) => isOpenBlank(penalty) && lastDayOf(penalty.dueAt, settings.zone) >= day,
  );
  const byName = groupBy(missed, ({ penalty }) => penalty.personName);
  return new Map([...byName].map(([name, theirs]) => [name, theirs.length]));
}

function perPerson(
  byUrgency: readonly (readonly OpenTurn[])[],
  since: string,
  missed: ReadonlyMap<string, number>,
  letters: readonly Letter[],
): Section {
  const waiting = groupBy(letters, ({ person }) => person);
  const people = new Set([
    ...byUrgency.flat().map(({ person }) => person),
    ...missed.keys(),
    ...waiting.keys(),
  ]);
  const rows = [...people].map((person) => {
    const counts = byUrgency.map((turns) => turns.filter((turn) => turn.person === person).length);
    return { person, counts, all: counts.reduce((sum, count) => sum + count, 0) };
  });
  const most = (a: number | undefined, b: number | undefined) => (b ?? 0) - (a ?? 0);
  rows.sort(
    (a, b) =>
      most(a.counts[0], b.counts[0]) ||
      most(a.counts[1], b.counts[1]) ||
      most(a.all, b.all) ||
      compareText(a.person, b.person),
  );
  const ifWritten = <T>(cell: T): T[] => (letters.length > 0 ? [cell] : []);
  return {
    title: '按人汇总',
    columns: [
      ...['责任人', '逾期', '今天到期', '其他进行中', '合计', `新增漏填（${since.slice(5)}起）`],
      ...ifWritten('客户来信'),
    ],
    rows: rows.map(({ person, counts, all }) => [
      ...[person, ...counts, all, missed.get(person) ?? 0],
      ...ifWritten(waiting.get(person)?.length ?? 0),
    ]),
  };
}

function byPersonThenDue(turns: readonly OpenTurn[]): OpenTurn[] {
  return turns.toSorted(
    (a, b) =>
      compareText(a.person, b.person) ||
      compareText(a.next.dueAt ?? '9999', b.next.dueAt ?? '9999') ||
      compareText(a.line.number, b.line.number),
  );
}

function turnRow({ line, next, person }: OpenTurn, { now, settings, forms }: SummaryContext): SummaryRow {
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
