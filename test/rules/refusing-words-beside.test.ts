import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { replyMeaning } from '../../functions/src/rules/reply-words';

const refusals = ['退订', '退訂', '取消订阅', '取消訂閱', 'TD', 'STOP', 'Stop', 'Unsubscribe', 'Opt out'];

describe('a refusal beside a number', () => {
  it.each([
    ...['2 退订', '2 STOP', '2 TD', '退订 2', '2 拒收', '2退订', '2，退订', '1 退订'],
    ...['1 STOP please', 'STOP 1', '退订，2。'],
    ...['2 remove me from your list', '2 不要再发短信', '②退订', '2 玻璃坏了，退订'],
    ...['2，货坏了。STOP', 'STOP. 2, the goods are broken'],
    `2 ${'the glass of the table is broken '.repeat(3)}. STOP`,
  ])('wins, and somebody reads the rest: %s', (body) => {
    expect(replyMeaning(body)).toBe('stop-and-text');
  });

  it.each([
    '2 怎么退订',
    '2，退订？',
    '2 STOP?',
    '2 不要退订',
    '2，how do I unsubscribe?',
    '2 STOP 3',
    '退订2件',
    '12 退订',
    '退订 12',
    'TD2',
    '2STOP',
  ])('is neither where it asks, denies or counts: %s', (body) => {
    expect(replyMeaning(body)).toBe('text');
  });

  it('is no problem of the goods, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...refusals, '拒收', '拒收簡訊', '不要短信'),
        fc.constantFrom(' ', '，', '\n', '. '),
        fc.constantFrom('1', '2', '２', '②'),
        fc.boolean(),
        (word, between, number, isFirst) => {
          expect(replyMeaning(isFirst ? number + between + word : word + between + number)).toBe(
            'stop-and-text',
          );
        },
      ),
    );
  });
});
