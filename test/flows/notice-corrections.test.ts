import { describe, expect, it } from '@jest/globals';
import { answerReply } from '../../functions/src/flows/answer-reply';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import { shippedToDealer, toldOrder } from '../support/told-order';

const second = shippedToDealer.replace(/1$/, '2');
const texts = (messages: readonly { readonly noticeId: string; readonly to: string }[]) =>
  messages.map(({ noticeId, to }) => [noticeId, to]);
const toDealerOf = <M extends { readonly noticeId: string }>(messages: readonly M[]) =>
  messages.filter(({ noticeId }) => noticeId.includes('~goods-shipped~dealer~'));

describe('a change of what has been told', () => {
  it('sends a correction, marked as such, after ten minutes', async () => {
    const world = await toldOrder();
    await world.type({ expectedArrival: '3月20日17:00' });
    expect(await world.notice(second)).toMatchObject({
      state: 'pending',
      dueAt: '2026-03-18T04:10:00.000Z',
      follows: { id: shippedToDealer, why: 'correction', by: 'zhou@gendan.example' },
    });
    expect(await world.notice(shippedToDealer)).toMatchObject({ state: 'accepted', followedBy: second });
    await world.deliver();
    expect(world.sent.sms).toEqual([]);
    world.pass(10);
    await world.deliver();
    const [sms] = toDealerOf(world.sent.sms);
    expect(sms?.body).toMatch(
      /^【宏远家具】更正：预计到货时间有变。订单DH2026-0001已发货：.*预计3月20日17:00到/,
    );
    expect(texts(toDealerOf(world.sent.sms))).toEqual([[second, '+8613912345678']]);
  });

  it('of several fields one after another sends one correction that tells them all', async () => {
    const world = await toldOrder();
    await world.type({ driverName: '马师傅' });
    world.pass(8);
    await world.type({ driverPhone: '13700002222' });
    world.pass(8);
    await world.deliver();
    await world.type({ deliveryNote: 'FH-0099' });
    world.pass(10);
    await world.deliver();
    const [sms, ...more] = toDealerOf(world.sent.sms);
    expect(more).toEqual([]);
    for (const part of ['FH-0099', '马师傅', '13700002222']) expect(sms?.body).toContain(part);
  });

  it('that goes on for more than an hour is not waited for any longer', async () => {
    const world = await toldOrder();
    for (let hour = 8; hour < 20; hour++) {
      await world.type({ expectedArrival: `3月20日${hour}:00` });
      world.pass(9);
    }
    expect(await world.notice(second)).toMatchObject({ dueAt: '2026-03-18T05:00:00.000Z' });
  });

  it('that is taken back before the correction has left sends nothing', async () => {
    const world = await toldOrder();
    await world.type({ expectedArrival: '3月20日17:00' });
    await world.type({ expectedArrival: '3月18日17:00' });
    expect(await world.notice(second)).toMatchObject({ state: 'withdrawn' });
    expect((await world.notice(shippedToDealer))?.followedBy).toBeUndefined();
    world.pass(60);
    await world.deliver();
    expect(world.sent.sms).toEqual([]);
    await world.type({ expectedArrival: '3月21日17:00' });
    expect(await world.notice(second)).toMatchObject({ state: 'pending' });
  });

  it('that is taken back after the correction has left corrects that one', async () => {
    const world = await toldOrder();
    for (const day of [20, 18]) {
      await world.type({ expectedArrival: `3月${day}日17:00` });
      world.pass(10);
      await world.deliver();
    }
    const sent = toDealerOf(world.sent.sms);
    expect(sent.map(({ noticeId }) => noticeId)).toEqual([second, shippedToDealer.replace(/1$/, '3')]);
    expect(sent[1]?.body).toMatch(/更正：.*3月18日/);
  });

  it('that only the email tells is corrected by email only', async () => {
    const world = await toldOrder({
      upTo: 'payment',
      head: { dealerEmail: 'li@example.com', channel: '短信和邮件' },
    });
    await world.type({ bank: '农业银行' });
    world.pass(10);
    await world.deliver();
    expect(world.sent.sms).toEqual([]);
    expect(world.sent.mails).toMatchObject([
      { to: 'li@example.com', subject: expect.stringMatching(/^更正：/) },
    ]);
    expect(world.sent.mails[0]?.text).toMatch(
      /^更正：此前发给您的通知中，汇款银行有变，请以本邮件为准。\n\n(?:.|\n)*农业银行/,
    );
  });

  it('that no message of its channel tells sends nothing', async () => {
    const world = await toldOrder({ upTo: 'payment' });
    await world.type({ bank: '农业银行' });
    expect((await world.all()).filter(({ follows }) => follows)).toEqual([]);
  });

  it('after a week, or when the order is done, is no matter of a message any more', async () => {
    const late = await toldOrder();
    late.pass(7 * 24 * 60);
    await late.type({ expectedArrival: '3月20日17:00' });
    expect(await late.notice(second)).toBeUndefined();
    const done = await toldOrder();
    done.pass(8 * 60);
    await done.type({ confirmedAt: '3.18 17:30', arrivedAt: '3.18 16时', condition: '完好' });
    await done.type({ summary: '客户满意', review: '通过' });
    await done.type({ expectedArrival: '3月20日17:00' });
    expect(await done.notice(second)).toBeUndefined();
  });

  it('in the evening is told in the morning', async () => {
    const world = await toldOrder();
    world.pass(8 * 60 + 55);
    await world.type({ expectedArrival: '3月20日17:00' });
    expect(await world.notice(second)).toMatchObject({ dueAt: '2026-03-19T00:00:00.000Z' });
  });

  it('is not told to who has refused meanwhile', async () => {
    const world = await toldOrder();
    await answerReply(world.services, forms, { sid: 'in-1', from: '+8613912345678', body: '退订' });
    await world.type({ expectedArrival: '3月20日17:00' });
    expect(await world.notice(second)).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
  });

  it('goes on being looked up where it may have left, and is then known', async () => {
    const world = await toldOrder();
    await world.set(shippedToDealer, { state: 'unknown', lookUpAt: '2026-03-18T04:05:00.000Z' });
    await world.type({ expectedArrival: '3月20日17:00' });
    expect(await world.notice(shippedToDealer)).toMatchObject({
      lookUpAt: '2026-03-18T04:05:00.000Z',
      followedBy: second,
    });
  });

  it('fills its blank only where that is empty still', async () => {
    const world = await toldOrder();
    const told = async () => (await world.store.get(['records/order~row-1']))[0]?.data;
    const before = await told();
    await world.type({ expectedArrival: '3月20日17:00' });
    world.pass(10);
    await world.deliver();
    const at = (data: unknown) => JSON.stringify(data).match(/"dealerToldAt":"([^"]*)"/)?.[1];
    expect(at(before)).toBe('2026-03-18T04:00:00.000Z');
    expect(at(await told())).toBe(at(before));
    expect(await world.notice(second)).toMatchObject({ state: 'accepted', fillPending: false });
  });
});

describe('a template that a manager has changed', () => {
  const templates = {
    'goods-shipped~dealer~zh-CN': { sms: '您的货已在路上，预计{预计到货}到。', subject: '', body: '' },
  };

  it('alone corrects nothing, also when the stage is completed once more, and words the correction that comes', async () => {
    const world = await toldOrder();
    const { settings } = world.services;
    Object.assign(settings, { templates });
    await world.type({ quantity: null });
    await world.type({ quantity: '14件' });
    expect(await world.notice(second)).toBeUndefined();
    await world.type({ expectedArrival: '3月20日17:00' });
    expect((await world.notice(second))?.text).toMatch(/^【宏远家具】更正：/);
    await world.type({ expectedArrival: '3月18日17:00' });
    expect(await world.notice(second)).toMatchObject({ state: 'withdrawn' });
  });
});

describe('another address', () => {
  it('gets the plain message, and the former one nothing more', async () => {
    const world = await toldOrder();
    await world.type({ dealerPhone: '13912349999', expectedArrival: '3月20日17:00' });
    world.pass(10);
    await world.deliver();
    const sent = toDealerOf(world.sent.sms);
    expect(texts(sent)).toEqual([[second, '+8613912349999']]);
    expect(sent[0]?.body).toMatch(/^【宏远家具】订单.*3月20日/);
  });

  it('that is taken back gets nothing, and what the first one knows is not told again', async () => {
    const world = await toldOrder();
    await world.type({ dealerPhone: '13912349999' });
    await world.type({ dealerPhone: '13912345678' });
    world.pass(20);
    await world.deliver();
    expect(world.sent.sms).toEqual([]);
    await world.type({ dealerPhone: '13912349999' });
    world.pass(20);
    await world.deliver();
    await world.type({ dealerPhone: '13912345678' });
    world.pass(20);
    await world.deliver();
    expect(texts(toDealerOf(world.sent.sms))).toEqual([[second, '+8613912349999']]);
    await world.type({ expectedArrival: '3月20日17:00' });
    expect((await world.toDealer()).at(-1)).toMatchObject({
      to: '+8613912345678',
      text: expect.stringContaining('更正：'),
    });
  });

  it('gets what had failed to reach the wrong number; the same number gets no second try', async () => {
    const world = await toldOrder();
    await world.set(shippedToDealer, { state: 'undelivered', reason: 'not-delivered' });
    await world.type({ expectedArrival: '3月20日17:00' });
    expect(await world.notice(second)).toBeUndefined();
    await world.type({ dealerPhone: '13912349999' });
    expect(await world.notice(second)).toMatchObject({
      to: '+8613912349999',
      text: expect.not.stringContaining('更正'),
    });
  });
});

describe('another channel, chosen after they were told', () => {
  const head = { dealerEmail: 'li@example.com' };

  it('tells nothing that they know, and by it the correction comes', async () => {
    const world = await toldOrder({ head });
    await world.type({ channel: '邮件' });
    expect(await world.toDealer()).toHaveLength(1);
    await world.type({ expectedArrival: '3月20日17:00' });
    world.pass(10);
    await world.deliver();
    expect(toDealerOf(world.sent.sms)).toEqual([]);
    expect(toDealerOf(world.sent.mails)).toMatchObject([{ subject: expect.stringMatching(/^更正：/) }]);
    await world.type({ expectedArrival: '3月21日17:00' });
    world.pass(10);
    await world.deliver();
    expect(toDealerOf(world.sent.mails)).toHaveLength(2);
  });

  it('gets what could not reach them on the other', async () => {
    const world = await toldOrder();
    await world.set(shippedToDealer, { state: 'failed', reason: 'refused' });
    await world.type({ ...head, channel: '邮件' });
    await world.deliver();
    expect(toDealerOf(world.sent.mails)).toMatchObject([{ subject: expect.not.stringContaining('更正') }]);
  });

  it('beside the first, while that waits, gets the message too', async () => {
    const world = await toldOrder({ upTo: 'shipping', head });
    await world.type({ releasedAt: '3.17 14:10', quantity: '14件', owed: '无' });
    await world.type({ channel: '短信和邮件' });
    await world.deliver();
    expect([toDealerOf(world.sent.sms).length, toDealerOf(world.sent.mails).length]).toEqual([1, 1]);
  });
});

describe('who got an email because the SMS did not arrive', () => {
  it('gets the correction by email', async () => {
    const world = await toldOrder({ head: { dealerEmail: 'li@example.com' } });
    const sms = await world.notice(shippedToDealer);
    const id = `${shippedToDealer}~email-after-sms`;
    const report = { noticeId: shippedToDealer, providerId: sms?.providerId ?? '', status: 'undelivered' };
    await recordDelivery(world.services, forms, report);
    await world.deliver();
    expect(toDealerOf(world.sent.mails).map(({ noticeId }) => noticeId)).toEqual([id]);
    world.sent.mails.length = 0;
    await world.type({ expectedArrival: '3月20日17:00' });
    world.pass(10);
    await world.deliver();
    expect(toDealerOf(world.sent.sms)).toEqual([]);
    expect(toDealerOf(world.sent.mails)).toMatchObject([
      { to: 'li@example.com', subject: expect.stringMatching(/^更正：/) },
    ]);
    expect(await world.notice(id)).toMatchObject({ followedBy: 'order~row-1~goods-shipped~dealer~email~1' });
  });
});

describe('a stage that is opened again after its message has left', () => {
  it('sends nothing, nor when it is completed with the same; with something else a correction', async () => {
    const world = await toldOrder();
    await world.type({ quantity: null });
    world.pass(30);
    await world.type({ quantity: '14件' });
    expect(await world.toDealer()).toHaveLength(1);
    await world.type({ quantity: null });
    await world.type({ quantity: '13件' });
    expect(await world.notice(second)).toMatchObject({ text: expect.stringMatching(/更正：.*13件/) });
  });

  it('withdraws the correction that waits', async () => {
    const world = await toldOrder();
    await world.type({ expectedArrival: '3月20日17:00' });
    await world.type({ quantity: null });
    expect(await world.notice(second)).toMatchObject({ state: 'withdrawn' });
    expect((await world.notice(shippedToDealer))?.followedBy).toBeUndefined();
  });
});

it('a problem that has been settled is news: what was said of it was no mistake', async () => {
  const world = await toldOrder({ upTo: 'release' });
  await world.type({ confirmedAt: '3.18 11:30', arrivedAt: '3.18 11时', condition: '短少' });
  await world.deliver();
  await world.type({ condition: '问题已解决' });
  world.pass(10);
  world.sent.sms.length = 0;
  await world.deliver();
  const received = world.sent.sms.filter(({ noticeId }) => noticeId.includes('~receipt-confirmed~dealer~'));
  expect(received).toHaveLength(1);
  expect(received[0]?.body).toMatch(/收货问题已解决/);
  expect(received[0]?.body).not.toMatch(/更正/);
});

it('a rehearsal’s message does not leave because something is corrected after it', async () => {
  const world = await toldOrder();
  await world.set(shippedToDealer, { state: 'suppressed', reason: 'rehearsal' });
  await world.type({ expectedArrival: '3月20日17:00' });
  expect(await world.toDealer()).toMatchObject([{ state: 'suppressed' }]);
});
