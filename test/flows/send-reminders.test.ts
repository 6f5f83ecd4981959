import { describe, expect, it } from '@jest/globals';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { sendReminders } from '../../functions/src/flows/send-reminders';
import { forms } from '../../functions/src/forms';
import type { Staff } from '../../functions/src/rules/record';
import type { Reminder } from '../../functions/src/rules/reminder';
import type { SendOutcome } from '../../functions/src/rules/send-outcome';
import { of, options, put, remindersWorld, run, slot, states, told } from '../support/reminders';
import { testSettings } from '../support/services';
import { chen, everybody, zhou } from '../support/staff';

describe('when the slot of reminders has come', () => {
  it('each person gets one message of all that is theirs', async () => {
    const all = await remindersWorld(['row-1', 'row-2']);
    await put(
      all,
      of(all.turn),
      of(all.turn, { key: 'row-2', step: 'soon', number: 'DH2026-0002' }),
      of(all.turn, { step: 'manager', person: zhou.email }),
    );
    expect(await run(all)).toEqual({ read: 3, sent: 3, dropped: 0, putOff: 0, notices: 2 });
    const notices = await told(all);
    expect(
      notices.map(({ to, channel, record, dueAt, state }) => [to, channel, record, dueAt, state]),
    ).toEqual([
      [chen.email, 'email', `staff~${chen.email}`, slot, 'pending'],
      [zhou.email, 'email', `staff~${zhou.email}`, slot, 'pending'],
    ]);
    expect(notices[0]?.text).toMatch(/DH2026-0001.+\n.*DH2026-0002/);
    expect(notices[1]?.text).toContain('客服文员 陈静');
    expect(new Set(Object.values(await states(all)))).toEqual(new Set(['sent']));
  });

  it('a second run tells nobody anything again', async () => {
    const all = await remindersWorld(['row-1']);
    await put(all, of(all.turn));
    await run(all);
    const before = await told(all);
    expect(await run(all)).toEqual({ read: 0, sent: 0, dropped: 0, putOff: 0, notices: 0 });
    expect(await told(all)).toEqual(before);
  });

  it('what is for a later slot waits', async () => {
    const all = await remindersWorld(['row-1']);
    await put(all, of(all.turn, { sendAt: '2026-03-17T02:00:00.001Z' }));
    expect(await run(all)).toMatchObject({ read: 0, notices: 0 });
    all.at('2026-03-17T02:00:00.001Z');
    expect(await run(all)).toMatchObject({ read: 1, sent: 1, notices: 1 });
  });

  it.each<[Reminder['step'], Reminder['step'], string]>([
    ['soon', 'turn', '工作提醒：即将到期1项'],
    ['head', 'soon', '工作提醒：待您督办1项'],
  ])(
    'of %s and %s about one turn only the most advanced is told, and both are done with',
    async (step, other, subject) => {
      const all = await remindersWorld(['row-1']);
      const sendAt = '2026-03-17T01:00:00.000Z';
      all.at(sendAt);
      await put(all, of(all.turn, { step, sendAt }), of(all.turn, { step: other, sendAt }));
      expect(await run(all)).toEqual({ read: 2, sent: 2, dropped: 0, putOff: 0, notices: 1 });
      const [notice] = await told(all);
      expect(notice?.subject).toBe(subject);
      expect(notice?.text.match(/DH2026-0001/g)).toHaveLength(1);
    },
  );

  it('an address is the same person’s however it is capitalised', async () => {
    const all = await remindersWorld(['row-1', 'row-2']);
    await put(all, of(all.turn), of(all.turn, { key: 'row-2', person: 'Chen@Gendan.example' }));
    expect(await run(all)).toEqual({ read: 2, sent: 2, dropped: 0, putOff: 0, notices: 1 });
    expect(await told(all)).toMatchObject([{ to: chen.email }]);
  });

  it('the person reads it in their language', async () => {
    const staff = everybody.map((one): Staff => (one === chen ? { ...chen, language: 'en' } : one));
    const all = await remindersWorld(['row-1'], { staff });
    await put(all, of(all.turn));
    await run(all);
    expect(await told(all)).toMatchObject([{ language: 'en', subject: 'Your work: 1 overdue' }]);
  });

  it('everybody’s comes together however many pages it takes, and in messages of two hundred', async () => {
    const all = await remindersWorld(['row-1']);
    const many = Array.from({ length: 230 }, (_, at) => of(all.turn, { id: `r${1000 + at}` }));
    await put(all, ...many, of(all.turn, { id: 'r0000', step: 'manager', person: zhou.email }));
    const count = await sendReminders(all.services, forms, { limit: 7, budgetMs: 20_000 });
    expect(count).toEqual({ read: 231, sent: 231, dropped: 0, putOff: 0, notices: 3 });
  });

  it('it does not begin with anybody when its time is up, and goes on the next time', async () => {
    const all = await remindersWorld(['row-1']);
    await put(all, of(all.turn));
    expect(await sendReminders(all.services, forms, { limit: 50, budgetMs: 0 })).toMatchObject({
      read: 1,
      sent: 0,
    });
    expect(await run(all)).toMatchObject({ sent: 1 });
  });

  it('the delivery is woken when there is something to deliver', async () => {
    const all = await remindersWorld(['row-1']);
    let woken = 0;
    const services = {
      ...all.services,
      wakeDelivery: () => {
        woken += 1;
      },
    };
    await sendReminders(services, forms, options);
    expect(woken).toBe(0);
    await put(all, of(all.turn));
    await sendReminders(services, forms, options);
    expect(woken).toBe(1);
  });
});

describe('staff are told', () => {
  const phone = '+8613900001111';
  const channels = async (person: Partial<Staff>, step: Reminder['step'], escalateBySms = true) => {
    const reader = step === 'late' ? chen : zhou;
    const staff = everybody.map((one) => (one === reader ? { ...one, ...person } : one));
    const reminders = { ...testSettings.reminders, escalateBySms };
    const all = await remindersWorld(['row-1'], { staff, settings: { reminders } });
    await put(all, of(all.turn, { step, person: reader.email }));
    await run(all);
    return (await told(all)).map(({ channel, to, instead }) => [channel, to, instead?.to]).sort();
  };
  const emailTo = ({ email }: Staff) => ['email', email, undefined];
  const sms = ['sms', phone, undefined];

  it('as they chose, and by email where they have no phone', async () => {
    expect(await channels({ phone }, 'late')).toEqual([emailTo(chen)]);
    expect(await channels({ phone, channel: 'sms' }, 'late')).toEqual([['sms', phone, chen.email]]);
    expect(await channels({ phone, channel: 'both' }, 'late')).toEqual([emailTo(chen), sms]);
    expect(await channels({ channel: 'sms' }, 'late')).toEqual([emailTo(chen)]);
    expect(await channels({ channel: 'both' }, 'late')).toEqual([emailTo(chen)]);
  });

  it('by SMS as well of what is brought before them, if so set', async () => {
    expect(await channels({ phone }, 'head')).toEqual([emailTo(zhou), sms]);
    expect(await channels({ phone }, 'manager')).toEqual([emailTo(zhou), sms]);
    expect(await channels({ phone }, 'manager', false)).toEqual([emailTo(zhou)]);
    expect(await channels({}, 'manager')).toEqual([emailTo(zhou)]);
  });

  it.each<[string, SendOutcome, boolean]>([
    ['was not delivered', { outcome: 'accepted', providerId: 'P1' }, true],
    [
      'had been stopped by a STOP to that number',
      { outcome: 'permanent', code: '21610', reason: 'opted-out' },
      false,
    ],
  ])('by email at once, at night too, where the SMS %s', async (_, outcome, reported) => {
    const staff = everybody.map((one): Staff => (one === chen ? { ...chen, phone, channel: 'sms' } : one));
    const all = await remindersWorld(['row-1'], { staff });
    await put(all, of(all.turn));
    await run(all);
    all.at('2026-03-17T15:00:00.000Z');
    const services = { ...all.services, sms: { send: async () => outcome } };
    const deliver = () =>
      deliverNotices(services, forms, { limit: 50, concurrency: 1, budgetMs: 0, random: () => 0 });
    await deliver();
    const [sms] = await told(all);
    if (reported)
      await recordDelivery(services, forms, {
        noticeId: sms?.id ?? '',
        providerId: 'P1',
        status: 'undelivered',
      });
    await deliver();
    expect(all.sent.mails).toMatchObject([{ to: chen.email, subject: '工作提醒：已逾期1项' }]);
  });
});
