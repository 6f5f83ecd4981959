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
      '【全友家居】订单DH2026-0001已发货：发货单FH0316，15件，专车张师傅13700137000，预计3月18日 14:00到。',
    );
    expect(smsLength(text).segments).toBe(1);
  });

  it("the carrier's phone even where its name is unknown, and what is still owed", () => {
    const owed = [{ product: '茶几', quantity: 2 }];
    const byRail = { transport: 'consignment', driverName: undefined, driverPhone: undefined };
    expect(sms('goods-shipped', shippedOrder({ ...byRail, logisticsPhone: '+8657188886666', owed }))).toBe(
      '【全友家居】订单DH2026-0001已发货：发货单FH0316，15件，托运，电话057188886666，预计3月18日 14:00到，尚欠茶几×2，随后补发。',
    );
  });

  it('at most three of many lines that are owed', () => {
    const owed = ['沙发', '茶几', '床', '椅'].map((product, index) => ({ product, quantity: index + 1 }));
    expect(sms('goods-shipped', shippedOrder({ owed }))).toContain('尚欠沙发×1、茶几×2、床×3等4种，随后补发');
  });

  it('which shipment of the order it is, from the second on', () => {
    expect(sms('goods-shipped', { ...shippedOrder(), batch: 2 })).toContain('订单DH2026-0001（第2批）已发货');
  });

  it.each([
    ['good', '已于3月18日 14:30到货，货物完好。感谢您的支持！'],
    ['settled', '已于3月18日 14:30到货，收货问题已解决。感谢您的支持！'],
    ['damaged', '已于3月18日 14:30到货，您反馈的问题（破损）已登记，我们会尽快与您联系处理。'],
    ['other', '已于3月18日 14:30到货，您反馈的问题已登记，我们会尽快与您联系处理。'],
  ])('after a receipt that was %s, what fits it', (condition, text) => {
    expect(sms('receipt-confirmed', received({ condition }))).toBe(`【全友家居】您的订单DH2026-0001${text}`);
  });
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
      '货物数量：15',
      '运输方式：专车',
      '司机：张师傅',
      '联系电话：13700137000',
      '预计送到时间：3月18日 14:00',
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

it('a dealer in Taiwan reads traditional characters and dials the driver from abroad', () => {
  const text = message('goods-shipped', 'dealer', order, shippedOrder(), {
    ...china,
    language: 'zh-TW',
    recipientPhone: '+886912345678',
  }).sms;
  expect(text).toBe(
    '【全友家居】訂單DH2026-0001已出貨：發貨單FH0316，15件，專車张师傅+8613700137000，預計3月18日 14:00到。',
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
    'Quanyou: Your order DH2026-0001 has left: delivery note FH0316, qty 15, dedicated truck, driver Li Wei +8613700137000, expected 18 Mar 14:00. Still to follow: Sofa x 2.',
  );
  expect(smsLength(text).encoding).toBe('gsm-7');
});

describe('whatever was typed', () => {
  it('loses links, forged sender names and line breaks', () => {
    expect(plainText('顺达物流 www.shunda.com/track?id=1 【银行】\n请付款')).toBe('顺达物流 银行 请付款');
    expect(plainText('见https://a.cn/b的说明')).toBe('见的说明');
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
          expect(smsLength(text.sms).segments).toBeLessThanOrEqual(10);
          expect(text.email.subject).not.toMatch(/\n/);
        },
      ),
    );
  });
});
