import { z } from 'zod';
import type { SendOutcome } from '../ports';
import type { ChannelTrouble } from '../rules/send-outcome';

const thrown = z.looseObject({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  command: z.string().optional(),
  /** The server's whole answer, which may say more than its three figures: `550 5.1.1 No such user`. */
  response: z.string().optional(),
});

/**
 * What a server answers to RCPT or DATA, though it is not this mail that it objects to: it closes (421), can't check our
 * sign-in now (454), won't have it (530, 534, 535, 538), or finds our commands out of order (503).
 */
const aboutUs = [421, 454, 503, 530, 534, 535, 538];

/** Of enhanced codes (RFC 3463; the first figure tells how sure the server is): it takes no mail at all now. */
const takesNothing = /^[45]\.3\.2$/;
/** Gmail's word for its limit of a day (support.google.com/a/answer/3726730). */
const dayFull = '5.4.5';
/** The mailbox is full: it may be emptied within the day for which a mail is tried again. */
const mailboxFull = '5.2.2';

/**
 * What a failed sending says about the mail. Certainly not sent: the server answered with a refusal (5xx for good, 4xx
 * for now: RFC 5321, 4.2.1), or not a byte of the message had gone out. Else it may have been taken. It is refused for
 * good only where the server's three figures and its enhanced status (RFC 3463), where it gives one, both say so; the
 * code has both.
 *
 * This is what the server says while we speak with it; what it took and sends back later is another matter.
 */
export function outcomeOfSmtpError(error: unknown, begun: boolean): SendOutcome {
  const parsed = thrown.safeParse(error);
  if (!parsed.success) return { outcome: 'unknown', code: 'unreadable-error' };
  const { code, responseCode, command, response = '' } = parsed.data;
  if (responseCode === undefined) return { outcome: begun ? 'unknown' : 'passing', code: code ?? 'no-code' };
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? '';
  const word = enhanced === '' ? String(responseCode) : `${responseCode} ${enhanced}`;
  const channel = troubleOf(responseCode, enhanced, command);
  if (channel !== undefined) return { outcome: 'passing', code: word, channel };
  const isForGood = responseCode >= 500 && !enhanced.startsWith('4') && enhanced !== mailboxFull;
  return isForGood
    ? { outcome: 'permanent', code: word, reason: 'refused' }
    : { outcome: 'passing', code: word };
}

/** A refusal before the recipient is named is of our sign-in, our name or our sender: every mail would meet with it. */
function troubleOf(
  responseCode: number,
  enhanced: string,
  command: string | undefined,
): ChannelTrouble | undefined {
  if (enhanced === dayFull) return 'day-full';
  const isThisMail = command === 'RCPT TO' || command === 'DATA';
  const isShut = !isThisMail || aboutUs.includes(responseCode) || takesNothing.test(enhanced);
  return isShut ? 'shut-out' : undefined;
}
