import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { createSignedLinks } from '../../functions/src/adapters/signed-links';
import { order } from '../../functions/src/forms/order';
import type { MailToSend, SendOutcome, Services, SmsToSend, Store } from '../../functions/src/ports';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';
import { noticesWanted } from '../../functions/src/rules/notices-wanted';
import { recordSchema, type StoredRecord, type Value } from '../../functions/src/rules/record';
import { salesManager, settings, shippedOrder, uncompleted } from './shipped-order';

export const recordPath = 'records/order~row-1' as const;
export const dealerSms = 'order~row-1~goods-shipped~dealer~sms~1';
export const managerSms = 'order~row-1~goods-shipped~sales-manager~sms~1';

/** A provider that keeps what it took over; `answer` may say something else for a message, or throw. */
function provider<M extends SmsToSend | MailToSend>(
  answer: (message: M, sent: readonly M[]) => SendOutcome | undefined = () => undefined,
) {
  const sent: M[] = [];
  return {
    sent,
    send: async (message: M): Promise<SendOutcome> => {
      const outcome = answer(message, sent);
      if (outcome && outcome.outcome !== 'accepted') return outcome;
      sent.push(message);
      return outcome ?? { outcome: 'accepted', providerId: `P${sent.length}` };
    },
  };
}

/** Two clocks that a test winds on, and services around a memory store that holds one order with its notices. */
export function deliveryWorld(
  options: {
    readonly changes?: Readonly<Record<string, Value | undefined>>;
    readonly sms?: (message: SmsToSend, sent: readonly SmsToSend[]) => SendOutcome | undefined;
    readonly mail?: (message: MailToSend, sent: readonly MailToSend[]) => SendOutcome | undefined;
    readonly now?: string;
  } = {},
) {
  const time = {
    business: new Date(options.now ?? '2026-03-16T06:10:00.000Z'),
    machine: new Date('2026-11-01T00:00:00.000Z'),
  };
  const record = shippedOrder(options.changes);
  const notices = noticesWanted(order, uncompleted(record, 'release'), record, {
    now: time.business.toISOString(),
    settings,
    staff: [salesManager],
  });
  const memory = createMemoryStore({
    [recordPath]: record,
    ...Object.fromEntries(notices.map((notice) => [`notices/${notice.id}`, notice])),
  });
  const sms = provider(options.sms);
  const mail = provider(options.mail);
  const woken = { times: 0 };
  const services = (store: Store = memory): Services => ({
    store,
    staff: { current: async () => [salesManager], reload: async () => [salesManager] },
    sms,
    mail,
    pace: { sms: Number.POSITIVE_INFINITY, email: Number.POSITIVE_INFINITY },
    spreadsheet: {
      read: async () => new Map(),
      writeCells: async () => undefined,
      appendRows: async () => undefined,
      writeTabs: async () => undefined,
    },
    clock: { business: () => new Date(time.business), machine: () => new Date(time.machine) },
    settings,
    verifyCaller: async () => ({ email: 'nobody@example.com' }),
    verifyCallback: () => false,
    links: createSignedLinks({
      publicUrl: 'https://gendan.example.com',
      secret: 'a-secret-of-the-tests-and-of-nobody-else',
    }),
    wakeDelivery: () => {
      woken.times += 1;
    },
  });
  return {
    memory,
    services,
    sms,
    mail,
    woken,
    time,
    /** Both clocks run on. */
    pass: (seconds: number) => {
      time.business = new Date(time.business.getTime() + seconds * 1000);
      time.machine = new Date(time.machine.getTime() + seconds * 1000);
    },
    notice: async (id: string): Promise<Notice> => {
      const [document] = await memory.get([`notices/${id}`]);
      return noticeSchema.parse(document?.data);
    },
    record: async (): Promise<StoredRecord> => {
      const [document] = await memory.get([recordPath]);
      return recordSchema.parse(document?.data);
    },
  };
}
