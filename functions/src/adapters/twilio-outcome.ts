import { z } from 'zod';
import type { SendOutcome } from '../ports';

type Permanent = Extract<SendOutcome, { outcome: 'permanent' }>;

/** The person's number, not our request, is what Twilio objects to; the 300.. are mostly told later, by callback. */
const badNumbers = [21211, 21214, 21217, 21219, 21407, 21612, 21614, 21635, 30003, 30004, 30005, 30006];
const optedOut = 21610;

/**
 * Faults of our account, sender or set-up: 20003 wrong token, 20005 and 30002 suspended, 20404 no such account, 21212,
 * 21601, 21603, 21606 and 21659 to 21661 sender, 21609 callback address, 21701 and 21703 to 21705 messaging service, 30034
 * sender not registered. The message is good, so it waits until they are mended, or its time is over (`rules/waiting`). That our
 * account may not send to a country (21408) is not among them: it is mostly meant so.
 */
const oursToMend = [
  ...[20003, 20005, 30002, 20404, 21212, 21601, 21603, 21606, 21659, 21660, 21661, 21609],
  ...[21701, 21703, 21704, 21705, 30034],
];

/** What a 403 says of the country, not of our account. */
const countryNotEnabled = 21408;

/** Too many messages: 14107 to one number, 20429 requests, 21611 and 30001 queued, 30022, 30023, 63017, 63038 by rate or day. */
const tooMany = [14107, 20429, 21611, 30001, 30022, 30023, 63017, 63038];

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
  if (status === 429) return passing(word, retryAfterSeconds);
  if (status < 400 || status >= 500 || status === 408) return { outcome: 'unknown', code: word };
  // Without a code of Twilio's, whatever stands between has refused.
  if (typeof code !== 'number' || isAboutUs(status, code) || [...oursToMend, ...tooMany].includes(code))
    return passing(word, retryAfterSeconds);
  return { outcome: 'permanent', code: word, reason: reasonOf(code) };
}

/** Unauthorized and forbidden is our account, whatever Twilio's word for it. */
function isAboutUs(status: number, code: number): boolean {
  return status === 401 || (status === 403 && code !== countryNotEnabled);
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

function passing(code: string, retryAfterSeconds?: number): SendOutcome {
  return { outcome: 'passing', code, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}
