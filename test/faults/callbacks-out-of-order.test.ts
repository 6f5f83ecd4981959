import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import type { SendOutcome, Services, Store } from '../../functions/src/ports';
import { dealerSms, deliveryWorld, managerSms } from '../support/delivery-services';
import { outboxWithProviders } from '../support/outbox-with-providers';
import { deliverDue } from '../support/told-dealer';

type Outbox = Awaited<ReturnType<typeof outboxWithProviders>>;
let outbox: Outbox | undefined;
afterEach(async () => {
  await outbox?.close();
  outbox = undefined;
});

const email = `${dealerSms}~email-after-sms`;
const phoneOfDealer = '+8613800138000';

describe('what the provider reports over HTTP', () => {
  it.each([
    ['before it has answered the request', 'before-answer'],
    ['twice at the same time', 'twice'],
    ['last things first', 'reversed'],
  ] as const)('%s: the SMS is delivered, sent once, and the blank is filled', async (_, how) => {
    outbox = await outboxWithProviders();
    outbox.twilio.failNext({ kind: 'callbacks', how, times: 2 });
    await outbox.deliver();
    await outbox.twilio.settle();
    outbox.pass(3600);
    await outbox.deliver();
    for (const id of [dealerSms, managerSms])
      expect(await outbox.notice(id)).toMatchObject({ state: 'delivered', attempts: 1, fillPending: false });
    expect(outbox.taken().sort()).toEqual([dealerSms, managerSms]);
    expect((await outbox.record()).values.dealerToldAt).toBe('2026-03-16T06:10:00.000Z');
  });

  it.each(['before-answer', 'twice', 'reversed'] as const)(
    'that an SMS did not arrive has one email sent in its place, %s',
    async (how) => {
      outbox = await outboxWithProviders({ changes: { dealerEmail: 'li@example.com' } });
      outbox.twilio.failNext({ kind: 'callbacks', how, to: phoneOfDealer });
      outbox.twilio.failNext({ kind: 'end', status: 'undelivered', code: 30003, to: phoneOfDealer });
      await outbox.deliver();
      await outbox.twilio.settle();
      await outbox.deliver();
      await outbox.deliver();
      expect((await outbox.notice(dealerSms)).state).toBe('undelivered');
      expect(outbox.taken().filter((id) => id === email)).toHaveLength(1);
    },
  );
});

describe('a store that fails while a callback is taken in', () => {
  /** Fails at the given operations of the store, counted from the first. */
  const failing =
    (at: ReadonlySet<number>) =>
    (store: Store): Store => ({
      ...store,
      transact: (decide, turn) => {
        operations += 1;
        if (at.has(operations)) return Promise.reject(new Error('the store is away'));
        return store.transact(decide, turn);
      },
    });
  let operations = 0;

  it.each([
    ['at once', [1]],
    ['twice', [1, 2]],
    ['after the state was written, before the blank', [2]],
    ['at every other', [1, 3, 5, 7]],
  ])('%s, has the provider report it again, and nothing is missing then', async (_, at) => {
    operations = 0;
    outbox = await outboxWithProviders({
      storeOfCallbacks: failing(new Set(at)),
      changes: { salesManagerPhone: undefined },
    });
    const letCallbacksCome = outbox.holdCallbacks();
    // Nobody has heard that it was accepted: all that is known comes by callback.
    outbox.twilio.failNext({ kind: 'cut', kept: true });
    await outbox.deliver();
    expect((await outbox.notice(dealerSms)).state).toBe('unknown');
    await letCallbacksCome();
    expect(operations).toBeGreaterThan(Math.max(...at));
    await outbox.deliver();
    expect(await outbox.notice(dealerSms)).toMatchObject({ state: 'delivered', fillPending: false });
    expect((await outbox.record()).values.dealerToldAt).toBe('2026-03-16T06:10:00.000Z');
    expect(outbox.taken()).toEqual([dealerSms]);
  });

  it('for as long as the provider tries, leaves what is known as it was until the provider is asked, and nothing is sent again', async () => {
    operations = 0;
    outbox = await outboxWithProviders({
      storeOfCallbacks: failing(new Set(Array.from({ length: 100 }, (_, n) => n + 1))),
    });
    await outbox.deliver();
    await outbox.twilio.settle();
    expect(operations).toBe(2 * 2 * 3);
    expect((await outbox.notice(dealerSms)).state).toBe('accepted');
    outbox.pass(24 * 3600);
    await outbox.deliver();
    expect((await outbox.notice(dealerSms)).state).toBe('delivered');
    expect(outbox.taken().sort()).toEqual([dealerSms, managerSms]);
  });
});

describe('the provider’s reports in any order, any number, at any time of the sending', () => {
  type When = 'before the claim' | 'while it is sent' | 'after the answer';
  type Report = { readonly status: string; readonly when: When };
  const rank: Readonly<Record<When, number>> = {
    'before the claim': 0,
    'while it is sent': 1,
    'after the answer': 2,
  };
  const statuses = ['queued', 'sent', 'delivered', 'undelivered'];
  const report = fc.record({
    status: fc.constantFrom(...statuses),
    when: fc.constantFrom<When>('before the claim', 'while it is sent', 'after the answer'),
  });
  const answer = fc.constantFrom<SendOutcome>(
    { outcome: 'accepted', providerId: 'SM1' },
    { outcome: 'unknown', code: 'ECONNABORTED' },
  );

  async function hear(reports: readonly Report[], result: SendOutcome) {
    const world = deliveryWorld({ changes: { dealerEmail: 'li@example.com', salesManagerPhone: undefined } });
    const requests: string[] = [];
    const seen: string[] = [];
    const hearAll = async (services: Services, when: When) => {
      for (const { status } of reports.filter((one) => one.when === when)) {
        await recordDelivery(services, forms, { noticeId: dealerSms, providerId: 'SM1', status });
        seen.push((await world.notice(dealerSms)).state);
      }
    };
    const services: Services = {
      ...world.services(),
      sms: {
        send: async ({ noticeId }) => {
          requests.push(noticeId);
          await hearAll(services, 'while it is sent');
          return result;
        },
      },
    };
    await hearAll(services, 'before the claim');
    await deliverDue(services);
    seen.push((await world.notice(dealerSms)).state);
    await hearAll(services, 'after the answer');
    for (let hour = 0; hour < 3; hour++) {
      world.pass(3600);
      await deliverDue(services);
    }
    return { world, requests, seen };
  }

  /** What must come of it: the first end that is heard of holds; a claim comes only where nothing was heard before. */
  function expected(reports: readonly Report[], result: SendOutcome) {
    const heard = [...reports].sort((a, b) => rank[a.when] - rank[b.when]);
    const asked = !heard.some(({ when }) => when === 'before the claim');
    const relevant = asked ? heard : heard.filter(({ when }) => when !== 'while it is sent');
    const end = relevant.find(({ status }) => status === 'delivered' || status === 'undelivered')?.status;
    const accepted = relevant.length > 0 || result.outcome === 'accepted';
    return { asked, state: end ?? (accepted ? 'accepted' : 'unknown') };
  }

  it('make one end of it: the first that is heard of; it is sent once at most, and never afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(report, { maxLength: 7 }), answer, async (reports, result) => {
        const { world, requests, seen } = await hear(reports, result);
        const { asked, state } = expected(reports, result);
        const notice = await world.notice(dealerSms);
        expect([notice.state, requests.length]).toEqual([state, asked ? 1 : 0]);
        const end = seen.findIndex((one) => one === 'delivered' || one === 'undelivered');
        if (end >= 0) expect(new Set(seen.slice(end))).toEqual(new Set([state]));
        const inPlace = world.mail.sent.filter(({ noticeId }) => noticeId === email);
        expect(inPlace).toHaveLength(state === 'undelivered' ? 1 : 0);
        expect(notice.fillPending ?? false).toBe(false);
        const { dealerToldAt } = (await world.record()).values;
        expect(dealerToldAt !== undefined).toBe(state !== 'unknown');
      }),
      { numRuns: 250 },
    );
  });

  it('all orders of each report and its repeat after the answer among them', async () => {
    const twice = [...statuses, ...statuses];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(twice, { minLength: twice.length, maxLength: twice.length }),
        async (order) => {
          const reports = order.map((status) => ({ status, when: 'after the answer' as const }));
          const { world, requests } = await hear(reports, { outcome: 'accepted', providerId: 'SM1' });
          const end = order.find((status) => status === 'delivered' || status === 'undelivered');
          expect([(await world.notice(dealerSms)).state, requests.length]).toEqual([end, 1]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
