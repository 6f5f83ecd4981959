import { describe, expect, it } from '@jest/globals';
import { smsCost } from '../../functions/src/rules/sms-cost';

const prices = { '86': 0.045, '1': 0.057, '': 0.5 };

describe('an SMS costs', () => {
  it.each([
    ['the price of its country for each segment', '+8613800138000', 2, 0.09],
    ['the same for all countries of one code', '+14165550123', 1, 0.057],
    ['the other price where its country has none', '+886912345678', 3, 1.5],
    ['the other price where nobody can tell its country', '12', 1, 0.5],
    ['nothing when it has no segment', '+8613800138000', 0, 0],
  ])('%s', (_what, phone, segments, yuan) => {
    expect(smsCost(phone, segments, prices)).toBe(yuan);
  });

  it('four decimals at the most', () => {
    expect(smsCost('+8613800138000', 3, { '86': 0.1 })).toBe(0.3);
    expect(smsCost('+8613800138000', 3, { '86': 0.03333 })).toBe(0.1);
  });

  it('nothing where there is no price at all', () => {
    expect(smsCost('+8613800138000', 3, {})).toBe(0);
  });
});
