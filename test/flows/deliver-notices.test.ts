import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { forms } from '../../functions/src/forms';
import type { SendOutcome } from '../../functions/src/ports';
import { leaseSeconds } from '../../functions/src/rules/delivery';
import { dealerSms, deliveryWorld, managerSms, recordPath } from '../support/delivery-services';

type World = ReturnType<typeof deliveryWorld>;
const sweep = (world: World, limit = 50) =>
  deliverNotices(world.services(), forms, { limit, concurrency: 4, budgetMs: 0, random: () => 0 });
const passing: SendOutcome = { outcome: 'passing', code: '20429' };

describe('a notice that is due', () => {
  it('is sent once, however often and by however many the outbox is swept', async () => {
    const world = deliveryWorld();
    await Promise.all([sweep(world), sweep(world), sweep(world)]);
    await sweep(world);
    expect(world.sms.sent.map(({ noticeId }) => noticeId).sort()).toEqual([dealerSms, managerSms]);
    expect(await world.notice(dealerSms)).toMatchObject({
      state: 'accepted',
      attempts: 1,
      acceptedAt: '2026-03-16T06:10:00.000Z',
    });
  });

  it('tells how it went', async () => {
    const world = deliveryWorld({
      sms: ({ noticeId }) =>
        noticeId === dealerSms ? { outcome: 'permanent', code: '21211', reason: 'bad-number' } : passing,
    });
    expect(await sweep(world)).toEqual({ claimed: 2, accepted: 0, failed: 1, unknown: 0, retrying: 1 });
  });

  it('fills its own blank with the time of acceptance, signed by the system, and the register is to show it', async () => {
    const world = deliveryWorld({ sms: ({ noticeId }) => (noticeId === managerSms ? passing : undefined) });
    await sweep(world);
    const record = await world.record();
    expect(record.values.dealerToldAt).toBe('2026-03-16T06:10:00.000Z');
    expect(record.values.managerToldAt).toBeUndefined();
    expect(record.marks.dealerToldAt).toMatchObject({ by: 'system' });
    expect(record).toMatchObject({ toSheet: true, revision: 8 });
    const [change] = await world.memory.get([`changes/${dealerSms}`]);
    expect(change?.data).toMatchObject({
      editedBy: 'system',
      to: { dealerToldAt: '2026-03-16T06:10:00.000Z' },
    });
  });

  it('leaves a time that a clerk typed', async () => {
    const typed = '2026-03-16T06:08:00.000Z';
    const world = deliveryWorld({ changes: { dealerToldAt: typed } });
    await sweep(world);
    expect((await world.record()).values.dealerToldAt).toBe(typed);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'accepted', fillPending: false });
  });

  it('completes the announcement when both blanks are filled', async () => {
    const world = deliveryWorld();
    await sweep(world);
    expect((await world.record()).stages.announcement?.completedAt).toBe('2026-03-16T06:10:00.000Z');
  });

  it('goes by email with subject where email was chosen', async () => {
    const world = deliveryWorld({ changes: { channel: 'email', dealerEmail: 'li@example.com' } });
    await sweep(world);
    expect(world.mail.sent).toMatchObject([{ to: 'li@example.com', subject: '已发货：订单DH2026-0001' }]);
  });
});

describe('a notice that is not due', () => {
  it('waits', async () => {
    const world = deliveryWorld({ now: '2026-03-16T14:00:00.000Z' });
    expect(await sweep(world)).toMatchObject({ claimed: 0 });
    expect(world.sms.sent).toEqual([]);
    world.pass(10 * 3600);
    expect(await sweep(world)).toMatchObject({ claimed: 2, accepted: 2 });
  });

  it('any more, because quiet hours began before it could be sent, waits for the morning', async () => {
    const world = deliveryWorld();
    world.pass(10 * 3600);
    expect(await sweep(world)).toMatchObject({ claimed: 0 });
    expect(await world.notice(dealerSms)).toMatchObject({
      state: 'pending',
      dueAt: '2026-03-17T00:00:00.000Z',
      firstDueAt: '2026-03-16T06:10:00.000Z',
      attempts: 0,
    });
  });
});

describe('a fault that passes', () => {
  it('is tried again later, and then it arrives once', async () => {
    const world = deliveryWorld({
      sms: (_, sent) => (sent.length === 0 && tries++ < 2 ? passing : undefined),
    });
    let tries = 0;
    await sweep(world);
    expect(await sweep(world)).toMatchObject({ claimed: 0 });
    world.pass(30);
    expect(await sweep(world)).toMatchObject({ claimed: 2, accepted: 2 });
    expect(world.sms.sent).toHaveLength(2);
  });

  it('that does not pass lets the email go in the SMS’s place two hours after it was due', async () => {
    const world = deliveryWorld({ sms: () => passing, changes: { dealerEmail: 'li@example.com' } });
    while ((await world.notice(dealerSms)).state !== 'failed') {
      await sweep(world);
      world.pass(60);
    }
    expect(await world.notice(dealerSms)).toMatchObject({
      reason: 'provider-down',
      code: '20429',
      settledAt: '2026-03-16T08:10:00.000Z',
    });
    await sweep(world);
    expect(world.mail.sent.map(({ noticeId }) => noticeId)).toContain(`${dealerSms}~email-after-sms`);
  });

  it('that does not pass is given up a day after the notice was due, for a person to see', async () => {
    const world = deliveryWorld({ sms: () => passing });
    while ((await world.notice(dealerSms)).state !== 'failed') {
      await sweep(world);
      world.pass(60);
    }
    const { reason, settledAt, attempts } = await world.notice(dealerSms);
    expect([reason, settledAt]).toEqual(['gave-up', '2026-03-17T06:10:00.000Z']);
    // The night was quiet.
    expect(attempts).toBeLessThan(30);
    expect((await world.record()).values.dealerToldAt).toBeUndefined();
  });
});

describe('a send without an answer', () => {
  it('is never tried again, and the blank stays open', async () => {
    const world = deliveryWorld({ sms: () => ({ outcome: 'unknown', code: 'timeout' }) });
    expect(await sweep(world)).toMatchObject({ unknown: 2 });
    world.pass(2 * 24 * 3600);
    expect(await sweep(world)).toEqual({ claimed: 0, accepted: 0, failed: 0, unknown: 0, retrying: 0 });
    expect((await world.record()).values.dealerToldAt).toBeUndefined();
  });

  it('because the sender threw counts as that, and holds up nobody else', async () => {
    const world = deliveryWorld({
      sms: ({ noticeId }) => {
        if (noticeId === dealerSms) throw new Error('socket hang up');
        return undefined;
      },
    });
    expect(await sweep(world)).toMatchObject({ unknown: 1, accepted: 1 });
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'unknown', code: 'sender-threw' });
  });
});

describe('an opt-out', () => {
  it('of a customer fails at once, no email follows, and the blank stays open', async () => {
    const world = deliveryWorld({
      sms: ({ noticeId }) =>
        noticeId === dealerSms ? { outcome: 'permanent', code: '21610', reason: 'opted-out' } : undefined,
      changes: { dealerEmail: 'li@example.com' },
    });
    await sweep(world);
    await sweep(world);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'failed', reason: 'opted-out' });
    expect(world.mail.sent.map(({ to }) => to)).not.toContain('li@example.com');
    expect((await world.record()).values.dealerToldAt).toBeUndefined();
  });
});

describe('the outbox', () => {
  it('is not held up by a document that cannot be read', async () => {
    const world = deliveryWorld();
    await world.memory.write([
      {
        kind: 'create',
        path: 'notices/broken',
        data: { state: 'pending', dueAt: '2026-03-16T00:00:00.000Z' },
      },
    ]);
    await sweep(world, 1);
    await sweep(world, 1);
    await sweep(world, 1);
    expect(world.sms.sent).toHaveLength(2);
    const [broken] = await world.memory.get(['notices/broken']);
    expect(broken?.data).toMatchObject({ state: 'failed', reason: 'unreadable' });
  });

  it('sends what has waited longest first', async () => {
    const world = deliveryWorld();
    await world.memory.write([
      { kind: 'update', path: `notices/${managerSms}`, data: { dueAt: '2026-03-16T05:00:00.000Z' } },
    ]);
    await sweep(world, 1);
    expect(world.sms.sent.map(({ noticeId }) => noticeId)).toEqual([managerSms]);
  });

  it('reports what could not be recorded, after having tried everything else', async () => {
    const world = deliveryWorld();
    await world.memory.write([{ kind: 'update', path: recordPath, data: { values: 'broken' } }]);
    await expect(sweep(world)).rejects.toThrow('of 1 failed');
    expect(world.sms.sent).toHaveLength(2);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'accepted', fillPending: true });
  });

  it('fills nothing, and says so no more, where the record is gone', async () => {
    const world = deliveryWorld();
    await world.memory.write([{ kind: 'delete', path: recordPath }]);
    await sweep(world);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'accepted', fillPending: false });
  });
});

it('a slow send that outlives its lease is recorded when it answers after all', async () => {
  const world = deliveryWorld();
  const services = world.services();
  const { send } = services.sms;
  const slow = {
    ...services,
    sms: {
      send: async (message: Parameters<typeof send>[0]) => {
        world.pass(leaseSeconds);
        await sweep(world);
        return send(message);
      },
    },
  };
  await deliverNotices(slow, forms, { limit: 1, concurrency: 1, budgetMs: 0, random: () => 0 });
  const states = await Promise.all([dealerSms, managerSms].map(async (id) => (await world.notice(id)).state));
  expect(states).toEqual(['accepted', 'accepted']);
  expect(world.sms.sent).toHaveLength(2);
});

it('whatever a provider answers, no notice leaves twice, and none is forgotten', async () => {
  const answer = fc.constantFrom<SendOutcome | undefined>(
    undefined,
    passing,
    { outcome: 'unknown', code: 'timeout' },
    { outcome: 'permanent', code: '21211', reason: 'bad-number' },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(answer, { maxLength: 8 }),
      fc.array(fc.nat(7200), { maxLength: 8 }),
      async (answers, waits) => {
        const left = [...answers];
        const world = deliveryWorld({ sms: () => left.shift() });
        for (const wait of [0, ...waits]) {
          await sweep(world);
          world.pass(wait);
        }
        const sent = world.sms.sent.map(({ noticeId }) => noticeId);
        expect(new Set(sent).size).toBe(sent.length);
        for (const id of [dealerSms, managerSms]) {
          const { state, fillPending } = await world.notice(id);
          expect(['accepted', 'pending', 'unknown', 'failed']).toContain(state);
          expect(state === 'accepted').toBe(sent.includes(id));
          expect(fillPending ?? false).toBe(false);
        }
      },
    ),
  );
});
