import { describe, expect, it } from '@jest/globals';
import { managedSettings, type SettingsRow } from '../../functions/src/rules/settings-rows';

type Rows = Record<string, SettingsRow>;

/** Entered at one time, unless a test says when. */
const entry = { enteredAt: '2026-01-05T01:00:00.000Z', number: 'N2026-0001' };
const later = (row: SettingsRow, more: Partial<SettingsRow> = {}): SettingsRow => ({
  ...row,
  enteredAt: '2026-01-06T01:00:00.000Z',
  ...more,
});
const days = (kind: 'off' | 'worked', from: string, to = from): SettingsRow => ({
  kind: 'calendar',
  ...entry,
  values: { kind, from, to },
});
const on = (today: string, rows: Rows) => managedSettings({ version: 1, rows }, today);

describe('days off and days worked', () => {
  it('are those from one date to the other, or the one date', () => {
    const { daysOff, daysWorked } = on('2026-03-16', {
      a: days('off', '2026-02-27', '2026-03-02'),
      b: days('worked', '2026-03-07'),
    });
    expect(daysOff).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    expect(daysWorked).toEqual(['2026-03-07']);
  });

  it('a day worked in the middle of a shutdown is worked, and the other way round', () => {
    const shutdown = on('2026-03-16', {
      z: days('off', '2026-07-01', '2026-07-05'),
      a: days('worked', '2026-07-03'),
    });
    expect(shutdown.daysOff).toEqual(['2026-07-01', '2026-07-02', '2026-07-04', '2026-07-05']);
    expect(shutdown.daysWorked).toEqual(['2026-07-03']);
    const busy = on('2026-03-16', {
      z: days('worked', '2026-07-04', '2026-07-05'),
      a: days('off', '2026-07-05'),
    });
    expect([busy.daysOff, busy.daysWorked]).toEqual([['2026-07-05'], ['2026-07-04']]);
  });

  it('of ranges as long as each other: what was entered later', () => {
    const undone = { b: days('off', '2026-03-16'), a: later(days('worked', '2026-03-16')) };
    expect(on('2026-03-16', undone)).toMatchObject({ daysOff: [], daysWorked: ['2026-03-16'] });
    const again = { b: days('worked', '2026-03-16'), a: later(days('off', '2026-03-16')) };
    expect(on('2026-03-16', again)).toMatchObject({ daysOff: ['2026-03-16'], daysWorked: [] });
  });

  it('of a shorter and a longer range: the shorter, whenever it was entered', () => {
    const rows = { a: days('worked', '2026-07-03'), b: later(days('off', '2026-07-01', '2026-07-05')) };
    expect(on('2026-03-16', rows).daysWorked).toEqual(['2026-07-03']);
  });

  it('are none where the end is before the beginning, and at most 366 where it is never', () => {
    expect(on('2026-03-16', { a: days('off', '2026-07-05', '2026-07-01') }).daysOff).toEqual([]);
    expect(on('2026-03-16', { a: days('off', '2026-07-05', '9999-01-01') }).daysOff).toHaveLength(366);
  });
});
