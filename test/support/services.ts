import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { createSignedLinks } from '../../functions/src/adapters/signed-links';
import type {
  MailToSend,
  SendOutcome,
  Services,
  SmsToSend,
  Spreadsheet,
  Store,
  WiredServices,
} from '../../functions/src/ports';
import type { Staff } from '../../functions/src/rules/record';
import { defaultManaged, type Settings } from '../../functions/src/rules/settings';
import { requireIndexes } from '../../infra/local/require-indexes';
import { everybody } from './staff';

export const testSettings: Settings = {
  zone: 'Asia/Shanghai',
  company: '宏远家具',
  staffLanguage: 'zh-CN',
  spreadsheets: ['sheet-1'],
  bridges: ['bridge@gendan.example'],
  phoneCountry: 'CN',
  legalCalendar: 'china',
  ...defaultManaged,
  quietHours: { from: '21:00', to: '08:00' },
};

/** Services over memory, with a clock that stands where the test puts it and letterboxes that keep what was sent. */
export function testServices(options: {
  now: string;
  store?: Store;
  staff?: readonly Staff[];
  settings?: Partial<Settings>;
}) {
  const clock = { now: new Date(options.now) };
  const sent: { sms: SmsToSend[]; mails: MailToSend[] } = { sms: [], mails: [] };
  const people = { list: options.staff ?? everybody };
  const accepted = async (id: string): Promise<SendOutcome> => ({ outcome: 'accepted', providerId: id });
  const spreadsheet: Spreadsheet = {
    read: async () => new Map(),
    writeCells: async () => undefined,
    appendRows: async () => undefined,
    writeTabs: async () => undefined,
  };
  const store = requireIndexes(options.store ?? createMemoryStore());
  const services: Services = {
    store,
    staff: { current: async () => everybodyKnown(), reload: async () => people.list },
    sms: { send: (message) => accepted(`SM${sent.sms.push(message)}`) },
    mail: { send: (message) => accepted(`mail-${sent.mails.push(message)}`) },
    pace: { sms: Number.POSITIVE_INFINITY, email: Number.POSITIVE_INFINITY },
    spreadsheet,
    clock: { business: () => clock.now, machine: () => clock.now },
    settings: { ...testSettings, ...options.settings },
    verifyCaller: async (token) => ({ email: token }),
    verifyCallback: () => true,
    links: createSignedLinks({
      publicUrl: 'https://gendan.example.com',
      secret: 'a-secret-of-the-tests-and-of-nobody-else',
    }),
    wakeDelivery: () => undefined,
  };
  /** What a running process remembers: the list as it was at the start. */
  const atStart = people.list;
  const everybodyKnown = () => atStart;
  return {
    services,
    store,
    sent,
    people,
    at: (now: string) => {
      clock.now = new Date(now);
    },
  };
}

/** Services as an entry gets them, whose settings are always these. */
export function wired(services: Services): WiredServices {
  return { ...services, deployed: services.settings, current: async () => services };
}
