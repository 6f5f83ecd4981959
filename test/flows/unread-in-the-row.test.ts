import { describe, expect, it } from '@jest/globals';
import { answerReply } from '../../functions/src/flows/answer-reply';
import { forms } from '../../functions/src/forms';
import { comeToday, dealerPhone, toldDealer } from '../support/told-dealer';

type World = Awaited<ReturnType<typeof toldDealer>>;
const answer = (world: World, body: string, sid: string, from = dealerPhone) =>
  answerReply(world.services, forms, { sid, from, body });
const shownIn = async (world: World) => {
  const { unreadReplies, toSheet } = await world.record();
  return { unreadReplies, toSheet };
};
const asShown = (world: World) =>
  world.memory.write([{ kind: 'update', path: 'records/order~row-1', data: { toSheet: false } }]);

describe('what a customer has written', () => {
  it('is counted on its order, for the row to say, once however often it is reported', async () => {
    const world = await toldDealer();
    await asShown(world);
    await answer(world, '1箱破损,请来电', 'SM1');
    expect(await shownIn(world)).toEqual({ unreadReplies: 1, toSheet: true });
    await answer(world, '1箱破损,请来电', 'SM1');
    await answer(world, '请退订，另外少了一箱', 'SM2');
    expect(await shownIn(world)).toEqual({ unreadReplies: 2, toSheet: true });
  });

  it('is counted along with what it does to the order', async () => {
    const world = await toldDealer();
    expect(await answer(world, '2', 'SM1')).toBe('problem-noted');
    expect(await shownIn(world)).toEqual({ unreadReplies: 1, toSheet: true });
    expect((await world.record()).values.condition).toBe('other');
  });

  it('and needs nobody, or is about no order, is not counted', async () => {
    const world = await toldDealer(comeToday);
    await answer(world, '退订', 'SM1');
    await answer(world, 'START', 'SM2');
    await answer(world, '想问沙发价格', 'SM3', '+14155550199');
    expect((await shownIn(world)).unreadReplies).toBeUndefined();
    await answer(world, '1', 'SM4');
    expect((await shownIn(world)).unreadReplies).toBeUndefined();
  });
});
