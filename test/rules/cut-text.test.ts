import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cutText, shortened } from '../../functions/src/rules/cut-text';

const half = '\ud83d';

describe('a text that is cut', () => {
  it.each([
    ['货到了', 5, '货到了'],
    ['货到了', 2, '货到'],
    ['好的👍👍', 3, '好的👍'],
    ['👍👍👍', 2, '👍👍'],
    ['', 3, ''],
    ['货到了', 0, ''],
  ])('is its first letters, of which an emoji is one: %s, %d', (text, longest, cut) => {
    expect(cutText(text, longest)).toBe(cut);
  });

  it.each([
    ['货到了', 3, '货到了'],
    ['货到了吗', 3, '货到…'],
    ['👍👍👍', 3, '👍👍👍'],
    ['👍👍👍👍', 3, '👍👍…'],
  ])('says by its last letter that something is missing: %s, %d', (text, longest, cut) => {
    expect(shortened(text, longest)).toBe(cut);
  });

  it('is well-formed whatever it was before, and begins as that did', () => {
    const letters = fc.string({ unit: fc.constantFrom('好', 'a', '👍', half) });
    fc.assert(
      fc.property(letters, fc.integer({ min: 1, max: 12 }), (text, longest) => {
        for (const cut of [cutText(text, longest), shortened(text, longest)]) {
          expect(cut.isWellFormed()).toBe(true);
          expect([...cut].length).toBe(Math.min(longest, [...text].length));
        }
        expect(text.toWellFormed().startsWith(cutText(text, longest))).toBe(true);
      }),
    );
  });
});
