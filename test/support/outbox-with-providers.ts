import { once } from 'node:events';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { createMailIds } from '../../functions/src/adapters/mail-id';
import { createSmtpMail } from '../../functions/src/adapters/smtp-mail';
import { verifyTwilioSignature } from '../../functions/src/adapters/twilio-signature';
import { createTwilioSms } from '../../functions/src/adapters/twilio-sms';
import { smsStatusEntry } from '../../functions/src/entry/sms-status';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { forms } from '../../functions/src/forms';
import type { Services, Store } from '../../functions/src/ports';
import type { Value } from '../../functions/src/rules/record';
import { type LoopbackServer, serveOnLoopback } from '../../infra/local/providers/loopback';
import { type Mailbox, startMailbox } from '../../infra/local/providers/mailbox';
import { createTwilioStandIn } from '../../infra/local/providers/twilio-stand-in';
import { accountSid, authToken, ours } from '../local/twilio-setup';
import { deliveryWorld } from './delivery-services';

type Gate = { readonly opened: Promise<void>; readonly open: () => void };

function gate(): Gate {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const linkSecret = 'a-secret-of-the-tests-and-of-nobody-else';
let publicUrl = '';
let services: (() => Services) | undefined;
let callbacksHeld: Gate | undefined;

/** The function that takes in the provider's callbacks: registered once per suite, as it is deployed. */
http('smsStatus', async (request, response) => {
  await callbacksHeld?.opened;
  const current = services;
  if (!current) throw new Error('no outbox has been started');
  const wired = { ...current(), deployed: current().settings, current: async () => current() };
  await smsStatusEntry(() => wired)(request, response);
});

/**
 * The outbox with the SDKs' real adapters, stand-ins of both providers that can be taken away and given back, and our
 * status function behind HTTP; in memory, on a clock that the test winds.
 */
export async function outboxWithProviders(
  options: {
    readonly changes?: Readonly<Record<string, Value | undefined>>;
    readonly timeoutMs?: number;
    /** What the status function reads and writes. */
    readonly storeOfCallbacks?: (store: Store) => Store;
    readonly now?: string;
  } = {},
) {
  const { timeoutMs = 15_000, storeOfCallbacks = (store) => store } = options;
  const world = deliveryWorld({
    changes: options.changes ?? {},
    ...(options.now ? { now: options.now } : {}),
  });
  const now = () => new Date(world.time.business);
  const twilio = createTwilioStandIn({ accountSid, authToken, now, delays: { sent: 1, final: 1 } });
  const requests: { readonly at: string; readonly to: string }[] = [];
  let answersHeld: Gate | undefined;
  let mostAMinute = Number.POSITIVE_INFINITY;
  const api = {
    fetch: async (...call: Parameters<typeof twilio.app.fetch>) => {
      const form = new URLSearchParams(await call[0].clone().text());
      const at = now().toISOString();
      const to = form.get('To') ?? '';
      if (call[0].method === 'POST') requests.push({ at, to });
      if (requests.filter((one) => one.at === at).length > mostAMinute)
        twilio.failNext({ kind: 'refuse', status: 429, code: 20429, retryAfterSeconds: 60, to });
      const answer = await twilio.app.fetch(...call);
      await answersHeld?.opened;
      return answer;
    },
  };
  let provider: LoopbackServer | undefined = await serveOnLoopback(api);
  const { url, port } = provider;
  let mailbox: Mailbox | undefined = await startMailbox({ now });
  const mailPort = mailbox.port;
  const mailsBefore: string[] = [];

  const status = getTestServer('smsStatus').listen(0, '127.0.0.1');
  await once(status, 'listening');
  const address = status.address();
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
  publicUrl = `http://127.0.0.1:${address.port}`;

  const sms = createTwilioSms({
    accountSid,
    authToken,
    from: ours,
    statusUrl: `${publicUrl}/smsStatus`,
    baseUrl: url,
    timeoutMs,
    machineNow: () => new Date(world.time.machine),
  });
  const mail = createSmtpMail({
    url: `smtp://127.0.0.1:${mailPort}`,
    from: 'notices@company.example',
    secret: linkSecret,
    timeoutMs,
  });
  let underWay = 0;
  const own: Services = {
    ...world.services(),
    sms: {
      ...sms,
      send: async (message) => {
        underWay += 1;
        return sms.send(message).finally(() => {
          underWay -= 1;
        });
      },
    },
    mail,
    verifyCallback: (signature, path, fields) =>
      verifyTwilioSignature(authToken, signature, `${publicUrl}${path}`, fields),
  };
  services = () => ({ ...own, store: storeOfCallbacks(world.memory) });

  const ids = createMailIds({ from: 'notices@company.example', secret: linkSecret });
  const idsOf = (box: Mailbox | undefined) =>
    (box?.mails() ?? []).map(({ messageId }) => ids.noticeOf(messageId) ?? 'not ours');
  /** Winds the clocks on, but not while an SMS is on its way: else its answer would come after the wait. */
  const wait = async (milliseconds: number): Promise<void> => {
    const until = world.time.machine.getTime() + milliseconds;
    do await new Promise((resolve) => setImmediate(resolve));
    while (underWay > 0);
    world.pass(Math.max(0, until - world.time.machine.getTime()) / 1000);
  };
  return {
    ...world,
    twilio,
    services: own,
    /** One for each SMS that the provider was asked to send, with the business time. */
    requests,
    mailbox: () => mailbox,
    deliver: () =>
      deliverNotices(own, forms, {
        limit: 200,
        concurrency: 16,
        budgetMs: 40_000,
        random: () => 0,
        wait,
      }),
    /** The SMS provider alone refuses connections. */
    twilioAway: async () => {
      await provider?.close();
      provider = undefined;
    },
    /** Both providers refuse connections. */
    takeAway: async () => {
      await provider?.close();
      provider = undefined;
      mailsBefore.push(...idsOf(mailbox));
      await mailbox?.close();
      mailbox = undefined;
    },
    giveBack: async () => {
      provider = await serveOnLoopback(api, port);
      mailbox = await startMailbox({ now, port: mailPort });
    },
    /** Answers 429 with a wish of a minute to what comes beyond so many requests at one time. */
    takeAMinute: (most: number) => {
      mostAMinute = most;
    },
    /** The provider reads requests and acts on them; its answers, or its callbacks, wait until the returned call. */
    holdAnswers: () => {
      const held = gate();
      answersHeld = held;
      return () => {
        answersHeld = undefined;
        held.open();
      };
    },
    holdCallbacks: () => {
      const held = gate();
      callbacksHeld = held;
      return async () => {
        callbacksHeld = undefined;
        held.open();
        await twilio.settle();
      };
    },
    /** The ids of the notices of which the providers took a message, one for each message. */
    taken: () => [
      ...twilio
        .messages()
        .map(({ statusCallback }) => new URL(statusCallback ?? 'none:').searchParams.get('n') ?? ''),
      ...mailsBefore,
      ...idsOf(mailbox),
    ],
    close: async () => {
      callbacksHeld?.open();
      answersHeld?.open();
      callbacksHeld = undefined;
      await twilio.close();
      await mail.close();
      await provider?.close();
      await mailbox?.close();
      status.closeAllConnections();
      status.close();
      services = undefined;
    },
  };
}
