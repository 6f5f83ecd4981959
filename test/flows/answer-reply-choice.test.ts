import { describe, expect, it } from '@jest/globals';
import { answerReply } from '../../functions/src/flows/answer-reply';
import { isOptedOut } from '../../functions/src/flows/contact-permission';
import { forms } from '../../functions/src/forms';
import { dealerPhone, toldDealer } from '../support/told-dealer';

type World = Awaited<ReturnType<typeof toldDealer>>;
const answer = (world: World, body: string, sid = 'SM1', from = dealerPhone) =>
  answerReply(world.services, forms, { sid, from, body });

describe('STOP and START', () => {
  const isOut = (world: World) => isOptedOut(world.memory.get, dealerPhone, 'sms');

  it('hold until the other is said, each with its time', async () => {
    const world = await toldDealer();
    expect(await answer(world, '退订')).toBe('opted-out');
    expect(await isOut(world)).toBe(true);
    world.pass(60);
    expect(await answer(world, 'START', 'SM2')).toBe('opted-in');
    expect(await isOut(world)).toBe(false);
    expect(Object.values(world.all('contacts'))).toEqual([
      {
        address: dealerPhone,
        channel: 'sms',
        optedOut: null,
        history: [
          { at: '2026-03-16T06:10:00.000Z', by: 'reply', optedOut: true },
          { at: '2026-03-16T06:11:00.000Z', by: 'reply', optedOut: false },
        ],
      },
    ]);
  });

  it('are heard in a polite sentence, and what is said besides is left for somebody to read', async () => {
    const world = await toldDealer();
    expect(await answer(world, '请退订，谢谢')).toBe('opted-out');
    expect(await world.document('replies/SM1')).toMatchObject({ handled: true });
    expect(await isOut(world)).toBe(true);
    await answer(world, 'START', 'SM2');
    expect(await answer(world, '退订，你们找错人了', 'SM3')).toBe('opted-out');
    expect(await world.document('replies/SM3')).toMatchObject({ handled: false });
    expect(await isOut(world)).toBe(true);
    await answer(world, 'START', 'SM4');
    expect(await answer(world, '怎么退订？', 'SM5')).toBe('kept');
    expect(await isOut(world)).toBe(false);
  });

  it('change no record, and leave nothing to read', async () => {
    const world = await toldDealer();
    const before = await world.record();
    await answer(world, 'STOP');
    expect(await world.record()).toEqual(before);
    expect(await world.document('replies/SM1')).toMatchObject({ outcome: 'opted-out', handled: true });
  });

  it('is heard from people we never wrote to; START without STOP changes nothing', async () => {
    const world = await toldDealer();
    expect(await answer(world, 'START', 'SM1', '+14155550199')).toBe('opted-in');
    expect(world.all('contacts')).toEqual({});
    await answer(world, 'TD', 'SM2', '+14155550199');
    expect(await isOptedOut(world.memory.get, '+14155550199', 'sms')).toBe(true);
    expect(await isOptedOut(world.memory.get, '+14155550199', 'email')).toBe(false);
  });
});
