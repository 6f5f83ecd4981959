import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { languages } from '../../functions/src/forms/label';
import { noticeKinds, recipients } from '../../functions/src/forms/notice-rule';
import { order } from '../../functions/src/forms/order';
import { plainText } from '../../functions/src/rules/message-facts';
import { message } from '../../functions/src/rules/messages';
import type { StoredRecord, Value } from '../../functions/src/rules/record';
import { smsLength } from '../../functions/src/rules/sms-segments';
import { shippedOrder } from '../support/shipped-order';

const china = {
  language: 'zh-CN',
  zone: 'Asia/Shanghai',
  company: '全友家居',
  recipientPhone: '+8613800138000',
} as const;
const sms = (kind: (typeof noticeKinds)[number], record: StoredRecord, context: typeof china = china) =>
  message(kind, 'dealer', order, record, context).sms;

const received = (changes: Record<string, Value>) =>
  shippedOrder({
    confirmedAt: '2026-03-18T08:00:00.000Z',
    arrivedAt: '2026-03-18T06:30:00.000Z',
    ...changes,
  });

describe('the dealer reads on the phone', () => {
  it('that the order is registered, under which number, and what comes next', () => {
    expect(sms('order-registered', shippedOrder())).toBe(
      '【全友家居】您的订货单已收到，编号DH2026-0001，货款到账后会再通知您。',
    );
  });

  it('how much arrived on which local day', () => {
    expect(
      sms('payment-confirmed', shippedOrder({ paidAt: '2026-03-13T16:30:00.000Z', amount: 8888.5 })),
    ).toBe('【全友家居】您的订单DH2026-0001货款8888.50元已于3月14日到账，发货后会再通知您。');
  });

  it('delivery note, quantity, driver with phone and expected arrival, in one segment', () => {
    const text = sms('goods-shipped', shippedOrder());
    expect(text).toBe(
      '【全友家居】订单DH2026-0001已发货：发货单FH0316，15件，专车张师傅 13700137000，预计3月18日14:00到。',
    );
    expect(smsLength(text).segments).toBe(1);
  });

  it("the carrier's phone even where its name is unknown, and what is still owed", () => {
    const owed = [{ product: '茶几', quantity: 2 }];
    const byRail = { transport: 'consignment', driverName: undefined, driverPhone: undefined };
    expect(sms('goods-shipped', shippedOrder({ ...byRail, logisticsPhone: '+8657188886666', owed }))).toBe(
      '【全友家居】订单DH2026-0001已发货：发货单FH0316，15件，托运，电话057188886666，预计3月18日14:00到，尚欠茶几×2，随后补发。',
    );
  });

  it.each([
    [
      'name and phone',
      { carrier: '顺丰国际物流', carrierPhone: '+8675588886666' },
      '零担，顺丰国际物流 075588886666，预计',
    ],
    ['the name alone', { carrier: '顺丰国际物流' }, '零担，顺丰国际物流，预计'],
    ['the phone alone', { carrierPhone: '+8675588886666' }, '零担，电话075588886666，预计'],
    ['neither', {}, '零担，预计'],
  ])('the carrier by %s, with a mark between what would run together', (_known, carrier, text) => {
    const none = { driverName: undefined, driverPhone: undefined };
    expect(sms('goods-shipped', shippedOrder({ ...none, transport: 'part-load', ...carrier }))).toContain(
      text,
    );
  });

  it.each([
    [{ driverName: undefined }, '专车，电话13700137000，预计'],
    [{ driverPhone: undefined }, '专车张师傅，预计'],
  ])('the driver as far as they are known: %j', (driver, text) => {
    expect(sms('goods-shipped', shippedOrder(driver))).toContain(`15件，${text}`);
  });

  it('at most three of many lines that are owed', () => {
    const owed = ['沙发', '茶几', '床', '椅'].map((product, index) => ({ product, quantity: index + 1 }));
    expect(sms('goods-shipped', shippedOrder({ owed }))).toContain('尚欠沙发×1、茶几×2、床×3等4种，随后补发');
  });

  it('which shipment of the order it is, from the second on', () => {
    expect(sms('goods-shipped', { ...shippedOrder(), batch: 2 })).toContain('订单DH2026-0001（第2批）已发货');
  });

  it.each([
    ['good', '已于3月18日14:30到货，货物完好。感谢您的支持！'],
    ['settled', '已于3月18日14:30到货，收货问题已解决。感谢您的支持！'],
    ['damaged', '已于3月18日14:30到货，您反馈的问题（破损）已登记，我们会尽快与您联系处理。'],
    ['other', '已于3月18日14:30到货，您反馈的问题已登记，我们会尽快与您联系处理。'],
  ])('after a receipt that was %s, what fits it', (condition, text) => {
    expect(sms('receipt-confirmed', received({ condition }))).toBe(`【全友家居】您的订单DH2026-0001${text}`);
  });
});

it.each(languages)('a receipt with a problem is announced as one in %s', (language) => {
  const subject = (condition: string) =>
    message('receipt-confirmed', 'dealer', order, received({ condition }), { ...china, language }).email
      .subject;
  expect(subject('damaged')).not.toBe(subject('good'));
  expect(subject('damaged')).toMatch(/收货问题|收貨問題|problem/);
});

it('the sales manager reads which dealer it is about', () => {
  const text = message('goods-shipped', 'sales-manager', order, shippedOrder(), china).sms;
  expect(text).toMatch(/^【全友家居】经销商李建国的订单DH2026-0001已发货：/);
});

it('an email greets by name, lists the details line by line and says so when nothing is owed', () => {
  expect(message('goods-shipped', 'dealer', order, shippedOrder(), china).email).toEqual({
    subject: '已发货：订单DH2026-0001',
    text: [
      '李建国，您好！',
      '',
      '您的订单DH2026-0001已发货。',
      '',
      '发货单号：FH0316',
      '货物数量：15件',
      '运输方式：专车',
      '司机：张师傅',
      '联系电话：13700137000',
      '预计送到时间：3月18日14:00',
      '欠发货物：无',
      '',
      '全友家居',
      '',
    ].join('\n'),
  });
});

it('an email leaves out what the record does not know', () => {
  const record = shippedOrder({ driverName: undefined, expectedArrival: undefined });
  const { text } = message('goods-shipped', 'dealer', order, record, china).email;
  expect(text).not.toMatch(/司机|预计|undefined/);
});

it('a dealer in Taiwan reads traditional characters, dials the driver from abroad and may answer', () => {
  const text = message('goods-shipped', 'dealer', order, shippedOrder(), {
    ...china,
    language: 'zh-TW',
    recipientPhone: '+886912345678',
  }).sms;
  expect(text).toBe(
    '【全友家居】訂單DH2026-0001已出貨：出貨單FH0316，15件，專車张师傅 +8613700137000，預計3月18日14:00到。收貨無誤請回1，有問題請回2，拒收簡訊請回STOP。',
  );
});

it('a dealer in Taiwan reads what has not left yet in the words of what has', () => {
  const record = shippedOrder({ owed: [{ product: '茶几', quantity: 2 }] });
  const context = { ...china, language: 'zh-TW' } as const;
  const { sms, email } = message('goods-shipped', 'dealer', order, record, context);
  expect(sms).toContain('，尚未出貨：茶几×2，隨後補出貨。');
  expect(email.text).toContain('尚未出貨：茶几×2');
  expect(message('goods-shipped', 'dealer', order, shippedOrder(), context).email.text).toContain(
    '尚未出貨：無',
  );
});

it('an English SMS keeps to letters that cost little', () => {
  const record = shippedOrder({ driverName: 'Li Wei', owed: [{ product: 'Sofa', quantity: 2 }] });
  const text = message('goods-shipped', 'dealer', order, record, {
    language: 'en',
    zone: 'Asia/Shanghai',
    company: 'Quanyou',
  }).sms;
  expect(text).toBe(
    'Quanyou: Your order DH2026-0001 has left: delivery note FH0316, qty 15, dedicated truck, driver Li Wei +8613700137000, expected 18 Mar 14:00. To follow: Sofa x 2.',
  );
  expect(smsLength(text).encoding).toBe('gsm-7');
});

describe('how to answer', () => {
  const english = { ...china, language: 'en', company: 'Quanyou Home Furniture' } as const;
  const to = (recipientPhone: string, recipient: 'dealer' | 'sales-manager' = 'dealer') =>
    message('goods-shipped', recipient, order, shippedOrder({ driverName: 'Li Wei' }), {
      ...english,
      recipientPhone,
    });

  it('stands at the end of an SMS abroad, which stays within two segments', () => {
    const { sms: text } = to('+12025550123');
    expect(text).toMatch(/14:00\. Reply 1 = all in order, 2 = problem, STOP = no more SMS\.$/);
    expect(smsLength(text)).toMatchObject({ encoding: 'gsm-7', segments: 2 });
  });

  it('stands in the first message of an order as far as refusing goes, which is one segment still', () => {
    const first = message('order-registered', 'dealer', order, shippedOrder(), {
      ...english,
      recipientPhone: '+12025550123',
    });
    expect(first.sms).toMatch(/has arrived\. Reply STOP for no more SMS\.$/);
    expect(smsLength(first.sms)).toMatchObject({ encoding: 'gsm-7', segments: 1 });
    expect(first.email.text).not.toContain('STOP');
    const again = received({ condition: 'good' });
    const others = (['sales-manager', 'dealer'] as const).map((recipient) =>
      message('order-registered', recipient, order, again, { ...english, recipientPhone: '+12025550123' }),
    );
    expect(others.map(({ sms: text }) => text.includes('STOP'))).toEqual([false, true]);
    expect(sms('order-registered', shippedOrder())).not.toMatch(/STOP|退订/);
  });

  it.each([
    ['to mainland China, from where no answer comes', () => to('+8613800138000').sms],
    ['to a sales manager', () => to('+12025550123', 'sales-manager').sms],
    ['in an email', () => to('+12025550123').email.text],
    ['of a payment', () => message('payment-confirmed', 'dealer', order, shippedOrder(), english).sms],
  ])('is not said %s', (_where, text) => {
    expect(text()).not.toMatch(/Reply|STOP/);
  });
});

describe('the service phone', () => {
  const of = (servicePhone: string | undefined, recipientPhone: string, language: 'zh-CN' | 'zh-TW' | 'en') =>
    message('goods-shipped', 'dealer', order, shippedOrder(), {
      ...china,
      language,
      recipientPhone,
      servicePhone,
    });

  it.each([
    ['zh-CN', '+8613800138000', '到。客服075512345678。', '如有疑问，请致电075512345678。'],
    ['zh-TW', '+886912345678', '到。客服+8675512345678。收貨', '如有疑問，請致電+8675512345678。'],
    [
      'en',
      '+12025550123',
      '. Help: +8675512345678. Reply',
      'If you have any questions, please call +8675512345678.',
    ],
  ] as const)(
    'is told as it is dialled, in the SMS of a shipment and at the end of an email: %s',
    (language, to, short, long) => {
      const { sms: text, email } = of('+8675512345678', to, language);
      expect(text).toContain(short);
      expect(email.text).toContain(`\n\n${long}\n\n全友家居\n`);
    },
  );

  it('that is not set costs nothing and leaves no gap', () => {
    const { sms: text, email } = of(undefined, '+8613800138000', 'zh-CN');
    expect(text).toMatch(/14:00到。$/);
    expect(email.text).toMatch(/欠发货物：无\n\n全友家居\n$/);
  });

  it('stands in every email to dealers, and in none to our own sales managers', () => {
    for (const kind of noticeKinds) {
      const said = recipients.map((recipient) =>
        message(kind, recipient, order, received({ condition: 'good' }), {
          ...china,
          servicePhone: '+8675512345678',
        }).email.text.includes('请致电075512345678'),
      );
      expect([kind, said]).toEqual([kind, recipients.map((recipient) => recipient === 'dealer')]);
    }
  });
});

it('an extension is dialled after a hyphen, at home and from abroad', () => {
  const record = shippedOrder({ driverPhone: '+8675788886666;ext=801' });
  const abroad = { ...china, recipientPhone: '+886912345678' };
  expect(message('goods-shipped', 'dealer', order, record, china).sms).toContain('张师傅 075788886666-801，');
  expect(message('goods-shipped', 'dealer', order, record, abroad).sms).toContain('+8675788886666-801，');
});

describe('a message that a manager has worded', () => {
  const own = {
    sms: '{编号}于{到货时间}到货',
    subject: '到货[：{收货说明}]',
    body: '{编号}\n[说明：{收货说明}]',
  };
  const worded = (texts: Partial<typeof own>, changes: Record<string, Value> = {}) =>
    message('receipt-confirmed', 'dealer', order, received({ condition: 'good', ...changes }), {
      ...china,
      templates: { 'receipt-good~dealer~zh-CN': { ...own, ...texts } },
    });

  it('reads as worded, signed by the system', () => {
    expect(worded({}, { conditionNotes: '很好' })).toEqual({
      sms: '【全友家居】DH2026-0001于3月18日14:30到货',
      email: { subject: '到货：很好', text: 'DH2026-0001\n说明：很好\n' },
    });
  });

  it('is that of its own kind only: a receipt with a problem has its own', () => {
    expect(worded({}, { condition: 'damaged' }).sms).toContain('您反馈的问题（破损）已登记');
  });

  it.each([
    ['names a placeholder that there is no more', '{单号}'],
    ['names one that this notice has no value for', '{编号}{金额}'],
    ['has a brace that is never closed', '{编号'],
    ['is empty', ' '],
    ['says nothing of this record', '[{收货说明}]'],
  ])('is the built-in one where it %s, part by part', (_why, sms) => {
    const { sms: text, email } = worded({ sms });
    expect(text).toBe('【全友家居】您的订单DH2026-0001已于3月18日14:30到货，货物完好。感谢您的支持！');
    expect(email.subject).toBe('到货');
  });

  it('loses a link that comes about only where a value meets the words after it', () => {
    const sms = '{编号}于{到货时间}到货：{收货说明}com';
    expect(worded({ sms }, { conditionNotes: '见 evil.' }).sms).toBe(
      '【全友家居】DH2026-0001于3月18日14:30到货：见 ',
    );
  });

  it('keeps an SMS and a subject on one line', () => {
    const { sms: text, email } = worded({ sms: '{编号}\n{到货时间}', subject: '到货\n{编号}' });
    expect(text).toBe('【全友家居】DH2026-0001 3月18日14:30');
    expect(email.subject).toBe('到货 DH2026-0001');
  });
});

describe('whatever was typed', () => {
  it('loses links, forged sender names and line breaks', () => {
    expect(plainText('顺达物流 www.shunda.com/track?id=1 【银行】\n请付款')).toBe('顺达物流 银行 请付款');
    expect(plainText('见https://a.cn/b的说明')).toBe('见的说明');
  });

  it.each([
    ['which only the brackets kept apart', 'evil.【】com', ''],
    ['which only cutting makes', `${'货'.repeat(29)}evil.com1unication`, `${'货'.repeat(29)}evil.c...`],
    ['behind an underscore', '_evil.com', '_'],
  ])('loses a link %s', (_which, typed, text) => {
    expect(plainText(typed)).toBe(text);
  });

  it('has round brackets for braces, which would look like a gap in the message', () => {
    expect(plainText('沙发{编号}｛A1｝')).toBe('沙发(编号)(A1)');
  });

  it('is cut to what costs as much as 40 characters, never inside one', () => {
    expect(plainText('🚚'.repeat(21))).toBe(`${'🚚'.repeat(18)}...`);
    expect(plainText('🚚'.repeat(20))).toBe('🚚'.repeat(20));
  });

  it('keeps sizes and weights, which are no links', () => {
    expect(plainText('1.8米床 3.5kg')).toBe('1.8米床 3.5kg');
  });

  it('leaves every message short, on one line, signed once and free of links', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 2000 }),
      fc.webUrl(),
      fc.constant('【中国银行】请点 http://evil.example/x'),
    );
    fc.assert(
      fc.property(
        typed,
        typed,
        fc.array(fc.record({ product: typed, quantity: fc.nat(999) }), { maxLength: 50 }),
        fc.constantFrom(...languages),
        fc.constantFrom(...noticeKinds),
        fc.constantFrom(...recipients),
        (name, carrier, owed, language, kind, recipient) => {
          const record = received({ dealerName: name, driverName: carrier, owed, condition: 'short' });
          const text = message(kind, recipient, order, record, { ...china, language });
          expect(text.sms).not.toMatch(/\n|https?:|undefined|NaN/);
          expect(text.sms.match(/【/g) ?? []).toHaveLength(language === 'en' ? 0 : 1);
          expect(smsLength(text.sms).segments).toBeLessThanOrEqual(8);
          expect(text.email.subject).not.toMatch(/\n/);
        },
      ),
    );
  });
});
