import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { z } from 'zod';
import { createFaults, type Told } from './provider-faults';
import { type SmsFault, twilioApi } from './twilio-api';
import { newSms, type Sms, smsSchema } from './twilio-message';
import { createSmsProgress, type SmsDelays } from './twilio-progress';
import { afterReply, inboundForm, optOutPair } from './twilio-replies';
import { postWebhook, type WebhookAnswer } from './twilio-webhook';

const savedSchema = z.object({ messages: z.array(smsSchema), optedOut: z.array(z.string()) });
type SavedTwilio = z.infer<typeof savedSchema>;

export type TwilioStandIn = {
  /** Serve it with `@hono/node-server`: some faults need the connection itself. */
  readonly app: Hono<{ Bindings: HttpBindings }>;
  /** Oldest first, both ways. */
  readonly messages: () => readonly Sms[];
  /** Calls on every new or changed message; gives what ends it. */
  readonly onMessage: (listener: (sms: Sms) => void) => () => void;
  readonly failNext: (fault: Told<SmsFault>) => void;
  /**
   * A person answers by SMS: STOP and START are obeyed, and the inbound webhook is posted.
   * @throws Error for mainland Chinese numbers, from which Twilio takes no replies, and when no webhook is set.
   */
  readonly reply: (from: string, to: string, body: string) => Promise<WebhookAnswer>;
  readonly settle: () => Promise<void>;
  readonly save: () => SavedTwilio;
  /** Takes over saved state; messages that had not ended go on. @throws ZodError */
  readonly load: (saved: unknown) => void;
  readonly close: () => Promise<void>;
};

/** A stateful Twilio for one account: the Messages resource, status callbacks, replies, and faults on demand. */
export function createTwilioStandIn(options: {
  readonly accountSid: string;
  readonly authToken: string;
  readonly now: () => Date;
  readonly inboundUrl?: string;
  readonly delays?: SmsDelays;
}): TwilioStandIn {
  const { accountSid, authToken, now } = options;
  const messages = new Map<string, Sms>();
  const listeners = new Set<(sms: Sms) => void>();
  const faults = createFaults<SmsFault>();
  const stopping = new AbortController();
  let optedOut: ReadonlySet<string> = new Set();

  const keep = (sms: Sms) => {
    messages.set(sms.sid, sms);
    for (const listener of listeners) listener(sms);
    return sms;
  };
  const update = (sid: string, change: Partial<Sms>) => {
    const before = messages.get(sid);
    if (before === undefined) throw new Error(`the Twilio stand-in has no message ${sid}`);
    return keep({ ...before, ...change });
  };
  const delays = options.delays ?? { sent: 150, final: 600 };
  const progress = createSmsProgress({ accountSid, authToken, now, delays, update });

  return {
    app: twilioApi({
      accountSid,
      authToken,
      faults,
      messages: () => [...messages.values()],
      isOptedOut: (to, from) => optedOut.has(optOutPair(to, from)),
      create: (written) => keep(newSms({ ...written, direction: 'outbound-api' }, now())),
      start: progress.start,
    }),
    messages: () => [...messages.values()],
    onMessage: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    failNext: faults.add,
    reply: async (from, to, body) => {
      if (from.startsWith('+86')) throw new Error(`Twilio takes no replies from mainland China (${from})`);
      if (options.inboundUrl === undefined)
        throw new Error('the Twilio stand-in has no address for incoming messages');
      optedOut = afterReply(optedOut, from, to, body);
      const course = { end: 'delivered', errorCode: null, callbacks: 'none' } as const;
      const sms = keep(newSms({ direction: 'inbound', from, to, body, statusCallback: null, course }, now()));
      return await postWebhook(authToken, options.inboundUrl, inboundForm(accountSid, sms), stopping.signal);
    },
    settle: progress.settle,
    save: () => ({ messages: [...messages.values()], optedOut: [...optedOut] }),
    load: (saved) => {
      const parsed = savedSchema.parse(saved);
      optedOut = new Set(parsed.optedOut);
      for (const sms of parsed.messages) messages.set(sms.sid, sms);
      for (const sms of parsed.messages) void progress.start(sms);
    },
    close: async () => {
      stopping.abort();
      await progress.stop();
    },
  };
}
