import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import { message } from '../../functions/src/rules/messages';
import type { Value } from '../../functions/src/rules/record';
import { china, received } from '../support/order-message';

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
