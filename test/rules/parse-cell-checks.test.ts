import { describe, expect, it } from '@jest/globals';
import type { CellInput } from '../../functions/src/forms/edit-contract';
import type { Language } from '../../functions/src/forms/label';
import { order } from '../../functions/src/forms/order';
import { calendarForm } from '../../functions/src/forms/settings-calendar';
import { penaltiesForm } from '../../functions/src/forms/settings-penalties';
import { remindersForm } from '../../functions/src/forms/settings-reminders';
import { staffForm } from '../../functions/src/forms/settings-staff';
import { checkAgainst } from '../../functions/src/rules/parse-cell';
import type { Value, Values } from '../../functions/src/rules/record';
import { context, fieldOf } from '../support/typing';

/** On a settings form, typed at the same time. */
function checkOn(
  form: typeof order,
  id: string,
  value: Value,
  values: Values = {},
  typed: Record<string, CellInput> = {},
) {
  const field = form.field(id);
  if (!field) throw new Error(`no field ${id}`);
  return checkAgainst(field, value, { form, values, typed, context: context() });
}

/** Typed on Monday 2026-03-16 at 09:00 in Shanghai. */
function check(id: string, value: string, values: Values = {}): string | undefined {
  return checkAgainst(fieldOf(id), value, { form: order, values, typed: {}, context: context() })?.code;
}

describe('what has happened', () => {
  it('may be up to five minutes ahead of our clock, not more', () => {
    expect(check('receivedAt', '2026-03-16T01:05:00.000Z')).toBeUndefined();
    expect(check('receivedAt', '2026-03-16T01:06:00.000Z')).toBe('still-to-come');
  });

  it('does not bind what is planned', () => {
    expect(check('plannedShipAt', '2026-03-20T01:00:00.000Z')).toBeUndefined();
  });
});

describe('at the latest some calendar days after another field', () => {
  const values = { invoicedAt: '2026-03-16T01:00:00.000Z' };
  it('counts local days, whatever the time of day', () => {
    expect(check('plannedShipAt', '2026-03-18T15:59:00.000Z', values)).toBeUndefined();
    expect(check('plannedShipAt', '2026-03-18T16:00:00.000Z', values)).toBe('too-late');
  });

  it('binds nothing while that field is empty', () => {
    expect(check('plannedShipAt', '2027-01-01T00:00:00.000Z')).toBeUndefined();
  });

  it('says until when, and after what', () => {
    const refused = checkAgainst(fieldOf('plannedShipAt'), '2026-03-19T01:00:00.000Z', {
      form: order,
      values,
      typed: {},
      context: context(),
    });
    expect(refused?.message).toBe('最晚只能是2026-03-18（“开票时间”之后2天内）。');
  });
});

describe('at the earliest at the time of another field', () => {
  const values = { shippedAt: '2026-03-14T01:30:00.000Z' };
  it('compares by the hour where only the hour is asked for', () => {
    expect(check('arrivedAt', '2026-03-14T01:00:00.000Z', values)).toBeUndefined();
    expect(check('arrivedAt', '2026-03-14T00:59:00.000Z', values)).toBe('too-early');
  });

  it('compares by the minute where both have minutes, and by the day where one is a date', () => {
    const minute = { ...fieldOf('releasedAt'), earliest: 'shippedAt' };
    const day = { ...fieldOf('requiredOn'), earliest: 'shippedAt' };
    const others = { form: order, values, typed: {}, context: context() };
    expect(checkAgainst(minute, '2026-03-14T01:29:00.000Z', others)?.code).toBe('too-early');
    expect(checkAgainst(minute, '2026-03-14T01:30:00.000Z', others)).toBeUndefined();
    expect(checkAgainst(day, '2026-03-14', others)).toBeUndefined();
    expect(checkAgainst(day, '2026-03-13', others)?.code).toBe('too-early');
  });

  it('says of what', () => {
    const others = { form: order, values, typed: {}, context: context() };
    expect(checkAgainst(fieldOf('arrivedAt'), '2026-03-13T01:00:00.000Z', others)?.message).toBe(
      '不能早于“实际发货时间”（2026-03-14 09:30），请核对。',
    );
  });
});

describe('times of day', () => {
  const hours = { kind: 'hours', morningFrom: '08:30', morningTo: '12:00' };
  it('of an opening may be that of the close before, of a close must be later than that of its opening', () => {
    expect(checkOn(calendarForm, 'afternoonFrom', '12:00', hours)).toBeUndefined();
    expect(checkOn(calendarForm, 'morningTo', '08:31', hours)).toBeUndefined();
    expect(checkOn(calendarForm, 'afternoonFrom', '11:59', hours)?.message).toBe(
      '不能早于“上午下班”（12:00），请核对。',
    );
    expect(checkOn(calendarForm, 'morningTo', '08:30', hours)?.message).toBe(
      '要晚于“上午上班”（08:30），请核对。',
    );
  });
});

describe('the least and the most', () => {
  it.each([
    [4, '最少5分钟，请核对。'],
    [5, undefined],
    [240, undefined],
    [241, '最多240分钟（4小时），请核对。'],
  ])('%d minutes: %s', (minutes, message) => {
    expect(checkOn(remindersForm, 'slotMinutes', minutes)?.message).toBe(message);
  });

  it('of a long time is told in days as well, in the language of the reader', () => {
    const [field] = remindersForm.fields.filter(({ id }) => id === 'soonMinutes');
    if (!field) throw new Error('no field');
    const told = (language: Language, most = 10_080) =>
      checkAgainst({ ...field, most }, 20_000, {
        ...{ form: remindersForm, values: {}, typed: {} },
        context: context({ language }),
      })?.message;
    expect(told('zh-CN')).toBe('最多10080分钟（7天），请核对。');
    expect(told('zh-TW')).toBe('最多10080分鐘（7天），請核對。');
    expect(told('en')).toBe('At most 10080 minutes (7 days). Please check it.');
    expect(told('en', 1440)).toBe('At most 1440 minutes (1 day). Please check it.');
    expect(told('zh-CN', 100)).toBe('最多100分钟，请核对。');
  });

  it('of anything else is a bare number', () => {
    const quantity = { ...fieldOf('quantity'), most: 12 };
    const others = { form: order, values: {}, typed: {}, context: context() };
    expect(checkAgainst(quantity, 13, others)?.message).toBe('最多12，请核对。');
  });
});

describe('a number that is no less than another', () => {
  it('is taken where it is the same or more, or the other is empty', () => {
    expect(checkOn(remindersForm, 'managerMinutes', 60, { headMinutes: 60 })).toBeUndefined();
    expect(checkOn(remindersForm, 'managerMinutes', 5)).toBeUndefined();
    expect(checkOn(remindersForm, 'managerMinutes', 1440, { headMinutes: 2880 })?.message).toBe(
      '不能小于“逾期多久报部长(分钟)”（2880），请核对。',
    );
  });

  it('keeps the other from growing beyond it', () => {
    const ladder = { headMinutes: 60, managerMinutes: 1440 };
    expect(checkOn(remindersForm, 'headMinutes', 1440, ladder)).toBeUndefined();
    expect(checkOn(remindersForm, 'headMinutes', 2880, ladder)?.code).toBe('does-not-fit');
    expect(checkOn(remindersForm, 'headMinutes', 2880, ladder, { managerMinutes: 4320 })).toBeUndefined();
  });
});

describe('an address that is to be another', () => {
  const li = { email: 'LiLei@gendan.example' };
  it('is not the same in other letters', () => {
    expect(checkOn(staffForm, 'deputy', 'lilei@gendan.example', li)?.message).toBe(
      '不能和“邮箱”相同，请核对。',
    );
    expect(checkOn(staffForm, 'deputy', 'zhang@gendan.example', li)).toBeUndefined();
    expect(checkOn(staffForm, 'deputy', 'lilei@gendan.example')).toBeUndefined();
  });

  it('is not made the same by the other either', () => {
    const values = { deputy: 'lilei@gendan.example' };
    expect(checkOn(staffForm, 'email', 'lilei@gendan.example', values)?.code).toBe('does-not-fit');
  });
});

describe('a month that is to be over', () => {
  it.each([
    ['2026-02', undefined],
    ['2026-03', '2026年3月还没过完，过完以后才能填。'],
    ['2027-01', '2027年1月还没过完，过完以后才能填。'],
  ])('%s: %s', (month, message) => {
    expect(checkOn(penaltiesForm, 'month', month)?.message).toBe(message);
  });

  it('is over by the local calendar', () => {
    const month = penaltiesForm.field('month');
    if (!month) throw new Error('no month');
    const at = (now: string) =>
      checkAgainst(month, '2026-03', {
        form: penaltiesForm,
        values: {},
        typed: {},
        context: context({ now }),
      })?.code;
    expect(at('2026-03-31T15:59:00.000Z')).toBe('month-not-over');
    expect(at('2026-03-31T16:00:00.000Z')).toBeUndefined();
  });
});

describe('a setting that others are held against', () => {
  const shutdown = { kind: 'off', from: '2026-07-01', to: '2026-07-20' };
  it('may not leave them behind, and says which to change first', () => {
    expect(checkOn(calendarForm, 'from', '2026-07-21', shutdown)?.message).toBe(
      '和“结束日期”（2026-07-20）对不上，请核对；要改的话，请先改“结束日期”，再改这里。',
    );
    expect(checkOn(calendarForm, 'from', '2025-07-01', shutdown)?.code).toBe('does-not-fit');
    expect(checkOn(calendarForm, 'from', '2026-07-20', shutdown)).toBeUndefined();
    const hours = { kind: 'hours', from: '2026-07-01', morningTo: '12:00', afternoonFrom: '13:00' };
    expect(checkOn(calendarForm, 'morningTo', '13:01', hours)?.code).toBe('does-not-fit');
  });

  it('moves together with them', () => {
    expect(checkOn(calendarForm, 'from', '2026-08-01', shutdown, { to: '8月20日' })).toBeUndefined();
  });

  it('does not mind what its row no longer asks for', () => {
    const now = { ...shutdown, kind: 'hours' };
    expect(checkOn(calendarForm, 'from', '2026-08-01', now)).toBeUndefined();
  });

  it('is no such thing on an order, where what was corrected was so', () => {
    const values = { shippedAt: '2026-03-14T01:30:00.000Z', arrivedAt: '2026-03-15T01:30:00.000Z' };
    expect(check('shippedAt', '2026-03-16T00:30:00.000Z', values)).toBeUndefined();
  });
});
