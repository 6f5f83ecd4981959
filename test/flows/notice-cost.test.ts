import { expect, it } from '@jest/globals';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import type { SendOutcome, Services } from '../../functions/src/ports';
import { dealerSms, deliveryWorld } from '../support/delivery-services';

type World = ReturnType<typeof deliveryWorld>;
function priced(
  world: World,
  smsPrices: Readonly<Record<string, number>> = { '86': 0.045, '': 0.5 },
): Services {
  const services = world.services();
  return { ...services, settings: { ...services.settings, smsPrices } };
}
const deliver = (services: Services) =>
  deliverNotices(services, forms, { limit: 50, concurrency: 1, budgetMs: 0, random: () => 0 });
const callback = (services: Services, status: string) =>
  recordDelivery(services, forms, { noticeId: dealerSms, providerId: 'P1', status });
const unanswered = { sms: (): SendOutcome => ({ outcome: 'unknown', code: 'timeout' }) };
const costOf = async (world: World) => (await world.notice(dealerSms)).cost;

it('an SMS costs the segments that the provider counts, at the price for its country', async () => {
  const world = deliveryWorld({ sms: () => ({ outcome: 'accepted', providerId: 'P1', segments: 3 }) });
  await deliver(priced(world));
  expect(await world.notice(dealerSms)).toMatchObject({ segments: 3, cost: 0.135 });
});

it('keeps the price of its day when prices change before its callback', async () => {
  for (const state of ['delivered', 'undelivered']) {
    const world = deliveryWorld({ sms: () => ({ outcome: 'accepted', providerId: 'P1', segments: 2 }) });
    await deliver(priced(world));
    await callback(priced(world, { '': 9 }), state);
    expect(await world.notice(dealerSms)).toMatchObject({ state, cost: 0.09 });
  }
});

it('nothing is noted while nobody knows whether it left, and its cost as soon as a callback tells', async () => {
  for (const status of ['sent', 'delivered', 'undelivered']) {
    const world = deliveryWorld(unanswered);
    await deliver(priced(world));
    expect(await costOf(world)).toBeUndefined();
    await callback(priced(world), status);
    const { segments, cost } = await world.notice(dealerSms);
    expect([status, cost]).toEqual([status, Number((segments * 0.045).toFixed(4))]);
  }
});

it('or a look-up finds it in the provider’s list', async () => {
  const world = deliveryWorld(unanswered);
  const found = { sent: [{ providerId: 'P1', status: 'sent' }], complete: true };
  const services = priced(world);
  await deliver(services);
  world.pass(600);
  await deliver({ ...services, sms: { ...services.sms, find: async () => found } });
  expect(await costOf(world)).toBeGreaterThan(0);
});

it('what was refused costs nothing, nor does an email', async () => {
  const refused = deliveryWorld({
    sms: () => ({ outcome: 'permanent', code: '21211', reason: 'bad-number' }),
  });
  await deliver(priced(refused));
  expect(await costOf(refused)).toBeUndefined();
  const emails = deliveryWorld({ changes: { channel: 'email', dealerEmail: 'li@example.com' } });
  await deliver(priced(emails));
  const email = await emails.notice(dealerSms.replace('~sms~', '~email~'));
  expect(email).toMatchObject({ state: 'accepted' });
  expect(email).not.toHaveProperty('cost');
});
