import { describe, expect, it } from '@jest/globals';
import { languages } from '../../functions/src/forms/label';
import { order } from '../../functions/src/forms/order';
import { message } from '../../functions/src/rules/messages';
import { smsLength } from '../../functions/src/rules/sms-segments';
import { china, received, sms } from '../support/order-message';
import { shippedOrder } from '../support/shipped-order';

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

it('an extension is dialled after a hyphen, at home and from abroad', () => {
  const record = shippedOrder({ driverPhone: '+8675788886666;ext=801' });
  const abroad = { ...china, recipientPhone: '+886912345678' };
  expect(message('goods-shipped', 'dealer', order, record, china).sms).toContain('张师傅 075788886666-801，');
  expect(message('goods-shipped', 'dealer', order, record, abroad).sms).toContain('+8675788886666-801，');
});
