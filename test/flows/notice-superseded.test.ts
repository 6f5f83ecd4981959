import { describe, expect, it } from '@jest/globals';
import { shippedToDealer, toldOrder } from '../support/told-order';

const second = shippedToDealer.replace(/1$/, '2');
const paidToDealer = 'order~row-1~payment-confirmed~dealer~sms~1';
const receipt = { confirmedAt: '3.18 11:30', arrivedAt: '3.18 11时', condition: '完好' };

type World = Awaited<ReturnType<typeof toldOrder>>;

/** What is stored for the dealer and has not left, by event. */
async function waiting({ all }: World): Promise<readonly (readonly string[])[]> {
  return (await all())
    .filter(({ recipient, state }) => recipient === 'dealer' && state === 'pending')
    .map(({ kind, to }) => [kind, to]);
}

describe('what a later notice of the same shipment has overtaken', () => {
  it('is corrected no more: who has the goods need not know the driver’s phone', async () => {
    const world = await toldOrder();
    await world.type(receipt);
    await world.deliver();
    world.sent.sms.length = 0;
    await world.type({ driverPhone: '13700002222' });
    expect(await world.notice(second)).toBeUndefined();
    world.pass(60);
    await world.deliver();
    expect(world.sent.sms).toEqual([]);
  });

  it('has the correction withdrawn that still waits', async () => {
    const world = await toldOrder();
    await world.type({ driverPhone: '13700002222' });
    expect(await world.notice(second)).toMatchObject({ state: 'pending' });
    await world.type(receipt);
    expect(await world.notice(second)).toMatchObject({ state: 'withdrawn' });
    expect((await world.notice(shippedToDealer))?.followedBy).toBeUndefined();
  });

  it('is corrected after all where the later stage turns out not to be complete', async () => {
    const world = await toldOrder();
    await world.type({ driverPhone: '13700002222' });
    await world.type(receipt);
    await world.type({ arrivedAt: null });
    expect(await world.notice(second)).toMatchObject({
      state: 'pending',
      text: expect.stringMatching(/更正：.*13700002222/),
    });
  });

  it('still leaves where it has not left yet, and says what is so', async () => {
    const world = await toldOrder({ upTo: 'shipping' });
    await world.type({ releasedAt: '3.17 14:10', quantity: '14件', owed: '无' });
    await world.type({ dealerToldAt: '3.18 10:30', managerToldAt: '3.18 10:30' });
    await world.type(receipt);
    await world.type({ driverPhone: '13700002222' });
    expect(await waiting(world)).toEqual([
      ['goods-shipped', '+8613912345678'],
      ['receipt-confirmed', '+8613912345678'],
    ]);
    expect((await world.notice(shippedToDealer))?.text).toContain('13700002222');
  });

  it('that is waiting because a clerk wants it sent again goes on waiting', async () => {
    const world = await toldOrder();
    const first = await world.notice(shippedToDealer);
    if (!first) throw new Error('nobody was told');
    const resend = { id: shippedToDealer, why: 'resend', by: 'zhou@gendan.example' } as const;
    await world.set(shippedToDealer, { followedBy: second });
    await world.store.write([
      {
        kind: 'create',
        path: `notices/${second}`,
        data: { ...first, id: second, state: 'pending', follows: resend },
      },
    ]);
    await world.type(receipt);
    expect(await world.notice(second)).toMatchObject({ state: 'pending', follows: resend });
  });
});

describe('another address', () => {
  it('gets the newest event’s message, not every earlier one again', async () => {
    const world = await toldOrder();
    await world.type({ dealerPhone: '13912349999' });
    expect(await waiting(world)).toEqual([['goods-shipped', '+8613912349999']]);
  });

  it('gets no earlier event’s message that never reached the wrong one either', async () => {
    const world = await toldOrder();
    for (const id of [paidToDealer, shippedToDealer])
      await world.set(id, { state: 'undelivered', reason: 'not-delivered' });
    await world.type({ dealerPhone: '13912349999' });
    expect(await waiting(world)).toEqual([['goods-shipped', '+8613912349999']]);
  });

  it('by another channel gets the newest event’s message only', async () => {
    const world = await toldOrder();
    for (const id of [paidToDealer, shippedToDealer])
      await world.set(id, { state: 'failed', reason: 'refused' });
    await world.type({ dealerEmail: 'li@example.com', channel: '邮件' });
    expect(await waiting(world)).toEqual([['goods-shipped', 'li@example.com']]);
  });

  it('that was wanting gets the newest event’s message; the earlier ones need nobody any more', async () => {
    const world = await toldOrder();
    for (const id of [paidToDealer, shippedToDealer])
      await world.set(id, { state: 'suppressed', reason: 'no-address', to: '' });
    await world.type({ dealerPhone: '13912349999' });
    expect(await waiting(world)).toEqual([['goods-shipped', '+8613912349999']]);
    expect(await world.notice(paidToDealer)).toMatchObject({ state: 'withdrawn' });
  });

  it('has nothing to wait for where nothing has arrived yet', async () => {
    const world = await toldOrder();
    await world.set(shippedToDealer, { state: 'undelivered', reason: 'not-delivered' });
    await world.type({ dealerPhone: '13912349999' });
    expect(await world.notice(second)).toMatchObject({ dueAt: '2026-03-18T04:00:00.000Z' });
    await world.deliver();
    expect(world.sent.sms.map(({ to }) => to)).toEqual(['+8613912349999']);
  });

  it('is told in the morning even so', async () => {
    const world = await toldOrder();
    await world.set(shippedToDealer, { state: 'failed', reason: 'bad-number' });
    world.pass(10 * 60);
    await world.type({ dealerPhone: '13912349999' });
    expect(await world.notice(second)).toMatchObject({ dueAt: '2026-03-19T00:00:00.000Z' });
  });

  it('waits like a correction where the former one may have read it', async () => {
    const world = await toldOrder();
    await world.type({ dealerPhone: '13912349999' });
    expect(await world.notice(second)).toMatchObject({ dueAt: '2026-03-18T04:10:00.000Z' });
  });
});

it('who has answered about a shipment is not asked to answer again', async () => {
  const head = { dealerPhone: '+65 9123 4567' };
  const asked = await toldOrder({ head });
  expect((await asked.notice(shippedToDealer))?.text).toMatch(/Reply 1/);
  await asked.type({ expectedArrival: '3月20日17:00' });
  expect((await asked.notice(second))?.text).toMatch(/Reply 1/);
  const answered = await toldOrder({ head });
  await answered.type({ condition: '短少' });
  await answered.type({ expectedArrival: '3月20日17:00' });
  expect((await answered.notice(second))?.text).toMatch(/20 Mar/);
  expect((await answered.notice(second))?.text).not.toMatch(/Reply/);
});
