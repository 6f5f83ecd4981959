import { describe, expect, it } from '@jest/globals';
import { forms } from '../../functions/src/forms';
import type { Form } from '../../functions/src/forms/form';
import { languages } from '../../functions/src/forms/label';
import { registerLayout } from '../../functions/src/forms/register-layout';
import { calendarForm } from '../../functions/src/forms/settings-calendar';
import { noticesForm } from '../../functions/src/forms/settings-notices';
import { penaltiesForm } from '../../functions/src/forms/settings-penalties';
import { remindersForm } from '../../functions/src/forms/settings-reminders';
import { staffForm } from '../../functions/src/forms/settings-staff';
import { templatesForm } from '../../functions/src/forms/settings-templates';
import { defaultManaged } from '../../functions/src/rules/settings';
import { settingsRow } from '../../functions/src/rules/settings-rows';
import { type Cells, inEffect, problemsOf, type } from '../support/settings-typing';
import { zhang, zhou } from '../support/staff';

const fullStaff = { name: '李雷', email: 'lilei@gendan.example', roles: '储运员、仓库管理专员' };
const fullHours = {
  kind: '作息时间',
  from: '2026-05-01',
  morningFrom: '8点',
  morningTo: '12:00',
  afternoonFrom: '14:00',
  afternoonTo: '18点',
};
const fullReminders = {
  effectiveOn: '2026-04-01',
  slotMinutes: '30分钟',
  soonMinutes: '2小时',
  escalateBySms: '是',
};
const fullStandard = {
  kind: '考核标准',
  effectiveOn: '4月1日',
  amount: '5元',
  sameDayEnds: '下班',
  dayBefore: '工作日',
  lateFillForgives: '否',
};

const settingsForms = [staffForm, calendarForm, remindersForm, penaltiesForm, noticesForm];

describe('every settings form', () => {
  it('is registered, and has numbers of its own', () => {
    expect(forms).toEqual(expect.arrayContaining(settingsForms));
    const prefixes = forms.map(({ number }) => number.prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });

  it.each(settingsForms.map((form) => [form.id, form] as const))(
    '%s is filled by managers alone',
    (_id, form) => {
      expect(form.settings).toBe(form.id);
      for (const field of form.fields) expect([field.id, field.role]).toEqual([field.id, 'manager']);
      const [first] = form.fields;
      expect(problemsOf(type(form, { [first?.id ?? '']: 'x' }, undefined, zhang))).toEqual([
        `${first?.id}: not-yours`,
      ]);
    },
  );

  it.each<[string, Form, Cells]>([
    ['员工与角色', staffForm, fullStaff],
    ['作息', calendarForm, fullHours],
    ['放假', calendarForm, { kind: '放假', from: '2026-07-01', to: '2026-07-01' }],
    ['调休上班', calendarForm, { kind: '调休上班', from: '2026-07-04', to: '2026-07-04' }],
    ['提醒设置', remindersForm, fullReminders],
    ['考核标准', penaltiesForm, fullStandard],
    ['月结', penaltiesForm, { kind: '月结', month: '2026-02' }],
    ['演练', noticesForm, { kind: '演练', enabled: '是' }],
    ['短信单价', noticesForm, { kind: '短信单价', price: '0.35元' }],
  ])('is in effect once all is filled that is required, not before: %s', (_name, form, cells) => {
    expect(type(form, cells).problems).toEqual([]);
    expect(inEffect(form, cells)?.kind).toBe(form.settings);
    for (const left of Object.keys(cells)) {
      const { [left]: _left, ...rest } = cells;
      expect([left, inEffect(form, rest)]).toEqual([left, undefined]);
    }
  });
});

describe('every date of the settings', () => {
  it('that is typed without its year is one to come', () => {
    const dates = settingsForms.flatMap((form) => form.fields.filter(({ kind }) => kind === 'date'));
    expect(dates.map(({ id }) => id)).toEqual([
      'awayFrom',
      'awayTo',
      'from',
      'to',
      'effectiveOn',
      'effectiveOn',
    ]);
    for (const field of dates) expect([field.id, field.ahead]).toEqual([field.id, true]);
  });

  it.each([
    ['2026-03-16', { from: '10.1', to: '10.8' }, '2026-10-01', '2026-10-08'],
    ['2026-03-16', { from: '12.30', to: '1.5' }, '2026-12-30', '2027-01-05'],
    ['2026-03-16', { from: '2029-10-01', to: '10.8' }, '2029-10-01', '2029-10-08'],
  ])('on %s: %j', (_today, cells, from, to) => {
    const { record, problems } = type(calendarForm, { kind: '放假', ...cells });
    expect(problems).toEqual([]);
    expect(record.values).toMatchObject({ from, to });
  });

  it('goes by the day on which it is typed, whenever its row was begun', () => {
    const { record } = type(staffForm, fullStaff);
    const later = type(
      staffForm,
      { awayFrom: '1.10', awayTo: '1.12' },
      record,
      zhou,
      '2027-01-06T01:00:00.000Z',
    );
    expect(later.record.values).toMatchObject({ awayFrom: '2027-01-10', awayTo: '2027-01-12' });
  });
});

describe('what a settings tab says above its rows', () => {
  const told = (form: Form) => form.head.fillBy?.['zh-CN'] ?? '';
  it('is what holds as long as nothing is filled', () => {
    const { reminders, penalties, hours } = defaultManaged;
    for (const number of [reminders.slotMinutes, reminders.soonMinutes, reminders.headMinutes])
      expect(told(remindersForm)).toContain(`${number}分钟`);
    expect(reminders.managerMinutes).toBe(1440);
    expect(told(remindersForm)).toContain('1天报经理');
    expect(told(penaltiesForm)).toContain(`每空${penalties.amounts[0]?.amount}元`);
    expect(told(calendarForm)).toContain(
      `8:30–${hours.morning.to}、${hours.afternoon.from}–${hours.afternoon.to}`,
    );
    expect(hours.morning.from).toBe('08:30');
    expect(defaultManaged.rehearsal).toBe(false);
    expect(told(noticesForm)).toContain(`不演练，短信每条按${defaultManaged.smsPrices['']}元算`);
  });

  it('is there in every language, and no longer than can be read', () => {
    for (const form of [...settingsForms, templatesForm])
      for (const language of languages) {
        const text = form.head.fillBy?.[language] ?? '';
        expect([form.id, language, text.length > 5 && text.length < 260]).toEqual([form.id, language, true]);
      }
  });
});

describe('员工与角色', () => {
  it('keeps roles by id, and an address for good', () => {
    const { record } = type(staffForm, fullStaff);
    expect(record.values).toMatchObject({ roles: 'transport-clerk,warehouse-clerk' });
    expect(problemsOf(type(staffForm, { email: 'other@gendan.example' }, record))).toEqual(['email: fixed']);
    expect(problemsOf(type(staffForm, { email: null }, record))).toEqual(['email: fixed']);
  });

  it('knows its deputies, and that nobody is back before they left', () => {
    const cells = {
      ...fullStaff,
      deputy: 'nobody@gendan.example',
      awayFrom: '2026-04-10',
      awayTo: '2026-04-09',
    };
    expect(problemsOf(type(staffForm, cells))).toEqual(['awayTo: too-early', 'deputy: not-on-staff']);
    expect(problemsOf(type(staffForm, { ...cells, deputy: zhang.email, awayTo: '4月10日' }))).toEqual([]);
  });

  it('has nobody stand in for themselves', () => {
    const self = { ...fullStaff, email: zhang.email, deputy: zhang.email.toUpperCase() };
    expect(problemsOf(type(staffForm, self))).toEqual(['deputy: same-as-other']);
  });

  it('says what to do with the row of an address that was wrong', () => {
    const { record } = type(staffForm, fullStaff);
    expect(type(staffForm, { email: 'other@gendan.example' }, record).problems).toMatchObject([
      { message: '“邮箱”填好后不能改。填错了请另起一行，旧的那一行请把“在职”改为“否”。' },
    ]);
  });

  it('has no dropdown for several roles, for a dropdown gives one', () => {
    const columns = registerLayout(staffForm, 'zh-CN').columns;
    expect(columns.find(({ id }) => id === 'roles')).toMatchObject({ numberFormat: '@', title: '岗位' });
    expect(registerLayout(staffForm, 'zh-TW').columns.find(({ id }) => id === 'roles')?.title).toBe('職務');
    expect(columns.find(({ id }) => id === 'roles')?.dropdown).toBeUndefined();
    expect(columns.find(({ id }) => id === 'channel')?.dropdown).toEqual(['邮件', '短信', '短信和邮件']);
  });
});

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

describe('提醒设置', () => {
  it('tells the manager no sooner than the head', () => {
    const crossed = { ...fullReminders, headMinutes: '2天', managerMinutes: '1天' };
    expect(problemsOf(type(remindersForm, crossed))).toEqual(['managerMinutes: less-than-other']);
    expect(problemsOf(type(remindersForm, { ...crossed, managerMinutes: '2天' }))).toEqual([]);
  });

  it('never takes a refused time for “never”: the row is not in effect until it is mended', () => {
    for (const field of ['headMinutes', 'managerMinutes']) {
      const garbled = type(remindersForm, { ...fullReminders, [field]: '过一会儿' }).record;
      expect([field, settingsRow(remindersForm, garbled)]).toEqual([field, undefined]);
      const mended = type(remindersForm, { [field]: '2天' }, garbled).record;
      expect(settingsRow(remindersForm, mended)?.values).toHaveProperty(field, 2880);
      const cleared = type(remindersForm, { [field]: null }, garbled).record;
      expect(settingsRow(remindersForm, cleared)?.values).not.toHaveProperty(field);
    }
    const known = type(remindersForm, { ...fullReminders, headMinutes: 60 }).record;
    const garbled = type(remindersForm, { headMinutes: '过一会儿' }, known).record;
    expect(settingsRow(remindersForm, garbled)?.values).toHaveProperty('headMinutes', 60);
  });

  it('stores minutes, within their bounds', () => {
    expect(inEffect(remindersForm, fullReminders)?.values).toEqual({
      effectiveOn: '2026-04-01',
      slotMinutes: 30,
      soonMinutes: 120,
      escalateBySms: true,
    });
    expect(
      problemsOf(
        type(remindersForm, { ...fullReminders, slotMinutes: 3, soonMinutes: '8天', headMinutes: '1.5' }),
      ),
    ).toEqual([
      'slotMinutes: less-than-least',
      'soonMinutes: more-than-most',
      'headMinutes: not-whole-minutes',
    ]);
  });
});

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
