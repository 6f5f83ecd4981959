import { z } from 'zod';
import { consentWays } from '../forms/consent';
import { recipients } from '../forms/notice-rule';
import type { NoticesRequest } from '../forms/notices-contract';
import { channels } from './notice';

/** Names a document: it must not lead out of its collection, nor be longer than the store takes. */
const nameSchema = z
  .string()
  .regex(/^(?!\.{1,2}$|__.*__$)[^/\p{Cc}\p{Cs}]{1,350}$/u, 'must be 1–350 characters without "/"');

const place = { spreadsheetId: z.string().min(1).max(128) };
const row = { form: z.string().min(1).max(64), key: nameSchema.max(64) };

const whose = { recipient: z.enum(recipients), channel: z.enum(channels) };
/** What is too long to be a note is told in the person's words; what is far too long is nobody's note. */
const longestTyped = 2_000;

/** The body of `POST /notices`. */
export const noticesRequestSchema: z.ZodType<NoticesRequest> = z.union(
  [
    z.strictObject({ ...place, do: z.literal('list'), ...row }),
    z.strictObject({ ...place, do: z.literal('list'), notice: nameSchema }),
    z.strictObject({ ...place, do: z.literal('inbox') }),
    z.strictObject({ ...place, do: z.literal('resend'), notice: nameSchema, mayHaveLeft: z.boolean() }),
    z.strictObject({ ...place, do: z.literal('refuse'), ...row, ...whose }),
    z.strictObject({
      ...place,
      do: z.enum(['allow', 'consent']),
      ...row,
      ...whose,
      how: z.enum(consentWays).optional(),
      note: z.string().max(longestTyped).optional(),
    }),
    z.strictObject({ ...place, do: z.literal('read'), reply: nameSchema, inbox: z.boolean() }),
  ],
  'must be list, inbox, resend, refuse, allow, consent or read, with what belongs to it',
);
