import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerReply } from '../../functions/src/flows/answer-reply';
import { isOptedOut } from '../../functions/src/flows/contact-permission';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import { dealerSms, deliveryWorld } from '../support/delivery-services';
import { dyingProcess } from '../support/dying-process';

type World = ReturnType<typeof deliveryWorld>;
const sweep = (world: World) =>
  deliverNotices(world.services(), forms, { limit: 50, concurrency: 1, budgetMs: 0, random: () => 0 });
/** The stand-in provider numbers what it took over; the dealer's notice is the first. */
const callback = (world: World, status: string, errorCode?: string, providerId = 'P1') =>
  recordDelivery(world.services(), forms, {
    noticeId: dealerSms,
    providerId,
    status,
    ...(errorCode ? { errorCode } : {}),
  });

describe('a callback', () => {
  it('says that the message was delivered, and when we learned it', async () => {
    const world = deliveryWorld();
    await sweep(world);
    world.pass(60);
    expect(await callback(world, 'sent')).toBe('ignored');
    expect(await callback(world, 'delivered')).toBe('recorded');
    expect(await world.notice(dealerSms)).toMatchObject({
      state: 'delivered',
      acceptedAt: '2026-03-16T06:10:00.000Z',
      settledAt: '2026-03-16T06:11:00.000Z',
    });
  });

  it('that comes twice, or late, changes nothing more', async () => {
    const world = deliveryWorld();
    await sweep(world);
    await callback(world, 'delivered');
    const settled = await world.notice(dealerSms);
    for (const status of ['delivered', 'sent', 'undelivered', 'failed', 'queued'])
      expect(await callback(world, status, '30003')).toBe('ignored');
    expect(await world.notice(dealerSms)).toEqual(settled);
  });

  it('about an email is none of the SMS provider’s', async () => {
    const world = deliveryWorld({ changes: { dealerEmail: 'li@example.com', channel: 'email' } });
    await sweep(world);
    const noticeId = dealerSms.replace('~sms~', '~email~');
    const { providerId = '' } = await world.notice(noticeId);
    const report = { noticeId, providerId, status: 'delivered' };
    expect(await recordDelivery(world.services(), forms, report)).toBe('ignored');
    expect(await world.notice(noticeId)).toMatchObject({ state: 'accepted' });
  });

  it('that an SMS was dropped when its time was over has the email follow, and is not the number’s fault', async () => {
    const world = deliveryWorld({ changes: { dealerEmail: 'li@example.com' } });
    await sweep(world);
    expect(await callback(world, 'failed', '30036')).toBe('recorded');
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'undelivered', code: '30036' });
    await sweep(world);
    expect(world.mail.sent.map(({ to }) => to)).toEqual(['li@example.com']);
    expect(Object.keys(world.memory.save()).filter((path) => path.startsWith('contacts/'))).toEqual([]);
  });

  it('settles a send of which nobody knew whether it left, and fills the blank', async () => {
    const world = deliveryWorld({ sms: () => ({ outcome: 'unknown', code: 'timeout' }) });
    await sweep(world);
    expect(await callback(world, 'sent')).toBe('recorded');
    const notice = await world.notice(dealerSms);
    expect(notice).toMatchObject({ state: 'accepted', providerId: 'P1', fillPending: false });
    expect(notice.reason).toBeUndefined();
    expect((await world.record()).values.dealerToldAt).toBe('2026-03-16T06:10:00.000Z');
  });

  it('about another message, with a status that says nothing of delivery, or of no notice is told apart', async () => {
    const world = deliveryWorld();
    await sweep(world);
    expect(await callback(world, 'delivered', undefined, 'P9')).toBe('ignored');
    expect(await callback(world, 'receiving')).toBe('ignored');
    expect(await callback(world, 'constructor')).toBe('ignored');
    const nobody = { noticeId: 'order~row-9~x', providerId: 'P1', status: 'delivered' };
    expect(await recordDelivery(world.services(), forms, nobody)).toBe('no-such-notice');
    expect((await world.notice(dealerSms)).state).toBe('accepted');
  });

  it('repairs a blank that could not be filled before', async () => {
    const world = deliveryWorld();
    await sweep(world);
    await world.memory.write([
      {
        kind: 'update',
        path: `notices/${dealerSms}`,
        data: { fillPending: true, acceptedAt: '2026-03-16T06:10:00.000Z' },
      },
    ]);
    await callback(world, 'sent');
    expect(await world.notice(dealerSms)).toMatchObject({ fillPending: false });
  });
});

describe('an SMS that was not delivered', () => {
  it('is followed by one email, sooner than the next sweep, where there is an address', async () => {
    const world = deliveryWorld({ changes: { dealerEmail: 'li@example.com' } });
    await sweep(world);
    await callback(world, 'undelivered', '30005');
    await callback(world, 'undelivered', '30005');
    await callback(world, 'failed', '30005');
    expect(world.woken.times).toBe(1);
    await sweep(world);
    await sweep(world);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'undelivered', code: '30005' });
    expect(world.mail.sent).toMatchObject([
      { noticeId: `${dealerSms}~email-after-sms`, to: 'li@example.com', subject: '已发货：订单DH2026-0001' },
    ]);
  });

  it('before we knew that it had left leaves the blank to the email that follows', async () => {
    const world = deliveryWorld({
      changes: { dealerEmail: 'li@example.com' },
      sms: () => ({ outcome: 'unknown', code: 'timeout' }),
    });
    await sweep(world);
    await callback(world, 'undelivered', '30005');
    expect((await world.record()).values.dealerToldAt).toBeUndefined();
    world.pass(60);
    await sweep(world);
    expect((await world.record()).values.dealerToldAt).toBe('2026-03-16T06:11:00.000Z');
  });

  it('to somebody without an address is left for a clerk to see', async () => {
    const world = deliveryWorld();
    await sweep(world);
    await callback(world, 'undelivered', '30005');
    await sweep(world);
    expect(world.mail.sent).toEqual([]);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'undelivered', reason: 'not-delivered' });
  });
});

describe('a refusal that the provider reports (21610)', () => {
  const isOut = (world: World) => isOptedOut(world.memory.get, '+8613800138000', 'sms');

  it('opts its owner out once: the same report again, after they have allowed messages, changes nothing', async () => {
    const world = deliveryWorld();
    await sweep(world);
    expect(await callback(world, 'undelivered', '21610')).toBe('recorded');
    expect(await isOut(world)).toBe(true);
    world.pass(60);
    const start = { sid: 'SM1', from: '+8613800138000', body: 'START' };
    expect(await answerReply(world.services(), forms, start)).toBe('opted-in');
    const stored = world.memory.save();
    for (const status of ['undelivered', 'failed', 'undelivered'])
      expect(await callback(world, status, '21610')).toBe('ignored');
    expect(await isOut(world)).toBe(false);
    expect(world.memory.save()).toEqual(stored);
  });
});

it('a refusal by callback is kept wherever the process dies, though the provider’s second call is no news', async () => {
  const end = async (deathAt: number) => {
    const world = deliveryWorld();
    await sweep(world);
    const report = { noticeId: dealerSms, providerId: 'P1', status: 'undelivered', errorCode: '21610' };
    const { services, steps } = dyingProcess(world.services(), deathAt);
    const died = await recordDelivery(services, forms, report).then(
      () => false,
      () => true,
    );
    await recordDelivery(world.services(), forms, report);
    const { to, reason } = await world.notice(dealerSms);
    return { died, steps: steps(), reason, isOut: await isOptedOut(world.memory.get, to, 'sms') };
  };
  const whole = await end(Number.POSITIVE_INFINITY);
  expect(whole).toMatchObject({ died: false, reason: 'opted-out', isOut: true });
  expect(whole.steps).toBeGreaterThan(3);
  for (let deathAt = 1; deathAt < whole.steps; deathAt++)
    expect([deathAt, await end(deathAt)]).toMatchObject([deathAt, { died: true, isOut: true }]);
});

it('callbacks in any order, before and after the sweep, end where a model says, with the blank filled only where it arrived', async () => {
  const status = fc.constantFrom(
    'queued',
    'sending',
    'sent',
    'delivered',
    'undelivered',
    'failed',
    'read',
    'nonsense',
  );
  const final = new Map([
    ['delivered', 'delivered'],
    ['read', 'delivered'],
    ['undelivered', 'undelivered'],
    ['failed', 'undelivered'],
  ]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(status, { maxLength: 4 }),
      fc.array(status, { maxLength: 6 }),
      fc.constantFrom('accepted', 'unknown'),
      async (early, late, answer) => {
        const world = deliveryWorld({
          sms: () => (answer === 'unknown' ? { outcome: 'unknown', code: 'timeout' } : undefined),
        });
        for (const one of early) await callback(world, one);
        await sweep(world);
        for (const one of late) await callback(world, one);
        await sweep(world);

        const told = [...early, ...late].filter((one) => one !== 'nonsense');
        const first = told.map((one) => final.get(one)).find((one) => one !== undefined);
        const notice = await world.notice(dealerSms);
        expect(notice.state).toBe(
          first ?? (told.length > 0 || answer === 'accepted' ? 'accepted' : 'unknown'),
        );
        expect(world.sms.sent.filter(({ noticeId }) => noticeId === dealerSms).length).toBeLessThanOrEqual(1);
        const filled = (await world.record()).values.dealerToldAt !== undefined;
        // What the provider took over and then did not deliver told nobody, and no email can follow.
        expect(filled).toBe(notice.state === 'accepted' || notice.state === 'delivered');
        expect([notice.fillPending ?? false, notice.unfillAt]).toEqual([false, undefined]);
      },
    ),
  );
});
