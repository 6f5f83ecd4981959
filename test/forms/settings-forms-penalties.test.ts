import { describe, expect, it } from '@jest/globals';
import { penaltiesForm } from '../../functions/src/forms/settings-penalties';
import { fullStandard } from '../support/settings-filled';
import { inEffect, problemsOf, type } from '../support/settings-typing';

describe('考核设置', () => {
  it('takes no negative fine, and one of nothing', () => {
    expect(problemsOf(type(penaltiesForm, { ...fullStandard, amount: '-2' }))).toEqual(['amount: negative']);
    expect(inEffect(penaltiesForm, { ...fullStandard, amount: 0 })?.values.amount).toBe(0);
  });

  it('closes months that are over, for good', () => {
    expect(problemsOf(type(penaltiesForm, { kind: '月结', month: '2026年3月' }))).toEqual([
      'month: month-not-over',
    ]);
    const { record } = type(penaltiesForm, { kind: '月结', month: '2026年2月' });
    expect(record.values).toMatchObject({ kind: 'closing', month: '2026-02' });
    expect(problemsOf(type(penaltiesForm, { kind: '考核标准', month: '2026-01' }, record))).toEqual([
      'kind: fixed',
      'month: fixed',
    ]);
    expect(type(penaltiesForm, { month: null }, record).problems).toMatchObject([
      { code: 'fixed', message: '“结账月份”填好后不能改。月结后不能撤销。' },
    ]);
  });

  it('takes no standard from today on, whatever else of it is good, and no change of one that has come', () => {
    const today = type(penaltiesForm, { ...fullStandard, effectiveOn: '3.16' });
    expect(problemsOf(today)).toEqual(['effectiveOn: not-before-tomorrow']);
    expect(today.record.values).toMatchObject({ kind: 'standard', amount: 5 });
    const { record } = type(penaltiesForm, fullStandard);
    const come = { ...record, values: { ...record.values, effectiveOn: '2026-03-16' } };
    expect(problemsOf(type(penaltiesForm, { amount: 3 }, come))).toEqual(['amount: in-effect']);
  });

  it('lets a standard be corrected', () => {
    const { record } = type(penaltiesForm, fullStandard);
    const corrected = type(penaltiesForm, { amount: 3, effectiveOn: '2026-05-01' }, record);
    expect(corrected.problems).toEqual([]);
    expect(corrected.record.values).toMatchObject({ amount: 3, effectiveOn: '2026-05-01' });
  });
});
