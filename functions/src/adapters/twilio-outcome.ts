import { z } from 'zod';
import type { SendOutcome } from '../ports';
import type { ChannelTrouble } from '../rules/send-outcome';
import { channelTroubleOf } from '../rules/twilio-codes';

type Permanent = Extract<SendOutcome, { outcome: 'permanent' }>;

/** The person's number, not our request, is what Twilio objects to; the 300.. are mostly told later, by callback. */
const badNumbers = [21211, 21214, 21217, 21219, 21407, 21612, 21614, 21635, 30003, 30004, 30005, 30006];
const optedOut = 21610;

/**
 * Passing, and of this message only: our sender may not send there (21606), or is not registered in that country (30034),
 * which somebody mends; too many to one number within seconds (14107). That our account may not send to a country (21408)
 * is not among them: it is mostly meant so. What is wrong for the whole channel: `rules/twilio-codes`.
 */
const passingForThis = [21606, 30034, 14107];

/** What a 403 says of the country, or the recipient, not of our account. */
const countryNotEnabled = 21408;
const aboutRecipient = [...badNumbers, optedOut, countryNotEnabled];

const thrown = z.looseObject({
  status: z.number().optional(),
  code: z.union([z.number(), z.string()]).optional(),
  retryAfterSeconds: z.number().optional(),
  /** The socket's own error, or one for each address that was tried. */
  cause: z
    .looseObject({ syscall: z.string().optional(), errors: z.array(z.unknown()).optional() })
    .optional(),
});

/**
 * What a failed create request says about the message. Certainly not sent: Twilio answered 4xx (429 is never processed:
 * twilio.com/docs/api/errors/20429), or there was no connection. Everything else, 5xx and time-outs and cut connections,
 * may have sent it.
 */
export function outcomeOfTwilioError(error: unknown): SendOutcome {
  const parsed = thrown.safeParse(error);
  if (!parsed.success) return { outcome: 'unknown', code: 'unreadable-error' };
  const { status, code, cause, retryAfterSeconds } = parsed.data;
  const word = String(code ?? status ?? 'no-code');
  if (status === undefined) return neverConnected(cause) ? passing(word) : { outcome: 'unknown', code: word };
  if (status !== 429 && (status < 400 || status >= 500 || status === 408))
    return { outcome: 'unknown', code: word };
  const channel = troubleOf(status, code);
  if (channel !== undefined) return { ...passing(word, retryAfterSeconds), channel };
  if (typeof code === 'number' && !passingForThis.includes(code))
    return { outcome: 'permanent', code: word, reason: reasonOf(code) };
  return passing(word);
}

/**
 * Unauthorized and forbidden is our account, whatever Twilio's word for it; without a code of Twilio's, whatever stands
 * between us has refused.
 */
function troubleOf(status: number, code: number | string | undefined): ChannelTrouble | undefined {
  const known = channelTroubleOf(String(code));
  if (status === 429) return known === 'day-full' ? known : 'too-many';
  const isAccount = status === 401 || (status === 403 && !aboutRecipient.includes(Number(code)));
  return known ?? (isAccount || typeof code !== 'number' ? 'shut-out' : undefined);
}

function reasonOf(code: number): Permanent['reason'] {
  if (code === optedOut) return 'opted-out';
  return badNumbers.includes(code) ? 'bad-number' : 'refused';
}

const connecting = z.looseObject({ syscall: z.enum(['connect', 'getaddrinfo']) });

function neverConnected(cause: z.infer<typeof thrown>['cause']): boolean {
  const faults = cause?.errors ?? [cause];
  return faults.length > 0 && faults.every((fault) => connecting.safeParse(fault).success);
}

function passing(code: string, retryAfterSeconds?: number): Extract<SendOutcome, { outcome: 'passing' }> {
  return { outcome: 'passing', code, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}
