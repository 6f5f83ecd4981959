import { z } from 'zod';
import { recipients } from '../forms/notice-rule';

/** The provider cuts what is longer. */
export const longestReply = 1600;

/**
 * What was done about a reply. kept: nothing, somebody must read it. repeated: it says what is known already.
 * problem-noted: the record says so, and somebody must ask what it is. opted-out-and-kept: they get no more messages, and
 * somebody must read what else they may mean.
 */
const replyOutcomes = [
  'opted-out',
  'opted-out-and-kept',
  'opted-in',
  'receipt-confirmed',
  'problem-noted',
  'repeated',
  'kept',
] as const;
export type ReplyOutcome = (typeof replyOutcomes)[number];

/**
 * Why a person must find out what a reply is about, or what it means. several: of the shipments under way, `candidates`.
 * several-orders: none is under way, and of the orders that they were told of, `candidates`. not-shipped: they were told
 * of no shipment that could have come. too-early: the goods can't have come yet, `expectedAt` says when they will.
 * contradicted: another letter about them waits to be read. after-good, after-problem: the record says so already,
 * `answeredAt` says when they answered so themselves. after-settled: it says that there was a problem, which is settled.
 */
const keptWhys = [
  'several',
  'several-orders',
  'not-shipped',
  'too-early',
  'contradicted',
  'after-good',
  'after-settled',
  'after-problem',
] as const;
export type KeptWhy = (typeof keptWhys)[number];

/** An SMS that came in, by the provider's id of it: `replies/{MessageSid}`. */
export const replySchema = z.object({
  from: z.string(),
  body: z.string().max(longestReply),
  /** Business time (UTC). */
  at: z.string(),
  outcome: z.enum(replyOutcomes),
  /** Pictures that came with it, which only the provider keeps. */
  pictures: z.int().positive().optional(),
  /** The shipment that its sender was told of last, also where that has ended, and its form and number; absent where there was none. */
  record: z.string().optional(),
  form: z.string().optional(),
  number: z.string().optional(),
  /** As whom its sender is told; absent: as a customer, or of nothing. */
  recipient: z.enum(recipients).optional(),
  /** Of one that is kept, where more is known than that. */
  why: z.enum(keptWhys).optional(),
  /** Of the same: the number that it answered with. */
  says: z.enum(['received', 'problem']).optional(),
  /** Every record that it may be about, the last told first; `record` is the first of them. */
  candidates: z.array(z.object({ record: z.string(), number: z.string(), batch: z.number() })).optional(),
  expectedAt: z.string().optional(),
  answeredAt: z.string().optional(),
  /** Nobody needs to read it, or somebody has. */
  handled: z.boolean(),
  /** Who (email) has read it, and when (business time, UTC); absent where nobody needed to. */
  handledBy: z.string().optional(),
  handledAt: z.string().optional(),
});
export type Reply = z.infer<typeof replySchema>;

const editorPrefix = 'reply:';
export const replyEditorName = '客户短信';

/** Who typed it, as the history shows: nobody on the staff list. Of the number only its end, for history is never deleted. */
export function replyEditor(from: string): { readonly email: string; readonly name: string } {
  return { email: `${editorPrefix}…${from.slice(-4)}`, name: replyEditorName };
}

export function isReplyEditor(by: string): boolean {
  return by.startsWith(editorPrefix);
}
