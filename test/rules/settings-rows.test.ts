import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { order } from '../../functions/src/forms/order';
import { calendarForm } from '../../functions/src/forms/settings-calendar';
import { remindersForm } from '../../functions/src/forms/settings-reminders';
import type { Values } from '../../functions/src/rules/record';
import { defaultManaged, settingsSchema } from '../../functions/src/rules/settings';
import {
  managedSettings,
  type SettingsRow,
  settingsRow,
  settingsRowsSchema,
} from '../../functions/src/rules/settings-rows';
import { testSettings } from '../support/services';

type Rows = Record<string, SettingsRow>;

/** Entered at one time, unless a test says when. */
const entry = { enteredAt: '2026-01-05T01:00:00.000Z', number: 'N2026-0001' };
const later = (row: SettingsRow, more: Partial<SettingsRow> = {}): SettingsRow => ({
  ...row,
  enteredAt: '2026-01-06T01:00:00.000Z',
  ...more,
});
const reminders = (effectiveOn: string, slotMinutes: number): SettingsRow => ({
  kind: 'reminders',
  ...entry,
  values: { effectiveOn, slotMinutes, soonMinutes: 60, escalateBySms: false },
});
const standard = (effectiveOn: string, amount: number, more: Values = {}): SettingsRow => ({
  kind: 'penalties',
  ...entry,
  values: {
    ...{ kind: 'standard', effectiveOn, amount, sameDayEnds: 'close', dayBefore: 'working' },
    lateFillForgives: true,
    ...more,
  },
});
const closing = (month: string): SettingsRow => ({
  kind: 'penalties',
  ...entry,
  values: { kind: 'closing', month },
});
const days = (kind: 'off' | 'worked', from: string, to = from): SettingsRow => ({
  kind: 'calendar',
  ...entry,
  values: { kind, from, to },
});
const hours = (from: string, morningFrom: string): SettingsRow => ({
  kind: 'calendar',
  ...entry,
  values: {
    ...{ kind: 'hours', from, morningFrom, morningTo: '12:00' },
    ...{ afternoonFrom: '13:00', afternoonTo: '17:00' },
  },
});
const on = (today: string, rows: Rows) => managedSettings({ version: 1, rows }, today);

describe('a row of a settings tab', () => {
  const facts = { batch: 1, shipments: {}, createdAt: entry.enteredAt, number: entry.number };
  it('says nothing until all is filled that is required', () => {
    const values = { effectiveOn: '2026-04-01', slotMinutes: 30, soonMinutes: 120 };
    expect(settingsRow(remindersForm, { ...facts, values })).toBeUndefined();
    const full = { ...values, escalateBySms: false };
    expect(settingsRow(remindersForm, { ...facts, values: full })).toEqual({
      kind: 'reminders',
      ...entry,
      values: full,
    });
  });

  it('leaves out what its kind does not ask for', () => {
    const values = { kind: 'off', from: '2026-04-01', to: '2026-04-02', morningFrom: '08:00' };
    expect(settingsRow(calendarForm, { ...facts, values })?.values).toEqual({
      kind: 'off',
      from: '2026-04-01',
      to: '2026-04-02',
    });
  });

  it.each(['off', 'worked'])('is no day %s until its last day is known, be it the first', (kind) => {
    const values = { kind, from: '2026-04-01' };
    expect(settingsRow(calendarForm, { ...facts, values })).toBeUndefined();
    const full = { ...values, to: '2026-04-01' };
    expect(settingsRow(calendarForm, { ...facts, values: full })?.values).toEqual(full);
  });

  it('is none on a form that is no settings', () => {
    expect(settingsRow(order, { ...facts, values: {} })).toBeUndefined();
  });
});

describe('before anybody has decided anything', () => {
  it('the defaults hold', () => {
    const { era: _era, ...managed } = defaultManaged;
    expect(on('2026-03-16', {})).toEqual(managed);
  });

  it('also while the first row is still to come', () => {
    const settings = on('2026-03-31', { a: reminders('2026-04-01', 45), b: hours('2026-04-01', '09:00') });
    expect(settings.reminders).toEqual(defaultManaged.reminders);
    expect(settings.hours).toEqual(defaultManaged.hours);
  });
});

describe('rows with a date of effect', () => {
  const rows = {
    a: reminders('2026-04-01', 45),
    b: reminders('2026-03-01', 15),
    c: hours('2026-04-01', '09:00'),
  };
  it('hold from that day on, the last that has come', () => {
    expect(on('2026-03-31', rows).reminders.slotMinutes).toBe(15);
    expect(on('2026-04-01', rows).reminders.slotMinutes).toBe(45);
    expect(on('2026-04-01', rows).hours).toEqual({
      morning: { from: '09:00', to: '12:00' },
      afternoon: { from: '13:00', to: '17:00' },
    });
  });

  it('that leave out whom to tell tell nobody, whatever the default is', () => {
    expect(on('2026-04-01', rows).reminders).toEqual({
      slotMinutes: 45,
      soonMinutes: 60,
      escalateBySms: false,
    });
  });

  it('of one date: the one that was entered later, whatever its record is called', () => {
    const first = reminders('2026-03-01', 20);
    const second = later(reminders('2026-03-01', 10));
    for (const same of [
      { 'reminders~b': first, 'reminders~a': second },
      { 'reminders~a': first, 'reminders~b': second },
    ])
      expect(on('2026-03-01', same).reminders.slotMinutes).toBe(10);
  });

  it('of one date and entered at once: the one with the later number, then the greater id', () => {
    const same = {
      b: { ...reminders('2026-03-01', 20), number: 'TX2026-9999' },
      a: { ...reminders('2026-03-01', 10), number: 'TX2026-10000' },
    };
    expect(on('2026-03-01', same).reminders.slotMinutes).toBe(10);
    const alike = { b: reminders('2026-03-01', 20), a: reminders('2026-03-01', 10) };
    expect(on('2026-03-01', alike).reminders.slotMinutes).toBe(20);
  });

  it('of one date: hours and fines go by it, too', () => {
    const rows = {
      b: hours('2026-03-01', '08:00'),
      a: later(hours('2026-03-01', '09:00')),
      d: standard('2026-03-01', 3),
      c: later(standard('2026-03-01', 4)),
    };
    expect(on('2026-03-01', rows).hours.morning.from).toBe('09:00');
    expect(on('2026-03-01', rows).penalties.amounts.at(-1)?.amount).toBe(4);
  });

  it('that cannot be read are not in effect, and keep no other from it', () => {
    const broken = {
      a: reminders('2026-03-01', 15),
      b: { kind: 'reminders', ...entry, values: { effectiveOn: 1 } },
    } satisfies Rows;
    expect(on('2026-03-01', broken).reminders.slotMinutes).toBe(15);
  });
});

describe('fines', () => {
  const rows = { a: standard('2026-05-01', 5), b: standard('2026-04-01', 3), c: standard('2026-04-01', 4) };
  it('are all there with their dates, also those to come, and 2 yuan before the first', () => {
    expect(on('2026-03-16', rows).penalties.amounts).toEqual([
      { from: '0000-01-01', amount: 2 },
      { from: '2026-04-01', amount: 4 },
      { from: '2026-05-01', amount: 5 },
    ]);
  });

  it('what counts as late goes by the standard of the day', () => {
    const changed = {
      ...rows,
      d: standard('2026-06-01', 5, { sameDayEnds: 'midnight', lateFillForgives: false }),
    };
    const late = (today: string) => {
      const { sameDayEnds, dayBefore, penalties } = on(today, changed);
      return [sameDayEnds, dayBefore, penalties.lateFillForgives];
    };
    expect(late('2026-03-31')).toEqual(['midnight', 'calendar', false]);
    expect(late('2026-05-31')).toEqual(['close', 'working', true]);
    expect(late('2026-06-01')).toEqual(['midnight', 'working', false]);
  });

  it('closed months are in order, each once', () => {
    const closed = { a: closing('2026-02'), b: closing('2025-12'), c: closing('2026-02') };
    expect(on('2026-03-16', closed).closedMonths).toEqual(['2025-12', '2026-02']);
  });
});

describe('whatever managers have typed', () => {
  const day = fc
    .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
    .map((each) => each.toISOString().slice(0, 10));
  const row = fc.oneof(
    fc.tuple(day, fc.integer({ min: 5, max: 240 })).map(([from, slot]) => reminders(from, slot)),
    fc.tuple(day, fc.nat(20)).map(([from, amount]) => standard(from, amount)),
    fc.tuple(day, fc.constantFrom('08:00', '09:00')).map(([from, opens]) => hours(from, opens)),
    fc
      .tuple(fc.constantFrom('off' as const, 'worked' as const), day, day)
      .map(([kind, from, to]) => days(kind, from, to)),
    day.map((each) => closing(each.slice(0, 7))),
  );
  const rowsOf = fc.uniqueArray(
    fc.tuple(fc.string({ unit: fc.constantFrom(...'0ab~'), minLength: 1, maxLength: 4 }), row),
    {
      selector: ([id]) => id,
      maxLength: 12,
    },
  );

  it('the order in which the rows are stored says nothing', () => {
    fc.assert(
      fc.property(
        rowsOf.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        day,
        ([rows, shuffled], today) => {
          expect(on(today, Object.fromEntries(shuffled))).toEqual(on(today, Object.fromEntries(rows)));
        },
      ),
    );
  });

  it('settings are what everybody expects of them, and no day is both off and worked', () => {
    fc.assert(
      fc.property(rowsOf, day, (rows, today) => {
        const stored = settingsRowsSchema.parse({ version: 1, rows: Object.fromEntries(rows) });
        const managed = managedSettings(stored, today);
        expect(settingsSchema.parse({ ...testSettings, ...managed })).toEqual({
          ...testSettings,
          ...managed,
        });
        expect(managed.daysOff.filter((each) => managed.daysWorked.includes(each))).toEqual([]);
        const dates = managed.penalties.amounts.map(({ from }) => from);
        expect(dates).toEqual([...new Set(dates)].sort());
      }),
    );
  });
});

it('rows of a kind that only a later version knows change nothing, and are kept', () => {
  const stored = {
    version: 3,
    rows: {
      'penalties~1': standard('2026-01-01', 5),
      'weather~1': { kind: 'weather', ...entry, values: { rain: true } },
    },
  };
  const read = settingsRowsSchema.parse(stored);
  expect(read).toEqual(stored);
  expect(managedSettings(read, '2026-02-01')).toEqual(
    managedSettings({ version: 3, rows: { 'penalties~1': standard('2026-01-01', 5) } }, '2026-02-01'),
  );
});
