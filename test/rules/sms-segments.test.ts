import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { smsLength } from '../../functions/src/rules/sms-segments';

const segments = (text: string) => smsLength(text).segments;

describe('a Chinese text', () => {
  it('has 70 characters in one segment and 67 in each of several', () => {
    expect([segments('货'.repeat(70)), segments('货'.repeat(71))]).toEqual([1, 2]);
    expect([segments('货'.repeat(134)), segments('货'.repeat(135))]).toEqual([2, 3]);
  });

  it('costs the same for letters as for characters', () => {
    expect(smsLength('DH2026-0001已发货')).toEqual({ encoding: 'ucs-2', units: 14, segments: 1 });
  });

  it('never has an emoji split between segments', () => {
    expect(segments(`${'货'.repeat(66)}🚚${'货'.repeat(66)}`)).toBe(3);
  });
});

describe('a text of plain letters', () => {
  it('has 160 in one segment and 153 in each of several', () => {
    expect([segments('a'.repeat(160)), segments('a'.repeat(161))]).toEqual([1, 2]);
    expect([segments('a'.repeat(306)), segments('a'.repeat(307))]).toEqual([2, 3]);
  });

  it('counts brackets, braces and the euro sign twice', () => {
    expect(smsLength('[€]')).toEqual({ encoding: 'gsm-7', units: 6, segments: 1 });
    expect(segments('€'.repeat(81))).toBe(2);
  });

  it('becomes as dear as Chinese by one typographic quote', () => {
    expect(smsLength(`${'a'.repeat(70)}’`)).toEqual({ encoding: 'ucs-2', units: 71, segments: 2 });
  });
});

it('an empty text costs nothing', () => {
  expect(smsLength('')).toEqual({ encoding: 'gsm-7', units: 0, segments: 0 });
});

it('more text never costs less, and segments hold what they say', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ maxLength: 20 }),
      (text, more) => {
        const { encoding, units, segments: count } = smsLength(text);
        const [alone, several] = encoding === 'gsm-7' ? [160, 153] : [70, 67];
        expect(count <= 1 ? units <= alone : units <= count * several).toBe(true);
        expect(segments(text + more)).toBeGreaterThanOrEqual(count);
      },
    ),
  );
});
