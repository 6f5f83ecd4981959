import { describe, expect, it, jest } from '@jest/globals';
import { followerWrites } from '../../functions/src/flows/follower-writes';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { resendNotice } from '../../functions/src/flows/resend-notice';
import { forms } from '../../functions/src/forms';
import { notTriedAgain } from '../../functions/src/rules/followed';
import type { Notice } from '../../functions/src/rules/notice';
import { shippedToDealer, toldOrder } from '../support/told-order';

const second = shippedToDealer.replace(/1$/, '2');

/** The first message, followed by another, becomes known to be in this state. */
async function settled(why: 'correction' | 'resend', state: Notice['state']) {
  const world = await toldOrder();
  if (why === 'correction') await world.type({ expectedArrival: '3月20日17:00' });
  else {
    await world.set(shippedToDealer, { state: 'unknown', reason: 'no-answer' });
    await resendNotice(world.services, forms, { id: shippedToDealer, by: '', mayHaveLeft: true });
  }
  await world.set(shippedToDealer, { state });
  const settle = async () => {
    const earlier = await world.notice(shippedToDealer);
    if (!earlier) throw new Error('no notice');
    const writes = await followerWrites(earlier, world.store.get, world.services.settings);
    await world.store.write(writes);
    return writes.length;
  };
  return { ...world, settle };
}

describe('when it turns out what became of a message that another follows', () => {
  it.each(['delivered', 'accepted'] as const)('one that is %s after all is not sent again', async (state) => {
    const world = await settled('resend', state);
    await world.settle();
    expect(await world.notice(second)).toMatchObject({ state: 'withdrawn' });
    expect((await world.notice(shippedToDealer))?.followedBy).toBeUndefined();
    expect(await world.settle()).toBe(0);
  });

  it('one that had been tried in vain says no more why, now that it is not wanted', async () => {
    const world = await settled('resend', 'delivered');
    await world.set(second, { reason: 'passing', code: '20429' });
    await world.settle();
    const withdrawn = await world.notice(second);
    expect([withdrawn?.state, withdrawn?.reason, withdrawn?.code]).toEqual([
      'withdrawn',
      undefined,
      undefined,
    ]);
  });

  it.each(['delivered', 'accepted'] as const)(
    'one that is %s after all, but says what was typed since, goes out as the correction that it is',
    async (state) => {
      const world = await settled('resend', state);
      await world.type({ expectedArrival: '3月20日17:00' });
      expect(await world.settle()).toBe(0);
      expect(await world.notice(second)).toMatchObject({
        state: 'pending',
        text: expect.stringMatching(/3月20日/),
      });
    },
  );

  it('one that is lost is sent again, and what is to be corrected is corrected', async () => {
    for (const world of [await settled('resend', 'undelivered'), await settled('correction', 'delivered')]) {
      expect(await world.settle()).toBe(0);
      expect(await world.notice(second)).toMatchObject({ state: 'pending' });
    }
  });

  it.each(['failed', 'undelivered'] as const)(
    'what was to be corrected, and is %s, is told plainly',
    async (state) => {
      const world = await settled('correction', state);
      expect((await world.notice(second))?.text).toContain('更正');
      await world.settle();
      expect(await world.notice(second)).toMatchObject({
        state: 'pending',
        text: expect.stringMatching(/^【宏远家具】订单.*3月20日/),
      });
    },
  );

  it('what was to correct one that is lost, but follows another, does not say any more what has changed', async () => {
    const world = await toldOrder();
    await world.type({ expectedArrival: '3月20日17:00' });
    world.pass(10);
    await world.deliver();
    await world.type({ driverName: '马师傅' });
    const third = shippedToDealer.replace(/1$/, '3');
    expect((await world.notice(third))?.text).toMatch(/^【宏远家具】更正：司机有变。订单/);
    await world.set(second, { state: 'undelivered' });
    const lost = await world.notice(second);
    if (!lost) throw new Error('no notice');
    await world.store.write(await followerWrites(lost, world.store.get, world.services.settings));
    expect((await world.notice(third))?.text).toMatch(/^【宏远家具】更正：订单.*3月20日/);
  });

  it('what can’t be read is left as it is, and the outcome of the earlier one is kept all the same', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const world = await settled('correction', 'sending');
    const { providerId = '' } = (await world.notice(shippedToDealer)) ?? {};
    const path = `notices/${second}` as const;
    await world.store.write([{ kind: 'update', path, data: { channel: 'pigeon' } }]);
    const [before] = await world.store.get([path]);
    const report = { noticeId: shippedToDealer, providerId, status: 'undelivered' };
    await recordDelivery(world.services, forms, report);
    const [earlier, after] = await world.store.get([`notices/${shippedToDealer}`, path]);
    expect(earlier?.data).toMatchObject({ state: 'undelivered' });
    expect(after).toEqual(before);
    jest.restoreAllMocks();
  });

  it('what has left by then stays as it is', async () => {
    const world = await settled('resend', 'delivered');
    await world.set(second, { state: 'accepted' });
    expect(await world.settle()).toBe(0);
  });
});

describe('a message that another follows', () => {
  const now = '2026-03-18T04:00:00.000Z';
  const waits = { state: 'pending', reason: 'passing', code: '20429', dueAt: now } as const;

  it('is not tried again: the other one says what there is to say', async () => {
    const world = await settled('correction', 'sending');
    const earlier = await world.notice(shippedToDealer);
    if (!earlier) throw new Error('no notice');
    expect(notTriedAgain(earlier, waits, now)).toEqual({
      state: 'failed',
      reason: 'gave-up',
      code: '20429',
      settledAt: now,
    });
    const { followedBy: _none, ...alone } = earlier;
    expect(notTriedAgain(alone, waits, now)).toEqual(waits);
    expect(notTriedAgain(earlier, { state: 'accepted' }, now)).toEqual({ state: 'accepted' });
    expect(notTriedAgain(earlier, undefined, now)).toBeUndefined();
  });
});
