import { describe, expect, it } from '@jest/globals';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import type { SendOutcome } from '../../functions/src/ports';
import { recordSchema } from '../../functions/src/rules/record';
import { atEveryStep, deliver, recover } from '../support/crash-points';
import { dealerSms, deliveryWorld, managerSms } from '../support/delivery-services';
import { shipMore } from '../support/more-orders';

type World = ReturnType<typeof deliveryWorld>;
const wait = async () => undefined;
const options = { limit: 4, concurrency: 3, budgetMs: 60_000, random: () => 0, wait };
const dealerNotice = (key: string) => dealerSms.replace('row-1', key);
const email = `${dealerSms}~email-after-sms`;

const timesSent = (world: World, id: string) =>
  [...world.sms.sent, ...world.mail.sent].filter(({ noticeId }) => noticeId === id).length;

describe('a process that dies while it sends notices, at whichever step', () => {
  const answers: readonly [string, SendOutcome | undefined][] = [
    ['accepts', undefined],
    ['is busy', { outcome: 'passing', code: '20429' }],
    ['does not answer', { outcome: 'unknown', code: 'timeout' }],
    ['refuses', { outcome: 'permanent', code: '21211', reason: 'bad-number' }],
  ];

  it.each(answers)('loses no notice and sends none twice where the provider %s', async (_, first) => {
    const newWorld = async () => {
      let asked = 0;
      return deliveryWorld({ sms: () => (asked++ < 2 ? first : undefined) });
    };
    const steps = await atEveryStep(newWorld, deliver, async (world, deathAt) => {
      await recover(world, 3);
      for (const id of [dealerSms, managerSms]) {
        const { state, fillPending, fills } = await world.notice(id);
        const sent = timesSent(world, id);
        expect([deathAt, id, sent]).toEqual([deathAt, id, Math.min(sent, 1)]);
        expect(['accepted', 'unknown', 'failed']).toContain(state);
        if (state === 'accepted') expect(sent).toBe(1);
        if (state === 'failed') expect(sent).toBe(0);
        const followed = timesSent(world, `${id}~email-after-sms`);
        expect(followed).toBe(state === 'failed' && id === managerSms ? 1 : 0);
        const filled = (await world.record()).values[fills ?? ''] !== undefined;
        expect([deathAt, id, filled]).toEqual([deathAt, id, state === 'accepted' || followed === 1]);
        expect(fillPending ?? false).toBe(false);
      }
    });
    expect(steps).toBeGreaterThan(15);
  });

  it.each(answers)(
    'that sends several at once, it is so for each where the provider %s',
    async (_, first) => {
      let ids: readonly string[] = [];
      const steps = await atEveryStep(
        async () => {
          let asked = 0;
          const world = deliveryWorld({ sms: () => (asked++ < 4 ? first : undefined) });
          ids = [
            dealerSms,
            managerSms,
            ...(await shipMore(world.memory, ['row-2', 'row-3', 'row-4', 'row-5'])),
          ];
          return world;
        },
        (services) => deliverNotices(services, forms, options),
        async (world, deathAt) => {
          await recover(world, 3);
          const notices = await Promise.all(ids.map((id) => world.notice(id)));
          for (const { id, state, fillPending } of notices) {
            const sent = timesSent(world, id);
            expect([deathAt, id, sent]).toEqual([deathAt, id, state === 'accepted' ? 1 : Math.min(sent, 1)]);
            expect(['accepted', 'unknown', 'failed']).toContain(state);
            if (state === 'failed') expect(sent).toBe(0);
            expect(fillPending ?? false).toBe(false);
          }
          const givenUp = notices.filter(({ reason }) => reason === 'lease-expired');
          expect(givenUp.length).toBeLessThanOrEqual(options.concurrency);
          for (const key of ['row-1', 'row-2', 'row-3', 'row-4', 'row-5']) {
            const [document] = await world.memory.get([`records/order~${key}`]);
            const { values } = recordSchema.parse(document?.data);
            const told = notices.find(({ id }) => id === dealerNotice(key));
            expect([key, values.dealerToldAt !== undefined]).toEqual([key, told?.state === 'accepted']);
          }
        },
      );
      expect(steps).toBeGreaterThan(30);
    },
  );

  it('leaves a notice that had left unrecorded to be settled by its callback, blank included', async () => {
    let settledByCallback = 0;
    await atEveryStep(
      async () => deliveryWorld(),
      deliver,
      async (world) => {
        await recover(world, 3);
        const before = await world.notice(dealerSms);
        if (timesSent(world, dealerSms) === 0) return;
        if (before.state === 'unknown') settledByCallback += 1;
        const report = { noticeId: dealerSms, providerId: before.providerId ?? 'P1', status: 'delivered' };
        await recordDelivery(world.services(), forms, report);
        expect(await world.notice(dealerSms)).toMatchObject({ state: 'delivered', fillPending: false });
        expect((await world.record()).values.dealerToldAt).toBeDefined();
      },
    );
    expect(settledByCallback).toBeGreaterThan(0);
  });
});

describe('a process that dies while it takes in a callback, at whichever step', () => {
  it('has written all of it or nothing, and the provider’s second try or a sweep completes it', async () => {
    const undelivered = { noticeId: dealerSms, providerId: 'P1', status: 'undelivered', errorCode: '30005' };
    await atEveryStep(
      async () => {
        const world = deliveryWorld({ changes: { dealerEmail: 'li@example.com' } });
        await deliver(world.services());
        return world;
      },
      (services) => recordDelivery(services, forms, undelivered),
      async (world) => {
        const [written] = await world.memory.get([`notices/${email}`]);
        expect(written !== undefined).toBe((await world.notice(dealerSms)).state === 'undelivered');
        await recordDelivery(world.services(), forms, undelivered);
        await recover(world, 3);
        expect(timesSent(world, email)).toBe(1);
      },
    );
  });

  it('that settles an unknown send gets the blank filled by a later sweep', async () => {
    const delivered = { noticeId: dealerSms, providerId: 'P1', status: 'delivered' };
    await atEveryStep(
      async () => {
        const world = deliveryWorld({ sms: () => ({ outcome: 'unknown', code: 'timeout' }) });
        await deliver(world.services());
        return world;
      },
      (services) => recordDelivery(services, forms, delivered),
      async (world) => {
        await recover(world, 3);
        const { state } = await world.notice(dealerSms);
        expect((await world.record()).values.dealerToldAt !== undefined).toBe(state === 'delivered');
      },
    );
  });
});
