import { describe, expect, it } from '@jest/globals';
import { answerReply } from '../../functions/src/flows/answer-reply';
import { forms } from '../../functions/src/forms';
import { dealerSms, recordPath } from '../support/delivery-services';
import { dealerPhone, toldDealer } from '../support/told-dealer';

type World = Awaited<ReturnType<typeof toldDealer>>;
const answer = (world: World, body: string) =>
  answerReply(world.services, forms, { sid: 'SM1', from: dealerPhone, body });

/** A dealer who was told of nothing but that these orders have come in, the last one first. */
async function toldOfOrders(
  ...orders: readonly { readonly key: string; readonly state?: string; readonly done?: boolean }[]
) {
  const world = await toldDealer();
  const notice = await world.notice(dealerSms);
  const record = await world.record();
  await world.memory.write([
    { kind: 'delete', path: `notices/${dealerSms}` },
    { kind: 'delete', path: recordPath },
  ]);
  await world.memory.write(
    orders.flatMap(({ key, state = 'delivered', done = false }, at) => {
      const id = `order~${key}~order-registered~dealer~sms~1`;
      const acceptedAt = `2026-03-1${5 - at}T07:00:00.000Z`;
      const told = { ...notice, id, record: `order~${key}`, kind: 'order-registered', state, acceptedAt };
      const { releasedAt: _open, ...values } = record.values;
      return [
        { kind: 'create', path: `notices/${id}`, data: told },
        { kind: 'create', path: `records/order~${key}`, data: { ...record, key, number: key, values, done } },
      ] as const;
    }),
  );
  return world;
}

describe('a letter from a dealer whose order has not left yet', () => {
  it('is about the order that they were told of', async () => {
    const world = await toldOfOrders({ key: 'A' });
    expect(await answer(world, '什么时候发货？')).toBe('kept');
    const kept = await world.document('replies/SM1');
    expect(kept).toMatchObject({ record: 'order~A', form: 'order', number: 'A', handled: false });
    expect(kept).not.toHaveProperty('why');
    expect(await world.document('records/order~A')).toMatchObject({ unreadReplies: 1 });
  });

  it('names all of several, the last one first', async () => {
    const world = await toldOfOrders({ key: 'B' }, { key: 'A' });
    await answer(world, '什么时候发货？');
    expect(await world.document('replies/SM1')).toMatchObject({
      number: 'B',
      why: 'several-orders',
      candidates: [
        { record: 'order~B', number: 'B', batch: 1 },
        { record: 'order~A', number: 'A', batch: 1 },
      ],
    });
  });

  it.each(['1', '2'])('changes nothing: %s', async (body) => {
    const world = await toldOfOrders({ key: 'A' });
    const before = world.said();
    expect(await answer(world, body)).toBe('kept');
    expect(world.said()).toEqual(before);
    expect(await world.document('replies/SM1')).toMatchObject({
      number: 'A',
      says: body === '1' ? 'received' : 'problem',
      why: 'not-shipped',
    });
  });

  /** And besides, of a shipment that has ended since. */
  async function toldOfEnded() {
    const world = await toldDealer();
    const notice = await world.notice(dealerSms);
    const record = await world.record();
    const id = 'order~row-2~order-registered~dealer~sms~1';
    const { releasedAt: _open, ...values } = record.values;
    await world.memory.write([
      { kind: 'update', path: recordPath, data: { done: true } },
      {
        kind: 'create',
        path: `notices/${id}`,
        data: { ...notice, id, record: 'order~row-2', kind: 'order-registered' },
      },
      {
        kind: 'create',
        path: 'records/order~row-2',
        data: { ...record, key: 'row-2', number: 'DH2026-0002', values },
      },
    ]);
    return world;
  }

  it.each(['1', '2，玻璃碎了'])(
    'is about the shipment that has ended, where it answers with a number: %s',
    async (body) => {
      const world = await toldOfEnded();
      const before = world.said();
      expect(await answer(world, body)).toBe('kept');
      expect(world.said()).toEqual(before);
      const kept = await world.document('replies/SM1');
      expect(kept).toMatchObject({ number: 'DH2026-0001', says: body === '1' ? 'received' : 'problem' });
      expect(kept).not.toHaveProperty('why');
    },
  );

  it('is about the one that goes on, where it says anything else', async () => {
    const world = await toldOfEnded();
    await answer(world, '什么时候发货？');
    expect(await world.document('replies/SM1')).toMatchObject({ number: 'DH2026-0002' });
  });

  it('never says that they were told of no shipment, where its record is gone', async () => {
    const world = await toldOfEnded();
    await world.memory.write([{ kind: 'delete', path: recordPath }]);
    await answer(world, '2');
    const kept = await world.document('replies/SM1');
    expect(kept).toMatchObject({ number: 'DH2026-0002', says: 'problem' });
    expect(kept).not.toHaveProperty('why');
  });

  it('is about the one that goes on, where others have ended', async () => {
    const world = await toldOfOrders({ key: 'B', done: true }, { key: 'A' });
    await answer(world, '什么时候发货？');
    const kept = await world.document('replies/SM1');
    expect(kept).toMatchObject({ number: 'A' });
    expect(kept).not.toHaveProperty('candidates');
  });

  it('is about the one that has ended, where no other is known', async () => {
    const world = await toldOfOrders({ key: 'A', done: true });
    await answer(world, '谢谢你们');
    expect(await world.document('replies/SM1')).toMatchObject({ number: 'A', handled: false });
  });

  it.each(['undelivered', 'suppressed', 'failed'])(
    'is about no order of which they were never told: %s',
    async (state) => {
      const world = await toldOfOrders({ key: 'A', state });
      await answer(world, '什么时候发货？');
      expect(await world.document('replies/SM1')).not.toHaveProperty('record');
    },
  );

  it('is about none of which they were told more than 60 days ago', async () => {
    const world = await toldOfOrders({ key: 'A' });
    world.pass(61 * 24 * 3600);
    await answer(world, '什么时候发货？');
    expect(await world.document('replies/SM1')).not.toHaveProperty('record');
  });
});
