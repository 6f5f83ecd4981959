import { describe, expect, it } from '@jest/globals';
import { languages } from '../../functions/src/forms/label';
import { order } from '../../functions/src/forms/order';
import { asCorrection, withoutCorrection } from '../../functions/src/rules/correction-texts';
import { noticesWanted } from '../../functions/src/rules/notices-wanted';
import type { Value } from '../../functions/src/rules/record';
import { smsLength } from '../../functions/src/rules/sms-segments';
import { salesManager, settings, shippedOrder } from '../support/shipped-order';

const context = { now: '2026-03-16T06:10:00.000Z', settings, staff: [salesManager] };

function shipped(changes: Readonly<Record<string, Value>>) {
  const notice = noticesWanted(order, undefined, shippedOrder(changes), context).find(
    ({ kind, recipient }) => kind === 'goods-shipped' && recipient === 'dealer',
  );
  if (!notice) throw new Error('nobody is told');
  return notice;
}

describe('a correction', () => {
  it.each([
    ['zh-CN', /^【全友家居】更正：订单/],
    ['zh-TW', /^【全友家居】更正：訂單/],
    ['en', /^全友家居: Correction: Your order/],
  ])('by SMS in %s says so behind the sender’s name', (language, begins) => {
    const notice = asCorrection(shipped({ language }), settings);
    expect(notice.text).toMatch(begins);
    expect(notice.segments).toBe(smsLength(notice.text).segments);
  });

  it.each([
    ['zh-CN', '更正：已发货', '更正：此前发给您的通知内容有误，请以本邮件为准。\n\n李建国，您好！'],
    ['zh-TW', '更正：已出貨', '更正：此前寄給您的通知內容有誤，請以本郵件為準。\n\n李建国'],
    ['en', 'Correction: ', 'Correction: an earlier message to you was wrong. Please go by this one.\n\n'],
  ])('by email in %s says so in its subject and first sentence', (language, subject, text) => {
    const dealerEmail = 'li@example.com';
    const notice = asCorrection(shipped({ language, dealerEmail, channel: 'email' }), settings);
    expect(notice.subject?.slice(0, subject.length)).toBe(subject);
    expect(notice.text.slice(0, text.length)).toBe(text);
    const { instead } = asCorrection(shipped({ language, dealerEmail }), settings);
    expect(instead).toEqual({ to: dealerEmail, subject: notice.subject, text: notice.text });
  });

  it.each(languages)('in %s can be taken back, and what is none stays as it is', (language) => {
    for (const channel of ['sms', 'email']) {
      const notice = shipped({ language, dealerEmail: 'li@example.com', channel });
      expect(withoutCorrection(asCorrection(notice, settings), settings)).toEqual(notice);
      expect(withoutCorrection(notice, settings)).toEqual(notice);
    }
  });
});
