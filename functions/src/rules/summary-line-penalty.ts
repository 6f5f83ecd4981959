import { z } from 'zod';
import { blankForm } from '../forms/blank';
import type { StoredRecord } from './record';

/** What the summaries keep of a counted blank. Names and labels as the ledger shows them; instants in UTC. */
export const penaltySchema = z.object({
  orderNumber: z.string(),
  stage: z.string(),
  item: z.string(),
  /** Who answers for it (email), where somebody does. */
  person: z.string().optional(),
  personName: z.string(),
  dueAt: z.string(),
  /** Yuan. */
  amount: z.number(),
  month: z.string(),
  filledAt: z.string().optional(),
  plea: z.string().optional(),
  waiver: z.string().optional(),
  /** The manager who waived it (email). */
  waivedBy: z.string().optional(),
  voided: z.string().optional(),
});
export type Penalty = z.infer<typeof penaltySchema>;

const longestText = 60;
const longestReason = 200;

/** Undefined for a record that is no row of the ledger. */
export function penaltyOf({ form, values, marks }: StoredRecord): Penalty | undefined {
  if (form !== blankForm.id) return undefined;
  const text = (field: string, longest = longestText): string =>
    String(values[field] ?? '').slice(0, longest);
  const known = (name: keyof Penalty, value: string | undefined) => (value ? { [name]: value } : {});
  return {
    orderNumber: text('orderNumber'),
    stage: text('stage'),
    item: text('item'),
    ...known('person', text('personEmail')),
    personName: text('person'),
    dueAt: text('dueAt'),
    amount: typeof values.amount === 'number' ? values.amount : 0,
    month: text('month'),
    ...known('filledAt', text('filledAt')),
    ...known('plea', text('plea', longestReason)),
    ...known('waiver', text('waiver', longestReason)),
    ...known('waivedBy', values.waiver === undefined ? undefined : marks.waiver?.by),
    ...known('voided', text('voided', longestReason)),
  };
}

/** What became of it: a reason of the manager's waives it, one of the person's asks for that. */
export type PenaltyOutcome = '扣罚' | '已免扣' | '申请中' | '已撤销';

export function outcomeOf({ voided, waiver, plea }: Penalty): PenaltyOutcome {
  if (voided) return '已撤销';
  if (waiver) return '已免扣';
  return plea ? '申请中' : '扣罚';
}

/** Yuan that are due: nothing once it was waived or withdrawn; asking alone changes nothing. */
export function dueFine(penalty: Penalty): number {
  return ['扣罚', '申请中'].includes(outcomeOf(penalty)) ? penalty.amount : 0;
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
