import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import type { MessageStand } from '../../functions/src/rules/record';
import { rowMessages } from '../../functions/src/rules/row-messages';
import { shippedOrder } from '../support/shipped-order';

/** Monday 2026-03-16 at 14:30 in Shanghai. */
const now = '2026-03-16T06:30:00.000Z';
const stand = (changes: Partial<MessageStand>): MessageStand => ({
  id: 'n~1',
  state: 'delivered',
  at: '2026-03-16T06:20:00.000Z',
  ...changes,
});
const saidOf = (
  messages: Readonly<Record<string, MessageStand>>,
  changes: Partial<ReturnType<typeof shippedOrder>> = {},
  language: 'zh-CN' | 'en' = 'zh-CN',
) =>
  rowMessages(
    order,
    { ...shippedOrder(), messages, ...changes },
    { now, zone: 'Asia/Shanghai', quietHours: { from: '21:00', to: '08:00' }, language },
  ).split('\n');

describe('what the register says of a record’s notices', () => {
  it('is nothing where nobody has been told anything', () => {
    expect(saidOf({})).toEqual(['']);
  });

  it('is when one leaves that waits for the morning, by their clocks too where they are not ours', () => {
    const waiting = (country: string | undefined, at: string, state: 'pending' | 'sending' = 'pending') =>
      saidOf({ 'goods-shipped~dealer~sms': stand({ state, at, ...(country ? { country } : {}) }) });
    expect(waiting('US', '2026-03-16T18:00:00.000Z')).toEqual([
      '发货：经销商待发送（对方全国到早上8点发，北京时间02:00）',
    ]);
    expect(waiting('GB', '2026-03-16T08:00:00.000Z')).toEqual([
      '发货：经销商待发送（对方早上8点发，北京时间16:00）',
    ]);
    expect(waiting('TW', '2026-03-17T00:00:00.000Z')).toEqual(['发货：经销商待发送（03-17 08:00）']);
    expect(waiting(undefined, '2026-03-17T00:00:00.000Z')).toEqual(['发货：经销商待发送（03-17 08:00）']);
    expect(waiting('GB', '2026-03-16T10:40:00.000Z')).toEqual(['发货：经销商待发送（18:40）']);
    expect(waiting('GB', '2026-03-16T08:00:00.000Z', 'sending')).toEqual(['发货：经销商正在发送']);
  });

  it('begins with what its customer has written and nobody has dealt with', () => {
    const messages = {
      'goods-shipped~dealer~sms': stand({ state: 'failed', reason: 'bad-number' }),
    };
    expect(saidOf(messages, { unreadReplies: 3 })).toEqual([
      '⚠ 客户来信 3 条未处理',
      '⚠ 发货 → 经销商：号码有误，请核对',
      '发货：经销商发送失败',
    ]);
    expect(saidOf({}, { unreadReplies: 1 })).toEqual(['⚠ 客户来信 1 条未处理']);
    expect(saidOf({}, { unreadReplies: 1, done: true })).toEqual(['⚠ 客户来信 1 条未处理']);
    expect(saidOf({}, { unreadReplies: 0 })).toEqual(['']);
  });

  it('is one short line about the newest kind while all goes well', () => {
    const messages = {
      'payment-confirmed~dealer~sms': stand({ state: 'accepted' }),
      'goods-shipped~dealer~sms': stand({}),
      'goods-shipped~sales-manager~sms': stand({ state: 'accepted' }),
    };
    expect(saidOf(messages)).toEqual(['发货：经销商已送达，销售经理已发出']);
    expect(saidOf(messages, {}, 'en')).toEqual(['Shipped: dealer delivered, sales manager sent']);
  });

  it('says when a notice leaves that waits for the morning', () => {
    const messages = {
      'goods-shipped~dealer~sms': stand({ state: 'pending', at: '2026-03-17T00:00:00.000Z' }),
    };
    expect(saidOf(messages)).toEqual(['发货：经销商待发送（03-17 08:00）']);
  });

  it('has what a person must see to first, of whatever kind, one line each', () => {
    const messages = {
      'order-registered~dealer~sms': stand({ state: 'unknown', reason: 'no-answer' }),
      'payment-confirmed~sales-manager~sms': stand({ state: 'suppressed', reason: 'no-address' }),
      'goods-shipped~dealer~sms': stand({ state: 'failed', reason: 'bad-number' }),
      'goods-shipped~sales-manager~sms': stand({}),
    };
    expect(saidOf(messages)).toEqual([
      '⚠ 收到订单 → 经销商：是否发出不明，请打电话核实',
      '⚠ 货款到账 → 销售经理：没有联系方式，请补填',
      '⚠ 发货 → 经销商：号码有误，请核对',
      '发货：经销商发送失败，销售经理已送达',
    ]);
  });

  it('is content with the email that followed an SMS once it has left, not before', () => {
    const sms = stand({ state: 'undelivered', reason: 'not-delivered', code: '30005' });
    const email = (state: MessageStand['state']) => stand({ id: 'n~1~email-after-sms', state });
    const messages = (state: MessageStand['state']) => ({
      'goods-shipped~dealer~sms': sms,
      'goods-shipped~dealer~email': email(state),
    });
    expect(saidOf(messages('pending'))).toEqual([
      '⚠ 发货 → 经销商：号码是空号，将改发邮件',
      '发货：经销商待发送',
    ]);
    expect(saidOf(messages('accepted'))).toEqual(['发货：经销商已改发邮件']);
  });

  it('does not promise an email that was refused, failed or perhaps did not leave', () => {
    const first = (email: Partial<MessageStand>) =>
      saidOf({
        'goods-shipped~dealer~sms': stand({ state: 'failed', reason: 'bad-number' }),
        'goods-shipped~dealer~email': stand({ id: 'n~1~email-after-sms', ...email }),
      })[0];
    const refused = '⚠ 发货 → 经销商：号码有误，邮箱已退订，请打电话';
    expect(first({ state: 'suppressed', reason: 'opted-out' })).toBe(refused);
    expect(first({ state: 'suppressed', reason: 'opted-out', at: now })).toBe(refused);
    expect(first({ state: 'unknown', reason: 'no-answer', at: '2026-03-16T06:00:00.000Z' })).toBe(
      '⚠ 发货 → 经销商：号码有误，邮件是否发出不明，请打电话核实',
    );
    expect(first({ state: 'unknown', lookingUp: true })).toBe('⚠ 发货 → 经销商：号码有误，将改发邮件');
  });

  it('says of a waiting correction what its recipient knows already, and that it is one', () => {
    const correction = (changes: Partial<MessageStand>) =>
      saidOf({
        'goods-shipped~dealer~sms': stand({
          ...{ id: 'n~2', state: 'pending', at: '2026-03-16T06:40:00.000Z', why: 'correction' },
          before: { id: 'n~1', state: 'delivered', at: '2026-03-16T06:20:00.000Z' },
          ...changes,
        }),
      }).at(-1);
    expect(correction({})).toBe('发货：经销商已送达，更正待发送（14:40）');
    expect(correction({ state: 'failed', reason: 'bad-number' })).toBe('发货：经销商已送达，更正发送失败');
    expect(correction({ state: 'accepted' })).toBe('发货：经销商已发出');
    expect(correction({ why: 'resend' })).toBe('发货：经销商待发送（14:40）');
    expect(correction({ before: { id: 'n~1', state: 'undelivered', at: now } })).toBe(
      '发货：经销商待发送（14:40）',
    );
  });

  it('says what is to be done about the later of SMS and email where both failed', () => {
    expect(
      saidOf({
        'goods-shipped~dealer~sms': stand({ state: 'failed', reason: 'bad-number' }),
        'goods-shipped~dealer~email': stand({
          id: 'n~1~email-after-sms',
          state: 'failed',
          reason: 'refused',
          at: '2026-03-16T06:25:00.000Z',
        }),
      })[0],
    ).toBe('⚠ 发货 → 经销商：服务商拒绝发送，请打电话');
  });

  it('asks for nobody while an unknown one is still looked up at the provider, or in a rehearsal', () => {
    expect(
      saidOf({
        'goods-shipped~dealer~sms': stand({ state: 'unknown', reason: 'no-answer', lookingUp: true }),
      }),
    ).toEqual(['发货：经销商正在查询']);
    expect(
      saidOf({ 'goods-shipped~dealer~sms': stand({ state: 'suppressed', reason: 'rehearsal' }) }),
    ).toEqual(['发货：经销商演练未发']);
  });

  it('no longer asks once the clerk has phoned and filled the blank, or the order is finished', () => {
    const messages = { 'goods-shipped~dealer~sms': stand({ state: 'failed', reason: 'bad-number' }) };
    const told = (completedAt: string) => ({ stages: { announcement: { completedAt } } });
    expect(saidOf(messages, told('2026-03-16T06:00:00.000Z'))).toHaveLength(2);
    expect(saidOf(messages, told('2026-03-16T06:25:00.000Z'))).toEqual(['发货：经销商发送失败']);
    expect(saidOf(messages, { done: true })).toEqual(['发货：经销商发送失败']);
  });

  it('has somebody phone who refuses messages only where the paper wants them told', () => {
    const refused = stand({ state: 'suppressed', reason: 'opted-out' });
    expect(saidOf({ 'goods-shipped~dealer~sms': refused })[0]).toBe('⚠ 发货 → 经销商：对方已退订，请打电话');
    expect(saidOf({ 'payment-confirmed~dealer~sms': refused })).toEqual(['货款到账：经销商未发送']);
  });

  it('passes over what was withdrawn, and slots that no form knows', () => {
    const messages = {
      'payment-confirmed~dealer~sms': stand({}),
      'goods-shipped~dealer~sms': stand({ state: 'withdrawn' }),
      'gone~nobody~pigeon': stand({ state: 'failed' }),
    };
    expect(saidOf(messages)).toEqual(['货款到账：经销商已送达']);
  });
});
