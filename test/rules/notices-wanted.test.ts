import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';
import { type NoticeContext, noticesWanted } from '../../functions/src/rules/notices-wanted';
import type { Value } from '../../functions/src/rules/record';
import { salesManager, settings, shippedOrder, uncompleted } from '../support/shipped-order';

const context: NoticeContext = { now: '2026-03-16T06:10:00.000Z', settings, staff: [salesManager] };

/** What is wanted when the goods have been let out, with these changes to the order. */
function wanted(
  changes: Readonly<Record<string, Value | undefined>> = {},
  other: Partial<typeof context> = {},
): Notice[] {
  const record = shippedOrder(changes);
  return noticesWanted(order, uncompleted(record, 'release'), record, { ...context, ...other });
}
const toDealer = (...args: Parameters<typeof wanted>) =>
  wanted(...args).filter(({ recipient }) => recipient === 'dealer');
const toManager = (...args: Parameters<typeof wanted>) =>
  wanted(...args).filter(({ recipient }) => recipient === 'sales-manager');

describe('a stage that becomes complete', () => {
  it('calls for one notice to each recipient, which fills the blank of its own recipient', () => {
    expect(wanted().map(({ id, state, fills, dueAt }) => ({ id, state, fills, dueAt }))).toEqual([
      {
        id: 'order~row-1~goods-shipped~dealer~sms~1',
        state: 'pending',
        fills: 'dealerToldAt',
        dueAt: context.now,
      },
      {
        id: 'order~row-1~goods-shipped~sales-manager~sms~1',
        state: 'pending',
        fills: 'managerToldAt',
        dueAt: context.now,
      },
    ]);
  });

  it('stores exactly what is sent, where to, and how many segments it costs', () => {
    const [notice] = toDealer();
    expect(notice).toMatchObject({ to: '+8613800138000', channel: 'sms', language: 'zh-CN', segments: 1 });
    expect(notice?.text).toContain('发货单FH0316');
    expect(noticeSchema.parse(notice)).toEqual(notice);
  });

  it('keeps what was said, by which a change is known to correct it', () => {
    expect(toDealer()[0]?.says).toMatchObject({ dealerName: '李建国', deliveryNote: 'FH0316', quantity: 15 });
    expect(toDealer()[0]?.says).not.toHaveProperty('dealerPhone');
  });

  it('calls for nothing when it was complete before, or still is not', () => {
    const record = shippedOrder();
    expect(noticesWanted(order, record, { ...record, revision: 8 }, context)).toEqual([]);
    const open = uncompleted(record, 'release');
    expect(noticesWanted(order, open, open, context)).toEqual([]);
  });

  it('calls for the notices of every stage when a whole order is pasted at once', () => {
    const kinds = noticesWanted(order, undefined, shippedOrder(), context).map(({ kind }) => kind);
    expect([...new Set(kinds)]).toEqual(['order-registered', 'payment-confirmed', 'goods-shipped']);
  });

  it('tells of a further shipment, but not once more of the order and the payment it belongs to', () => {
    const record = { ...shippedOrder(), key: 'row-2', batch: 2, parent: 'order~row-1' };
    const ids = noticesWanted(order, undefined, record, context).map(({ id }) => id);
    expect(ids).toEqual([
      'order~row-2~goods-shipped~dealer~sms~1',
      'order~row-2~goods-shipped~sales-manager~sms~1',
    ]);
  });

  it('in quiet hours waits for the morning', () => {
    const night = { now: '2026-03-16T14:30:00.000Z' };
    expect(wanted({}, night).map(({ dueAt }) => dueAt)).toEqual([
      '2026-03-17T00:00:00.000Z',
      '2026-03-17T00:00:00.000Z',
    ]);
  });
});

describe('a recipient abroad', () => {
  it.each([
    ['+886912345678', 'TW', '2026-03-16T06:10:00.000Z'],
    // Ten past two at night in New York: America waits until it is eight in Hawaii.
    ['+14155550100', 'US', '2026-03-16T18:00:00.000Z'],
  ])('with the phone %s is told when it is day there', (dealerPhone, country, dueAt) => {
    expect(toDealer({ dealerPhone })).toMatchObject([{ country, dueAt }]);
  });

  it('without a phone is of no country, and sleeps by the company’s clocks', () => {
    const [notice] = toDealer({ dealerPhone: undefined, dealerEmail: 'li@example.com' });
    expect(notice).not.toHaveProperty('country');
    expect(notice?.dueAt).toBe(context.now);
  });
});

describe('the dealer', () => {
  const dealerEmail = 'li@example.com';
  const channels = (changes: Readonly<Record<string, Value | undefined>>) =>
    toDealer(changes).map(({ channel, to, state }) => [channel, to, state]);

  it('who chose nothing gets an SMS, and the email only if the SMS does not arrive', () => {
    const [notice, ...more] = toDealer({ dealerEmail });
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ channel: 'sms', instead: { to: dealerEmail } });
    expect(notice?.instead?.text).toContain('发货单号：FH0316');
  });

  it('who chose email gets an email with a subject', () => {
    expect(toDealer({ dealerEmail, channel: 'email' })).toMatchObject([
      { channel: 'email', to: dealerEmail, subject: '已发货：订单DH2026-0001', segments: 0 },
    ]);
  });

  it('who chose both gets both, each under its own id, and no third one instead', () => {
    const notices = toDealer({ dealerEmail, channel: 'both' });
    expect(notices.map(({ id }) => id)).toEqual([
      'order~row-1~goods-shipped~dealer~sms~1',
      'order~row-1~goods-shipped~dealer~email~1',
    ]);
    expect(notices.every(({ instead }) => instead === undefined)).toBe(true);
  });

  it('whose chosen channel has no address is told on the other', () => {
    expect(channels({ channel: 'email' })).toEqual([['sms', '+8613800138000', 'pending']]);
    expect(channels({ channel: 'both' })).toEqual([['sms', '+8613800138000', 'pending']]);
    expect(channels({ dealerPhone: undefined, dealerEmail, channel: 'sms' })).toEqual([
      ['email', dealerEmail, 'pending'],
    ]);
  });

  it('who chose email first and has a mobile gets an SMS only if the email does not arrive', () => {
    const [notice, ...more] = toDealer({ dealerEmail, channel: 'email' });
    expect(more).toEqual([]);
    expect(notice?.instead).toEqual({
      to: '+8613800138000',
      text: expect.stringContaining('发货单FH0316'),
    });
    expect(noticeSchema.parse(notice)).toEqual(notice);
    expect(toDealer({ dealerPhone: undefined, dealerEmail, channel: 'email' })[0]?.instead).toBeUndefined();
  });

  it('whose chosen channel has no address is told on the other, and by nothing else if that fails', () => {
    for (const changes of [{ channel: 'email' }, { dealerPhone: undefined, dealerEmail, channel: 'sms' }])
      expect(toDealer(changes)[0]?.instead).toBeUndefined();
  });

  it('who has no address at all gets a suppressed notice that says why', () => {
    expect(toDealer({ dealerPhone: undefined })).toMatchObject([
      { state: 'suppressed', reason: 'no-address', to: '' },
    ]);
  });

  it('chooses as on an earlier order what this one leaves open; its own cells come first', () => {
    const mark = { at: '2026-03-01T00:00:00.000Z', by: 'zhou@gendan.example' };
    const prefers = { channel: { is: 'email', ...mark }, language: { is: 'en', ...mark } } as const;
    const told = (changes: Readonly<Record<string, Value>>) =>
      toDealer({ dealerEmail, ...changes }, { prefers }).map(({ channel, language }) => [channel, language]);
    expect(told({})).toEqual([['email', 'en']]);
    expect(told({ channel: 'sms' })).toEqual([['sms', 'en']]);
    expect(told({ channel: 'both', language: 'zh-TW' })).toEqual([
      ['sms', 'zh-TW'],
      ['email', 'zh-TW'],
    ]);
    expect(toManager({ dealerEmail }, { prefers })).toMatchObject([{ channel: 'sms', language: 'zh-CN' }]);
  });

  it.each([
    ['+8613800138000', undefined, 'zh-CN'],
    ['+886912345678', undefined, 'zh-TW'],
    ['+85261234567', undefined, 'zh-TW'],
    ['+85362123456', undefined, 'zh-TW'],
    ['+14155550100', undefined, 'en'],
    ['+8613800138000', 'en', 'en'],
    ['+14155550100', 'zh-CN', 'zh-CN'],
  ])('with the phone %s and the choice %s reads %s', (dealerPhone, language, reads) => {
    expect(toDealer({ dealerPhone, language })[0]?.language).toBe(reads);
  });
});

describe('a desk phone', () => {
  const desk = '+8675788886666';

  it.each([desk, `${desk};ext=801`])(
    '%s gets no SMS: the email goes, in its country’s hours',
    (dealerPhone) => {
      const [notice, ...more] = toDealer({ dealerPhone, dealerEmail: 'li@example.com', channel: 'sms' });
      expect(more).toEqual([]);
      expect(notice).toMatchObject({
        channel: 'email',
        to: 'li@example.com',
        country: 'CN',
        language: 'zh-CN',
      });
      expect(notice?.instead).toBeUndefined();
    },
  );

  it('follows no email that fails', () => {
    const [notice] = toDealer({ dealerPhone: desk, dealerEmail: 'li@example.com', channel: 'email' });
    expect(notice).toMatchObject({ channel: 'email' });
    expect(notice?.instead).toBeUndefined();
  });

  it.each([undefined, 'sms', 'email', 'both'])(
    'without an email, by choice %s, leaves a suppressed notice by which the clerk knows whom to phone',
    (channel) => {
      const [notice, ...more] = toDealer({ dealerPhone: desk, channel });
      expect(more).toEqual([]);
      expect(notice).toMatchObject({ channel: 'sms', state: 'suppressed', reason: 'landline', to: desk });
      expect(noticeSchema.parse(notice)).toEqual(notice);
    },
  );

  it('of the sales manager: the email that the staff list knows goes at once', () => {
    const manager = { ...salesManager, phone: desk };
    expect(toManager({ salesManagerPhone: desk }, { staff: [manager] })).toMatchObject([
      { channel: 'email', to: salesManager.email },
    ]);
  });
});

describe('the sales manager', () => {
  it('who is on the staff list reads in their own language and has their address for an SMS that fails', () => {
    expect(toManager({}, { staff: [{ ...salesManager, language: 'en' }] })).toMatchObject([
      { channel: 'sms', to: salesManager.phone, language: 'en', instead: { to: salesManager.email } },
    ]);
  });

  it('who is not, or no more, on the staff list is told by SMS in the language of the company', () => {
    for (const staff of [[], [{ ...salesManager, active: false }]]) {
      const [notice] = toManager({}, { staff });
      expect(notice).toMatchObject({ channel: 'sms', language: 'zh-CN' });
      expect(notice?.instead).toBeUndefined();
    }
  });
});
