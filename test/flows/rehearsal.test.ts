import { describe, expect, it } from '@jest/globals';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import type { Services } from '../../functions/src/ports';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';
import { requireIndexes } from '../../infra/local/require-indexes';
import { countingStore } from '../bench/counting-store';
import { dealerSms, deliveryWorld, managerSms } from '../support/delivery-services';

type World = ReturnType<typeof deliveryWorld>;
const options = {
  limit: 200,
  concurrency: 16,
  budgetMs: 40_000,
  random: () => 0,
  wait: async () => undefined,
};

function rehearsing(world: World, change: Partial<Services> = {}): Services {
  const services = world.services(requireIndexes(world.memory));
  const smsPrices = { '86': 0.05, '': 0.5 };
  return { ...services, ...change, settings: { ...services.settings, rehearsal: true, smsPrices } };
}
const deliver = (services: Services) => deliverNotices(services, forms, options);
const nothing = { claimed: 0, accepted: 0, failed: 0, unknown: 0, retrying: 0 };
const rehearsed = { state: 'suppressed', reason: 'rehearsal', attempts: 0, showPending: true };

/** Notices like the dealer's, in place of what there was. */
async function fill(world: World, notices: readonly (Partial<Notice> & { readonly id: string })[]) {
  const sample = await world.notice(dealerSms);
  for (let from = 0; from < notices.length; from += 250)
    await world.memory.write(
      notices.slice(from, from + 250).map((notice) => ({
        kind: 'create',
        path: `notices/${notice.id}`,
        data: { ...sample, record: `order~${notice.id}`, ...notice } satisfies Notice,
      })),
    );
}

describe('in a rehearsal', () => {
  it('nothing leaves, what it would have cost is noted, and the blank stays open for a call', async () => {
    const world = deliveryWorld({ changes: { channel: 'both', dealerEmail: 'li@example.com' } });
    expect(await deliver(rehearsing(world))).toEqual(nothing);
    expect([world.sms.sent, world.mail.sent]).toEqual([[], []]);
    const sms = await world.notice(dealerSms);
    expect(sms).toMatchObject({ ...rehearsed, settledAt: '2026-03-16T06:10:00.000Z' });
    expect(sms.cost).toBe(Number((sms.segments * 0.05).toFixed(4)));
    const email = await world.notice(dealerSms.replace('~sms~', '~email~'));
    expect(email).toMatchObject(rehearsed);
    expect(email).not.toHaveProperty('cost');
    const { values } = await world.record();
    expect([values.dealerToldAt, values.managerToldAt]).toEqual([undefined, undefined]);
  });

  it('nothing leaves for staff either, whatever the hour', async () => {
    const world = deliveryWorld({ now: '2026-03-16T16:00:00.000Z' });
    const staff = { record: 'staff~li@example.com', kind: 'work-reminder', recipient: 'staff' } as const;
    await fill(world, [{ id: 'to-staff', ...staff, dueAt: '2026-03-16T15:00:00.000Z' }]);
    await deliver(rehearsing(world));
    expect(await world.notice('to-staff')).toMatchObject(rehearsed);
    expect(world.sms.sent).toEqual([]);
  });

  it('quiet hours and refusals are as in earnest', async () => {
    const world = deliveryWorld();
    world.pass(10 * 3600);
    await deliver(rehearsing(world));
    expect(await world.notice(dealerSms)).toMatchObject({
      state: 'pending',
      dueAt: '2026-03-17T00:00:00.000Z',
    });
    const refused = deliveryWorld();
    const { to } = await refused.notice(dealerSms);
    const choice = { at: '2026-03-16T06:00:00.000Z', by: 'reply' } as const;
    const { contact } = await refused.notice(dealerSms);
    await refused.memory.write([
      {
        kind: 'create',
        path: `contacts/${contact}`,
        data: { address: to, channel: 'sms', optedOut: choice, history: [] },
      },
      {
        kind: 'update',
        path: `notices/${dealerSms}`,
        data: { attempts: 1, reason: 'passing', code: '20429' },
      },
    ]);
    await deliver(rehearsing(refused));
    expect(await refused.notice(dealerSms)).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
  });

  it('what failed before has its fault forgotten, and its tries kept', async () => {
    const world = deliveryWorld();
    await world.memory.write([
      {
        kind: 'update',
        path: `notices/${dealerSms}`,
        data: { attempts: 2, reason: 'passing', code: '20429' },
      },
    ]);
    await deliver(rehearsing(world));
    expect(await world.notice(dealerSms)).toMatchObject({ ...rehearsed, attempts: 2 });
    expect(await world.notice(dealerSms)).not.toHaveProperty('code');
  });

  it('five hundred that are due are dealt with in one run, at no rate, each by one write and nothing read for it', async () => {
    const world = deliveryWorld();
    const ids = Array.from({ length: 500 }, (_, n) => `sms-${n}`);
    await fill(
      world,
      ids.map((id) => ({ id })),
    );
    const { store, counted } = countingStore(requireIndexes(world.memory));
    const pace = { sms: 0.001, email: 0.001 };
    await deliver({ ...rehearsing(world, { pace }), store });
    const left = await world.memory.find({
      collection: 'notices',
      where: [['reason', '==', 'rehearsal']],
      limit: 1000,
    });
    expect(left).toHaveLength(502);
    expect(left.every(({ data }) => noticeSchema.parse(data).attempts === 0)).toBe(true);
    // Besides: four empty queries of what was left behind, and one for emails beyond the first page.
    expect(counted).toEqual({ reads: 502 + 4 + 1, writes: 502 });
    expect(world.sms.sent).toEqual([]);
  });

  it('a provider that is down is not asked, and stays as it was', async () => {
    const world = deliveryWorld();
    const down = { failures: 9, openUntil: '2027-01-01T00:00:00.000Z' };
    await world.memory.write([{ kind: 'create', path: 'providers/sms', data: down }]);
    await deliver(rehearsing(world));
    expect(await world.notice(managerSms)).toMatchObject(rehearsed);
    const [stored] = await world.memory.get(['providers/sms']);
    expect(stored?.data).toEqual(down);
  });

  it('of two runs at once one has it', async () => {
    const world = deliveryWorld();
    await Promise.all([deliver(rehearsing(world)), deliver(rehearsing(world))]);
    expect(await world.notice(dealerSms)).toMatchObject(rehearsed);
  });

  it('what left before is followed up: its callback, its lease, its look-up', async () => {
    let asked = 0;
    const world = deliveryWorld({
      sms: () => (asked++ === 0 ? undefined : { outcome: 'unknown', code: 'timeout' }),
    });
    const found = { sent: [{ providerId: 'P-late', status: 'delivered' }], complete: true };
    const list = { sms: { ...world.sms, find: async () => found } };
    await deliver(world.services());
    await recordDelivery(rehearsing(world), forms, {
      noticeId: dealerSms,
      providerId: 'P1',
      status: 'delivered',
    });
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'delivered' });
    expect(await world.notice(managerSms)).toMatchObject({ state: 'unknown' });
    world.pass(600);
    await deliver(rehearsing(world, list));
    expect(await world.notice(managerSms)).toMatchObject({ state: 'delivered', fillPending: false });
  });
});

it('what a rehearsal has stopped stays stopped when it is over', async () => {
  const world = deliveryWorld();
  await deliver(rehearsing(world));
  await deliver(world.services());
  expect(world.sms.sent).toEqual([]);
  expect(await world.notice(dealerSms)).toMatchObject(rehearsed);
});
