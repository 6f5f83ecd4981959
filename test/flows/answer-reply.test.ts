import { describe, expect, it } from '@jest/globals';
import { answerReply } from '../../functions/src/flows/answer-reply';
import { forms } from '../../functions/src/forms';
import { dealerSms, managerSms, recordPath } from '../support/delivery-services';
import { comeToday, dealerPhone, deliverDue, toldDealer } from '../support/told-dealer';

type World = Awaited<ReturnType<typeof toldDealer>>;
const twoDays = 2 * 24 * 3600;
const answer = (world: World, body: string, sid = 'SM1', from = dealerPhone) =>
  answerReply(world.services, forms, { sid, from, body });

describe('“1” from the dealer', () => {
  it('confirms receipt in order of the shipment they were told of, as the dealer’s own word', async () => {
    const world = await toldDealer();
    world.pass(twoDays);
    expect(await answer(world, '１。')).toBe('receipt-confirmed');
    const record = await world.record();
    expect(record.values).toMatchObject({
      confirmedAt: '2026-03-18T06:10:00.000Z',
      condition: 'good',
      arrivedAt: '2026-03-18T06:10:00.000Z',
    });
    expect(record).toMatchObject({ toSheet: true, summaryPending: true, openStage: 'closing' });
    expect(record.marks.condition).toMatchObject({ by: 'reply:…4567' });
    expect(await world.document('changes/reply~SM1')).toMatchObject({
      editedBy: 'reply:…4567',
      sentBy: 'system',
      to: { condition: 'good' },
    });
    expect(await world.document('replies/SM1')).toEqual({
      from: dealerPhone,
      body: '１。',
      at: '2026-03-18T06:10:00.000Z',
      outcome: 'receipt-confirmed',
      record: 'order~row-1',
      form: 'order',
      number: 'DH2026-0001',
      handled: true,
    });
  });

  it('has dealer and sales manager told that it was confirmed', async () => {
    const world = await toldDealer(comeToday);
    await answer(world, '1');
    expect(world.woken.times).toBe(1);
    await world.deliver();
    expect(world.sms.sent.slice(2).map(({ noticeId }) => noticeId)).toEqual([
      'order~row-1~receipt-confirmed~dealer~sms~1',
      'order~row-1~receipt-confirmed~sales-manager~sms~1',
    ]);
  });

  it('leaves what a clerk has typed: the time of arrival stays', async () => {
    const world = await toldDealer({ arrivedAt: '2026-03-16T06:09:00.000Z' });
    await answer(world, '1');
    expect((await world.record()).values).toMatchObject({
      arrivedAt: '2026-03-16T06:09:00.000Z',
      condition: 'good',
    });
  });

  it('contradicts a clerk who noted damage: nothing is changed, and somebody must read it', async () => {
    const world = await toldDealer({ condition: 'damaged', confirmedAt: '2026-03-16T06:09:00.000Z' });
    const before = world.said();
    expect(await answer(world, '1')).toBe('kept');
    expect(world.said()).toEqual(before);
    expect(await world.document('replies/SM1')).toMatchObject({ handled: false, record: 'order~row-1' });
  });

  it('said twice says nothing new', async () => {
    const world = await toldDealer(comeToday);
    await answer(world, '1');
    const before = world.said();
    expect(await answer(world, '1', 'SM2')).toBe('repeated');
    expect(world.said()).toEqual(before);
    expect(await world.document('replies/SM2')).toMatchObject({ handled: true });
  });

  it('minutes after the goods have left is no arrival: a clerk asks', async () => {
    const world = await toldDealer();
    const before = world.said();
    expect(await answer(world, '1')).toBe('kept');
    expect(world.said()).toEqual(before);
    expect(await world.document('replies/SM1')).toMatchObject({
      number: 'DH2026-0001',
      says: 'received',
      why: 'too-early',
      expectedAt: '2026-03-18T06:00:00.000Z',
      handled: false,
    });
    world.pass(twoDays);
    expect(await answer(world, '1', 'SM2')).toBe('receipt-confirmed');
  });

  it('while another letter about the goods is unread is left to a clerk, who then may note it', async () => {
    const world = await toldDealer();
    world.pass(twoDays);
    await answer(world, '1，但是少一件');
    expect(await answer(world, '1', 'SM2')).toBe('kept');
    expect(await world.document('replies/SM2')).toMatchObject({ says: 'received', why: 'contradicted' });
    expect((await world.record()).values.condition).toBeUndefined();
    await world.memory.write(
      ['SM1', 'SM2'].map((sid) => ({ kind: 'update', path: `replies/${sid}`, data: { handled: true } })),
    );
    expect(await answer(world, '1，谢谢', 'SM3')).toBe('receipt-confirmed');
  });

  it('before the shipment has come as far as its receipt is for people to read', async () => {
    const world = await toldDealer({ quantity: undefined });
    expect(await answer(world, '1')).toBe('kept');
    expect((await world.record()).values.condition).toBeUndefined();
  });

  it('after the deadline does not undo what the clerk had missed', async () => {
    const world = await toldDealer();
    world.pass(twoDays + 24 * 3600);
    await answer(world, '1');
    const record = await world.record();
    expect(record.blanks).toEqual({ confirmedAt: '2026-03-18T16:00:00.000Z' });
    expect(record.stages.receipt).toMatchObject({ missedAt: '2026-03-18T16:00:00.000Z' });
    const counted = Object.values(world.all('records')).filter(
      (one) => (one as { form: string }).form === 'blank',
    );
    expect(counted).toHaveLength(1);
  });
});

describe('“2” from the dealer', () => {
  it('notes a problem and leaves the stage open until a clerk has asked what it is', async () => {
    const world = await toldDealer();
    expect(await answer(world, '2')).toBe('problem-noted');
    const record = await world.record();
    expect(record.values).toMatchObject({ condition: 'other', conditionNotes: '客户短信反馈有问题' });
    expect(record.values.arrivedAt).toBeUndefined();
    expect(record.openStage).toBe('receipt');
    expect(await world.document('replies/SM1')).toMatchObject({
      outcome: 'problem-noted',
      record: 'order~row-1',
      handled: false,
    });
  });

  it('after “1” changes nothing that was confirmed, and somebody must read it', async () => {
    const world = await toldDealer(comeToday);
    await answer(world, '1');
    const before = world.said();
    expect(await answer(world, '2', 'SM2')).toBe('kept');
    expect(world.said()).toEqual(before);
    expect(await world.document('replies/SM2')).toMatchObject({
      handled: false,
      record: 'order~row-1',
      says: 'problem',
      why: 'after-good',
      answeredAt: '2026-03-16T06:10:00.000Z',
    });
  });

  it('keeps the words of the problem on the record', async () => {
    const world = await toldDealer();
    expect(await answer(world, '2，茶几玻璃碎了')).toBe('problem-noted');
    expect((await world.record()).values).toMatchObject({
      condition: 'other',
      conditionNotes: '客户短信反馈有问题：茶几玻璃碎了',
    });
  });
});

it.each(['2 退订', '2 STOP', '退订 2'])(
  'a refusal with a number notes no problem of the goods: %s',
  async (body) => {
    const world = await toldDealer();
    const before = world.said();
    expect(await answer(world, body)).toBe('opted-out-and-kept');
    expect(world.said()).toEqual(before);
    expect(await world.document('replies/SM1')).toMatchObject({ handled: false, number: 'DH2026-0001' });
  },
);

describe('prose', () => {
  it('is kept for people to read, with the shipment it is about', async () => {
    const world = await toldDealer();
    const before = world.said();
    expect(await answer(world, '1箱破损,请来电')).toBe('kept');
    expect(world.said()).toEqual(before);
    expect(await world.document('replies/SM1')).toMatchObject({
      body: '1箱破损,请来电',
      record: 'order~row-1',
      number: 'DH2026-0001',
      handled: false,
    });
  });

  it.each([
    ['somebody nobody knows', { from: '+14155550199' }],
    ['a number that is none', { from: 'BANK-SMS' }],
    ['a dealer who was told more than 60 days ago', { days: 61 }],
    ['a dealer whose record is gone', { gone: true }],
    ['a dealer whose SMS did not arrive', { state: 'undelivered' }],
  ])(
    'and even “1” from %s is kept without a shipment',
    async (_who, {
      from,
      days,
      gone,
      state,
    }: {
      from?: string;
      days?: number;
      gone?: boolean;
      state?: string;
    }) => {
      const world = await toldDealer();
      if (gone) await world.memory.write([{ kind: 'delete', path: recordPath }]);
      if (state)
        await world.memory.write([{ kind: 'update', path: `notices/${dealerSms}`, data: { state } }]);
      world.pass((days ?? 0) * 24 * 3600);
      expect(await answer(world, '1', 'SM1', from)).toBe('kept');
      const kept = await world.document('replies/SM1');
      expect(kept).toMatchObject({ handled: false });
      expect(kept).not.toHaveProperty('record');
    },
  );

  it.each(['1', '2', '沙发坏了'])(
    'and even %s after the order has ended changes nothing, and tells whose it is',
    async (body) => {
      const world = await toldDealer();
      await world.memory.write([{ kind: 'update', path: recordPath, data: { done: true } }]);
      const before = world.said();
      expect(await answer(world, body)).toBe('kept');
      expect(world.said()).toEqual(before);
      expect(await world.document('replies/SM1')).toMatchObject({ number: 'DH2026-0001', handled: false });
    },
  );

  it.each(['收到', '没收到', 'not received', '一', '👍', '1👍', '', '1?', '1%', '长'.repeat(1600)])(
    'is not guessed at: %s',
    async (body) => {
      const world = await toldDealer();
      const before = world.said();
      expect(await answer(world, body)).toBe('kept');
      expect(world.said()).toEqual(before);
      expect(await world.document('replies/SM1')).toMatchObject({ number: 'DH2026-0001', handled: false });
    },
  );

  it('from the sales manager, even “1”, confirms nothing', async () => {
    const world = await toldDealer();
    expect(await answer(world, '1', 'SM1', '+8613900139000')).toBe('kept');
    expect((await world.record()).values.condition).toBeUndefined();
    expect(await world.document('replies/SM1')).toMatchObject({
      record: 'order~row-1',
      recipient: 'sales-manager',
      handled: false,
    });
  });

  it('from a dealer is not taken for a sales manager’s', async () => {
    const world = await toldDealer({ salesManagerPhone: dealerPhone });
    await answer(world, '你好');
    expect(await world.document('replies/SM1')).not.toHaveProperty('recipient');
  });
});

describe('an answer', () => {
  it.each(['+886912345678', '+85291234567', '+14155550123', '+6591234567'])(
    'counts from %s, as from everywhere but mainland China',
    async (phone) => {
      const world = await toldDealer({ ...comeToday, dealerPhone: phone });
      // It is night in America.
      world.pass(12 * 3600);
      await world.deliver();
      expect(await answer(world, '１．', 'SM1', phone)).toBe('receipt-confirmed');
    },
  );

  it('“1” after “2” changes nothing, and somebody must read it', async () => {
    const world = await toldDealer();
    await answer(world, '2');
    const before = world.said();
    expect(await answer(world, '1', 'SM2')).toBe('kept');
    expect(world.said()).toEqual(before);
    expect(await world.document('replies/SM2')).toMatchObject({ handled: false, record: 'order~row-1' });
  });

  it('counts during a rehearsal too, which sends nothing because of it', async () => {
    const world = await toldDealer(comeToday);
    const services = { ...world.services, settings: { ...world.services.settings, rehearsal: true } };
    const sent = world.sms.sent.length;
    expect(await answerReply(services, forms, { sid: 'SM1', from: dealerPhone, body: '1' })).toBe(
      'receipt-confirmed',
    );
    await deliverDue(services);
    expect(world.sms.sent).toHaveLength(sent);
    expect(await world.document('notices/order~row-1~receipt-confirmed~dealer~sms~1')).toMatchObject({
      state: 'suppressed',
      reason: 'rehearsal',
    });
  });
});

describe('the same SMS reported again', () => {
  it.each(['1', '2', 'STOP', 'START', '你好'])('writes nothing: %s', async (body) => {
    const world = await toldDealer();
    const first = await answer(world, body);
    const stored = world.memory.save();
    world.pass(60);
    expect(await answer(world, body)).toBe(first);
    expect(world.memory.save()).toEqual(stored);
  });

  it('with another text is still the first one', async () => {
    const world = await toldDealer();
    await answer(world, '你好');
    const stored = world.memory.save();
    expect(await answer(world, '1')).toBe('kept');
    expect(await answer(world, 'STOP')).toBe('kept');
    expect(world.memory.save()).toEqual(stored);
  });

  it('several times at once does it once', async () => {
    const world = await toldDealer(comeToday);
    expect(await Promise.all(Array.from({ length: 5 }, () => answer(world, '1')))).toEqual(
      Array(5).fill('receipt-confirmed'),
    );
    expect((await world.record()).revision).toBe(9);
    expect(world.woken.times).toBe(1);
  });
});

it('the manager’s notice is not taken for the dealer’s where one phone is both', async () => {
  const world = await toldDealer({ ...comeToday, salesManagerPhone: dealerPhone });
  expect((await world.notice(managerSms)).to).toBe(dealerPhone);
  expect(await answer(world, '1')).toBe('receipt-confirmed');
});
