import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import type { SentSms, Services, SmsSender } from '../../functions/src/ports';
import { requireIndexes } from '../../infra/local/require-indexes';
import { countingStore } from '../bench/counting-store';
import { dealerSms, deliveryWorld, managerSms } from '../support/delivery-services';

type Shown = SentSms | 'gone' | undefined;
const hour = 3600;
const none: Pick<SmsSender, 'find'> = { find: async () => ({ sent: [], complete: true }) };

afterEach(() => {
  jest.restoreAllMocks();
});

/** An order whose two SMS were accepted; `show` is what the provider then says of one, by its id. */
async function accepted(
  show: (providerId: string, world: ReturnType<typeof deliveryWorld>) => Shown,
  options: { readonly budgetMs?: number; readonly secondsOfRequest?: number } = {},
) {
  const world = deliveryWorld({ changes: { dealerEmail: 'li@example.com' } });
  const asked: string[] = [];
  const services: Services = {
    ...world.services(requireIndexes(world.memory)),
    sms: {
      ...world.sms,
      ...none,
      fetch: async (providerId) => {
        asked.push(providerId);
        world.pass(options.secondsOfRequest ?? 0);
        return show(providerId, world);
      },
    },
  };
  const sweep = () =>
    deliverNotices(services, forms, {
      limit: 50,
      concurrency: 4,
      budgetMs: options.budgetMs ?? 40_000,
      random: () => 0,
    });
  await sweep();
  const { providerId = '' } = await world.notice(dealerSms);
  return {
    ...world,
    services,
    asked,
    providerId,
    timesAsked: () => asked.filter((id) => id === providerId).length,
    after: async (seconds: number) => {
      world.pass(seconds);
      return sweep();
    },
  };
}

describe('an accepted SMS of which no callback tells', () => {
  it('is asked for by its id after five hours, and settled by what the provider says', async () => {
    const warned = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const world = await accepted((providerId) => ({ providerId, status: 'delivered' }));
    await world.after(5 * hour - 1);
    expect(world.asked).toEqual([]);
    await world.after(1);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'delivered' });
    expect(await world.notice(dealerSms)).not.toHaveProperty('lookUpAt');
    expect(warned.mock.calls.flat().join()).toContain('callback lost');
    await world.after(100 * hour);
    expect(world.timesAsked()).toBe(1);
  });

  it('is followed by the email where it was not delivered', async () => {
    const world = await accepted((providerId) => ({ providerId, status: 'undelivered', errorCode: '30005' }));
    await world.after(5 * hour);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'undelivered', code: '30005' });
    expect(await world.notice(`${dealerSms}~email-after-sms`)).toMatchObject({ channel: 'email' });
  });

  it.each<[string, (providerId: string) => Shown]>([
    ['it is under way still', (providerId) => ({ providerId, status: 'sent' })],
    ['the provider keeps it no more', () => 'gone'],
    ['the provider does not answer', () => undefined],
  ])('stays accepted after four times of asking, in three days: %s', async (_what, show) => {
    const world = await accepted(show);
    const askedAt: number[] = [];
    for (let hours = 1; hours <= 120; hours++) {
      const before = world.timesAsked();
      await world.after(hour);
      if (world.timesAsked() > before) askedAt.push(hours);
    }
    expect(askedAt).toEqual([5, 15, 35, 75]);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'accepted', providerId: world.providerId });
    for (const field of ['lookUpAt', 'lookUps'])
      expect(await world.notice(dealerSms)).not.toHaveProperty(field);
  });

  it('is asked for in its time also where it was found in the list, or a callback said that it was taken', async () => {
    const world = deliveryWorld({ sms: () => ({ outcome: 'unknown', code: 'timeout' }) });
    await deliverNotices(world.services(), forms, {
      limit: 50,
      concurrency: 1,
      budgetMs: 0,
      random: () => 0,
    });
    await recordDelivery(world.services(), forms, { noticeId: dealerSms, providerId: 'P1', status: 'sent' });
    expect(await world.notice(dealerSms)).toMatchObject({
      state: 'accepted',
      lookUpAt: new Date(world.time.machine.getTime() + 5 * hour * 1000).toISOString(),
    });
  });
});

it('an accepted email is not looked up', async () => {
  const world = deliveryWorld({ changes: { dealerEmail: 'li@example.com', channel: 'email' } });
  await deliverNotices(world.services(), forms, { limit: 50, concurrency: 1, budgetMs: 0, random: () => 0 });
  const email = await world.notice(dealerSms.replace('~sms~', '~email~'));
  expect(email).toMatchObject({ state: 'accepted' });
  expect(email).not.toHaveProperty('lookUpAt');
});

it('a callback that comes costs no more for the look-up that is not needed', async () => {
  const world = await accepted(() => 'gone');
  await world.memory.write([{ kind: 'update', path: `notices/${dealerSms}`, data: {}, remove: ['fills'] }]);
  const { store, counted } = countingStore(world.memory);
  const { providerId } = world;
  await recordDelivery({ ...world.services, store }, forms, {
    noticeId: dealerSms,
    providerId,
    status: 'delivered',
  });
  expect(counted).toEqual({ reads: 1, writes: 1 });
  expect(await world.notice(dealerSms)).not.toHaveProperty('lookUpAt');
  await world.after(100 * hour);
  expect(world.timesAsked()).toBe(0);
});

it('look-ups of a provider that is slow end with the run’s time', async () => {
  const world = await accepted(() => 'gone', { secondsOfRequest: 20, budgetMs: 10_000 });
  await world.after(5 * hour);
  expect(world.asked).toHaveLength(1);
  await world.after(60);
  expect(world.asked).toHaveLength(2);
  const ids = await Promise.all(
    [dealerSms, managerSms].map(async (id) => (await world.notice(id)).providerId),
  );
  expect(world.asked.toSorted()).toEqual(ids.toSorted());
});
