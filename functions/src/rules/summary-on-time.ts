import type { SummaryLine, SummaryStage } from './summary-line';
import {
  compareText,
  groupBy,
  monthFinder,
  orderNames,
  personName,
  type Section,
  type SummaryContext,
  type SummaryRow,
  showShare,
  stageName,
} from './summary-text';

type Judged = {
  readonly line: SummaryLine;
  readonly stage: SummaryStage;
  readonly month: string;
  readonly late: boolean;
};

/**
 * On-time rate = stages completed by their deadline ÷ stages whose deadline fell in the month. An open stage whose
 * deadline has passed counts as late; one that is completed early counts in the month of its deadline; one that never
 * opened is not counted, because an earlier person's lateness is charged to that person only. A deadline that was missed
 * stays missed, in its month, though the deadline was moved afterwards. A stage is done when its own role has done its
 * part: what the manager's 审核意见 takes is not theirs.
 */
export function onTimeSection(
  lines: readonly SummaryLine[],
  months: number,
  context: SummaryContext,
): Section {
  const monthOf = monthFinder(months, context);
  const judged = lines.flatMap((line) =>
    line.stages.flatMap((stage) => judge(line, stage, monthOf, context.now)),
  );
  const byMonth = [...groupBy(judged, ({ month }) => month)].sort(([a], [b]) => compareText(b, a));
  return {
    title: '按时率（按期限所在的月份）',
    columns: ['月份', '环节', '责任人', '应完成', '按时', '按时率', '逾期编号', '按时编号'],
    rows: byMonth.flatMap(([month, ofMonth]) => monthRows(ofMonth, context).map((row) => [month, ...row])),
  };
}

/** A deadline at the end of a day is stored as the start of the next: its month is that of the moment before it. */
function judge(
  line: SummaryLine,
  stage: SummaryStage,
  monthOf: (instant: string) => string | undefined,
  now: string,
): Judged[] {
  const { openedAt, completedAt, handedAt, missedAt } = stage;
  const dueAt = missedAt ?? stage.dueAt;
  const doneAt = handedAt ?? completedAt;
  if (!dueAt) return [];
  const isOpen = openedAt !== undefined && dueAt <= now;
  if (!missedAt && !doneAt && !isOpen) return [];
  const month = monthOf(new Date(Date.parse(dueAt) - 1).toISOString());
  const late = missedAt !== undefined || (doneAt ?? now) >= dueAt;
  return month === undefined ? [] : [{ line, stage, month, late }];
}

/** The month as a whole, each person over all stages, then each stage, by person where several share it. */
function monthRows(judged: readonly Judged[], context: SummaryContext): SummaryRow[] {
  const nameOf = ({ stage }: Judged) => personName(stage.person, context.staff);
  const perPerson = (of: readonly Judged[]) => [...groupBy(of, nameOf)].sort(([a], [b]) => compareText(a, b));
  const rows = [rateRow('全部环节', '全部人员', judged)];
  for (const [person, theirs] of perPerson(judged)) rows.push(rateRow('全部环节', person, theirs));
  for (const form of context.forms) {
    for (const { id } of form.stages) {
      const ofStage = judged.filter(({ line, stage }) => line.form === form.id && stage.stage === id);
      const people = perPerson(ofStage);
      const name = stageName(form, id);
      if (people.length > 1) rows.push(rateRow(name, '全部人员', ofStage));
      for (const [person, theirs] of people) rows.push(rateRow(name, person, theirs));
    }
  }
  return rows;
}

function rateRow(stage: string, person: string, judged: readonly Judged[]): SummaryRow {
  const onTime = judged.filter(({ late }) => !late);
  const late = judged.filter((one) => one.late);
  return [
    stage,
    person,
    judged.length,
    onTime.length,
    showShare(onTime.length, judged.length),
    orderNames(late.map(({ line }) => line)),
    orderNames(onTime.map(({ line }) => line)),
  ];
}
