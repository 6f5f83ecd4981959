import { z } from 'zod';
import type { BoxFailure } from '../ports';

const thrown = z.looseObject({
  code: z.string().optional(),
  authenticationFailed: z.boolean().optional(),
  /** The command that was answered NO or BAD. */
  responseStatus: z.string().optional(),
  serverResponseCode: z.string().optional(),
  /** The server's answer, in brackets of which its word stands (`NO [OVERQUOTA] …`); the library takes it out at sign-in only. */
  response: z
    .looseObject({
      attributes: z
        .tuple([
          z.looseObject({ section: z.tuple([z.looseObject({ value: z.string() })]).rest(z.unknown()) }),
        ])
        .rest(z.unknown()),
    })
    .optional()
    .catch(undefined),
  mailboxMissing: z.boolean().optional(),
  tlsFailed: z.boolean().optional(),
});

const timeouts = ['ETIMEOUT', 'ETIMEDOUT', 'CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'];

/** What is to be checked when the mailbox could not be read, with the library's or the server's word for it: no text of either. */
export function imapFailure(error: unknown): BoxFailure {
  const parsed = thrown.safeParse(error).data ?? {};
  const { code, authenticationFailed, responseStatus, response, mailboxMissing } = parsed;
  const word =
    parsed.serverResponseCode ??
    code ??
    response?.attributes[0].section[0].value ??
    responseStatus ??
    'no-code';
  if (authenticationFailed) return { failed: 'sign-in', code: word };
  if (timeouts.includes(code ?? '')) return { failed: 'no-answer', code: word };
  if (mailboxMissing || responseStatus !== undefined) return { failed: 'mailbox', code: word };
  return { failed: 'connection', code: word };
}

/** The server's words (RFC 5530; OVERQUOTA as Gmail says it) and the library's for what will pass, whichever mail is asked for. */
const passing = ['UNAVAILABLE', 'INUSE', 'LIMIT', 'OVERQUOTA', 'THROTTLED', 'ETHROTTLE'];

/** Whether a failure at a mail may be that mail's own fault: one that the server can't give out, or that breaks the line. */
export function mayBeTheMails({ code }: BoxFailure): boolean {
  return !passing.includes(code.toUpperCase());
}
