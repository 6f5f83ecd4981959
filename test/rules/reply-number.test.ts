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

it.each(['1', '2', '收到', '谢', '，', 'received ', '1 ', '2，'])(
  'reads the longest texts as well, at once: %s',
  (word) => {
    expect(() => numberIn(word.repeat(1600 / word.length))).not.toThrow();
  },
);
