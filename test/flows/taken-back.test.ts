import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import type { Services } from '../../functions/src/ports';
import { requireIndexes } from '../../infra/local/require-indexes';
import { dealerSms, deliveryWorld } from '../support/delivery-services';
import { deliverDue } from '../support/told-dealer';
import { accepted, dealerToldAt, deliver, inDoubt } from '../support/undelivered';

type World = ReturnType<typeof deliveryWorld>;

/** What Twilio says of a message that it had taken over: it never left. */
async function takeBack(world: World, errorCode = '30001') {
  const { providerId = '' } = await world.notice(dealerSms);
  const report = { noticeId: dealerSms, providerId, status: 'failed', errorCode };
  return { providerId, told: await recordDelivery(world.services(), forms, report) };
}
const requestsFor = (world: World) => world.sms.sent.filter(({ noticeId }) => noticeId === dealerSms).length;

describe('an SMS that the provider took over and never sent', () => {
  it.each(['30001', '30002', '30022', '30023', '63038', '14107'])(
    '(%s) is sent again, and arrives though there is no email',
    async (code) => {
      const world = await accepted();
      const { told } = await takeBack(world, code);
      expect(told).toBe('recorded');
      expect(await world.notice(dealerSms)).toMatchObject({ state: 'pending', reason: 'passing', code });
      for (let minute = 0; minute < 70; minute++) {
        world.pass(60);
        await deliver(world);
      }
      expect(await world.notice(dealerSms)).toMatchObject({ state: 'accepted', attempts: 2 });
      expect(requestsFor(world)).toBe(2);
    },
  );

  it('that a network refused (undelivered) is not', async () => {
    const world = await accepted();
    const { providerId = '' } = await world.notice(dealerSms);
    const report = { noticeId: dealerSms, providerId, status: 'undelivered', errorCode: '30022' };
    await recordDelivery(world.services(), forms, report);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'undelivered' });
  });

  it('has the blank open until it is taken over again, which fills it with that time', async () => {
    const world = await accepted();
    expect(await dealerToldAt(world)).toBe('2026-03-16T06:10:00.000Z');
    for (const time of ['06:11', '06:12']) {
      world.pass(1);
      await takeBack(world);
      expect(await dealerToldAt(world)).toBeUndefined();
      expect(inDoubt(world)).toEqual([]);
      world.pass(time === '06:11' ? 59 : 119);
      await deliver(world);
      expect(await dealerToldAt(world)).toMatch(/^2026-03-16T06:1\d:00.000Z$/);
    }
    const changes = Object.keys(world.memory.save()).filter((path) => path.startsWith('changes/'));
    expect(changes.filter((path) => path.includes(dealerSms)).sort()).toEqual([
      `changes/emptied~${dealerSms}~1`,
      `changes/emptied~${dealerSms}~2`,
      `changes/${dealerSms}`,
      `changes/${dealerSms}~again-1`,
      `changes/${dealerSms}~again-2`,
    ]);
  });

  it('is no longer what was taken over: id, time and cost are those of the next', async () => {
    const world = await accepted();
    const before = await world.notice(dealerSms);
    expect(before.acceptedAt).toBeDefined();
    await takeBack(world);
    const waiting = await world.notice(dealerSms);
    for (const field of ['providerId', 'acceptedAt', 'cost', 'lookUpAt'])
      expect(waiting).not.toHaveProperty(field);
    expect(waiting).toMatchObject({ spent: [before.providerId], showPending: true });
    world.pass(60);
    await deliver(world);
    const after = await world.notice(dealerSms);
    expect(after.providerId).not.toBe(before.providerId);
    expect(after).toMatchObject({ acceptedAt: '2026-03-16T06:11:00.000Z', cost: before.cost });
  });

  it('is given up with its age: after two hours the email goes, after a day a clerk phones', async () => {
    const late = await accepted();
    late.pass(24 * 3600);
    await takeBack(late);
    expect(await late.notice(dealerSms)).toMatchObject({ state: 'failed', reason: 'gave-up' });
    expect(await dealerToldAt(late)).toBeUndefined();
    const world = await accepted({ dealerEmail: 'li@example.com' });
    world.pass(2 * 3600);
    await takeBack(world);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'failed', reason: 'provider-down' });
    await deliver(world);
    expect(world.mail.sent.map(({ noticeId }) => noticeId)).toEqual([`${dealerSms}~email-after-sms`]);
  });

  it('but another one follows, is given up, and is no longer what was taken over', async () => {
    const world = await accepted();
    const { providerId } = await world.notice(dealerSms);
    const path = `notices/${dealerSms}` as const;
    await world.memory.write([{ kind: 'update', path, data: { followedBy: 'another' } }]);
    await takeBack(world);
    const notice = await world.notice(dealerSms);
    expect(notice).toMatchObject({ state: 'failed', reason: 'gave-up', code: '30001', spent: [providerId] });
    for (const field of ['providerId', 'acceptedAt', 'cost', 'firstDueAt'])
      expect(notice).not.toHaveProperty(field);
    expect(await dealerToldAt(world)).toBeUndefined();
  });

  it('is found out by its look-up as well, where no callback came', async () => {
    const world = await accepted();
    const asked: string[] = [];
    const services: Services = {
      ...world.services(requireIndexes(world.memory)),
      sms: {
        ...world.sms,
        fetch: async (providerId) => {
          asked.push(providerId);
          return { providerId, status: 'failed', errorCode: '30001' };
        },
      },
    };
    world.pass(5 * 3600);
    await deliverDue(services);
    const { spent, state } = await world.notice(dealerSms);
    expect([state, spent?.every((id) => asked.includes(id))]).toEqual(['pending', true]);
  });

  it('is not taken for the next one by a look-up in the list, which has both', async () => {
    const world = await accepted();
    const { providerId: first } = await takeBack(world);
    let taken: string | undefined;
    const services: Services = {
      ...world.services(requireIndexes(world.memory)),
      sms: {
        send: async () => ({ outcome: 'unknown', code: 'timeout' }),
        find: async () => ({
          sent: [
            { providerId: first, status: 'failed', errorCode: '30001' },
            ...(taken ? [{ providerId: taken, status: 'delivered' }] : []),
          ],
          complete: true,
        }),
      },
    };
    world.pass(60);
    await deliverDue(services);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'unknown', attempts: 2 });
    world.pass(300);
    await deliverDue(services);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'unknown', spent: [first] });
    taken = 'P-second';
    world.pass(300);
    await deliverDue(services);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'delivered', providerId: 'P-second' });
  });
});

describe('callbacks of both messages of a notice, in any order and number', () => {
  type Heard = { readonly of: 0 | 1; readonly status: number; readonly minutes: number };
  const heard = fc.record({
    of: fc.constantFrom(0 as const, 1 as const),
    status: fc.nat(2),
    minutes: fc.constantFrom(0, 1, 6),
  });
  /** What each of them really went through; a report may come late, twice or never. */
  const first = ['queued', 'sending', 'failed'];
  const seconds = [
    ['queued', 'sent', 'delivered'],
    ['queued', 'sent', 'undelivered'],
    ['queued', 'sending', 'failed'],
  ];
  const final = ['delivered', 'undelivered', 'failed', 'withdrawn', 'suppressed'];

  async function run(reports: readonly Heard[], second: readonly string[], early: readonly Heard[]) {
    const world = deliveryWorld({ changes: { salesManagerPhone: undefined } });
    const sids: string[] = [];
    const seen: string[] = [];
    const hear = async (all: readonly Heard[]) => {
      for (const { of, status, minutes } of all) {
        const sid = sids[of];
        const word = (of === 0 ? first : second)[status];
        if (sid === undefined || word === undefined) continue;
        world.pass(minutes * 60);
        await recordDelivery(world.services(), forms, {
          noticeId: dealerSms,
          providerId: sid,
          status: word,
          ...(word === 'failed' ? { errorCode: '30001' } : {}),
          ...(word === 'undelivered' ? { errorCode: '30003' } : {}),
        });
        seen.push((await world.notice(dealerSms)).state);
      }
    };
    const services: Services = {
      ...world.services(requireIndexes(world.memory)),
      sms: {
        send: async () => {
          sids.push(`SM${sids.length + 1}`);
          await hear(early.filter(({ of }) => of === sids.length - 1).map((one) => ({ ...one, minutes: 0 })));
          return { outcome: 'accepted', providerId: `SM${sids.length}` };
        },
      },
    };
    await deliverDue(services);
    for (const one of reports) {
      await hear([one]);
      await deliverDue(services);
      seen.push((await world.notice(dealerSms)).state);
    }
    return { world, sids, seen };
  }

  it('never have it sent again after it was delivered or refused for good, and move no final state', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(heard, { maxLength: 12 }),
        fc.constantFrom(...seconds),
        fc.array(heard, { maxLength: 3 }),
        async (reports, second, early) => {
          const { world, sids, seen } = await run(reports, second, early);
          const notice = await world.notice(dealerSms);
          const end = seen.findIndex((state) => final.includes(state));
          if (end >= 0) expect(new Set(seen.slice(end)).size).toBe(1);
          // One request more than messages that never left; none that really arrived is followed by another.
          expect(sids.length).toBeLessThanOrEqual((notice.spent?.length ?? 0) + 1);
          const arrives = second[2] !== 'failed';
          if (arrives) expect(sids.length).toBeLessThanOrEqual(2);
          expect(notice.spent ?? []).not.toContain(notice.providerId);
          const filled = (await dealerToldAt(world)) !== undefined;
          expect(filled).toBe(notice.state === 'accepted' || notice.state === 'delivered');
          expect(inDoubt(world)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
