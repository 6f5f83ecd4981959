import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { firstPermitted } from '../../functions/src/rules/quiet-hours';

const night = { from: '21:00', to: '08:00' };
const shanghai = (local: string) =>
  DateTime.fromISO(local, { zone: 'Asia/Shanghai' }).toJSDate().toISOString();
const permitted = (local: string, quiet = night) => firstPermitted(shanghai(local), quiet, 'Asia/Shanghai');

describe('over night', () => {
  it('what is due by day leaves at once', () => {
    expect(permitted('2026-03-16T14:00')).toBe(shanghai('2026-03-16T14:00'));
  });

  it('what is due in the evening leaves the next morning', () => {
    expect(permitted('2026-03-16T22:15:30')).toBe(shanghai('2026-03-17T08:00'));
  });

  it('what is due before dawn leaves the same morning', () => {
    expect(permitted('2026-03-17T03:00')).toBe(shanghai('2026-03-17T08:00'));
  });

  it('the first quiet minute is quiet, the last one ends before the hour', () => {
    expect(permitted('2026-03-16T20:59:59')).toBe(shanghai('2026-03-16T20:59:59'));
    expect(permitted('2026-03-16T21:00')).toBe(shanghai('2026-03-17T08:00'));
    expect(permitted('2026-03-17T07:59:59')).toBe(shanghai('2026-03-17T08:00'));
    expect(permitted('2026-03-17T08:00')).toBe(shanghai('2026-03-17T08:00'));
  });

  it('waits over the end of month and year', () => {
    expect(permitted('2026-12-31T23:00')).toBe(shanghai('2027-01-01T08:00'));
  });
});

it('quiet hours within one day, such as a midday rest, end the same day', () => {
  expect(permitted('2026-03-16T12:30', { from: '12:00', to: '13:30' })).toBe(shanghai('2026-03-16T13:30'));
});

it('equal times mean that no hour is quiet', () => {
  expect(permitted('2026-03-16T00:00', { from: '00:00', to: '00:00' })).toBe(shanghai('2026-03-16T00:00'));
});

it('in the hour that comes twice when clocks go back, the end of the quiet is the one still to come', () => {
  // 01:20 in New York for the second time on 1 November 2026.
  expect(firstPermitted('2026-11-01T06:20:00.000Z', { from: '00:30', to: '01:30' }, 'America/New_York')).toBe(
    '2026-11-01T06:30:00.000Z',
  );
});

const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

it('for any moment, hours and zone: never earlier, never more than a day and an hour later, and then not held again', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2025-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
      timeOfDay,
      timeOfDay,
      fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe'),
      (moment, from, to, zone) => {
        const at = moment.toISOString();
        const first = firstPermitted(at, { from, to }, zone);
        expect(first >= at).toBe(true);
        expect(Date.parse(first) - moment.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        expect(firstPermitted(first, { from, to }, zone)).toBe(first);
      },
    ),
    { numRuns: 2000 },
  );
});
