import { z } from 'zod';

/** What a mail in our own mailbox says of one that we sent; the signature in its id shows that it is ours, and only those who had it know that. */
export type MailReport = {
  readonly noticeId: string;
  /** What the sender (`SendOutcome`) knows the email by. */
  readonly providerId: string;
  /** It came back; or its recipient has told their provider that they don't want such mails. */
  readonly says: 'bounced' | 'unwanted';
  /** Of what came back: `550 5.1.1`, `4.4.7`. */
  readonly code?: string;
};

/**
 * Where a mailbox was read up to: within one `validity` its mails are numbered in the order in which they came
 * (RFC 3501, 2.3.1.1).
 */
export const boxPositionSchema = z.object({ validity: z.string(), uid: z.number().int().nonnegative() });
export type BoxPosition = z.infer<typeof boxPositionSchema>;
