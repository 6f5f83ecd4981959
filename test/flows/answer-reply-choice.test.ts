import { describe, expect, it } from '@jest/globals';
import { answerReply } from '../../functions/src/flows/answer-reply';
import { isOptedOut } from '../../functions/src/flows/contact-permission';
import { forms } from '../../functions/src/forms';
import { comeToday, dealerPhone, toldDealer } from '../support/told-dealer';

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
        consent: { at: '2026-03-16T06:11:00.000Z', by: 'reply', how: 'sms', note: '' },
        history: [
          { at: '2026-03-16T06:10:00.000Z', by: 'reply', optedOut: true },
          { at: '2026-03-16T06:11:00.000Z', by: 'reply', how: 'sms', note: '', optedOut: false },
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
    expect(await answer(world, '退订，你们找错人了', 'SM3')).toBe('opted-out-and-kept');
    expect(await world.document('replies/SM3')).toMatchObject({ handled: false, number: 'DH2026-0001' });
    expect(await isOut(world)).toBe(true);
    await answer(world, 'START', 'SM4');
    expect(await answer(world, '怎么退订？', 'SM5')).toBe('kept');
    expect(await isOut(world)).toBe(false);
  });

  it('change no record, and leave nothing to read', async () => {
    const world = await toldDealer();
    const before = world.said();
    await answer(world, 'STOP');
    expect(world.said()).toEqual(before);
    expect(await world.document('replies/SM1')).toMatchObject({ outcome: 'opted-out', handled: true });
  });

  it('is heard from people we never wrote to', async () => {
    const world = await toldDealer();
    await answer(world, 'TD', 'SM2', '+14155550199');
    expect(await isOptedOut(world.memory.get, '+14155550199', 'sms')).toBe(true);
    expect(await isOptedOut(world.memory.get, '+14155550199', 'email')).toBe(false);
  });
});

describe('“Cancel”, “End” and “Quit”', () => {
  it.each(['Cancel', 'END', 'quit.'])(
    'end the SMS, as the provider does, and may be about the order, so that a clerk reads them: %s',
    async (body) => {
      const world = await toldDealer();
      const before = world.said();
      expect(await answer(world, body)).toBe('opted-out-and-kept');
      expect(await isOptedOut(world.memory.get, dealerPhone, 'sms')).toBe(true);
      expect(world.said()).toEqual(before);
      expect(await world.document('replies/SM1')).toMatchObject({
        outcome: 'opted-out-and-kept',
        number: 'DH2026-0001',
        handled: false,
      });
    },
  );

  it('stop what is still to be sent to them', async () => {
    const world = await toldDealer(comeToday);
    await answer(world, '1');
    expect(await answer(world, 'Cancel', 'SM2')).toBe('opted-out-and-kept');
    await world.deliver();
    expect(await world.document('notices/order~row-1~receipt-confirmed~dealer~sms~1')).toMatchObject({
      state: 'suppressed',
      reason: 'opted-out',
    });
  });

  it('are read also from who has refused already', async () => {
    const world = await toldDealer();
    await answer(world, 'STOP');
    expect(await answer(world, 'Cancel', 'SM2')).toBe('opted-out-and-kept');
    expect(await world.document('replies/SM2')).toMatchObject({ handled: false });
  });
});

describe('“Yes” from somebody who had refused nothing', () => {
  it.each(['Yes', 'yes.', 'START', 'unstop', '恢复', '恢復。'])(
    'says something about their goods, which a clerk reads: %s',
    async (body) => {
      const world = await toldDealer();
      const before = world.said();
      expect(await answer(world, body)).toBe('kept');
      expect(world.said()).toEqual(before);
      expect(world.all('contacts')).toEqual({});
      expect(await world.document('replies/SM1')).toMatchObject({
        outcome: 'kept',
        record: 'order~row-1',
        number: 'DH2026-0001',
        handled: false,
      });
    },
  );

  it('is left to read also where the provider takes it for a START', async () => {
    const world = await toldDealer();
    const sms = { sid: 'SM1', from: dealerPhone, body: 'Yes', understood: 'start' } as const;
    expect(await answerReply(world.services, forms, sms)).toBe('kept');
    expect(await world.document('replies/SM1')).toMatchObject({ handled: false });
  });

  it('is left to read from people we never wrote to, once they have allowed again what they refused', async () => {
    const world = await toldDealer();
    const stranger = '+14155550199';
    await answer(world, 'STOP', 'SM1', stranger);
    expect(await answer(world, 'YES', 'SM2', stranger)).toBe('opted-in');
    expect(await answer(world, 'YES', 'SM3', stranger)).toBe('kept');
    expect(await world.document('replies/SM3')).not.toHaveProperty('record');
  });
});
