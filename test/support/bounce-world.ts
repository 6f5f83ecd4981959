import { readBounces } from '../../functions/src/flows/read-bounces';
import { forms } from '../../functions/src/forms';
import type { BounceBox, SendOutcome, Store } from '../../functions/src/ports';
import type { MailReport } from '../../functions/src/rules/mail-report';
import type { Value } from '../../functions/src/rules/record';
import { requireIndexes } from '../../infra/local/require-indexes';
import { ids } from './bounces';
import { dealerSms, deliveryWorld } from './delivery-services';
import { deliverDue } from './told-dealer';

export const dealerMail = dealerSms.replace('~sms~', '~email~');
export const dealerAddress = 'li@example.com';
const pageSize = 10;

/** A mailbox that holds what it is given, in the order in which it came. */
function boxOfReports() {
  const mails: { uid: number; reports: readonly MailReport[] | 'unreadable' }[] = [];
  const box: { validity: string; reads: number; failed: boolean; stuckAt?: { uid?: number; after: number } } =
    {
      validity: '1',
      reads: 0,
      failed: false,
    };
  const read: BounceBox['read'] = async (since) => {
    box.reads += 1;
    if (box.failed) return { failed: 'sign-in', code: 'AUTHENTICATIONFAILED' };
    const last = since?.validity === box.validity ? since.uid : 0;
    const all = mails.filter(({ uid }) => uid > last).slice(0, pageSize);
    const { after, ...at } = box.stuckAt ?? { after: Number.POSITIVE_INFINITY };
    const isStuck = last <= after && all.some(({ uid }) => uid > after);
    const page = isStuck ? all.filter(({ uid }) => uid <= after) : all;
    const end = { validity: box.validity, uid: page.at(-1)?.uid ?? last };
    const stopped = { failed: 'connection', code: 'NoConnection', ...at } as const;
    return { mails: page, end, ...(isStuck ? { stopped } : {}) };
  };
  return {
    box,
    read,
    add: (...reports: readonly (Omit<MailReport, 'providerId'> | 'unreadable')[]) => {
      const said = reports.flatMap((one) =>
        one === 'unreadable' ? [] : [{ ...one, providerId: ids.of(one.noticeId) }],
      );
      mails.push({ uid: mails.length + 1, reports: reports.includes('unreadable') ? 'unreadable' : said });
    },
  };
}

/** An order whose dealer is told by email only; what comes back lies in `returned`. */
export function bounceWorld(
  options: {
    readonly changes?: Readonly<Record<string, Value | undefined>>;
    readonly outcome?: (noticeId: string) => SendOutcome | undefined;
  } = {},
) {
  const world = deliveryWorld({
    changes: { channel: 'email', dealerEmail: dealerAddress, dealerPhone: undefined, ...options.changes },
    mail: ({ noticeId }) => options.outcome?.(noticeId),
  });
  const returned = boxOfReports();
  const services = (store: Store = requireIndexes(world.memory)) => ({
    ...world.services(store),
    bounces: { read: returned.read },
  });
  return {
    ...world,
    services,
    returned,
    deliver: () => deliverDue(services()),
    read: (store?: Store) => readBounces(services(store), forms),
    position: async (): Promise<unknown> => (await world.memory.get(['providers/bounces']))[0]?.data,
    toldAt: async () => (await world.record()).values.dealerToldAt,
  };
}
