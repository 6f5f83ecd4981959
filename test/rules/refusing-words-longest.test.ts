import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { replyMeaning } from '../../functions/src/rules/reply-words';

describe('the longest texts', () => {
  const parts = [
    ...[
      '退订',
      '拒收',
      '不要',
      '不再',
      '接收',
      '短信',
      '取消',
      '这种',
      '任何',
      '什么',
      '给我',
      '发',
      '了',
      '1',
      '2',
      '，',
      ' ',
      '\n',
    ],
    ...[
      'STOP',
      'td ',
      "don't ",
      'send ',
      'me ',
      'any ',
      'more ',
      'no more ',
      'remove ',
      '-',
      "'",
      '收到',
      '谢谢',
      'x',
      '\ufdfa',
    ],
  ];
  // Backtracking would hang here.
  it('mean what they mean in small letters too, however they repeat themselves', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '2 ', '退订', '1，'),
        fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('', '?', 'x', ' 2', '货'),
        (start, some, end) => {
          const many = some.join('');
          const body = start + many.repeat(Math.floor(1590 / many.length)) + end;
          expect(replyMeaning(body.toLowerCase())).toBe(replyMeaning(body));
        },
      ),
      { numRuns: 300 },
    );
  });
});

// Backtracking would hang here.
it.each([
  ['退订', 800, 'stop'],
  ['谢', 1599, 'text'],
  ['please ', 228, 'text'],
  ['，', 1599, 'text'],
  ['stop', 400, 'text'],
  ['不要再发这种', 260, 'text'],
  ['拒收', 800, 'stop-and-text'],
  ['不要这种任何什么', 200, 'text'],
  ['取消短信', 400, 'text'],
  ['2 退订 ', 320, 'text'],
  ['1,', 800, 'text'],
])('reads the longest texts as well: %s, %i times', (word, times, meaning) => {
  expect(replyMeaning(word.repeat(times))).toBe(meaning);
});
