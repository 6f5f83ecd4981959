import { describe, expect, it } from '@jest/globals';
import { type Reply, replySchema } from '../../functions/src/rules/reply';
import { candidateNames, replyTold } from '../../functions/src/rules/reply-told';

const zone = 'Asia/Shanghai';
const reply = (more: Partial<Reply>): Reply =>
  replySchema.parse({
    from: '+6591234567',
    body: '1',
    at: '2026-03-16T06:10:00.000Z',
    outcome: 'kept',
    handled: false,
    ...more,
  });
const told = (more: Partial<Reply>) => replyTold(reply(more), 'zh-CN', zone);
const candidates = (...numbers: readonly string[]) =>
  numbers.map((number, at) => ({ record: `order~${at}`, number, batch: 1 }));

describe('what a clerk is told of a reply', () => {
  it.each<[string, Partial<Reply>]>([
    ['请打电话答复客户：+6591234567', {}],
    ['已登记收货完好', { outcome: 'receipt-confirmed' }],
    ['回复1（收货无误）。请打电话答复客户：+6591234567', { says: 'received' }],
    [
      '回复1（收货无误）。这个号码有2批在途：DH2026-0005、DH2026-0009，请问清是哪一批',
      { says: 'received', why: 'several', candidates: candidates('DH2026-0005', 'DH2026-0009') },
    ],
    ['这个号码有2批在途：A、B，请问清是哪一批', { why: 'several', candidates: candidates('A', 'B') }],
    ['这个号码有2张单：A、B，请问清是哪一张', { why: 'several-orders', candidates: candidates('A', 'B') }],
    [
      '这个号码有6批在途：A、B、C、D、E等，请问清是哪一批',
      { why: 'several', candidates: candidates('A', 'B', 'C', 'D', 'E', 'F') },
    ],
    [
      '回复1（收货无误），但没有给这个号码发过在途货物的短信，请打电话问清',
      { says: 'received', why: 'not-shipped' },
    ],
    [
      '回复2（收货有问题），但没有给这个号码发过在途货物的短信。这个号码有2张单：A、B，请问清是哪一张',
      { says: 'problem', why: 'not-shipped', candidates: candidates('A', 'B') },
    ],
    [
      '回复1（收货无误），但预计 03-18 14:00 才到，没有登记，请打电话问清是否已到',
      { says: 'received', why: 'too-early', expectedAt: '2026-03-18T06:00:00.000Z' },
    ],
    [
      '回复1（收货无误），但这批货还有来信没处理，没有登记，请先看那条来信，再打电话问清',
      { says: 'received', why: 'contradicted' },
    ],
    [
      '客户回复2：收货有问题（09:39 曾回复1，已登记完好），请打电话问清',
      { says: 'problem', why: 'after-good', answeredAt: '2026-03-16T01:39:00.000Z' },
    ],
    [
      '客户回复2：收货有问题（03-15 09:39 曾回复1，已登记完好），请打电话问清',
      { says: 'problem', why: 'after-good', answeredAt: '2026-03-15T01:39:00.000Z' },
    ],
    [
      '客户回复2：收货有问题（之前的问题已登记为解决），请打电话问清',
      { says: 'problem', why: 'after-settled' },
    ],
    ['请打电话答复销售经理：+6591234567', { recipient: 'sales-manager' }],
    [
      '回复1（收货无误）。请打电话答复销售经理：+6591234567',
      { says: 'received', recipient: 'sales-manager' },
    ],
    ['客户回复2：收货有问题（已登记完好），请打电话问清', { says: 'problem', why: 'after-good' }],
    [
      '客户回复1：收货无误（14:05 曾回复2，已登记有问题），请打电话问清',
      { says: 'received', why: 'after-problem', answeredAt: '2026-03-16T06:05:00.000Z' },
    ],
  ])('%s', (sentence, more) => {
    expect(told(more)).toBe(sentence);
  });

  it('names a second shipment of the same order as such', () => {
    const two = [
      { record: 'order~a', number: 'DH2026-0005', batch: 1 },
      { record: 'order~b', number: 'DH2026-0005', batch: 2 },
    ];
    expect(told({ why: 'several', candidates: two })).toContain('DH2026-0005、DH2026-0005 第2批');
    expect(told({ why: 'several-orders', candidates: two })).toBe(
      '这个号码有2批货：DH2026-0005、DH2026-0005 第2批，请问清是哪一批',
    );
    expect(candidateNames(reply({ candidates: two }))).toBe('DH2026-0005、DH2026-0005 第2批');
    expect(candidateNames(reply({}))).toBeUndefined();
  });

  it.each([
    [
      'zh-TW',
      '客戶回覆2：收貨有問題（之前的問題已登記為解決），請打電話問清',
      '請打電話答覆銷售經理：+6591234567',
    ],
    [
      'en',
      'Answered 2 (a problem) (the former problem was noted as settled): please phone and ask',
      'Please phone the sales manager: +6591234567',
    ],
  ] as const)(
    'says in %s what was settled, and that a sales manager has written',
    (language, settled, manager) => {
      expect(replyTold(reply({ says: 'problem', why: 'after-settled' }), language, zone)).toBe(settled);
      expect(replyTold(reply({ recipient: 'sales-manager' }), language, zone)).toBe(manager);
    },
  );

  it('is said in the language of whoever reads it', () => {
    const more = { says: 'problem', why: 'after-good', answeredAt: '2026-03-16T01:39:00.000Z' } as const;
    expect(replyTold(reply(more), 'en', zone)).toBe(
      'Answered 2 (a problem) (answered 1 at 09:39, in order was noted): please phone and ask',
    );
    expect(replyTold(reply(more), 'zh-TW', zone)).toBe(
      '客戶回覆2：收貨有問題（09:39 曾回覆1，已登記完好），請打電話問清',
    );
  });
});
