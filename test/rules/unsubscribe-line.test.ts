import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import type { Notice } from '../../functions/src/rules/notice';
import { noticesWanted } from '../../functions/src/rules/notices-wanted';
import type { Value } from '../../functions/src/rules/record';
import { withoutUnsubscribeLink, withUnsubscribeLine } from '../../functions/src/rules/unsubscribe-line';
import { salesManager, settings, shippedOrder } from '../support/shipped-order';

const dealerEmail = 'li@example.com';
const linkOf = (email: string) => `https://gendan.example.com/unsubscribe?t=${email}`;

function stored(recipient: Notice['recipient'], changes: Readonly<Record<string, Value>>): Notice {
  const context = { now: '2026-03-16T06:10:00.000Z', settings, staff: [salesManager] };
  const notice = noticesWanted(order, undefined, shippedOrder(changes), context).find(
    (one) => one.recipient === recipient && one.kind === 'goods-shipped',
  );
  if (!notice) throw new Error('nobody is told');
  return withUnsubscribeLine(notice, linkOf);
}

describe('the line by which emails may be refused', () => {
  it.each([
    ['zh-CN', '退订邮件：'],
    ['zh-TW', '退訂郵件：'],
    ['en', 'Unsubscribe: '],
  ])('ends a customer’s email in %s', (language, words) => {
    const { text } = stored('dealer', { dealerEmail, channel: 'email', language });
    expect(text).toMatch(/\n\n[^\n]+\n$/);
    expect(text.endsWith(`\n\n${words}${linkOf(dealerEmail)}\n`)).toBe(true);
  });

  it('ends the email that follows an SMS, and never stands in the SMS', () => {
    const { text, instead } = stored('dealer', { dealerEmail });
    expect(instead?.text.endsWith(`\n\n退订邮件：${linkOf(dealerEmail)}\n`)).toBe(true);
    expect(text).not.toMatch(/https?:|退订邮件/);
  });

  it('may be shown without its link, the rest as it is', () => {
    const notice = stored('dealer', { dealerEmail, channel: 'email' });
    const shown = withoutUnsubscribeLink(notice, '（退订链接）');
    expect(shown.endsWith('\n\n退订邮件：（退订链接）\n')).toBe(true);
    expect(shown.replace('（退订链接）', linkOf(dealerEmail))).toBe(notice.text);
    const own = { language: 'zh-CN', text: '退订邮件：请回信。' } as const;
    expect(withoutUnsubscribeLink(own, '（退订链接）')).toBe(own.text);
  });

  it('is not for a sales manager, who is told of their work', () => {
    const notice = stored('sales-manager', {});
    expect(notice.instead?.text).not.toContain('退订');
  });
});
