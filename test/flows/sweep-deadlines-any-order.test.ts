import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sweepDeadlines } from '../../functions/src/flows/sweep-deadlines';
import { forms } from '../../functions/src/forms';
import type { DocumentPath, Services, Store } from '../../functions/src/ports';
import type { Settings } from '../../functions/src/rules/settings';
import { sendOne } from '../support/edits';
import { stages } from '../support/orders';
import { testServices } from '../support/services';
import { li, zhang } from '../support/staff';
import { ledger, recordOf, reminders, sweep } from '../support/sweeping';

const morning = Date.parse('2026-03-16T01:20:00.000Z');
const afterMinutes = (minutes: number) => new Date(morning + minutes * 60_000).toISOString();

/** Two orders that are left alone after they were paid: it is the assessment clerk's turn. */
async function leftAlone(settings: Partial<Settings> = {}) {
  const world = testServices({ now: afterMinutes(0), settings });
  for (const key of ['row-1', 'row-2']) {
    const { revision } = await sendOne(world.services, zhang, { key, cells: stages.received.cells });
    await sendOne(world.services, li, { key, revision, cells: stages.payment.cells });
  }
  return world;
}

async function everything(services: Services) {
  const { updatedAt: _updatedAt, ...record } = await recordOf(services);
  return {
    record,
    blanks: (await ledger(services)).map(({ key, values }) => ({ key, values })),
    // When somebody was told depends on when the sweep came by; of what they were told does not.
    steps: (await reminders(services)).map(({ id }) => id).sort(),
  };
}

describe('sweeping', () => {
  it('twice at any times is the same as once at each, and an earlier time afterwards changes nothing', async () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 6000 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(minutes, async (at) => {
        const times = [...at].sort((a, b) => a - b);
        const once = await leftAlone();
        const often = await leftAlone();
        for (const time of times) {
          once.at(afterMinutes(time));
          await sweep(once.services);
          for (const again of [time, time, ...times.filter((earlier) => earlier < time)]) {
            often.at(afterMinutes(again));
            await sweep(often.services);
          }
        }
        expect(await everything(often.services)).toEqual(await everything(once.services));
      }),
      { numRuns: 40 },
    );
  });

  it('comes to the same blanks however seldom it is done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 6000 }), { maxLength: 5 }), async (at) => {
        const seldom = await leftAlone();
        const often = await leftAlone();
        for (const time of [...at].sort((a, b) => a - b)) {
          often.at(afterMinutes(time));
          await sweep(often.services);
        }
        for (const { at, services } of [seldom, often]) {
          at(afterMinutes(6001));
          await sweep(services);
        }
        const values = async ({ services }: typeof often) =>
          (await ledger(services)).map((one) => one.values);
        expect(await values(often)).toEqual(await values(seldom));
        expect((await recordOf(often.services)).stages).toEqual((await recordOf(seldom.services)).stages);
      }),
      { numRuns: 40 },
    );
  });

  it('by two at once, or after one that died half-way, tells nobody twice and loses nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 12 }), fc.boolean(), async (survives, together) => {
        const world = await leftAlone();
        const whole = await leftAlone();
        for (const { at } of [world, whole]) at(afterMinutes(1500));
        const dying = { ...world.services, store: dyingAfter(world.services.store, survives) };
        const first = sweep(dying).catch(() => undefined);
        if (!together) await first;
        await Promise.all([first, sweep(world.services), sweep(world.services)]);
        await sweep(whole.services);
        expect(await everything(world.services)).toEqual(await everything(whole.services));
      }),
      { numRuns: 30 },
    );
  });

  it('counts no blank twice though the record has forgotten that it was counted', async () => {
    const { services, at } = await leftAlone();
    const path: DocumentPath = 'records/order~row-1';
    const [before] = await services.store.get([path]);
    at(afterMinutes(1500));
    await sweep(services);
    const counted = await ledger(services);
    await services.store.write([{ kind: 'set', path, data: before?.data as object }]);
    await sweep(services);
    expect(await ledger(services)).toEqual(counted);
    expect(new Set((await reminders(services)).map(({ id }) => id)).size).toBe(
      (await reminders(services)).length,
    );
  });
});

describe('changed settings', () => {
  it('move the moments of open records, in pages, and of each only once', async () => {
    const world = await leftAlone();
    world.at(afterMinutes(1));
    await sweep(world.services);
    const close = { ...world.services.settings, sameDayEnds: 'close', era: 'close' } as const;
    const changed: Services = { ...world.services, settings: close };
    expect(await sweep(changed)).toMatchObject({ recordsRead: 2, swept: 2, reminders: 0 });
    expect(await sweep(changed)).toMatchObject({ recordsRead: 0 });
    expect(await recordOf(changed)).toMatchObject({
      nextDueAt: '2026-03-16T07:30:00.000Z',
      timedUnder: 'close',
      toSheet: true,
    });
  });

  it('move them whichever era comes first in the alphabet, and back again when the settings are as they were', async () => {
    const world = await leftAlone({ era: 'm' });
    world.at(afterMinutes(1));
    await sweep(world.services);
    const before = await recordOf(world.services);
    for (const era of ['z', 'a'])
      for (const row of ['row-1', 'row-2']) {
        const settings = { ...world.services.settings, sameDayEnds: 'close' as const, era };
        const changed: Services = { ...world.services, settings };
        await sweep(changed);
        expect(await recordOf(changed, row)).toMatchObject({
          nextDueAt: '2026-03-16T07:30:00.000Z',
          timedUnder: era,
        });
      }
    expect(await sweep(world.services)).toMatchObject({ recordsRead: 2, swept: 2 });
    const { nextDueAt, timedUnder } = await recordOf(world.services);
    expect({ nextDueAt, timedUnder }).toEqual({ nextDueAt: before.nextDueAt, timedUnder: 'm' });
  });

  it('move the moments of more records than are read at once', async () => {
    const { services, at } = await leftAlone();
    at(afterMinutes(1));
    await sweep(services);
    const changed = { ...services, settings: { ...services.settings, era: 'other' } };
    expect(
      await sweepDeadlines(changed, forms, { limit: 1, concurrency: 1, budgetMs: 60_000 }),
    ).toMatchObject({
      recordsRead: 2,
      swept: 2,
    });
  });

  it('leave what was judged under the old ones as it was', async () => {
    const world = await leftAlone();
    world.at(afterMinutes(1500));
    await sweep(world.services);
    const counted = await ledger(world.services);
    const dearer = {
      ...world.services.settings,
      penalties: { amounts: [{ from: '0000-01-01', amount: 9 }], lateFillForgives: false },
      era: 'dearer',
    };
    await sweep({ ...world.services, settings: dearer });
    expect(await ledger(world.services)).toEqual(counted);
  });
});

/** A store whose process dies after so many writes. */
function dyingAfter(store: Store, writes: number): Store {
  let left = writes;
  return {
    ...store,
    write: async (batch) => {
      if (left-- <= 0) throw new Error('killed');
      return store.write(batch);
    },
  };
}
