import { localTime } from './local-time';
import { agreeingTimes } from './summary-journey';
import type { SummaryLine } from './summary-line';
import { type Fined, outcomeOf } from './summary-line-penalty';
import { nobodyNamed } from './summary-nobody-named';
import type { NoticeTrouble } from './summary-notice-troubles';
import { unsentNotices } from './summary-notices';
import { type Letter, unreadReplies } from './summary-replies';
import {
  compareText,
  groupBy,
  loudBasis,
  millisecondsBetween,
  monthsBack,
  orderCount,
  orderName,
  orderNames,
  personName,
  rehearsalWarning,
  roleName,
  type Section,
  type SummaryContext,
  type SummaryTab,
  showDuration,
  showTime,
  stageName,
  summaryTab,
} from './summary-text';
import { type OpenTurn, openTurns } from './summary-turn';

export type Exceptional = {
  /** Those of orders. */
  readonly lines: readonly SummaryLine[];
  readonly fined: readonly Fined[];
  readonly troubles: readonly NoticeTrouble[];
  /** What customers have written and nobody has dealt with, newest first. */
  readonly letters: readonly Letter[];
};

/** 异常: what does not mend itself, each with its record. */
export function exceptionsTab(
  { lines, fined, troubles, letters }: Exceptional,
  context: SummaryContext,
): SummaryTab {
  const turns = openTurns(lines, context);
  const sections = [
    unreadReplies(letters, context),
    unsentNotices(troubles, context),
    unknownCalendars(turns, context),
    nobodyInCharge(turns, context),
    nobodyNamed(turns, fined, context),
    refusedCells(lines, context),
    differingTimes(lines, context),
    pleas(fined, context),
  ].filter(({ rows }) => rows.length > 0);
  const basis = loudBasis(`依据 ${orderCount(lines)} 张订单和 ${fined.length} 个漏填的空`, context);
  const content = [...rehearsalWarning(context), ...(sections.length > 0 ? sections : ['目前没有异常。'])];
  return summaryTab('异常', basis, content, [130, 140, 190, 160, 260, 110, 220, 320], context);
}

/** Their deadlines take Monday to Friday for working days, until somebody enters that year's days off. */
function unknownCalendars(turns: readonly OpenTurn[], { settings, forms }: SummaryContext): Section {
  const yearOf = ({ next }: OpenTurn) =>
    localTime(Date.parse(next.dueAt ?? '') - 1, settings.zone)?.slice(0, 4) ?? '';
  const unknown = turns.filter(({ next }) => next.calendarUnknown);
  const byYear = [...groupBy(unknown, yearOf)].sort(([a], [b]) => compareText(a, b));
  const years = byYear.map(([year]) => `${year}年`).join('、');
  const tab = forms.find((form) => form.settings === 'calendar')?.tab[settings.staffLanguage];
  return {
    title: `有${byYear.length}年的法定节假日还不知道：${years}（暂按周一至周五${tab ? `和“${tab}”表` : ''}计算，系统更新后此提示消失）`,
    columns: ['年份', '记录数', '编号'],
    rows: byYear.map(([year, theirs]) => [
      `${year}年`,
      theirs.length,
      orderNames(theirs.map(({ line }) => line)),
    ]),
  };
}

function nobodyInCharge(turns: readonly OpenTurn[], { forms }: SummaryContext): Section {
  const without = turns.filter(({ people }) => people.length === 0);
  const byStage = [
    ...groupBy(without, ({ line, next }) => `${line.form}~${next.stage}~${next.role}`).values(),
  ];
  return {
    title: `无人负责的环节 ${byStage.length} 个：该岗位没有在职人员`,
    columns: ['岗位', '环节', '记录数', '编号'],
    rows: byStage.flatMap((theirs) => {
      const [{ line, next } = {}] = theirs;
      if (!line || !next) return [];
      const form = forms.find(({ id }) => id === line.form);
      return [
        [
          roleName(next.role),
          stageName(form, next.stage),
          theirs.length,
          orderNames(theirs.map((turn) => turn.line)),
        ],
      ];
    }),
  };
}

function refusedCells(lines: readonly SummaryLine[], context: SummaryContext): Section {
  const rows = lines.flatMap((line) =>
    (line.refused ?? []).map(({ field, text, by }) => [
      orderName(line),
      line.dealer,
      fieldName(line, field, context),
      text,
      personName(by, context.staff),
    ]),
  );
  return {
    title: `单元格被退回 ${rows.length} 处：请填写人改正`,
    columns: ['编号', '经销商', '项目', '填写的内容', '填写人'],
    rows,
  };
}

/** Of orders that are open, and of all of this month and the last: once it is history, nobody needs to act. */
function differingTimes(lines: readonly SummaryLine[], context: SummaryContext): Section {
  const { zone } = context.settings;
  const since = monthsBack(1, context);
  const rows = lines.flatMap((line) =>
    (line.differs ?? [])
      .filter(({ firstAt }) => !line.done || firstAt >= since)
      .map(({ first, second, firstAt, secondAt }) => [
        orderName(line),
        line.dealer,
        agreeingTimes.find((pair) => pair.first === first && pair.second === second)?.label ?? '',
        `${fieldName(line, first, context)} ${showTime(firstAt, zone)}`,
        `${fieldName(line, second, context)} ${showTime(secondAt, zone)}`,
        showDuration(Math.abs(millisecondsBetween(firstAt, secondAt))),
      ]),
  );
  return {
    title: `时间不一致 ${rows.length} 处：请核对`,
    columns: ['编号', '经销商', '问题', '时间一', '时间二', '相差'],
    rows,
  };
}

function pleas(fined: readonly Fined[], { settings }: SummaryContext): Section {
  const asked = fined.filter(({ penalty }) => outcomeOf(penalty, settings.closedMonths) === '申请中');
  return {
    title: `申请免扣待批 ${asked.length} 个`,
    columns: ['考核编号', '环节', '未填项目', '单号', '责任人', '金额', '申请免扣理由'],
    money: ['金额'],
    rows: asked.map(({ number, penalty }) => [
      number,
      penalty.stage,
      penalty.item,
      penalty.orderNumber,
      penalty.personName,
      penalty.amount,
      penalty.plea ?? '',
    ]),
  };
}

function fieldName(line: SummaryLine, field: string, { forms }: SummaryContext): string {
  const form = forms.find(({ id }) => id === line.form);
  return form?.field(field)?.label['zh-CN'] ?? field;
}
