import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CellInput } from '../../functions/src/forms/edit-contract';
import type { Form, PlacedField } from '../../functions/src/forms/form';
import { type Language, languages } from '../../functions/src/forms/label';
import { roleIds, roles } from '../../functions/src/forms/roles';
import { calendarForm } from '../../functions/src/forms/settings-calendar';
import { penaltiesForm } from '../../functions/src/forms/settings-penalties';
import { remindersForm } from '../../functions/src/forms/settings-reminders';
import { staffForm } from '../../functions/src/forms/settings-staff';
import { parseCell } from '../../functions/src/rules/parse-cell';
import { showCell } from '../../functions/src/rules/show-cell';
import { context } from '../support/typing';

function fieldOf(form: Form, id: string): PlacedField {
  const field = form.field(id);
  if (!field) throw new Error(`no field ${id}`);
  return field;
}

const opening = fieldOf(calendarForm, 'morningFrom');
const duties = fieldOf(staffForm, 'roles');
const slot = fieldOf(remindersForm, 'slotMinutes');
const month = fieldOf(penaltiesForm, 'month');

function read(field: PlacedField, typed: CellInput): unknown {
  const parsed = parseCell(field, typed, context());
  return parsed.ok ? parsed.value : parsed.code;
}

function sentence(field: PlacedField, typed: CellInput, language: Language = 'zh-CN'): string {
  const parsed = parseCell(field, typed, context({ language }));
  return parsed.ok ? '' : parsed.message;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

describe('a time of day', () => {
  it.each<[CellInput, string]>([
    ['8:30', '08:30'],
    ['08：30', '08:30'],
    ['8点半', '08:30'],
    ['8點半', '08:30'],
    ['8时30分', '08:30'],
    ['0830', '08:30'],
    [830, '08:30'],
    ['8.30', '08:30'],
    ['8点', '08:00'],
    ['下午5点半', '17:30'],
    ['5:30 pm', '17:30'],
    ['17:30:00', '17:30'],
    ['1899-12-30T13:30:00', '13:30'],
    ['0:00', '00:00'],
    ['8', 'not-a-time'],
    [8.3, 'not-a-time'],
    ['25:00', 'not-a-time'],
    ['8:60', 'not-a-time'],
    ['早上', 'not-a-time'],
    ['2026-03-16 8:30', 'not-a-time'],
    ['2026-03-16T08:30:00', 'not-a-time'],
    ['下午8点到9点', 'not-a-time'],
    [true, 'not-a-time'],
  ])('%s is %s', (typed, expected) => {
    expect(read(opening, typed)).toBe(expected);
  });

  it('that cannot be read is answered with how to write one', () => {
    expect(sentence(opening, '八点多')).toBe('看不懂“八点多”。请用24小时制写几点几分，例如 8:30 或 13:30。');
  });

  it('shown and typed again is the same', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (hour, minute) => {
        const stored = `${twoDigits(hour)}:${twoDigits(minute)}`;
        expect(read(opening, showCell(opening, stored, context()))).toBe(stored);
        expect(read(opening, `${hour}点${twoDigits(minute)}分`)).toBe(stored);
      }),
    );
  });
});

describe('several options', () => {
  it.each<[string, string]>([
    ['经理', 'manager'],
    ['储运员、仓库管理专员', 'transport-clerk,warehouse-clerk'],
    ['仓库管理专员,储运员', 'transport-clerk,warehouse-clerk'],
    ['倉庫管理專員；儲運員', 'transport-clerk,warehouse-clerk'],
    ['Warehouse clerk; Transport clerk', 'transport-clerk,warehouse-clerk'],
    ['储运员/经理／部长', 'transport-clerk,department-head,manager'],
    ['储运员 经理\n部长', 'transport-clerk,department-head,manager'],
    ['Deputy head of service Manager', 'service-deputy-head,manager'],
    ['Manager  after-sales CLERK', 'after-sales-clerk,manager'],
    ['经 理', 'manager'],
    ['transport-clerk,warehouse-clerk', 'transport-clerk,warehouse-clerk'],
    ['经理、经理、manager', 'manager'],
    ['、经理，', 'manager'],
  ])('%j are %s', (typed, expected) => {
    expect(read(duties, typed)).toBe(expected);
  });

  it('of which one does not exist are answered with that one and all there are', () => {
    const all = roleIds.map((id) => roles[id]['zh-CN']).join('、');
    expect(sentence(duties, '储运员、司机')).toBe(`没有“司机”这一项。请从这些里选：${all}。`);
    expect(sentence(duties, '储运员 司机')).toContain('没有“司机”这一项');
    expect(sentence(duties, '、')).toContain('没有“、”这一项');
    expect(sentence(duties, 'Sales clerk, Manager', 'en')).toContain(
      '"Sales clerk" is not one of the options: Assessment clerk, ',
    );
  });

  it('are not found among the members that every object has', () => {
    expect(read(duties, 'constructor')).toBe('unknown-option');
  });

  it('shown in any language and typed again are the same, in the order of the form', () => {
    const chosen = fc.subarray([...roleIds], { minLength: 1 });
    fc.assert(
      fc.property(chosen, fc.constantFrom(...languages), (ids, language) => {
        const shown = showCell(duties, ids.join(','), context({ language }));
        expect(shown).toBe(ids.map((id) => roles[id][language]).join(language === 'en' ? ', ' : '、'));
        expect(read(duties, shown)).toBe(ids.join(','));
      }),
    );
  });

  it('are found however they are put together', () => {
    const chosen = fc.uniqueArray(fc.constantFrom(...roleIds), { minLength: 1 });
    const between = fc.constantFrom('、', ',', '; ', '；', '，', '/', ' / ', '\n', ' ');
    fc.assert(
      fc.property(chosen, between, fc.constantFrom(...languages), (ids, separator, language) => {
        const typed = ids.map((id) => roles[id][language]).join(separator);
        expect(read(duties, typed)).toBe(roleIds.filter((id) => ids.includes(id)).join(','));
      }),
    );
  });

  // Backtracking would hang here.
  it('are read however many words there are', () => {
    expect(read(duties, '经 '.repeat(4999))).toBe('unknown-option');
    expect(read(duties, '经理 '.repeat(3000))).toBe('manager');
  });
});

describe('a number of minutes', () => {
  it.each<[CellInput, number | string]>([
    [30, 30],
    ['30', 30],
    ['30分钟', 30],
    ['３０分', 30],
    ['2小时', 120],
    ['2 個小時', 120],
    ['半小时', 30],
    ['1.5小时', 90],
    ['1天', 1440],
    ['30 min', 30],
    ['1 hour', 60],
    ['0.333小时', 'not-whole-minutes'],
    [7.5, 'not-whole-minutes'],
    ['0分钟', 0],
    ['-5', 'negative'],
    ['半天左右', 'not-minutes'],
    ['分钟', 'not-minutes'],
    ['30件', 'not-minutes'],
    [true, 'not-minutes'],
  ])('%s is %s', (typed, expected) => {
    expect(read(slot, typed)).toBe(expected);
  });

  it('that cannot be read is answered with how to write one', () => {
    expect(sentence(slot, 'abc')).toBe('看不懂“abc”。请填分钟数，例如 30，也可以写 2小时、1天。');
  });
});

describe('a month', () => {
  it.each<[CellInput, string]>([
    ['2026-03', '2026-03'],
    ['2026-3', '2026-03'],
    ['2026年3月', '2026-03'],
    ['2026 年 3 月份', '2026-03'],
    ['２０２６／０３', '2026-03'],
    ['2026.3', '2026-03'],
    [202603, '2026-03'],
    [2026.1, 'not-a-month'],
    ['3月', 'not-a-month'],
    ['2026', 'not-a-month'],
    ['2026-13', 'not-a-month'],
    ['2026-00', 'not-a-month'],
    ['2026-03-15', 'not-a-month'],
    ['26-03', 'not-a-month'],
    ['上个月', 'not-a-month'],
  ])('%s is %s', (typed, expected) => {
    expect(read(month, typed)).toBe(expected);
  });

  it('that cannot be read is answered with how to write one', () => {
    expect(sentence(month, '3月')).toBe('看不懂“3月”。请写年份和月份，例如 2026-03。');
  });
});
