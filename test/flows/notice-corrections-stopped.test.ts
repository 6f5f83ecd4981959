import { describe, expect, it } from '@jest/globals';
import { answerReply } from '../../functions/src/flows/answer-reply';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import { shippedToDealer, toldOrder } from '../support/told-order';

const second = shippedToDealer.replace(/1$/, '2');
const toDealerOf = <M extends { readonly noticeId: string }>(messages: readonly M[]) =>
  messages.filter(({ noticeId }) => noticeId.includes('~goods-shipped~dealer~'));

describe('what never left because its recipient had refused', () => {
  const sentTo = async (prepare: (world: Awaited<ReturnType<typeof toldOrder>>) => Promise<unknown>) => {
    const world = await toldOrder({ upTo: 'shipping' });
    await answerReply(world.services, forms, { sid: 'in-1', from: '+8613912345678', body: '退订' });
    await world.type({ releasedAt: '3.17 14:10', quantity: '14件', owed: '无' });
    expect(await world.notice(shippedToDealer)).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
    await prepare(world);
    world.sent.sms.length = 0;
    await world.type({ dealerPhone: '13912349999' });
    await world.deliver();
    return toDealerOf(world.sent.sms).map(({ to }) => to);
  };

  it('goes to another number while it is news', async () => {
    expect(await sentTo(async () => undefined)).toEqual(['+8613912349999']);
  });

  it('after a week, or when the order is done, goes nowhere any more', async () => {
    expect(await sentTo(async (world) => world.pass(7 * 24 * 60))).toEqual([]);
    const closed = await sentTo(async (world) => {
      await world.deliver();
      world.pass(8 * 60);
      await world.type({ dealerToldAt: '3.18 11:00' });
      await world.type({ confirmedAt: '3.18 17:30', arrivedAt: '3.18 16时', condition: '完好' });
      await world.type({ summary: '客户满意', review: '通过' });
    });
    expect(closed).toEqual([]);
  });
});

describe('a correction that was withdrawn and is called for again', () => {
  const email = 'order~row-1~goods-shipped~dealer~email~1';
  const takenBack = async (world: Awaited<ReturnType<typeof toldOrder>>) => {
    await world.type({ expectedArrival: '3月20日17:00' });
    await world.type({ expectedArrival: '3月18日17:00' });
    expect(await world.notice(email)).toMatchObject({ state: 'withdrawn' });
    world.pass(120);
    await world.type({ expectedArrival: '3月21日17:00' });
    expect(await world.notice(email)).toMatchObject({ state: 'pending', dueAt: '2026-03-18T06:10:00.000Z' });
  };

  it('waits anew, also as the first of its channel', async () => {
    const world = await toldOrder({ head: { dealerEmail: 'li@example.com' } });
    await world.type({ channel: '邮件' });
    await takenBack(world);
    expect(await world.notice(email)).toMatchObject({ follows: { id: shippedToDealer } });
  });

  it('is named again by the message that it follows, which can’t be sent again beside it', async () => {
    const world = await toldOrder({ head: { dealerEmail: 'li@example.com' } });
    const sms = await world.notice(shippedToDealer);
    const report = { noticeId: shippedToDealer, providerId: sms?.providerId ?? '', status: 'undelivered' };
    await recordDelivery(world.services, forms, report);
    await world.deliver();
    await takenBack(world);
    expect(await world.notice(`${shippedToDealer}~email-after-sms`)).toMatchObject({ followedBy: email });
  });
});

it('a correction that a rehearsal stopped is made up for when something is typed after it', async () => {
  const world = await toldOrder();
  Object.assign(world.services.settings, { rehearsal: true });
  await world.type({ expectedArrival: '3月20日17:00' });
  world.pass(10);
  await world.deliver();
  expect(await world.notice(second)).toMatchObject({ state: 'suppressed', reason: 'rehearsal' });
  Object.assign(world.services.settings, { rehearsal: false });
  await world.type({ expectedArrival: '3月21日17:00' });
  world.pass(10);
  await world.deliver();
  expect(toDealerOf(world.sent.sms)).toMatchObject([{ body: expect.stringMatching(/更正：.*3月21日/) }]);
});
