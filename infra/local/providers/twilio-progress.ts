import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { isFinal, type Sms } from './twilio-message';
import { postWebhook } from './twilio-webhook';

/** Milliseconds of real time between the steps of a message. */
export type SmsDelays = { readonly sent: number; readonly final: number };

type Parts = {
  readonly accountSid: string;
  readonly authToken: string;
  readonly now: () => Date;
  readonly delays: SmsDelays;
  /** Keeps a change of the message; gives it as changed. */
  readonly update: (sid: string, change: Partial<Sms>) => Sms;
};

export type SmsProgress = {
  /** Moves the message on to its end and reports each step to its status callback; the first status is not reported. */
  readonly start: (sms: Sms) => Promise<void>;
  /** Resolves when every message has ended and every callback has been answered. */
  readonly settle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export function createSmsProgress(parts: Parts): SmsProgress {
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  // Every message under way waits for it.
  setMaxListeners(0, stopping.signal);

  const report = async (sms: Sms) => {
    if (sms.statusCallback === null) return;
    await postWebhook(
      parts.authToken,
      sms.statusCallback,
      statusForm(parts.accountSid, sms),
      stopping.signal,
    );
  };
  const moveOn = (sms: Sms, change: Partial<Sms>) =>
    parts.update(sms.sid, { ...change, updatedAt: parts.now().toISOString() });

  const walk = async (started: Sms) => {
    const { course } = started;
    const pause = (ms: number) =>
      wait(course.callbacks === 'before-answer' ? 0 : ms, undefined, { signal: stopping.signal });
    let sms = started;
    const steps: Sms[] = [];
    const step = async (change: Partial<Sms>) => {
      sms = moveOn(sms, change);
      steps.push(sms);
      if (course.callbacks === 'in-order' || course.callbacks === 'before-answer') await report(sms);
      if (course.callbacks === 'twice') await Promise.all([report(sms), report(sms)]);
    };
    if (sms.status === 'queued' && course.end !== 'failed') {
      await pause(parts.delays.sent);
      await step({ status: 'sent', sentAt: parts.now().toISOString() });
    }
    await pause(parts.delays.final);
    await step({ status: course.end, errorCode: course.errorCode });
    if (course.callbacks === 'reversed') for (const late of steps.reverse()) await report(late);
  };

  return {
    start: (sms) => {
      if (isFinal(sms)) return Promise.resolve();
      const walking = walk(sms)
        .catch((error: unknown) => {
          if (!stopping.signal.aborted) throw error;
        })
        .finally(() => underWay.delete(walking));
      underWay.add(walking);
      return walking;
    },
    settle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}

function statusForm(accountSid: string, sms: Sms): Record<string, string> {
  return {
    SmsSid: sms.sid,
    SmsStatus: sms.status,
    MessageStatus: sms.status,
    To: sms.to,
    MessageSid: sms.sid,
    AccountSid: accountSid,
    From: sms.from,
    ApiVersion: '2010-04-01',
    ...(sms.errorCode === null ? {} : { ErrorCode: String(sms.errorCode) }),
  };
}
