import { describe, expect, it } from '@jest/globals';
import type { Store } from '../../functions/src/ports';
import type { Circuit } from '../../functions/src/rules/circuit';
import { countingStore } from '../bench/counting-store';
import { waitingOutbox } from '../support/waiting-outbox';

const instead = { to: 'li@example.com', subject: '已发货', text: '您的订单已发货。' };
const away = '2027-01-01T00:00:00.000Z';
const down: Circuit = { failures: 9, openUntil: away };
const dayFull: Circuit = { failures: 0, refusals: 1, restUntil: away, dayFull: true };
const resting: Circuit = { failures: 0, refusals: 1, restUntil: away };

/** So many SMS that are due at the same time, the last of which may go by email; the provider stands like this. */
async function queueOf(count: number, withEmail: number, provider: Circuit) {
  const world = await waitingOutbox({ sms: count, email: 0 });
  const ids = (await world.all()).map(({ id }) => id).sort();
  const last = ids.slice(-withEmail);
  await world.memory.write([
    ...last.map((id) => ({ kind: 'update' as const, path: `notices/${id}` as const, data: { instead } })),
    { kind: 'set', path: 'providers/sms', data: provider },
  ]);
  /** Runs every minute; so much is read and written by each. */
  const minutes = async (runs: number, limit: number) => {
    const costs: { reads: number; writes: number }[] = [];
    for (let run = 0; run < runs; run++) {
      const { store, counted } = countingStore(world.sending.store);
      await world.deliver({ limit, concurrency: 8, budgetMs: 58_000 }, { ...world.sending, store });
      costs.push(counted);
      world.pass(60);
    }
    return costs;
  };
  const mailed = () => world.mail.sent.map(({ noticeId }) => noticeId).sort();
  return { ...world, minutes, mailed, emails: last.map((id) => `${id}~email-after-sms`) };
}

describe('SMS that may go by email, behind pages of others that may not', () => {
  it.each([
    ['is down', down],
    ['takes no more today', dayFull],
  ])('do so after two hours in which the provider %s', async (_why, provider) => {
    const world = await queueOf(30, 10, provider);
    world.pass(5 * 3600);
    await world.minutes(2, 20);
    expect(world.mailed()).toEqual(world.emails);
    expect(await world.untouched()).toBe(20);
    expect(world.sms.sent).toEqual([]);
  });

  it('wait where it only asks for a pause', async () => {
    const world = await queueOf(30, 10, resting);
    world.pass(5 * 3600);
    const [cost] = await world.minutes(1, 20);
    expect(await world.untouched()).toBe(30);
    expect(cost?.writes).toBe(0);
  });

  it('are found by one run after the other, each of which reads five pages at most', async () => {
    const world = await queueOf(1000, 5, down);
    world.pass(5 * 3600);
    // Five pages of ten, four empty queries, emails, both providers, the place; and the place again in its transaction.
    const costs = await world.minutes(24, 10);
    for (const { reads, writes } of costs) {
      expect(reads).toBeLessThanOrEqual(50 + 4 + 1 + 2 + 2);
      expect(writes).toBe(1);
    }
    expect(world.mailed()).toEqual([]);
    await world.minutes(2, 10);
    expect(world.mailed()).toEqual(world.emails);
    // At the end it begins anew: what comes to be old there is found as well.
    await world.memory.write([{ kind: 'update', path: 'notices/sms-500', data: { instead } }]);
    await world.minutes(26, 10);
    expect(world.mailed()).toContain('sms-500~email-after-sms');
  });

  it('of a queue of five pages cost no write while none is old enough', async () => {
    const world = await queueOf(45, 10, down);
    for (const { writes } of await world.minutes(3, 10)) expect(writes).toBe(0);
    expect(await world.provider('sms')).toEqual(down);
  });

  it('leave no place behind when the provider is back', async () => {
    const world = await queueOf(100, 5, { ...down, openUntil: undefined });
    let isBack = false;
    const sms = {
      send: async (message: Parameters<typeof world.sms.send>[0]) =>
        isBack ? world.sms.send(message) : ({ outcome: 'passing', code: 'ECONNREFUSED' } as const),
    };
    const run = () => world.deliver({ limit: 10, budgetMs: 58_000 }, { ...world.sending, sms });
    await run();
    expect(await world.provider('sms')).toMatchObject({ lookedThrough: { id: 'sms-049' } });
    isBack = true;
    world.pass(15 * 60);
    await run();
    expect(await world.provider('sms')).toEqual({ failures: 0 });
  });

  it('of a page in which the time ends are found by the next run', async () => {
    const world = await queueOf(40, 20, down);
    world.pass(5 * 3600);
    const store: Store = {
      ...world.sending.store,
      transact: (decide, turn) => {
        world.pass(10);
        return world.sending.store.transact(decide, turn);
      },
    };
    await world.deliver({ limit: 20, budgetMs: 58_000 }, { ...world.sending, store });
    const given = (await world.all()).filter(({ state }) => state === 'failed').length;
    expect([given > 0, given < 20]).toEqual([true, true]);
    await world.minutes(2, 20);
    expect(world.mailed()).toEqual(world.emails);
  });

  it('are not looked for when a page cannot be read: that is told, and the place stays', async () => {
    const world = await queueOf(100, 5, down);
    const store: Store = {
      ...world.sending.store,
      find: (query) =>
        query.startAfter ? Promise.reject(new Error('unavailable')) : world.sending.store.find(query),
    };
    await expect(world.deliver({ limit: 10 }, { ...world.sending, store })).rejects.toThrow('failed');
    expect(await world.provider('sms')).toEqual(down);
  });
});
