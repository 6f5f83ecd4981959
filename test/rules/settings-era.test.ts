import { describe, expect, it, jest } from '@jest/globals';
import * as chineseDays from 'chinese-days';
import { forms } from '../../functions/src/forms';
import { defineForm } from '../../functions/src/forms/define-form';
import type { DeadlineRule, Form } from '../../functions/src/forms/form';
import { label } from '../../functions/src/forms/label';
import { recordSchema } from '../../functions/src/rules/record';
import type { Settings } from '../../functions/src/rules/settings';
import { eraOf } from '../../functions/src/rules/settings-era';
import { testSettings } from '../support/services';

const today = '2026-03-16';
const of = (changes: Partial<Settings> = {}, day = today, known: readonly Form[] = forms) =>
  eraOf({ ...testSettings, ...changes }, known, day);

/** A form whose one stage is due so many hours after it opened. */
function formDue(id: string, due: readonly DeadlineRule[]): Form {
  const text = label('甲', '甲', 'A');
  const stage = { id: 'done', label: text, role: 'repairer', fields: { at: { kind: 'text', label: text } } };
  return defineForm({
    id,
    version: 1,
    label: text,
    tab: text,
    number: { label: text, prefix: 'V' },
    head: { role: 'repairer', fields: { customer: { kind: 'text', label: text } } },
    stages: [{ ...stage, due } as never],
  });
}
const within = (count: number): DeadlineRule[] => [
  { kind: 'within', unit: 'hours', count, after: { opening: 'done' } },
];

describe('the era of settings', () => {
  it('is a short text that a record can keep, the same for the same settings', () => {
    expect(of()).toMatch(/^[\w-]{16}$/);
    expect(of({ ...structuredClone(testSettings) })).toBe(of());
    expect(recordSchema.shape.timedUnder.parse(of())).toBe(of());
  });

  const { hours, reminders } = testSettings;
  it.each<[string, Partial<Settings>]>([
    ['the zone', { zone: 'Asia/Tokyo' }],
    ['the legal calendar', { legalCalendar: 'weekdays' }],
    ['the beginning of quiet hours', { quietHours: { from: '20:00', to: '08:00' } }],
    ['the end of quiet hours', { quietHours: { from: '21:00', to: '07:00' } }],
    ['a day off', { daysOff: ['2026-03-20'] }],
    ['a day worked', { daysWorked: ['2026-03-20'] }],
    ['the morning', { hours: { ...hours, morning: { from: '08:00', to: '12:00' } } }],
    ['the afternoon', { hours: { ...hours, afternoon: { from: '13:30', to: '18:00' } } }],
    ['the end of the same day', { sameDayEnds: 'close' }],
    ['the day before', { dayBefore: 'working' }],
    ['how long before a deadline people are reminded', { reminders: { ...reminders, soonMinutes: 60 } }],
    ['when the head is told', { reminders: { ...reminders, headMinutes: 61 } }],
    ['when the manager is told', { reminders: { ...reminders, managerMinutes: 1441 } }],
    ['that nobody else is told', { reminders: { slotMinutes: 30, soonMinutes: 120, escalateBySms: true } }],
  ])('is another one when this changes: %s', (_what, changes) => {
    expect(of(changes)).not.toBe(of());
  });

  it('does not mistake one text for another when they move from field to field', () => {
    expect(of({ daysOff: ['2026-03-20'] })).not.toBe(of({ daysWorked: ['2026-03-20'] }));
    const only = (changes: Partial<Settings['reminders']>) =>
      of({ reminders: { slotMinutes: 30, soonMinutes: 120, escalateBySms: true, ...changes } });
    expect(only({ headMinutes: 60 })).not.toBe(only({ managerMinutes: 60 }));
  });

  it.each<[string, Partial<Settings>]>([
    [
      'what a blank costs',
      { penalties: { amounts: [{ from: '0000-01-01', amount: 9 }], lateFillForgives: true } },
    ],
    ['a closed month', { closedMonths: ['2026-02'] }],
    ['a rehearsal', { rehearsal: true }],
    ['what an SMS costs', { smsPrices: { '': 0.4, '86': 0.3 } }],
    [
      'what a message says',
      { templates: { 'goods-shipped~dealer~en': { sms: 'a', subject: 'b', body: 'c' } } },
    ],
    ['the company', { company: '另一家' }],
    ['a spreadsheet', { spreadsheets: ['sheet-1', 'sheet-2'] }],
  ])('stays, so that no record is timed anew, when this changes: %s', (_what, changes) => {
    expect(of(changes)).toBe(of());
  });

  it('does not go by the order in which settings were written down', () => {
    const { escalateBySms, headMinutes, managerMinutes, slotMinutes, soonMinutes } = testSettings.reminders;
    const turned = { managerMinutes, escalateBySms, soonMinutes, headMinutes, slotMinutes };
    expect(of({ reminders: turned })).toBe(of());
  });

  it('is another one when a form has another deadline, or another form has one', () => {
    const one = of({}, today, [formDue('visit', within(1))]);
    expect(of({}, today, [formDue('visit', within(2))])).not.toBe(one);
    expect(of({}, today, [formDue('visit', [])])).not.toBe(one);
    expect(of({}, today, [formDue('call', within(1))])).not.toBe(one);
    expect(of({}, today, [formDue('visit', within(1))])).toBe(one);
  });

  it('is the same throughout a year, and another one in the next', () => {
    expect(of({}, '2026-12-31')).toBe(of({}, '2026-01-01'));
    expect(of({}, '2027-01-01')).not.toBe(of({}, '2026-12-31'));
  });

  it('is another one when a new edition of the legal calendar knows the holidays of next year', () => {
    const newEdition = {
      ...chineseDays,
      isWorkday: (day: string) => day !== '2027-10-01' && chineseDays.isWorkday(day),
    };
    jest.isolateModules(() => {
      jest.doMock('chinese-days', () => newEdition);
      const after: { eraOf: typeof eraOf } = jest.requireActual('../../functions/src/rules/settings-era');
      expect(after.eraOf(testSettings, forms, '2026-01-01')).not.toBe(of({}, '2026-01-01'));
      expect(after.eraOf(testSettings, forms, '2025-01-01')).toBe(of({}, '2025-01-01'));
      expect(after.eraOf({ ...testSettings, legalCalendar: 'weekdays' }, forms, today)).toBe(
        of({ legalCalendar: 'weekdays' }),
      );
    });
    jest.dontMock('chinese-days');
  });
});
