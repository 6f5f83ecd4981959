import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { languages } from '../../functions/src/forms/label';
import { noticeKinds, recipients } from '../../functions/src/forms/notice-rule';
import { order } from '../../functions/src/forms/order';
import { plainText } from '../../functions/src/rules/message-facts';
import { message } from '../../functions/src/rules/messages';
import { smsLength } from '../../functions/src/rules/sms-segments';
import { china, received } from '../support/order-message';

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
