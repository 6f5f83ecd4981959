import { z } from 'zod';

/** The provider cuts what is longer. */
export const longestReply = 1600;

/**
 * What was done about a reply. kept: nothing, somebody must read it. repeated: it says what is known already.
 * problem-noted: the record says so, and somebody must ask what it is.
 */
const replyOutcomes = [
  'opted-out',
  'opted-in',
  'receipt-confirmed',
  'problem-noted',
  'repeated',
  'kept',
] as const;
export type ReplyOutcome = (typeof replyOutcomes)[number];

/** An SMS that came in, by the provider's id of it: `replies/{MessageSid}`. */
export const replySchema = z.object({
  from: z.string(),
  body: z.string().max(longestReply),
  /** Business time (UTC). */
  at: z.string(),
  outcome: z.enum(replyOutcomes),
  /** The shipment that its sender was told of last, and its form and number; absent where that has ended, or there was none. */
  record: z.string().optional(),
  form: z.string().optional(),
  number: z.string().optional(),
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
