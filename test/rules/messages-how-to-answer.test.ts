import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import { message } from '../../functions/src/rules/messages';
import { smsLength } from '../../functions/src/rules/sms-segments';
import { china, received, sms } from '../support/order-message';
import { shippedOrder } from '../support/shipped-order';

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
