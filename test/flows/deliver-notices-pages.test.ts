import { describe, expect, it } from '@jest/globals';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import { type Services, type Store, StoreConflict } from '../../functions/src/ports';
import { leaseSeconds } from '../../functions/src/rules/delivery';
import { countingStore } from '../bench/counting-store';
import { dealerSms, deliveryWorld, managerSms, recordPath } from '../support/delivery-services';
import { shipMore } from '../support/more-orders';

const pages = { limit: 2, concurrency: 4, budgetMs: 60_000, random: () => 0 };
const keys = ['row-2', 'row-3', 'row-4'];

/** Four orders with two notices each: those of `deliveryWorld` have waited longest no longer. */
async function fourOrders(options: Parameters<typeof deliveryWorld>[0] = {}) {
  const world = deliveryWorld(options);
  const ids = [...(await shipMore(world.memory, keys)), dealerSms, managerSms];
  const sent = () => world.sms.sent.map(({ noticeId }) => noticeId);
  return { ...world, ids, sent };
}

describe('a backlog', () => {
  it('of several pages is sent in one run, each notice once and the oldest first', async () => {
    const world = await fourOrders();
    expect(await deliverNotices(world.services(), forms, pages)).toMatchObject({ claimed: 8, accepted: 8 });
    expect(world.sent().toSorted()).toEqual([...world.ids].sort());
    expect(world.sent().slice(-2).toSorted()).toEqual([dealerSms, managerSms]);
  });

  it('waits for the next run where the time is over, after one page at least', async () => {
    const world = await fourOrders();
    const { sms } = world.services();
    const slow: Services = {
      ...world.services(),
      sms: {
        send: (message) => {
          world.pass(20);
          return sms.send(message);
        },
      },
    };
    expect(await deliverNotices(slow, forms, pages)).toMatchObject({ claimed: 4 });
    expect(await deliverNotices(slow, forms, { ...pages, budgetMs: 0 })).toMatchObject({ claimed: 2 });
    expect(await deliverNotices(slow, forms, pages)).toMatchObject({ claimed: 2 });
    expect(new Set(world.sent()).size).toBe(8);
  });

  it('goes on behind a record whose blanks cannot be filled, and that is reported', async () => {
    const world = await fourOrders();
    await world.memory.write([
      { kind: 'update', path: 'records/order~row-2', data: { values: 'broken' } },
      { kind: 'update', path: recordPath, data: { values: 'broken' } },
    ]);
    await expect(deliverNotices(world.services(), forms, pages)).rejects.toThrow('2 of 4 failed');
    expect(world.sent()).toHaveLength(8);
  });

  it('that has come into the night is put off in one run, and holds up nobody behind it', async () => {
    const world = await fourOrders();
    const known = await world.notice(managerSms);
    const staff = { ...known, id: 'staff~n~work-reminder~staff~sms~1', record: 'staff~n', form: '' };
    const path = `notices/${staff.id}` as const;
    const told = { ...staff, kind: 'work-reminder', recipient: 'staff', dueAt: '2026-03-16T12:59:00.000Z' };
    await world.memory.write([{ kind: 'create', path, data: told }]);
    world.pass(7 * 3600);
    expect(await deliverNotices(world.services(), forms, pages)).toMatchObject({ claimed: 1 });
    expect(world.sent()).toEqual([staff.id]);
    expect(await world.notice(dealerSms)).toMatchObject({ dueAt: '2026-03-17T00:00:00.000Z' });
  });

  it('that others are claiming is left to them', async () => {
    const world = await fourOrders();
    let pagesRead = 0;
    const store: Store = {
      ...world.memory,
      find: async (query) => {
        if (query.orderBy?.some(([field]) => field === 'dueAt')) pagesRead += 1;
        return world.memory.find(query);
      },
      write: async () => {
        throw new StoreConflict('changed');
      },
    };
    expect(await deliverNotices(world.services(store), forms, pages)).toMatchObject({ claimed: 0 });
    // A full page of SMS, and what emails there are.
    expect(pagesRead).toBe(2);
  });
});

it('an SMS in the evening is good until its recipient’s night begins, and what staff are told at any time', async () => {
  const world = await fourOrders({ now: '2026-03-16T11:00:00.000Z' });
  const known = await world.notice(managerSms);
  const staff = { ...known, id: 'staff~n~work-reminder~staff~sms~1', record: 'staff~n', form: '' };
  const data = { ...staff, kind: 'work-reminder', recipient: 'staff' };
  await world.memory.write([{ kind: 'create', path: `notices/${staff.id}`, data }]);
  await deliverNotices(world.services(), forms, pages);
  const validOf = (id: string) => world.sms.sent.find(({ noticeId }) => noticeId === id)?.validSeconds;
  expect([validOf(dealerSms), validOf(managerSms), validOf(staff.id)]).toEqual([7200, 7200, undefined]);
  expect(world.sent()).toContain(staff.id);
});

describe('what a notice costs', () => {
  it('is one read and two writes, to a customer no more; each run adds four empty queries and how both providers stand; the last full page of a channel another one', async () => {
    const world = await fourOrders();
    for (const id of world.ids)
      await world.memory.write([{ kind: 'update', path: `notices/${id}`, data: {}, remove: ['fills'] }]);
    const { store, counted } = countingStore(world.memory);
    await deliverNotices(world.services(store), forms, pages);
    expect(counted).toEqual({ reads: 8 + 4 + 2 + 2, writes: 2 * 8 });
  });

  it('is nothing where nothing is due, so that a run each minute costs seven reads', async () => {
    const world = deliveryWorld({ now: '2026-03-16T14:00:00.000Z' });
    const { store, counted } = countingStore(world.memory);
    await deliverNotices(world.services(store), forms, pages);
    expect(counted).toEqual({ reads: 4 + 2 + 1, writes: 0 });
  });

  it('is few commits: claims that come at once share one, and so do outcomes', async () => {
    const world = await fourOrders();
    let commits = 0;
    const store: Store = {
      ...world.memory,
      write: (writes) => {
        commits += 1;
        return world.memory.write(writes);
      },
    };
    await deliverNotices(world.services(store), forms, { ...pages, limit: 50 });
    expect(commits).toBe(4);
  });
});

describe('an outcome', () => {
  it('leaves nothing of an earlier try behind', async () => {
    let tries = 0;
    const world = deliveryWorld({
      sms: () => (tries++ < 2 ? { outcome: 'passing', code: '20429' } : undefined),
    });
    await deliverNotices(world.services(), forms, pages);
    expect(await world.notice(dealerSms)).toMatchObject({
      state: 'pending',
      reason: 'passing',
      code: '20429',
    });
    expect(await world.notice(dealerSms)).not.toHaveProperty('leaseUntil');
    world.pass(60);
    await deliverNotices(world.services(), forms, pages);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'accepted', attempts: 2 });
    for (const field of ['reason', 'code', 'leaseUntil', 'claim'])
      expect(await world.notice(dealerSms)).not.toHaveProperty(field);
  });

  it('does not take back what a callback told before the provider answered', async () => {
    const world = deliveryWorld();
    const services: Services = {
      ...world.services(),
      sms: {
        send: async ({ noticeId }) => {
          await recordDelivery(services, forms, { noticeId, providerId: noticeId, status: 'delivered' });
          return { outcome: 'accepted', providerId: noticeId };
        },
      },
    };
    expect(await deliverNotices(services, forms, pages)).toMatchObject({ accepted: 2 });
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'delivered', fillPending: false });
  });

  it('that the store fails to write at first is written all the same', async () => {
    const world = deliveryWorld();
    const store: Store = {
      ...world.memory,
      write: (writes) =>
        writes.some((write) => write.kind === 'update' && write.data.state === 'accepted')
          ? Promise.reject(new Error('the line broke'))
          : world.memory.write(writes),
    };
    expect(await deliverNotices(world.services(store), forms, pages)).toMatchObject({ accepted: 2 });
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'accepted', providerId: 'P1' });
  });
});

it('a claim that took so long that others may give it up is not used for sending, but for another try', async () => {
  const world = deliveryWorld();
  const frozen: Store = {
    ...world.memory,
    write: async (writes) => {
      const versions = await world.memory.write(writes);
      if (writes.some((write) => write.kind === 'update' && write.data.state === 'sending'))
        world.pass(leaseSeconds / 2);
      return versions;
    },
  };
  expect(await deliverNotices(world.services(frozen), forms, pages)).toMatchObject({ retrying: 2 });
  expect(world.sms.sent).toEqual([]);
  world.pass(60);
  expect(await deliverNotices(world.services(), forms, pages)).toMatchObject({ accepted: 2 });
  expect(world.sms.sent).toHaveLength(2);
});
