import { blankForm } from '../forms/blank';
import { localTime } from './local-time';
import { dueFine, type Fined, outcomeOf, type PenaltyOutcome } from './summary-line-penalty';
import {
  compareText,
  groupBy,
  monthsBack,
  personName,
  type Section,
  type SummaryContext,
  type SummaryRow,
  type SummaryTab,
  showTime,
  summaryTab,
} from './summary-text';

/** 考核扣罚: what each person is fined by month, then every blank that was counted; waived ones stay to be seen. */
export function penaltiesTab(all: readonly Fined[], months: number, context: SummaryContext): SummaryTab {
  const { zone, staffLanguage } = context.settings;
  const monthOf = (instant: string) => localTime(instant, zone)?.slice(0, 7) ?? '';
  const since = monthOf(monthsBack(months - 1, context));
  const fined = all.filter(({ penalty }) => penalty.month >= since);
  const missedNow = fined.some(({ penalty }) => penalty.month === monthOf(context.now));
  const named = (field: string) => `“${blankForm.field(field)?.label[staffLanguage] ?? field}”`;
  const options = Object.values(blankForm.field('decision')?.options ?? {});
  const choices = options.map((option) => `“${option[staffLanguage]}”`).join('或');
  const how = `免扣：责任人可在“${blankForm.tab[staffLanguage]}”表填写${named('plea')}；经理在该表的${named('decision')}列选${choices}，可写${named('decisionReason')}。已月结的月份不再变动。`;
  const content = [
    ...(missedNow ? [] : ['本月没有漏填。']),
    ...(fined.length > 0 ? [how, byMonthAndPerson(fined, context), everyBlank(fined, context)] : []),
  ];
  const basis = `依据近十二个月 ${fined.length} 个漏填的空`;
  const widths = [90, 170, 140, 130, 220, 110, 110, 90, 110, 200, 120, 200, 170];
  return summaryTab('考核扣罚', basis, content, widths, context);
}

function byMonthAndPerson(fined: readonly Fined[], { settings }: SummaryContext): Section {
  const newestFirst = [...groupBy(fined, ({ penalty }) => penalty.month)].sort(([a], [b]) =>
    compareText(b, a),
  );
  const rows = newestFirst.flatMap(([month, ofMonth]) => {
    const state = settings.closedMonths.includes(month) ? '已月结' : '未月结';
    const people = [...groupBy(ofMonth, ({ penalty }) => penalty.person ?? '')].map(([, theirs]) => ({
      name: theirs[0]?.penalty.personName ?? '',
      theirs,
    }));
    const most = (of: readonly Fined[]) => sumOf(of, settings.closedMonths);
    people.sort((a, b) => most(b.theirs) - most(a.theirs) || compareText(a.name, b.name));
    return [{ name: '合计', theirs: ofMonth }, ...people].map(({ name, theirs }) => [
      month,
      name,
      theirs.length,
      sumOf(theirs, settings.closedMonths),
      ...(['已免扣', '申请中', '已撤销'] as const).map((outcome) =>
        countOf(outcome, theirs, settings.closedMonths),
      ),
      state,
    ]);
  });
  return {
    title: '按月份和责任人',
    columns: ['月份', '责任人', '空数', '扣罚金额', '已免扣', '申请中', '已撤销', '状态'],
    money: ['扣罚金额'],
    rows,
  };
}

/** Yuan, without the traces of binary fractions. */
function sumOf(fined: readonly Fined[], closedMonths: readonly string[]): number {
  const yuan = fined.reduce((sum, { penalty }) => sum + dueFine(penalty, closedMonths), 0);
  return Math.round(yuan * 100) / 100;
}

function countOf(outcome: PenaltyOutcome, fined: readonly Fined[], closedMonths: readonly string[]): number {
  return fined.filter(({ penalty }) => outcomeOf(penalty, closedMonths) === outcome).length;
}

function everyBlank(fined: readonly Fined[], context: SummaryContext): Section {
  const newestFirst = fined.toSorted(
    (a, b) =>
      compareText(b.penalty.month, a.penalty.month) ||
      compareText(b.penalty.dueAt, a.penalty.dueAt) ||
      compareText(a.number, b.number),
  );
  return {
    title: `每个漏填的空 ${fined.length} 个`,
    columns: [
      '月份',
      '考核编号',
      '单号',
      '环节',
      '未填项目',
      '责任人',
      '期限',
      '金额',
      '补填时间',
      '申请免扣理由',
      '审批',
      '审批/撤销原因',
      '结果',
    ],
    money: ['金额'],
    rows: newestFirst.map((one) => blankRow(one, context)),
  };
}

function blankRow({ number, penalty }: Fined, { settings, staff }: SummaryContext): SummaryRow {
  const { decision, decidedBy } = penalty;
  const decided = decision && blankForm.field('decision')?.options?.[decision]?.['zh-CN'];
  const by = decided && decidedBy ? `（${personName(decidedBy, staff)}）` : '';
  return [
    penalty.month,
    number,
    penalty.orderNumber,
    penalty.stage,
    penalty.item,
    penalty.personName,
    showTime(penalty.dueAt, settings.zone),
    penalty.amount,
    showTime(penalty.filledAt, settings.zone),
    penalty.plea ?? '',
    decided ? decided + by : '',
    penalty.voided ?? penalty.decisionReason ?? '',
    outcomeOf(penalty, settings.closedMonths),
  ];
}
