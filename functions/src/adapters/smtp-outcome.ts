import { z } from 'zod';
import type { SendOutcome } from '../ports';

const thrown = z.looseObject({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  command: z.string().optional(),
});

/**
 * What a failed sending says about the mail. Certainly not sent: the server answered with a refusal (5xx for good,
 * 4xx for now: RFC 5321, 4.2.1), or not a byte of the message had gone out. Else it may have been taken.
 */
export function outcomeOfSmtpError(error: unknown, begun: boolean): SendOutcome {
  const parsed = thrown.safeParse(error);
  if (!parsed.success) return { outcome: 'unknown', code: 'unreadable-error' };
  const { code, responseCode, command } = parsed.data;
  const word = String(responseCode ?? code ?? 'no-code');
  if (responseCode === undefined) return { outcome: begun ? 'unknown' : 'passing', code: word };
  // A refusal of our sign-in, our name or our sender is ours to mend: the mail is good and waits.
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA';
  return responseCode >= 500 && aboutThisMail
    ? { outcome: 'permanent', code: word, reason: 'refused' }
    : { outcome: 'passing', code: word };
}
