import { describe, expect, it } from '@jest/globals';
import { answerReply } from '../../functions/src/flows/answer-reply';
import { forms } from '../../functions/src/forms';
import type { StoredRecord } from '../../functions/src/rules/record';
import { dealerSms, recordPath } from '../support/delivery-services';
import { dealerPhone, toldDealer } from '../support/told-dealer';

type World = Awaited<ReturnType<typeof toldDealer>>;
const twoDays = 2 * 24 * 3600;
const answer = (world: World, body: string) =>
  answerReply(world.services, forms, { sid: 'SM1', from: dealerPhone, body });

/** A second order of theirs, of which they were told an hour later. */
async function toldOfTwo(change: (record: StoredRecord) => StoredRecord = (record) => record) {
  const world = await toldDealer();
  const [first] = await world.memory.get([`notices/${dealerSms}`]);
  const id = 'order~row-2~goods-shipped~dealer~sms~1';
  const acceptedAt = '2026-03-16T07:00:00.000Z';
  const later = { ...(first?.data as object), id, record: 'order~row-2', acceptedAt };
  const record = change({ ...(await world.record()), key: 'row-2', number: 'DH2026-0002' });
  await world.memory.write([
    { kind: 'create', path: `notices/${id}`, data: later },
    { kind: 'create', path: 'records/order~row-2', data: record },
  ]);
  world.pass(twoDays);
  return world;
}

const ofReceipt = (condition: string) => (record: StoredRecord) => ({
  ...record,
  values: { ...record.values, condition },
});

describe('an answer from a dealer with several shipments on their way', () => {
  // The one that arrives need not be the one that left last: confirming the wrong one ends what nobody has looked at.
  it.each(['1', '2'])('may be about any of them, so that a clerk asks which has come: %s', async (body) => {
    const world = await toldOfTwo();
    const before = world.said();
    expect(await answer(world, body)).toBe('kept');
    expect(world.said()).toEqual(before);
    expect(await world.document('replies/SM1')).toMatchObject({
      number: 'DH2026-0002',
      handled: false,
      says: body === '1' ? 'received' : 'problem',
      why: 'several',
      candidates: [
        { record: 'order~row-2', number: 'DH2026-0002', batch: 1 },
        { record: 'order~row-1', number: 'DH2026-0001', batch: 1 },
      ],
    });
  });

  it('names them all in other words too', async () => {
    const world = await toldOfTwo();
    await answer(world, '什么时候到');
    expect(await world.document('replies/SM1')).toMatchObject({
      why: 'several',
      candidates: [{ number: 'DH2026-0002' }, { number: 'DH2026-0001' }],
    });
  });

  it('may be about one of which its own manager has still to be told', async () => {
    const world = await toldOfTwo();
    const { managerToldAt: _open, ...values } = (await world.record()).values;
    await world.memory.write([{ kind: 'update', path: recordPath, data: { values } }]);
    expect(await answer(world, '1')).toBe('kept');
    expect(await world.document('replies/SM1')).toMatchObject({ number: 'DH2026-0002', handled: false });
  });

  it('is about the one that is left, once the others are confirmed, refused or done', async () => {
    for (const change of [ofReceipt('good'), ofReceipt('damaged')]) {
      const world = await toldOfTwo();
      await world.memory.write([{ kind: 'set', path: recordPath, data: change(await world.record()) }]);
      expect(await answer(world, '1')).toBe('receipt-confirmed');
      expect(await world.document('records/order~row-2')).toMatchObject({ values: { condition: 'good' } });
    }
    const world = await toldOfTwo();
    await world.memory.write([{ kind: 'update', path: recordPath, data: { done: true } }]);
    expect(await answer(world, '1')).toBe('receipt-confirmed');
  });
});

describe('“1” from a dealer whose latest shipment needs no answer any more', () => {
  it.each([
    ['its receipt is known', ofReceipt('good')],
    ['it has ended', (record) => ({ ...record, done: true })],
  ] satisfies [string, (record: StoredRecord) => StoredRecord][])(
    'may be about the one before, which waits for it, so that somebody must read it, because %s',
    async (_why, change) => {
      const world = await toldOfTwo(change);
      const before = world.said();
      expect(await answer(world, '1')).toBe('kept');
      expect(world.said()).toEqual(before);
      expect(await world.document('replies/SM1')).toMatchObject({
        record: 'order~row-1',
        number: 'DH2026-0001',
        handled: false,
      });
    },
  );

  it('says nothing new where no other waits for it either', async () => {
    const known = ofReceipt('good');
    const world = await toldOfTwo(known);
    await world.memory.write([{ kind: 'set', path: recordPath, data: known(await world.record()) }]);
    expect(await answer(world, '1')).toBe('repeated');
    expect(await world.document('replies/SM1')).toMatchObject({ number: 'DH2026-0002', handled: true });
  });
});

it('an answer from a phone that two dealers share is about neither until a clerk has asked', async () => {
  const world = await toldOfTwo((record) => ({
    ...record,
    values: { ...record.values, dealerName: '陈美玲' },
  }));
  const before = world.said();
  expect(await answer(world, '1')).toBe('kept');
  expect(world.said()).toEqual(before);
  expect(await world.document('replies/SM1')).toMatchObject({ handled: false });
});
