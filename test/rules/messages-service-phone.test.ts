import { describe, expect, it } from '@jest/globals';
import { noticeKinds, recipients } from '../../functions/src/forms/notice-rule';
import { order } from '../../functions/src/forms/order';
import { message } from '../../functions/src/rules/messages';
import { china, received } from '../support/order-message';
import { shippedOrder } from '../support/shipped-order';

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
