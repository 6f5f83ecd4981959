import { Hono } from 'hono';
import { validateRequest } from 'twilio/lib/webhooks/webhooks';
import { serveOnLoopback } from '../../infra/local/providers/loopback';
import { createTwilioStandIn } from '../../infra/local/providers/twilio-stand-in';

export const accountSid = `AC${'1'.repeat(32)}`;
export const authToken = 'a-token';
export const dealer = '+14155550101';
export const otherDealer = '+14155550102';
export const ours = '+14155550199';
const monday = new Date('2026-03-16T01:00:00Z');

type Callback = {
  readonly status: string;
  readonly query: string;
  readonly params: Readonly<Record<string, string>>;
  readonly genuine: boolean;
};

/** A Twilio stand-in on a free port, and a server of ours that takes its callbacks. */
export async function startTwilio() {
  const received: Callback[] = [];
  const answers: number[] = [];
  const app = new Hono();
  app.post('/*', async (c) => {
    const params = Object.fromEntries(new URLSearchParams(await c.req.text()));
    const genuine = validateRequest(authToken, c.req.header('X-Twilio-Signature') ?? '', c.req.url, params);
    const status = params.MessageStatus ?? params.SmsStatus ?? '';
    received.push({ status, query: new URL(c.req.url).search, params, genuine });
    return c.body(null, answers.shift() === 500 ? 500 : 204);
  });
  const receiver = await serveOnLoopback(app);
  const hook = `${receiver.url}/hook?n=n1`;
  const create = () =>
    createTwilioStandIn({
      accountSid,
      authToken,
      now: () => monday,
      inboundUrl: hook,
      delays: { sent: 1, final: 1 },
    });
  const standIn = create();
  const server = await serveOnLoopback(standIn.app);
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${server.url}/2010-04-01/Accounts/${accountSid}/${path}`, {
      ...init,
      headers: { Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`, ...init.headers },
    });
  return {
    standIn,
    /** Another stand-in of the same account, with nothing in it. */
    create,
    url: server.url,
    receiverUrl: receiver.url,
    received,
    statuses: () => received.map((one) => one.status),
    /** Statuses that the receiver will answer, in order; 204 when there are none. */
    answers,
    call,
    send: (fields: Readonly<Record<string, string>> = {}, init: RequestInit = {}) =>
      call('Messages.json', {
        ...init,
        method: 'POST',
        body: new URLSearchParams({
          To: dealer,
          From: ours,
          Body: '您的货已发出',
          StatusCallback: hook,
          ...fields,
        }),
      }),
    stop: async () => {
      await standIn.close();
      await server.close();
      await receiver.close();
    },
  };
}
