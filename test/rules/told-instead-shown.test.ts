import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import { standsAfter } from '../../functions/src/rules/message-stands';
import type { Notice } from '../../functions/src/rules/notice';
import type { MessageStand } from '../../functions/src/rules/record';
import { rowMessages } from '../../functions/src/rules/row-messages';
import { accepted, failed, noticeOf, undelivered } from '../support/notice-stored';
import { settings, shippedOrder } from '../support/shipped-order';

const now = '2026-03-16T06:30:00.000Z';
const email = noticeOf({ channel: 'email' });
const smsAfter = { id: `${email.id}~sms-after-email`, channel: 'sms', createdAt: now } as const;

/** The 通知 cell of an order with these notices. */
function cell(...notices: readonly Notice[]): readonly string[] {
  const messages: Record<string, MessageStand> = standsAfter({}, notices) ?? {};
  const { zone, quietHours } = settings;
  return rowMessages(
    order,
    { ...shippedOrder(), messages },
    { now, zone, quietHours, language: 'zh-CN' },
  ).split('\n');
}

describe('an email that did not arrive', () => {
  const lost = noticeOf({ channel: 'email', ...undelivered, code: '550 5.1.1' });

  it('needs nobody once the SMS in its place has left, and somebody before', () => {
    expect(cell(lost, noticeOf(smsAfter))).toEqual([
      '⚠ 发货 → 经销商：邮件被退回：邮箱不存在，将改发短信',
      '发货：经销商待发送',
    ]);
    expect(cell(lost, noticeOf({ ...smsAfter, ...accepted }))).toEqual(['发货：经销商已改发短信']);
  });

  it('says that the SMS did not arrive either, by what is to be done about that', () => {
    const sms = noticeOf({ ...smsAfter, ...failed, settledAt: now });
    expect(cell(lost, sms)[0]).toBe('⚠ 发货 → 经销商：号码有误，请核对');
  });

  it('says that they refuse SMS', () => {
    const sms = noticeOf({ ...smsAfter, state: 'suppressed', reason: 'opted-out' });
    expect(cell(lost, sms)[0]).toBe('⚠ 发货 → 经销商：邮件被退回：邮箱不存在，短信已退订，请打电话');
  });
});

describe('a desk phone', () => {
  const desk = noticeOf({ state: 'suppressed', reason: 'landline', to: '+8675788886666' });

  it('is for the clerk, where the order has a blank for the call', () => {
    expect(cell(desk)).toEqual(['⚠ 发货 → 经销商：座机收不到短信，请打电话', '发货：经销商座机，未发短信']);
  });

  it('is said without an alarm of what nobody need phone about', () => {
    expect(
      cell({ ...desk, id: desk.id.replace('goods-shipped', 'order-registered'), kind: 'order-registered' }),
    ).toEqual(['收到订单：经销商座机，未发短信']);
  });
});
