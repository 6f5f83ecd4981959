import { describe, expect, it } from '@jest/globals';
import { forms } from '../../functions/src/forms';
import type { Form } from '../../functions/src/forms/form';
import { languages } from '../../functions/src/forms/label';
import { calendarForm } from '../../functions/src/forms/settings-calendar';
import { noticesForm } from '../../functions/src/forms/settings-notices';
import { penaltiesForm } from '../../functions/src/forms/settings-penalties';
import { remindersForm } from '../../functions/src/forms/settings-reminders';
import { staffForm } from '../../functions/src/forms/settings-staff';
import { templatesForm } from '../../functions/src/forms/settings-templates';
import { defaultManaged } from '../../functions/src/rules/settings';
import { fullHours, fullReminders, fullStaff, fullStandard } from '../support/settings-filled';
import { type Cells, inEffect, problemsOf, type } from '../support/settings-typing';
import { zhang, zhou } from '../support/staff';

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
