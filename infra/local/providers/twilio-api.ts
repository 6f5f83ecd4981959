import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { Faults } from './provider-faults';
import { twilioContract } from './twilio-contract';
import { listPage } from './twilio-list';
import { asResource, type Sms, type Written } from './twilio-message';
import { refusalOf, type TwilioRefusal, usualEnd } from './twilio-refusals';

/** `kept`: the message was taken all the same, so that whoever sends it again sends it twice. */
export type SmsFault =
  | {
      readonly kind: 'refuse';
      readonly status: number;
      readonly code: number;
      readonly retryAfterSeconds?: number;
      /** In place of seconds. */
      readonly retryAfterDate?: Date;
      readonly kept?: boolean;
    }
  /** The request is read, and nothing is ever answered. */
  | { readonly kind: 'hang'; readonly kept: boolean }
  /** The request is read, and the connection is cut. */
  | { readonly kind: 'cut'; readonly kept: boolean }
  /** The message is taken and ends badly, e.g. 30003 unreachable, 30006 landline, 30007 filtered. */
  | { readonly kind: 'end'; readonly status: 'undelivered' | 'failed'; readonly code: number }
  | { readonly kind: 'callbacks'; readonly how: 'reversed' | 'twice' | 'none' | 'before-answer' };

type Parts = {
  readonly accountSid: string;
  readonly authToken: string;
  readonly faults: Faults<SmsFault>;
  readonly messages: () => readonly Sms[];
  readonly isOptedOut: (to: string, from: string) => boolean;
  readonly create: (written: Omit<Written, 'direction'>) => Sms;
  readonly start: (sms: Sms) => Promise<void>;
};
type Env = { Bindings: HttpBindings };

/** Twilio's Messages resource over HTTP; requests and answers are held against Twilio's OpenAPI. */
export function twilioApi(parts: Parts): Hono<Env> {
  const app = new Hono<Env>();
  const base = '/2010-04-01/Accounts/:account';
  const authorization = `Basic ${Buffer.from(`${parts.accountSid}:${parts.authToken}`).toString('base64')}`;

  app.use(`${base}/*`, async (c, next) => {
    const known =
      c.req.header('Authorization') === authorization && c.req.param('account') === parts.accountSid;
    return known ? await next() : answerRefusal({ status: 401, code: 20003, message: 'Authenticate' });
  });
  app.post(`${base}/Messages.json`, (c) => create(c, parts));
  app.get(`${base}/Messages.json`, async (c) => {
    const contract = await twilioContract();
    const query = c.req.query();
    const wrong = contract.listQuery({ ...query });
    if (wrong.length > 0) return answerRefusal(badParameters(wrong));
    const { messages, paging } = listPage(parts.messages(), query, c.req.path);
    const answer = { messages: messages.map((sms) => asResource(parts.accountSid, sms)), ...paging };
    return c.json(held(answer, contract.list));
  });
  app.get(`${base}/Messages/:file`, async (c) => {
    const sms = parts.messages().find((one) => `${one.sid}.json` === c.req.param('file'));
    return sms ? c.json(await resource(parts.accountSid, sms)) : notFound(c);
  });
  app.notFound(notFound);
  return app;
}

async function create(c: Context<Env>, parts: Parts): Promise<Response> {
  const form = formOf(await c.req.text());
  const wrong = (await twilioContract()).createForm({ ...form });
  if (wrong.length > 0) return answerRefusal(badParameters(wrong));
  const to = String(form.To ?? '');
  const fault = parts.faults.take(to, 'refuse', 'hang', 'cut');
  if (fault !== undefined && !fault.kept) return fail(c, fault);
  const refusal = refusalOf(form, parts.isOptedOut);
  if (refusal !== undefined) return answerRefusal(refusal);
  const sms = parts.create({
    to,
    from: String(form.From),
    body: String(form.Body),
    statusCallback: form.StatusCallback === undefined ? null : String(form.StatusCallback),
    course: courseFor(to, parts.faults),
  });
  const answer = await resource(parts.accountSid, sms);
  const ended = parts.start(sms);
  if (sms.course.callbacks === 'before-answer') await ended;
  return fault === undefined ? c.json(answer, 201) : fail(c, fault);
}

function courseFor(to: string, faults: Faults<SmsFault>): Sms['course'] {
  const end = faults.take(to, 'end') ?? usualEnd(to);
  const callbacks = faults.take(to, 'callbacks');
  return {
    end: end.status,
    errorCode: end.code,
    callbacks: callbacks?.how ?? 'in-order',
  };
}

function fail(c: Context<Env>, fault: Extract<SmsFault, { kind: 'refuse' | 'hang' | 'cut' }>): Response {
  if (fault.kind === 'refuse') {
    const refusal = { ...fault, message: `told to answer ${fault.code}` };
    const wish = fault.retryAfterDate?.toUTCString() ?? fault.retryAfterSeconds;
    return answerRefusal(refusal, wish === undefined ? {} : { 'Retry-After': String(wish) });
  }
  if (fault.kind === 'cut') c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

async function resource(accountSid: string, sms: Sms): Promise<object> {
  return held(asResource(accountSid, sms), (await twilioContract()).message);
}

/** @throws Error when our own answer is not what Twilio's OpenAPI promises. */
function held<T extends object>(answer: T, check: (answer: object) => readonly string[]): T {
  const wrong = check(answer);
  if (wrong.length > 0)
    throw new Error(`the Twilio stand-in answers what Twilio would not: ${wrong.join('; ')}`);
  return answer;
}

function badParameters(wrong: readonly string[]): TwilioRefusal {
  return { status: 400, code: 20001, message: `Bad parameter: ${wrong.join('; ')}` };
}

function notFound(c: Context<Env>): Response {
  return answerRefusal({
    status: 404,
    code: 20404,
    message: `The requested resource ${c.req.path} was not found`,
  });
}

function answerRefusal(
  { status, code, message }: TwilioRefusal,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(
    { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
    { status, headers },
  );
}

function formOf(text: string): Record<string, string | string[]> {
  const params = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const values = params.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
