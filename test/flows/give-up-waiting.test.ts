import { describe, expect, it } from '@jest/globals';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { forms } from '../../functions/src/forms';
import type { Services, Store } from '../../functions/src/ports';
import type { Notice } from '../../functions/src/rules/notice';
import { requireIndexes } from '../../infra/local/require-indexes';
import { countingStore } from '../bench/counting-store';
import { dealerSms, deliveryWorld } from '../support/delivery-services';

const instead = { to: 'li@example.com', subject: '已发货', text: '您的订单已发货。' };
const emailOf = (id: string) => `${id}~email-after-sms`;
const hour = 3600;

/** SMS that are due at 14:10, and how the provider stood when that was last written. */
async function waiting(
  provider: 'down' | 'resting' | 'fine',
  notices: Readonly<Record<string, Partial<Notice>>>,
) {
  const world = deliveryWorld();
  const { fills: _fills, ...sample } = await world.notice(dealerSms);
  const old = await world.memory.find({ collection: 'notices', where: [], limit: 100 });
  await world.memory.write([
    ...old.map(({ path }) => ({ kind: 'delete' as const, path })),
    ...Object.entries(notices).map(([id, change]) => ({
      kind: 'create' as const,
      path: `notices/${id}` as const,
      data: { ...sample, id, record: `order~${id}`, instead, ...change } satisfies Notice,
    })),
  ]);
  const machine = world.time.machine.getTime();
  const until = new Date(machine + 48 * hour * 1000).toISOString();
  const stands = {
    down: { failures: 9, openUntil: until },
    resting: { failures: 0, restUntil: until },
    fine: { failures: 0 },
  };
  await world.memory.write([{ kind: 'set', path: 'providers/sms', data: stands[provider] }]);
  const deliver = (store: Store = world.memory, change: Partial<Services> = {}) =>
    deliverNotices({ ...world.services(requireIndexes(store)), ...change }, forms, {
      limit: 50,
      concurrency: 8,
      budgetMs: 40_000,
      random: () => 0,
      wait: async () => undefined,
    });
  return { ...world, deliver };
}

describe('while its provider is left alone', () => {
  it('an SMS that has been due for two hours lets the email go, without having been tried', async () => {
    const world = await waiting('down', { old: {}, 'without-email': { instead: undefined } });
    world.pass(2 * hour - 1);
    await world.deliver();
    expect(await world.notice('old')).toMatchObject({ state: 'pending' });
    world.pass(1);
    expect(await world.deliver()).toMatchObject({ claimed: 0, failed: 1 });
    expect(await world.notice('old')).toMatchObject({
      state: 'failed',
      reason: 'provider-down',
      attempts: 0,
      settledAt: '2026-03-16T08:10:00.000Z',
      showPending: true,
    });
    expect(await world.notice('without-email')).toMatchObject({ state: 'pending', attempts: 0 });
    await world.deliver();
    expect(world.mail.sent.map(({ noticeId }) => noticeId)).toEqual([emailOf('old')]);
    expect(world.sms.sent).toEqual([]);
  });

  it('one that is to be tried again is as old as its first hour', async () => {
    const world = await waiting('down', {
      tried: {
        attempts: 3,
        reason: 'passing',
        code: 'ECONNREFUSED',
        dueAt: '2026-03-16T08:05:00.000Z',
        firstDueAt: '2026-03-16T06:10:00.000Z',
      },
    });
    world.pass(2 * hour);
    await world.deliver();
    expect(await world.notice('tried')).toMatchObject({ reason: 'provider-down', code: 'ECONNREFUSED' });
  });

  it('all that cannot go by email is given up after a day, what staff are told too', async () => {
    const staff = { recipient: 'staff', kind: 'work-reminder', record: 'staff~li@example.com' } as const;
    const world = await waiting('down', {
      dealer: { instead: undefined },
      staff: { ...staff, instead: undefined },
    });
    world.pass(24 * hour - 1);
    await world.deliver();
    expect(await world.notice('staff')).toMatchObject({ state: 'pending' });
    world.pass(1);
    await world.deliver();
    for (const id of ['dealer', 'staff'])
      expect(await world.notice(id)).toMatchObject({ state: 'failed', reason: 'gave-up', attempts: 0 });
  });

  it('business time alone may be wound on, or set back: the one ages them, the other does no harm', async () => {
    const world = await waiting('down', { one: {} });
    world.time.business = new Date('2026-03-16T02:00:00.000Z');
    await world.deliver();
    expect(await world.notice('one')).toMatchObject({ state: 'pending' });
    world.time.business = new Date('2026-03-16T08:30:00.000Z');
    await world.deliver();
    expect(await world.notice('one')).toMatchObject({ state: 'failed', reason: 'provider-down' });
  });

  it('two runs at once let one email go', async () => {
    const world = await waiting('down', { one: {} });
    world.pass(2 * hour);
    await Promise.all([world.deliver(), world.deliver()]);
    await world.deliver();
    expect(world.mail.sent.map(({ noticeId }) => noticeId)).toEqual([emailOf('one')]);
  });

  it('what has been claimed or has left meanwhile is left alone', async () => {
    const world = await waiting('down', { one: {} });
    world.pass(2 * hour);
    const overtaken: Store = {
      ...world.memory,
      find: async (query) => {
        const found = await world.memory.find(query);
        await world.memory.write(
          found.map(({ path }) => ({ kind: 'update', path, data: { state: 'accepted', providerId: 'P1' } })),
        );
        return found;
      },
    };
    await world.deliver(overtaken);
    expect(await world.notice('one')).toMatchObject({ state: 'accepted' });
    expect(await world.memory.get([`notices/${emailOf('one')}`])).toEqual([undefined]);
  });

  it('looking for what is too old costs a run one query, and nothing where it is not left alone', async () => {
    const empty = 4 + 2 + 1;
    for (const [provider, extra] of [
      ['down', 1],
      ['fine', 0],
    ] as const) {
      const world = await waiting(provider, {});
      const { store, counted } = countingStore(world.memory);
      await world.deliver(store);
      expect([provider, counted]).toEqual([provider, { reads: empty + extra, writes: 0 }]);
    }
  });
});

describe('while its provider', () => {
  it('wishes a pause, an SMS waits for a day', async () => {
    const world = await waiting('resting', { one: {} });
    world.pass(3 * hour);
    await world.deliver();
    expect(await world.notice('one')).toMatchObject({ state: 'pending' });
    world.pass(21 * hour);
    await world.deliver();
    expect(await world.notice('one')).toMatchObject({ state: 'failed', reason: 'gave-up' });
    expect(world.sms.sent).toEqual([]);
  });

  it('is being tried, nothing is given up: it may be back', async () => {
    const world = await waiting('down', { a: {}, b: {}, c: {} });
    world.pass(3 * hour);
    world.time.machine = new Date(world.time.machine.getTime() + 72 * hour * 1000);
    await world.deliver();
    await world.deliver();
    for (const id of ['a', 'b', 'c']) expect(await world.notice(id)).toMatchObject({ state: 'accepted' });
  });

  it('is only slow to take them, nothing is given up, however late', async () => {
    const world = await waiting('fine', { a: {}, b: {}, c: {} });
    world.pass(30 * hour);
    const pace = { sms: 0.001, email: 1 };
    await world.deliver(world.memory, { pace });
    const states = await Promise.all(['a', 'b', 'c'].map(async (id) => (await world.notice(id)).state));
    expect(states.sort()).toEqual(['accepted', 'pending', 'pending']);
  });
});
