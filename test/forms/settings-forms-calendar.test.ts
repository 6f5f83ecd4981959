import { describe, expect, it } from '@jest/globals';
import { calendarForm } from '../../functions/src/forms/settings-calendar';
import { settingsRow } from '../../functions/src/rules/settings-rows';
import { fullHours } from '../support/settings-filled';
import { problemsOf, type } from '../support/settings-typing';

describe('日历', () => {
  it('takes a shutdown of 366 days and none longer', () => {
    const shutdown = { kind: '放假', from: '2026-07-01' };
    expect(problemsOf(type(calendarForm, { ...shutdown, to: '2027-07-01' }))).toEqual([]);
    expect(type(calendarForm, { ...shutdown, to: '2027-07-02' }).problems).toMatchObject([
      { field: 'to', message: '最晚只能是2027-07-01（“开始日期”之后365天内）。' },
    ]);
    expect(type(calendarForm, { ...shutdown, to: '2026-06-30' }).problems).toMatchObject([
      { field: 'to', message: '不能早于“开始日期”（2026-07-01），请核对。' },
    ]);
  });

  it('refuses hours that cross, at the one that does not fit', () => {
    const crossed = { ...fullHours, morningTo: '7:30', afternoonFrom: '13:00', afternoonTo: '13:00' };
    expect(problemsOf(type(calendarForm, crossed))).toEqual([
      'morningTo: not-after',
      'afternoonTo: not-after',
    ]);
    expect(problemsOf(type(calendarForm, { ...fullHours, afternoonFrom: '11:30' }))).toEqual([
      'afternoonFrom: too-early',
    ]);
  });

  it('asks for hours on rows of hours only, for a last day on the others only', () => {
    expect(problemsOf(type(calendarForm, { kind: '放假', from: '7月1日', morningFrom: '8:00' }))).toEqual([
      'morningFrom: not-on-this-branch',
    ]);
    expect(problemsOf(type(calendarForm, { ...fullHours, to: '2026-06-01' }))).toEqual([
      'to: not-on-this-branch',
    ]);
  });

  it('moves a whole range at once, one end only as far as the other', () => {
    const { record } = type(calendarForm, { kind: '放假', from: '2026-07-01', to: '2026-07-20' });
    expect(problemsOf(type(calendarForm, { from: '2026-08-01', to: '2026-08-20' }, record))).toEqual([]);
    expect(problemsOf(type(calendarForm, { from: '2026-08-01' }, record))).toEqual(['from: does-not-fit']);
    const open = type(calendarForm, { from: '2026-08-01', to: null }, record);
    expect(open.problems).toEqual([]);
    expect(settingsRow(calendarForm, open.record)).toBeUndefined();
  });
});
