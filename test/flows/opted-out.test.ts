import { describe, expect, it } from '@jest/globals';
import { answerReply } from '../../functions/src/flows/answer-reply';
import { noteChoice } from '../../functions/src/flows/contact-choice';
import { contactPath, isOptedOut } from '../../functions/src/flows/contact-permission';
import { forms } from '../../functions/src/forms';
import { type SmsToSend, type Store, StoreConflict } from '../../functions/src/ports';
import { dealerSms, deliveryWorld, managerSms } from '../support/delivery-services';
import { dyingProcess } from '../support/dying-process';
import { comeToday, dealerPhone, deliverDue, toldDealer } from '../support/told-dealer';

const dealerEmail = 'Li@example.com';
const emailOf = (sms: string) => sms.replace('~sms~', '~email~');
const stop = (world: ReturnType<typeof deliveryWorld>, body = 'STOP', sid = 'SM1') =>
  answerReply(world.services(), forms, { sid, from: dealerPhone, body });
const optedOut = { state: 'suppressed', reason: 'opted-out', attempts: 0 };

/** So many notices more to the dealer, as after a paste. */
async function pasted(count: number, now?: string) {
  const world = deliveryWorld({ changes: { dealerPhone }, ...(now ? { now } : {}) });
  const { fills: _fills, ...waiting } = await world.notice(dealerSms);
  const ids = Array.from({ length: count }, (_, n) => `order~paste-${n}~order-registered~dealer~sms~1`);
  await world.memory.write(
    ids.map((id) => ({ kind: 'create', path: `notices/${id}`, data: { ...waiting, id, record: id } })),
  );
  return {
    ...world,
    states: () => Promise.all(ids.map(async (id) => (await world.notice(id)).state)),
  };
}

describe('a dealer who has refused', () => {
  it('gets nothing any more, while the sales manager is told, and the blank stays open for a call', async () => {
    const world = deliveryWorld({ changes: { dealerPhone } });
    await stop(world);
    await deliverDue(world.services());
    await deliverDue(world.services());
    expect(world.sms.sent.map(({ noticeId }) => noticeId)).toEqual([managerSms]);
    expect(await world.notice(dealerSms)).toMatchObject(optedOut);
    const { values } = await world.record();
    expect([values.dealerToldAt, typeof values.managerToldAt]).toEqual([undefined, 'string']);
  });

  it('by SMS does not get an email in its place', async () => {
    const world = deliveryWorld({ changes: { dealerPhone, dealerEmail } });
    await stop(world);
    await deliverDue(world.services());
    expect(world.mail.sent).toEqual([]);
  });

  it('by the link of an email gets SMS still, and no email, however the address is capitalised', async () => {
    const world = deliveryWorld({ changes: { dealerPhone, dealerEmail, channel: 'both' } });
    const address = dealerEmail.toLowerCase();
    await noteChoice(world.services(), { address, channel: 'email', wants: 'no-more', by: 'link' });
    await deliverDue(world.services());
    expect(await world.notice(emailOf(dealerSms))).toMatchObject(optedOut);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'accepted' });
    expect(world.mail.sent).toEqual([]);
  });

  it('gets what comes after they changed their mind, not what was refused before, though STOP is told again', async () => {
    const early = deliveryWorld({ changes: { dealerPhone } });
    await stop(early);
    await stop(early, 'START', 'SM2');
    await deliverDue(early.services());
    expect(await early.notice(dealerSms)).toMatchObject(optedOut);

    const world = await toldDealer(comeToday);
    const answer = (sid: string, body: string) =>
      answerReply(world.services, forms, { sid, from: dealerPhone, body });
    await answer('SM1', 'STOP');
    await answer('SM2', 'START');
    await answer('SM3', '1');
    await answer('SM1', 'STOP');
    await world.deliver();
    expect(world.sms.sent.map(({ noticeId }) => noticeId)).toContain(
      'order~row-1~receipt-confirmed~dealer~sms~1',
    );
  });

  it('gets nothing that was tried before the refusal and is to be tried again', async () => {
    const world = deliveryWorld({
      changes: { dealerPhone },
      sms: ({ to }) => (to === dealerPhone ? { outcome: 'passing', code: '20429' } : undefined),
    });
    await deliverDue(world.services());
    await noteChoice(
      { ...world.services(), store: { ...world.services().store, find: async () => [] } },
      {
        address: dealerPhone,
        channel: 'sms',
        wants: 'no-more',
        by: 'clerk',
      },
    );
    world.pass(3600);
    await deliverDue(world.services());
    expect(await world.notice(dealerSms)).toMatchObject({
      state: 'suppressed',
      reason: 'opted-out',
      attempts: 1,
    });
  });

  it('gets nothing of what waits for the morning, however much that is', async () => {
    const world = await pasted(250, '2026-03-16T14:00:00.000Z');
    await stop(world);
    expect(new Set(await world.states())).toEqual(new Set(['suppressed']));
  });

  it('gets nothing though the process died while it noted the refusal, at whichever step, and less than all was suppressed', async () => {
    for (let deathAt = 1, steps = 1; deathAt <= steps; deathAt++) {
      const world = await pasted(250);
      const dying = dyingProcess(world.services(), deathAt);
      await stop({ ...world, services: () => dying.services }).catch(() => undefined);
      steps = dying.steps();
      const isNoted = await isOptedOut(world.memory.get, dealerPhone, 'sms');
      await deliverDue(world.services());
      const sent = world.sms.sent.filter(({ to }) => to === dealerPhone);
      expect([deathAt, sent.length > 0]).toEqual([deathAt, !isNoted]);
      if (!isNoted) continue;
      expect(new Set(await world.states())).toEqual(new Set(['suppressed']));
      expect(await world.memory.get([contactPath(dealerPhone)])).not.toMatchObject([
        { data: { suppressing: true } },
      ]);
    }
  });

  it('is flagged until all is suppressed that somebody else was writing at that moment', async () => {
    const world = deliveryWorld({ changes: { dealerPhone } });
    const busy: Store = { ...world.memory, write: () => Promise.reject(new StoreConflict('busy')) };
    await stop({ ...world, services: () => world.services(busy) });
    expect(await world.memory.get([contactPath(dealerPhone)])).toMatchObject([
      { data: { suppressing: true } },
    ]);
    await deliverDue(world.services());
    expect(await world.notice(dealerSms)).toMatchObject(optedOut);
  });

  it('and changes their mind is flagged no more', async () => {
    const world = deliveryWorld({ changes: { dealerPhone } });
    const dying = { ...world.memory, find: () => Promise.reject(new Error('killed')) };
    await expect(stop({ ...world, services: () => world.services(dying) })).rejects.toThrow('killed');
    await stop(world, 'START', 'SM2');
    await deliverDue(world.services());
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'accepted' });
  });

  it('while a notice waited for the morning does not get it then', async () => {
    const world = deliveryWorld({ changes: { dealerPhone }, now: '2026-03-16T14:00:00.000Z' });
    await deliverDue(world.services());
    await stop(world);
    world.pass(12 * 3600);
    await deliverDue(world.services());
    expect(world.sms.sent.map(({ noticeId }) => noticeId)).toEqual([managerSms]);
  });
});

describe('a sales manager who answers STOP', () => {
  it('is told of their work all the same', async () => {
    const world = await toldDealer(comeToday);
    await answerReply(world.services, forms, { sid: 'SM1', from: '+8613900139000', body: 'STOP' });
    await answerReply(world.services, forms, { sid: 'SM2', from: dealerPhone, body: '1' });
    await world.deliver();
    expect(world.sms.sent.map(({ noticeId }) => noticeId)).toContain(
      'order~row-1~receipt-confirmed~sales-manager~sms~1',
    );
  });
});

describe('a phone that the provider refuses because it had answered STOP there (21610)', () => {
  const refused = (message: SmsToSend) =>
    message.to === dealerPhone
      ? ({ outcome: 'permanent', code: '21610', reason: 'opted-out' } as const)
      : undefined;

  it('is not tried again: its owner counts as having refused', async () => {
    const world = deliveryWorld({ changes: { dealerPhone }, sms: refused });
    await deliverDue(world.services());
    expect(await world.notice(dealerSms)).toMatchObject({
      state: 'failed',
      reason: 'opted-out',
      code: '21610',
    });
    expect(await isOptedOut(world.memory.get, dealerPhone, 'sms')).toBe(true);
    expect(JSON.stringify(world.memory.save())).toContain('"by":"provider"');
  });

  it('gets an email in its place where it is a sales manager’s, who cannot refuse', async () => {
    const world = deliveryWorld({
      changes: { salesManagerPhone: '+8613900139000' },
      sms: () => ({ outcome: 'permanent', code: '21610', reason: 'opted-out' }),
    });
    await deliverDue(world.services());
    await deliverDue(world.services());
    expect(world.mail.sent.map(({ to }) => to)).toEqual(['wang@example.com']);
  });
});

describe('an email', () => {
  it('to a dealer has the link for refusing more, one to a sales manager has none', async () => {
    const world = deliveryWorld({
      changes: { dealerEmail, channel: 'email' },
      sms: () => ({ outcome: 'permanent', code: '21614', reason: 'bad-number' }),
    });
    await deliverDue(world.services());
    await deliverDue(world.services());
    const { links } = world.services();
    expect(world.mail.sent.map(({ to, unsubscribeUrl }) => [to, unsubscribeUrl])).toEqual([
      [dealerEmail, links.unsubscribe(dealerEmail)],
      ['wang@example.com', undefined],
    ]);
  });
});
