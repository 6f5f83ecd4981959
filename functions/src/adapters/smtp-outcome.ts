import { z } from 'zod';
import type { SendOutcome } from '../ports';

const thrown = z.looseObject({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  command: z.string().optional(),
  /** The server's whole answer, which may say more than its three figures: `550 5.1.1 No such user`. */
  response: z.string().optional(),
});

/**
 * What a server answers to RCPT or DATA where it is our sign-in (530, 534, 535, 538) or our order of commands (503) that
 * it objects to.
 */
const oursToMend = [503, 530, 534, 535, 538];

/**
 * What a failed sending says about the mail. Certainly not sent: the server answered with a refusal (5xx for good,
 * 4xx for now: RFC 5321, 4.2.1), or not a byte of the message had gone out. Else it may have been taken. The code is
 * the server's three figures, with its enhanced status (RFC 3463) where it gives one.
 *
 * That is all that SMTP tells: a mail that was taken and comes back later (a bounce) is not noticed, since nobody here
 * reads the sender's mailbox.
 */
export function outcomeOfSmtpError(error: unknown, begun: boolean): SendOutcome {
  const parsed = thrown.safeParse(error);
  if (!parsed.success) return { outcome: 'unknown', code: 'unreadable-error' };
  const { code, responseCode, command, response = '' } = parsed.data;
  if (responseCode === undefined) return { outcome: begun ? 'unknown' : 'passing', code: code ?? 'no-code' };
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  const word = enhanced === undefined ? String(responseCode) : `${responseCode} ${enhanced}`;
  // A refusal of our sign-in, our name or our sender is ours to mend: the mail is good and waits.
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA';
  return responseCode >= 500 && aboutThisMail && !oursToMend.includes(responseCode)
    ? { outcome: 'permanent', code: word, reason: 'refused' }
    : { outcome: 'passing', code: word };
}
