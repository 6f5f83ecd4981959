import { z } from 'zod';
import { blankForm } from '../forms/blank';
import { cutText } from './cut-text';
import type { StoredRecord } from './record';

/** 免扣 and 不免, by the ids of the ledger's options. */
const decisions = ['waived', 'kept'] as const;

/** What the summaries keep of a counted blank. Names and labels as the ledger shows them; instants in UTC. */
export const penaltySchema = z.object({
  orderNumber: z.string(),
  stage: z.string(),
  item: z.string(),
  /** Who answers for it (email), where somebody does. */
  person: z.string().optional(),
  personName: z.string(),
  /** As the ledger names it, in the language that the staff had. */
  role: z.string().optional(),
  dueAt: z.string(),
  /** Yuan. */
  amount: z.number(),
  month: z.string(),
  filledAt: z.string().optional(),
  plea: z.string().optional(),
  decision: z.enum(decisions).optional(),
  decisionReason: z.string().optional(),
  /** The manager who decided (email). */
  decidedBy: z.string().optional(),
  voided: z.string().optional(),
});
export type Penalty = z.infer<typeof penaltySchema>;

const longestText = 60;
const longestReason = 200;

/** Undefined for a record that is no row of the ledger. */
export function penaltyOf({ form, values, marks }: StoredRecord): Penalty | undefined {
  if (form !== blankForm.id) return undefined;
  const text = (field: string, longest = longestText): string =>
    cutText(String(values[field] ?? ''), longest);
  const known = (name: keyof Penalty, value: string | undefined) => (value ? { [name]: value } : {});
  const decision = decisions.find((one) => one === values.decision);
  return {
    orderNumber: text('orderNumber'),
    stage: text('stage'),
    item: text('item'),
    ...known('person', text('personEmail')),
    personName: text('person'),
    ...known('role', text('role')),
    dueAt: text('dueAt'),
    amount: typeof values.amount === 'number' ? values.amount : 0,
    month: text('month'),
    ...known('filledAt', text('filledAt')),
    ...known('plea', text('plea', longestReason)),
    ...(decision ? { decision } : {}),
    ...known('decisionReason', text('decisionReason', longestReason)),
    ...known('decidedBy', decision && marks.decision?.by),
    ...known('voided', text('voided', longestReason)),
  };
}

/** What became of it. */
export type PenaltyOutcome = '扣罚' | '已免扣' | '申请中' | '已撤销' | '扣罚（月结前未审批）';

/**
 * The manager's decision alone says whether a fine is waived: neither reason does. A plea waits for one until the month
 * is closed; one that nobody decided on by then has changed nothing.
 */
export function outcomeOf(
  { voided, decision, plea, month }: Penalty,
  closedMonths: readonly string[],
): PenaltyOutcome {
  if (voided) return '已撤销';
  if (decision) return decision === 'waived' ? '已免扣' : '扣罚';
  if (!plea) return '扣罚';
  return closedMonths.includes(month) ? '扣罚（月结前未审批）' : '申请中';
}

/** Yuan that are due: nothing once it was waived or withdrawn; asking alone changes nothing. */
export function dueFine(penalty: Penalty, closedMonths: readonly string[]): number {
  return isLetOff(penalty, closedMonths) ? 0 : penalty.amount;
}

/** Waived or withdrawn. */
export function isLetOff(penalty: Penalty, closedMonths: readonly string[]): boolean {
  return ['已免扣', '已撤销'].includes(outcomeOf(penalty, closedMonths));
}

/** Still empty, and rightly counted. */
export function isOpenBlank({ filledAt, voided }: Penalty): boolean {
  return filledAt === undefined && voided === undefined;
}

/** A row of the ledger, by its number, as the tabs read it. */
export type Fined = { readonly number: string; readonly penalty: Penalty };

export function finedOf(
  lines: readonly { readonly number: string; readonly penalty?: Penalty | undefined }[],
): Fined[] {
  return lines.flatMap(({ number, penalty }) => (penalty ? [{ number, penalty }] : []));
}
