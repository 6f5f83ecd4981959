import { describe, expect, it } from '@jest/globals';
import { followerWrites } from '../../functions/src/flows/follower-writes';
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
