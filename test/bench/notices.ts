import { Firestore } from '@google-cloud/firestore';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { createSmtpMail } from '../../functions/src/adapters/smtp-mail';
import { systemClock } from '../../functions/src/adapters/system-clock';
import { createTwilioSms } from '../../functions/src/adapters/twilio-sms';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { forms } from '../../functions/src/forms';
import type { MailSender, Services, SmsSender, Store } from '../../functions/src/ports';
import type { Notice } from '../../functions/src/rules/notice';
import { startEmulator } from '../../infra/local/emulator';
import { serveOnLoopback } from '../../infra/local/providers/loopback';
import { startMailbox } from '../../infra/local/providers/mailbox';
import { createTwilioStandIn } from '../../infra/local/providers/twilio-stand-in';
import { testServices } from '../support/services';
import { countingStore } from './counting-store';
import { atOnce, median, milliseconds, rounded } from './timing';

const messages = 2000;
const page = 200;
/** Rounds by concurrency: one message at a time takes long and varies little. */
const rounds = [
  { concurrency: 1, times: 1 },
  { concurrency: 16, times: 5 },
  { concurrency: 80, times: 3 },
] as const;
/** Of the raw loop, by its construction. */
const rawCost = { reads: 1, writes: 2 } as const;

type Providers = { readonly sms: SmsSender; readonly mail: MailSender };
type Round = { readonly perSecond: number; readonly reads: number; readonly writes: number };

/**
 * 2,000 notices, half SMS and half email, from due to accepted, on the official emulator: our outbox in pages as it is
 * deployed, beside a raw loop that is given the ids and for each claims in a transaction, sends through the same
 * clients, and writes the outcome. No message fills a blank, which the raw loop could not do.
 */
export async function benchNotices(): Promise<object> {
  const emulator = await startEmulator({ projectId: 'gendan-bench' });
  if (emulator.kind === 'none') throw new Error(`This bench needs the Firestore emulator. ${emulator.why}`);
  process.env.FIRESTORE_EMULATOR_HOST = emulator.host;
  let projects = 0;
  // In a project of its own each: the emulator looks at every document of a project to find the few of a query.
  const fresh = () => `gendan-bench-${projects++}`;
  const ours = (concurrency: number) => oursRound(fresh(), emulator.host, concurrency);
  const raw = (concurrency: number) => rawRound(fresh(), emulator.host, concurrency);
  await ours(16);
  await raw(16);

  let deployed = { ratio: Number.NaN, reads: Number.NaN, writes: Number.NaN };
  for (const { concurrency, times } of rounds) {
    const sides = { ours: [] as Round[], raw: [] as Round[] };
    for (let round = 0; round < times; round++) {
      sides.ours.push(await ours(concurrency));
      sides.raw.push(await raw(concurrency));
    }
    const of = (side: readonly Round[], what: keyof Round) => median(side.map((one) => one[what]));
    const ratio = of(sides.ours, 'perSecond') / of(sides.raw, 'perSecond');
    const [reads, writes] = [of(sides.ours, 'reads'), of(sides.ours, 'writes')];
    console.log(
      `${concurrency} at once: ours ${Math.round(of(sides.ours, 'perSecond'))} messages per second, raw ${Math.round(of(sides.raw, 'perSecond'))}, ratio ${rounded(ratio)}; per message ours ${reads} reads and ${writes} writes, raw ${rawCost.reads} and ${rawCost.writes} (${times} rounds)`,
    );
    if (concurrency === 16) deployed = { ratio, reads, writes };
  }
  await emulator.stop();
  return {
    throughput: rounded(deployed.ratio),
    readsPerNotice: rounded(deployed.reads),
    writesPerNotice: rounded(deployed.writes),
  };
}

async function oursRound(projectId: string, emulatorHost: string, concurrency: number): Promise<Round> {
  const plain = createFirestoreStore({ projectId, emulatorHost });
  await seed(plain);
  const { store, counted } = countingStore(plain);
  return withProviders(async (providers) => {
    const services: Services = {
      ...testServices({ now: '', store, settings: { quietHours: { from: '00:00', to: '00:00' } } }).services,
      ...providers,
      clock: systemClock,
    };
    let accepted = 0;
    const took = await milliseconds(async () => {
      const options = { limit: page, concurrency, budgetMs: 600_000, random: () => 0 };
      ({ accepted } = await deliverNotices(services, forms, options));
    });
    if (accepted !== messages) throw new Error(`${accepted} of ${messages} were accepted`);
    return {
      perSecond: (messages * 1000) / took,
      reads: counted.reads / messages,
      writes: counted.writes / messages,
    };
  });
}

async function rawRound(projectId: string, emulatorHost: string, concurrency: number): Promise<Round> {
  await seed(createFirestoreStore({ projectId, emulatorHost }));
  const db = new Firestore({ projectId });
  const numbers = Array.from({ length: messages }, (_, index) => index);
  return withProviders(async ({ sms, mail }) => {
    const took = await milliseconds(() =>
      atOnce(concurrency, numbers, async (number) => {
        const { id } = noticeOf(number);
        const document = db.doc(`notices/${id}`);
        const notice = await db.runTransaction(async (transaction) => {
          const found = (await transaction.get(document)).data() as Notice | undefined;
          if (found?.state !== 'pending') throw new Error(`${id} is not pending`);
          transaction.update(document, { state: 'sending', attempts: found.attempts + 1 });
          return found;
        });
        const { to, text, subject = '' } = notice;
        const outcome = await (notice.channel === 'sms'
          ? sms.send({ noticeId: id, to, body: text })
          : mail.send({ noticeId: id, to, subject, text }));
        if (outcome.outcome !== 'accepted') throw new Error(`${id}: ${outcome.outcome}`);
        const { providerId } = outcome;
        await document.update({ state: 'accepted', providerId, acceptedAt: new Date().toISOString() });
      }),
    );
    await db.terminate();
    return { perSecond: (messages * 1000) / took, ...rawCost };
  });
}

/** The stand-ins on this machine, and production's own clients of them. */
async function withProviders(work: (providers: Providers) => Promise<Round>): Promise<Round> {
  const accountSid = `AC${'0'.repeat(32)}`;
  const authToken = 'bench';
  const now = () => new Date();
  const twilio = createTwilioStandIn({ accountSid, authToken, now });
  twilio.failNext({ kind: 'callbacks', how: 'none', times: messages });
  const [api, mailbox] = await Promise.all([serveOnLoopback(twilio.app), startMailbox({ now })]);
  const mail = createSmtpMail({
    url: `smtp://127.0.0.1:${mailbox.port}`,
    from: 'gendan@bench.example',
    secret: 'a-secret-of-the-bench-and-of-nobody-else',
  });
  const sms = createTwilioSms({
    accountSid,
    authToken,
    from: '+15005550006',
    statusUrl: 'http://127.0.0.1:1/smsStatus',
    baseUrl: api.url,
    machineNow: systemClock.machine,
  });
  const result = await work({ sms, mail });
  const arrived = [twilio.messages().length, mailbox.mails().length];
  if (arrived.some((count) => count !== messages / 2)) throw new Error(`arrived: ${arrived.join(' and ')}`);
  await mail.close();
  await Promise.all([twilio.close(), api.close(), mailbox.close()]);
  return result;
}

async function seed(store: Store): Promise<void> {
  const batches = Array.from({ length: messages / 400 }, (_, index) => index * 400);
  await atOnce(4, batches, (first) =>
    store.write(
      Array.from({ length: 400 }, (_, index) => {
        const notice = noticeOf(first + index);
        return { kind: 'create', path: `notices/${notice.id}`, data: notice };
      }),
    ),
  );
}

function noticeOf(number: number): Notice {
  const channel = number % 2 === 0 ? 'sms' : 'email';
  const record = `order~row-${number}`;
  const minute = String(Math.floor(number / 60)).padStart(2, '0');
  return {
    id: `${record}~order-registered~dealer~${channel}~1`,
    record,
    form: 'order',
    kind: 'order-registered',
    recipient: 'dealer',
    channel,
    to: channel === 'sms' ? `+86138${String(number).padStart(8, '0')}` : `dealer-${number}@bench.example`,
    language: 'zh-CN',
    ...(channel === 'email' ? { subject: `已收到订单DH2026-${number}` } : {}),
    text: `【宏远家具】您的订单DH2026-${number}已收到，我们将尽快确认货款并安排发货。`,
    segments: channel === 'sms' ? 1 : 0,
    state: 'pending',
    dueAt: `2026-03-16T01:${minute}:${String(number % 60).padStart(2, '0')}.000Z`,
    attempts: 0,
    createdAt: '2026-03-16T01:00:00.000Z',
  };
}
