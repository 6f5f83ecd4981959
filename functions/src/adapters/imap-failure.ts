import { z } from 'zod';
import type { BounceBox } from '../ports';

type Failure = Extract<Awaited<ReturnType<BounceBox['read']>>, { readonly failed: string }>;

const thrown = z.looseObject({
  code: z.string().optional(),
  authenticationFailed: z.boolean().optional(),
  /** The command that was answered NO or BAD. */
  responseStatus: z.string().optional(),
  serverResponseCode: z.string().optional(),
  mailboxMissing: z.boolean().optional(),
  tlsFailed: z.boolean().optional(),
});

const timeouts = ['ETIMEOUT', 'ETIMEDOUT', 'CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'];

/** What is to be checked when the mailbox could not be read, with the library's or the server's word for it: no text of either. */
export function imapFailure(error: unknown): Failure {
  const parsed = thrown.safeParse(error).data ?? {};
  const { code, authenticationFailed, responseStatus, serverResponseCode, mailboxMissing } = parsed;
  const word = serverResponseCode ?? code ?? responseStatus ?? 'no-code';
  if (authenticationFailed) return { failed: 'sign-in', code: word };
  if (timeouts.includes(code ?? '')) return { failed: 'no-answer', code: word };
  if (mailboxMissing || responseStatus !== undefined) return { failed: 'mailbox', code: word };
  return { failed: 'connection', code: word };
}
