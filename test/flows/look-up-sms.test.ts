import { describe, expect, it } from '@jest/globals';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import type { Services, SmsSender } from '../../functions/src/ports';
import { requireIndexes } from '../../infra/local/require-indexes';
import { dealerSms, deliveryWorld, managerSms } from '../support/delivery-services';

type Found = Awaited<ReturnType<NonNullable<SmsSender['find']>>>;
const nothing = { sent: [], complete: true };

/** An order whose two SMS got no answer; `list` is what the provider then shows, by number. */
async function unanswered(
  list: (to: string, world: ReturnType<typeof deliveryWorld>) => Found | Promise<Found>,
) {
  let asked = 0;
  const looked: string[] = [];
  const world = deliveryWorld({
    sms: () => (asked++ < 2 ? { outcome: 'unknown', code: 'timeout' } : undefined),
    changes: { dealerEmail: 'li@example.com' },
  });
  const services: Services = {
    ...world.services(requireIndexes(world.memory)),
    sms: {
      ...world.sms,
      find: async ({ to }) => {
        looked.push(to);
        return list(to, world);
      },
    },
  };
  const sweep = () =>
    deliverNotices(services, forms, { limit: 50, concurrency: 4, budgetMs: 20_000, random: () => 0 });
  await sweep();
  return {
    ...world,
    looked,
    sweep,
    /** Both clocks run on, and then the schedule comes. */
    after: async (seconds: number) => {
      world.pass(seconds);
      return sweep();
    },
  };
}

describe('an SMS that got no answer', () => {
  it('and stands in the provider’s list is accepted with its id, and fills its blank', async () => {
    const world = await unanswered((to, { time }) => ({
      sent: [{ providerId: `SM-${to}-${time.business.getTime()}`, status: 'sent' }],
      complete: true,
    }));
    await world.after(60);
    expect(world.looked).toEqual([]);
    await world.after(240);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'accepted', fillPending: false });
    for (const field of ['absences', 'reason', 'leaseUntil'])
      expect(await world.notice(dealerSms)).not.toHaveProperty(field);
    expect((await world.record()).values.dealerToldAt).toBeDefined();
    await world.after(600);
    expect(world.looked).toHaveLength(2);
    expect(world.sms.sent).toEqual([]);
  });

  it('and was not delivered, says the list, is followed by the email', async () => {
    const world = await unanswered((to) => ({
      sent: [{ providerId: `SM-${to}`, status: 'undelivered', errorCode: '30003' }],
      complete: true,
    }));
    await world.after(300);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'undelivered', code: '30003' });
    expect(await world.notice(`${dealerSms}~email-after-sms`)).toMatchObject({ channel: 'email' });
  });

  it('and is absent from three lists is sent again, once', async () => {
    const world = await unanswered(() => nothing);
    for (const seconds of [300, 300, 300]) await world.after(seconds);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'unknown', absences: 2 });
    expect(world.sms.sent).toEqual([]);
    await world.after(300);
    await world.after(60);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'accepted', attempts: 2 });
    expect(world.sms.sent.map(({ noticeId }) => noticeId).toSorted()).toEqual([dealerSms, managerSms]);
    expect(await world.notice(dealerSms)).not.toHaveProperty('absences');
  });

  it('stays unknown where the lists lack something, and is left to a person after a day', async () => {
    const world = await unanswered(() => ({ sent: [], complete: false }));
    for (let minutes = 0; minutes < 26 * 60; minutes += 30) await world.after(1800);
    expect(await world.notice(dealerSms)).toMatchObject({
      state: 'unknown',
      reason: 'no-answer',
      code: 'timeout',
    });
    expect(await world.notice(dealerSms)).not.toHaveProperty('lookUpAt');
    const looks = world.looked.length;
    await world.after(3600);
    expect(world.looked).toHaveLength(looks);
    expect(world.sms.sent).toEqual([]);
  });

  it('waits where the provider does not answer, and the others are not asked for in vain', async () => {
    const world = await unanswered(() => undefined);
    await world.after(300);
    expect(world.looked).toHaveLength(1);
    await world.after(0);
    expect(world.looked).toHaveLength(2);
    await world.after(0);
    expect(world.looked).toHaveLength(2);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'unknown' });
  });

  it('and stands there with a word that we don’t know is not looked up at every run, but in its time', async () => {
    const world = await unanswered((to) => ({
      sent: [{ providerId: `SM-${to}`, status: 'partially_delivered' }],
      complete: true,
    }));
    await world.after(300);
    await world.after(60);
    expect(world.looked).toHaveLength(2);
    for (let minutes = 0; minutes < 26 * 60; minutes += 30) await world.after(1800);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'unknown' });
    expect(await world.notice(dealerSms)).not.toHaveProperty('lookUpAt');
    expect(world.sms.sent).toEqual([]);
  });

  it('does not take for its own what is known to be another notice’s', async () => {
    const world = await unanswered(() => ({ sent: [{ providerId: 'SM1', status: 'sent' }], complete: true }));
    await world.after(300);
    const states = await Promise.all(
      [dealerSms, managerSms].map(async (id) => (await world.notice(id)).state),
    );
    expect(states.toSorted()).toEqual(['accepted', 'unknown']);
  });
});

describe('a callback that comes while the list is read', () => {
  const tellsFirst = (found: Found) =>
    unanswered(async (_to, world) => {
      for (const noticeId of [dealerSms, managerSms])
        await recordDelivery(world.services(), forms, {
          noticeId,
          providerId: `P-${noticeId}`,
          status: 'delivered',
        });
      return found;
    });

  it('is believed, and nothing is sent again', async () => {
    const world = await tellsFirst(nothing);
    for (const seconds of [300, 300, 300, 300, 300]) await world.after(seconds);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'delivered', providerId: `P-${dealerSms}` });
    expect(world.sms.sent).toEqual([]);
  });

  it('is not taken back by what the list says', async () => {
    const world = await tellsFirst({
      sent: [{ providerId: `P-${dealerSms}`, status: 'sent' }],
      complete: true,
    });
    await world.after(300);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'delivered' });
    expect(await world.notice(managerSms)).toMatchObject({
      state: 'delivered',
      providerId: `P-${managerSms}`,
    });
  });
});

it('a callback that comes after it was proved absent settles it before it is sent again', async () => {
  const world = await unanswered(() => nothing);
  for (const seconds of [300, 300, 300]) await world.after(seconds);
  await recordDelivery(world.services(), forms, { noticeId: dealerSms, providerId: 'P1', status: 'sent' });
  await world.after(300);
  await world.after(60);
  expect(world.sms.sent.map(({ noticeId }) => noticeId)).toEqual([managerSms]);
});
