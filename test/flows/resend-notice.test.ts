import { describe, expect, it } from '@jest/globals';
import { noteChoice } from '../../functions/src/flows/contact-choice';
import { resendNotice } from '../../functions/src/flows/resend-notice';
import { forms } from '../../functions/src/forms';
import { shippedToDealer, toldOrder } from '../support/told-order';

const second = shippedToDealer.replace(/1$/, '2');
const by = 'li@gendan.example';

async function lostOrder(options: Parameters<typeof toldOrder>[0] = {}) {
  const world = await toldOrder(options);
  await world.set(shippedToDealer, { state: 'failed', reason: 'gave-up' });
  const again = (id = shippedToDealer, mayHaveLeft = false) =>
    resendNotice(world.services, forms, { id, by, mayHaveLeft });
  const refused = (reason: string) => ({ kind: 'refused', reason });
  return { ...world, again, refused };
}

describe('a message that a clerk has sent again', () => {
  it('goes out as the next of its slot, says who asked, and wakes the delivery', async () => {
    const world = await lostOrder();
    let woken = 0;
    const services = {
      ...world.services,
      wakeDelivery: () => {
        woken += 1;
      },
    };
    expect(await resendNotice(services, forms, { id: shippedToDealer, by, mayHaveLeft: false })).toEqual({
      kind: 'resent',
      id: second,
    });
    expect(woken).toBe(1);
    expect(await world.notice(second)).toMatchObject({
      state: 'pending',
      dueAt: world.businessNow(),
      follows: { id: shippedToDealer, why: 'resend', by },
      text: (await world.notice(shippedToDealer))?.text,
    });
    expect(await world.notice(shippedToDealer)).toMatchObject({ state: 'failed', followedBy: second });
    await world.deliver();
    expect(world.sent.sms.map(({ noticeId }) => noticeId)).toEqual([second]);
  });

  it('is one message, however often and by however many it is asked for', async () => {
    const world = await lostOrder();
    const results = await Promise.all([1, 2, 3].map(() => world.again()));
    expect(results.filter(({ kind }) => kind === 'resent')).toHaveLength(1);
    expect(await world.again()).toEqual(world.refused('followed'));
    await world.deliver();
    expect(await world.again()).toEqual(world.refused('followed'));
    expect(world.sent.sms).toHaveLength(1);
  });

  it('that failed too may be sent a third time', async () => {
    const world = await lostOrder();
    await world.again();
    await world.set(second, { state: 'failed', reason: 'refused' });
    expect(await world.again(second)).toEqual({ kind: 'resent', id: shippedToDealer.replace(/1$/, '3') });
  });

  it('at night leaves in the morning', async () => {
    const world = await lostOrder();
    world.pass(10 * 60);
    await world.again();
    expect(await world.notice(second)).toMatchObject({ dueAt: '2026-03-19T00:00:00.000Z' });
  });

  it('says what the order says now, to where its recipient is reached now', async () => {
    const world = await lostOrder();
    await world.set(shippedToDealer, { state: 'delivered' });
    await world.type({ expectedArrival: '3月20日17:00' });
    await world.set(second, { state: 'failed', reason: 'gave-up' });
    expect(await world.again(second)).toMatchObject({ kind: 'resent' });
    const [, , third] = await world.toDealer();
    // They still believe what they were told at first.
    expect(third?.text).toMatch(/^【宏远家具】更正：.*3月20日/);
  });

  it('says the same plainly when it may have left', async () => {
    const world = await lostOrder();
    await world.set(shippedToDealer, { state: 'unknown', reason: 'no-answer', attempts: 1 });
    expect(await world.again()).toEqual(world.refused('may-have-left'));
    expect(await world.again(shippedToDealer, true)).toEqual({ kind: 'resent', id: second });
    expect((await world.notice(second))?.text).not.toContain('更正');
  });

  it('that is corrected while it waits says what is right, and still goes out when it is taken back', async () => {
    const world = await lostOrder();
    await world.again();
    await world.type({ expectedArrival: '3月20日17:00' });
    expect(await world.notice(second)).toMatchObject({
      state: 'pending',
      text: expect.stringMatching(/^【宏远家具】订单.*3月20日/),
      follows: { why: 'resend', by },
    });
    await world.type({ expectedArrival: '3月18日17:00' });
    expect(await world.notice(second)).toMatchObject({ state: 'pending' });
  });

  it.each([
    ['has said', 'accepted'],
    ['is about to say', 'pending'],
  ])('is not followed by an email that says what an earlier one %s', async (_, state) => {
    const world = await lostOrder({ head: { dealerEmail: 'li@example.com' } });
    const first = await world.notice(shippedToDealer);
    if (!first?.instead) throw new Error('no email to follow');
    const { instead, followedBy: _none, ...sms } = first;
    const id = `${shippedToDealer}~email-after-sms`;
    const email = { ...sms, id, channel: 'email', state, ...instead };
    await world.store.write([{ kind: 'create', path: `notices/${id}`, data: email }]);
    await world.again();
    expect((await world.notice(second))?.instead).toBeUndefined();
  });
});

describe('nothing is sent again', () => {
  it('where there is no such message, or it is not lost', async () => {
    const world = await lostOrder();
    expect(await world.again('order~row-9~goods-shipped~dealer~sms~1')).toEqual(world.refused('absent'));
    await world.set(shippedToDealer, { state: 'delivered' });
    expect(await world.again(shippedToDealer, true)).toEqual(world.refused('delivered'));
  });

  it('of a stage that is open again', async () => {
    const world = await lostOrder();
    await world.type({ quantity: null });
    expect(await world.again()).toEqual(world.refused('withdrawn'));
  });

  it('by a channel that its recipient has left', async () => {
    const world = await lostOrder({ head: { dealerEmail: 'li@example.com' } });
    await world.store.write([
      {
        kind: 'update',
        path: 'records/order~row-1',
        data: { values: { ...(await values(world)), channel: 'email' } },
      },
    ]);
    expect(await world.again()).toEqual(world.refused('withdrawn'));
  });

  it('without an address', async () => {
    const world = await lostOrder();
    const { dealerPhone: _gone, ...rest } = await values(world);
    await world.store.write([{ kind: 'update', path: 'records/order~row-1', data: { values: rest } }]);
    expect(await world.again()).toEqual(world.refused('no-address'));
  });

  it('to who refuses, and is once they want messages again', async () => {
    const world = await lostOrder();
    await world.set(shippedToDealer, { state: 'suppressed', reason: 'opted-out' });
    const choice = { address: '+8613912345678', channel: 'sms', by: 'clerk' } as const;
    await noteChoice(world.services, { ...choice, wants: 'no-more' });
    expect(await world.again()).toEqual(world.refused('opted-out'));
    await noteChoice(world.services, { ...choice, wants: 'again', how: 'phone', note: '来电' });
    expect(await world.again()).toEqual({ kind: 'resent', id: second });
  });

  it('to who has refused meanwhile', async () => {
    const world = await lostOrder();
    await noteChoice(world.services, {
      address: '+8613912345678',
      channel: 'sms',
      wants: 'no-more',
      by: 'clerk',
    });
    expect(await world.again()).toEqual(world.refused('opted-out'));
    expect(await world.notice(second)).toBeUndefined();
  });
});

async function values(world: Awaited<ReturnType<typeof toldOrder>>): Promise<Record<string, unknown>> {
  const [document] = await world.store.get(['records/order~row-1']);
  const data = document?.data;
  return typeof data === 'object' && data && 'values' in data ? { ...(data.values as object) } : {};
}
