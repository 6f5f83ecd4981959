import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sweepDeadlines } from '../../functions/src/flows/sweep-deadlines';
import { forms } from '../../functions/src/forms';
import type { Services, Store, StoredDocument } from '../../functions/src/ports';
import { sendOne } from '../support/edits';
import { stages } from '../support/orders';
import { testServices } from '../support/services';
import { li, zhang } from '../support/staff';
import { ledger, recordOf, sweep } from '../support/sweeping';

const morning = Date.parse('2026-03-16T01:20:00.000Z');
const afterMinutes = (minutes: number) => new Date(morning + minutes * 60_000).toISOString();
const day = 1440;

/** So many orders that are left alone after they were paid; the sweep comes by a day later, under other settings. */
async function leftAlone(count = 2) {
  const world = testServices({ now: afterMinutes(0), settings: { era: 'm' } });
  for (let row = 1; row <= count; row++) {
    const key = `row-${row}`;
    const { revision } = await sendOne(world.services, zhang, { key, cells: stages.received.cells });
    await sendOne(world.services, li, { key, revision, cells: stages.payment.cells });
  }
  world.at(afterMinutes(day));
  return world;
}

const broken = { nextDueAt: afterMinutes(-day), done: false, timedUnder: 'a', values: 'lost' };
const put = (services: Services, data: object = broken) =>
  services.store.write([{ kind: 'set', path: 'records/order~broken', data }]);
const found = async ({ store }: Services): Promise<StoredDocument['data'] | undefined> =>
  (await store.get(['records/order~broken']))[0]?.data;

let errors: ReturnType<typeof jest.spyOn>;
beforeEach(() => {
  errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  errors.mockRestore();
});
const logged = () => errors.mock.calls.map(([line]: unknown[]) => JSON.parse(String(line)) as object);

describe('a record that cannot be read', () => {
  it('is looked at once a day, is logged each time, and holds up no other', async () => {
    const { services, at } = await leftAlone();
    await put(services);
    expect(await sweep(services)).toMatchObject({ recordsRead: 3, swept: 3 });
    expect(await ledger(services)).toHaveLength(4);
    expect(await found(services)).toMatchObject({ nextDueAt: afterMinutes(2 * day), timedUnder: 'm' });
    const unreadable = { severity: 'ERROR', message: 'record unreadable', record: 'order~broken' };
    expect(logged()).toEqual([unreadable]);
    at(afterMinutes(day + 1));
    expect(await sweep(services)).toMatchObject({ swept: 0 });
    expect(logged()).toEqual([unreadable]);
    at(afterMinutes(2 * day));
    await sweep(services);
    expect(logged()).toEqual([unreadable, unreadable]);
  });

  it.each(['a', 'z'])('is not met every minute because of its era %s', async (timedUnder) => {
    const { services, at } = await leftAlone(0);
    await put(services, { ...broken, nextDueAt: null, timedUnder });
    expect(await sweep(services)).toMatchObject({ recordsRead: 1, swept: 1 });
    at(afterMinutes(day + 1));
    expect(await sweep(services)).toMatchObject({ recordsRead: 0 });
    at(afterMinutes(2 * day));
    expect(await sweep(services)).toMatchObject({ recordsRead: 1 });
  });

  it('is dealt with again once it has been mended', async () => {
    const { services, at } = await leftAlone(1);
    const [good] = await services.store.get(['records/order~row-1']);
    await put(services, { ...(good?.data as object), key: 'broken', form: 'no-such-form' });
    await sweep(services);
    const stored = (await found(services)) as object;
    await put(services, { ...stored, form: 'order' });
    at(afterMinutes(2 * day));
    await sweep(services);
    expect(await ledger(services)).toHaveLength(4);
  });
});

describe('a record at which the rules fail', () => {
  const path = 'records/order~row-1';

  it('is put off for a day and logged without its content; others, pages and queues go on; the run then fails', async () => {
    const { services, at } = await leftAlone(3);
    const { stages } = await recordOf(services);
    const noTime = { ...stages, classification: { openedAt: 'some day' } };
    await services.store.write([
      { kind: 'update', path, data: { nextDueAt: afterMinutes(-day), timedUnder: 'a', stages: noTime } },
    ]);
    const run = sweepDeadlines(services, forms, { limit: 1, concurrency: 1, budgetMs: 60_000 });
    await expect(run).rejects.toMatchObject({ errors: [expect.any(RangeError)] });
    expect(await ledger(services)).toHaveLength(4);
    const [document] = await services.store.get([path]);
    expect(document?.data).toMatchObject({ nextDueAt: afterMinutes(2 * day), timedUnder: 'm', done: false });
    expect(logged()).toEqual([
      { severity: 'ERROR', message: 'record not swept', record: 'order~row-1', error: 'RangeError' },
    ]);
    expect(await sweep(services)).toMatchObject({ recordsRead: 0 });
    await services.store.write([{ kind: 'update', path, data: { stages } }]);
    at(afterMinutes(2 * day));
    await sweep(services);
    expect(await ledger(services)).toHaveLength(6);
  });
});

describe('a store that fails at one record', () => {
  it('keeps no other record, page or queue from its turn, and every fault is told at the end', async () => {
    const { services } = await leftAlone(3);
    const changed = { ...services, settings: { ...services.settings, era: 'z' } };
    const store: Store = {
      ...services.store,
      write: async (writes) => {
        if (writes.some(({ path }) => path === 'records/order~row-2')) throw new Error('unreachable');
        return services.store.write(writes);
      },
    };
    await put(services, { ...broken, nextDueAt: null });
    const run = sweep({ ...changed, store });
    await expect(run).rejects.toMatchObject({
      errors: [
        expect.objectContaining({ message: 'unreachable' }),
        expect.objectContaining({ message: 'unreachable' }),
      ],
    });
    expect(await ledger(services)).toHaveLength(4);
    expect(await found(services)).toMatchObject({ timedUnder: 'z' });
    await sweep(changed);
    expect(await ledger(services)).toHaveLength(6);
  });

  it('and at one query, keeps the other queues going', async () => {
    const { services } = await leftAlone(0);
    await put(services, { ...broken, nextDueAt: null });
    const store: Store = {
      ...services.store,
      find: async (query) => {
        if (query.where[0]?.[0] === 'nextDueAt') throw new Error('unreachable');
        return services.store.find(query);
      },
    };
    await expect(sweep({ ...services, store })).rejects.toThrow(AggregateError);
    expect(await found(services)).toMatchObject({ timedUnder: 'm' });
  });
});
