import { describe, expect, it } from '@jest/globals';
import { remindersForm } from '../../functions/src/forms/settings-reminders';
import { settingsRow } from '../../functions/src/rules/settings-rows';
import { fullReminders } from '../support/settings-filled';
import { inEffect, problemsOf, type } from '../support/settings-typing';

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
