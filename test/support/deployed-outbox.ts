import { setTimeout as wait } from 'node:timers/promises';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { order } from '../../functions/src/forms/order';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';
import { noticesWanted } from '../../functions/src/rules/notices-wanted';
import { recordSchema, type StoredRecord } from '../../functions/src/rules/record';
import { freePort } from '../../infra/local/free-port';
import { serveOnLoopback } from '../../infra/local/providers/loopback';
import { createTwilioStandIn } from '../../infra/local/providers/twilio-stand-in';
import { type FunctionProcess, startProcess } from '../bench/function-process';
import { salesManager, settings, shippedOrder, uncompleted } from './shipped-order';

export const authToken = 'a-token-of-the-tests';
export const accountSid = `AC${'0'.repeat(32)}`;
const noQuietHours = { QUIET_FROM: '00:00', QUIET_TO: '00:00' };

export const dealerNotice = (key: string) => `order~${key}~goods-shipped~dealer~sms~1`;
export const managerNotice = (key: string) => `order~${key}~goods-shipped~sales-manager~sms~1`;

/**
 * The outbox as it is deployed: the functions' own program in processes that can be killed, the records in the Firestore
 * emulator, and the SMS provider in this process, so that it outlives them.
 */
export async function deployOutbox(projectId: string, emulatorHost: string) {
  const store = createFirestoreStore({ projectId, emulatorHost });
  const delays = { sent: 20, final: 60 };
  const twilio = createTwilioStandIn({ accountSid, authToken, now: () => new Date(), delays });
  let asked = 0;
  const provider = await serveOnLoopback({
    fetch: (...call: Parameters<typeof twilio.app.fetch>) => {
      asked += 1;
      return twilio.app.fetch(...call);
    },
  });
  const statusPort = await freePort();
  const environment = {
    GOOGLE_CLOUD_PROJECT: projectId,
    FIRESTORE_EMULATOR_HOST: emulatorHost,
    OIDC_ISSUERS: 'http://127.0.0.1:1',
    OIDC_AUDIENCE: 'tests',
    OIDC_JWKS_URL: 'http://127.0.0.1:1/jwks',
    PUBLIC_URL: `http://127.0.0.1:${statusPort}`,
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_FROM: '+15005550006',
    TWILIO_BASE_URL: provider.url,
    LINK_SECRET: 'only-for-this-run-and-for-nobody-else',
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'gendan@tests.example',
    SPREADSHEET_IDS: 'sheet-1',
    COMPANY: settings.company,
    ...noQuietHours,
  };
  const running = new Set<FunctionProcess>();
  const start = async (target: string, port: number): Promise<FunctionProcess> => {
    const started = startProcess('dist/functions/serve.js', port, {
      ...environment,
      FUNCTION_TARGET: target,
    });
    const process = {
      url: started.url,
      stop: async () => {
        running.delete(process);
        await started.stop();
      },
    };
    running.add(process);
    await until(`${target} answers`, () => fetch(started.url).then(Boolean, () => false));
    return process;
  };

  return {
    twilio,
    /** How many requests have reached the provider. */
    asked: () => asked,
    startDeliver: async () => start('deliver', await freePort()),
    startSmsStatus: () => start('smsStatus', statusPort),
    /** An order that has just been shipped, with the notices to its dealer and sales manager. */
    ship: async (key: string): Promise<void> => {
      const record: StoredRecord = { ...shippedOrder(), key };
      const notices = noticesWanted(order, uncompleted(record, 'release'), record, {
        now: new Date().toISOString(),
        settings: { ...settings, quietHours: { from: '00:00', to: '00:00' } },
        staff: [salesManager],
      });
      await store.write([
        { kind: 'set', path: `records/order~${key}`, data: record },
        ...notices.map((notice) => ({
          kind: 'set' as const,
          path: `notices/${notice.id}` as const,
          data: notice,
        })),
      ]);
    },
    notice: async (id: string): Promise<Notice> => {
      const [document] = await store.get([`notices/${id}`]);
      return noticeSchema.parse(document?.data);
    },
    record: async (key: string): Promise<StoredRecord> => {
      const [document] = await store.get([`records/order~${key}`]);
      return recordSchema.parse(document?.data);
    },
    /** The messages that the provider has taken for a notice. */
    taken: (noticeId: string) =>
      twilio
        .messages()
        .filter(
          ({ statusCallback }) => new URL(statusCallback ?? 'none:').searchParams.get('n') === noticeId,
        ),
    /** As if the minutes of every lease had passed. */
    expireLeases: async (): Promise<number> => {
      const sending = await store.find({
        collection: 'notices',
        where: [['state', '==', 'sending']],
        limit: 1000,
      });
      const leaseUntil = new Date(Date.now() - 1000).toISOString();
      for (const { path } of sending) await store.write([{ kind: 'update', path, data: { leaseUntil } }]);
      return sending.length;
    },
    close: async (): Promise<void> => {
      for (const process of running) await process.stop();
      await twilio.close();
      await provider.close();
    },
  };
}

/** Waits until it is so, at most a minute. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 60_000; !(await isSo()); await wait(5))
    if (performance.now() > end) throw new Error(`Waited a minute in vain: ${what}`);
}

/** What the schedule does every minute. */
export async function sweep(deliver: FunctionProcess): Promise<unknown> {
  const answer = await fetch(deliver.url, { method: 'POST' });
  if (answer.status !== 200) throw new Error(`deliver answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
