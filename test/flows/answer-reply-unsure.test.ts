import { describe, expect, it } from '@jest/globals';
import { answerReply } from '../../functions/src/flows/answer-reply';
import { forms } from '../../functions/src/forms';
import { dealerSms, recordPath } from '../support/delivery-services';
import { comeToday, dealerPhone, toldDealer } from '../support/told-dealer';

type World = Awaited<ReturnType<typeof toldDealer>>;
const answer = (world: World, body: string, sid = 'SM1') =>
  answerReply(world.services, forms, { sid, from: dealerPhone, body });

/** A dealer of whose message nobody knows whether it has left: the process died, or the provider's answer was lost. */
async function perhapsTold(state: 'unknown' | 'sending') {
  const world = await toldDealer(comeToday);
  const { dealerToldAt: _open, ...values } = (await world.record()).values;
  await world.memory.write([
    {
      kind: 'update',
      path: `notices/${dealerSms}`,
      data: { state, fillPending: false, leaseUntil: '2026-11-01T00:05:00.000Z', claim: 'c1' },
      remove: ['acceptedAt', 'providerId', 'cost'],
    },
    { kind: 'update', path: recordPath, data: { values } },
    { kind: 'delete', path: `changes/${dealerSms}` },
  ]);
  world.pass(3600);
  return world;
}

describe('an answer to an SMS of which nobody knows whether it has left', () => {
  it('proves that it has arrived: the blank is filled, and “1” confirms the receipt', async () => {
    const world = await perhapsTold('unknown');
    expect(await answer(world, '1')).toBe('receipt-confirmed');
    expect(await world.notice(dealerSms)).toMatchObject({
      state: 'delivered',
      acceptedAt: '2026-03-16T07:10:00.000Z',
      settledAt: '2026-03-16T07:10:00.000Z',
      showPending: true,
    });
    expect(await world.notice(dealerSms)).not.toHaveProperty('leaseUntil');
    expect((await world.record()).values).toMatchObject({
      dealerToldAt: '2026-03-16T07:10:00.000Z',
      condition: 'good',
    });
    expect(await world.document('replies/SM1')).toMatchObject({ number: 'DH2026-0001', handled: true });
  });

  it('notes a problem by “2”', async () => {
    const world = await perhapsTold('unknown');
    expect(await answer(world, '2')).toBe('problem-noted');
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'delivered' });
  });

  it('in other words is read with its shipment, and proves nothing: it may answer something else', async () => {
    const world = await perhapsTold('unknown');
    expect(await answer(world, '什么时候到？')).toBe('kept');
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'unknown' });
    expect(await world.document('replies/SM1')).toMatchObject({ number: 'DH2026-0001', handled: false });
  });

  it('may answer another one where there was another, so that a clerk reads it', async () => {
    const world = await perhapsTold('unknown');
    const other = { ...(await world.notice(dealerSms)), id: 'order~row-2~x~1', record: 'order~row-2' };
    await world.memory.write([
      {
        kind: 'create',
        path: `notices/${other.id}`,
        data: { ...other, state: 'delivered', acceptedAt: '2026-03-15T07:10:00.000Z' },
      },
    ]);
    expect(await answer(world, '1')).toBe('kept');
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'unknown' });
    expect(await world.document('replies/SM1')).toMatchObject({ number: 'DH2026-0001', handled: false });
  });

  it('is kept with its shipment while it is being sent, which is left to whoever sends it', async () => {
    const world = await perhapsTold('sending');
    expect(await answer(world, '1')).toBe('kept');
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'sending' });
    expect(await world.document('replies/SM1')).toMatchObject({ number: 'DH2026-0001', handled: false });
  });

  it('reported again settles nothing more', async () => {
    const world = await perhapsTold('sending');
    await answer(world, '1');
    await world.memory.write([{ kind: 'update', path: `notices/${dealerSms}`, data: { state: 'unknown' } }]);
    const stored = world.memory.save();
    expect(await answer(world, '1')).toBe('kept');
    expect(world.memory.save()).toEqual(stored);
  });

  it('after more than 60 days is no answer to it', async () => {
    const world = await perhapsTold('unknown');
    world.pass(61 * 24 * 3600);
    expect(await answer(world, '1')).toBe('kept');
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'unknown' });
    expect(await world.document('replies/SM1')).not.toHaveProperty('record');
  });
});
