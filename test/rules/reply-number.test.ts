import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { numberIn } from '../../functions/src/rules/reply-number';

describe('what stands behind a 2', () => {
  it.each([
    ['2', ''],
    ['2，谢谢', ''],
    ['2，茶几玻璃碎了', '茶几玻璃碎了'],
    ['2 破损', '破损'],
    ['② 少了一件，\n请来电！', '少了一件， 请来电！'],
    ['2: The glass is BROKEN', 'The glass is BROKEN'],
    ['2（玻璃碎了）', '玻璃碎了）'],
  ])('are the words of the problem, as they were typed: %j', (body, words) => {
    expect(numberIn(body)).toEqual({ says: 'problem', words });
  });

  it('is cut where it would fill a cell with a letter', () => {
    expect(numberIn(`2，${'碎'.repeat(1500)}`)).toMatchObject({ words: `${'碎'.repeat(199)}…` });
  });
});

it('no digit, no letter that isn’t polite and no question stands beside a number that says all is in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.boolean(), (other, isBefore) => {
      const body = isBefore ? `${other}1` : `1${other}`;
      const found = numberIn(body);
      if (found?.says !== 'received') return;
      const rest = body.normalize('NFKC').replace('1', '');
      expect(rest).not.toMatch(/[\d?]/);
      const letters = rest.replace(/\P{L}/gu, '').toUpperCase();
      expect(letters).toMatch(/^(收到|好的?|謝謝|谢谢|已收|OK|THX)*$/);
    }),
  );
});

describe('the longest texts', () => {
  // Trying every way of cutting them would take years.
  const parts = [
    '1',
    '2',
    '收到',
    '已收到',
    '好的',
    '谢',
    '货都到了',
    '，',
    ' ',
    'received ',
    'all ',
    'goods ',
    "it's ",
    'ok',
    'no ',
    '没',
    '✓',
  ];
  // Backtracking would hang here. What follows a 2 can't be longer than the text.
  it('are read, however they repeat themselves', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '2', '2，', '1 ', '收到'),
        fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('', '!', '?', 'x', '坏'),
        (start, some, end) => {
          const many = some.join('');
          const body = start + many.repeat(Math.floor(1590 / many.length)) + end;
          const read = numberIn(body);
          const words = read && 'words' in read ? (read.words ?? '') : '';
          expect(words.length).toBeLessThan(body.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
