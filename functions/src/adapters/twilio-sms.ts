import type { Twilio } from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient';
import { z } from 'zod';
import type { SendOutcome, SentSms, SmsSender } from '../ports';
import { retryAfterSeconds } from './retry-after';
import { outcomeOfTwilioError } from './twilio-outcome';

export type TwilioOptions = {
  readonly accountSid: string;
  readonly authToken: string;
  /** E.164 number or alphanumeric sender. */
  readonly from: string;
  /** Full address of our status function; the notice's id goes into its query, which the signature covers. */
  readonly statusUrl: string;
  /** A stand-in's address in place of api.twilio.com. */
  readonly baseUrl?: string | undefined;
  readonly timeoutMs?: number;
  /** By which it is told how long Twilio wishes to be left alone, where it names a date. */
  readonly machineNow: () => Date;
};

/** Twilio tries a callback once more only when it can't connect; this asks for it after time-outs and 5xx too. */
const tryCallbacksAgain = '#rc=2&rp=ct,rt,5xx';
const defaultTimeoutMs = 20_000;
/** The longest page there is, so that a look-up is one request. */
const longestPage = 1000;

/** Sends by Twilio. It never throws and never tries again by itself: Twilio cannot recognise a repeated request. */
export function createTwilioSms(options: TwilioOptions): SmsSender {
  let client: Promise<Twilio> | undefined;
  /** What failed once, for want of memory say, need not fail again. */
  const connected = (): Promise<Twilio> => {
    client ??= connect(options).catch((error: unknown) => {
      client = undefined;
      throw error;
    });
    return client;
  };
  return {
    send: async ({ noticeId, to, body, validSeconds }): Promise<SendOutcome> => {
      const twilio = await connected().catch(() => undefined);
      if (!twilio) return { outcome: 'passing', code: 'no-client' };
      try {
        const statusCallback = `${options.statusUrl}?n=${encodeURIComponent(noticeId)}${tryCallbacksAgain}`;
        const message = { to, from: options.from, body, statusCallback };
        const valid = validSeconds === undefined ? {} : { validityPeriod: validSeconds };
        const sent = await twilio.messages.create({ ...message, ...valid });
        return { outcome: 'accepted', providerId: sent.sid, segments: Number(sent.numSegments) };
      } catch (error) {
        return outcomeOfTwilioError(error);
      }
    },
    // Not by DateSent: a message that waits in Twilio's queue has none, and where such ones stand in a list that is
    // sorted by it is not promised.
    find: async ({ to, body, since }) => {
      try {
        const { messages } = await connected();
        const listed = await messages.list({ to, limit: longestPage, pageSize: longestPage });
        const recent = listed.filter(
          ({ direction, dateCreated }) => direction !== 'inbound' && dateCreated >= since,
        );
        // A trial account and some countries put words of their own before the text.
        const same = recent.filter((message) => squeezed(message.body).includes(squeezed(body)));
        return {
          sent: same.map(sentSms),
          // An account may keep no texts.
          complete: listed.length < longestPage && recent.every((message) => message.body !== ''),
        };
      } catch {
        return undefined;
      }
    },
    fetch: async (providerId) => {
      try {
        const { messages } = await connected();
        return sentSms(await messages(providerId).fetch());
      } catch (error) {
        return isGone(error) ? 'gone' : undefined;
      }
    },
  };
}

type Shown = { readonly sid: string; readonly status: string; readonly errorCode: number };

function sentSms({ sid, status, errorCode }: Shown): SentSms {
  return { providerId: sid, status, ...(errorCode ? { errorCode: String(errorCode) } : {}) };
}

function isGone(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 404;
}

/** Breaks of lines and spaces may come back otherwise than they were sent. */
function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Loads the SDK only now: it takes longer to load than the rest of a function together. */
async function connect(options: TwilioOptions): Promise<Twilio> {
  const { default: twilio } = await import('twilio');
  class Connection extends twilio.RequestClient {
    override async request<T>(request: RequestClient.RequestOptions<T>) {
      const { pathname, search } = new URL(request.uri);
      const uri = options.baseUrl === undefined ? request.uri : `${options.baseUrl}${pathname}${search}`;
      const response = await super.request<T>({ ...request, uri });
      if (response.statusCode === 429) throw tooManyRequests(response, options.machineNow());
      return response;
    }
  }
  // A kept connection may be dead when a frozen instance wakes up, and a message lost with it counts as perhaps sent.
  const httpClient = new Connection({ timeout: options.timeoutMs ?? defaultTimeoutMs, keepAlive: false });
  return twilio(options.accountSid, options.authToken, { httpClient, lazyLoading: true });
}

const refusal = z.looseObject({ code: z.number() });

/** The SDK's own error leaves out how long to wait. What is too much is said by the body: 20429, or 63038 for a day. */
function tooManyRequests(
  { headers, body }: { readonly headers: unknown; readonly body: unknown },
  now: Date,
): Error {
  const wanted = headers !== null && typeof headers === 'object' && 'retry-after' in headers;
  const seconds = wanted ? retryAfterSeconds(headers['retry-after'], now) : undefined;
  return Object.assign(new Error('Twilio is asked too often'), {
    status: 429,
    code: refusal.safeParse(parsed(body)).data?.code ?? 20429,
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
  });
}

function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
