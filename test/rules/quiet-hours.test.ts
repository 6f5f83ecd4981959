import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { firstPermitted, firstPermittedInAll } from '../../functions/src/rules/quiet-hours';

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

function permittedMinutes({ from, to }: { from: string; to: string }): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return from === to ? 24 * 60 : (minutes(from) - minutes(to) + 24 * 60) % (24 * 60);
}

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
        // Clocks that skip an hour may skip all that a day permits.
        const days = permittedMinutes({ from, to }) > 60 ? 1 : 2;
        expect(Date.parse(first) - moment.getTime()).toBeLessThanOrEqual((days * 24 + 1) * 3_600_000);
        expect(firstPermitted(first, { from, to }, zone)).toBe(first);
      },
    ),
    { numRuns: 2000 },
  );
});

it('where clocks skip the only minute that is permitted, the next day has one', () => {
  // On 29 March 2026 it is 03:00 after 01:59.
  expect(firstPermitted('2026-03-28T01:01:00.000Z', { from: '02:01', to: '02:00' }, 'Europe/Berlin')).toBe(
    '2026-03-30T00:00:00.000Z',
  );
});

describe('where clocks change', () => {
  const newYork = (at: string, quiet: { from: string; to: string }) =>
    firstPermitted(at, quiet, 'America/New_York');

  it('and skip the end of the quiet, it ends with the skip', () => {
    // On 8 March 2026 it is 03:00 after 01:59.
    expect(newYork('2026-03-08T05:00:00.000Z', { from: '21:00', to: '02:30' })).toBe(
      '2026-03-08T07:00:00.000Z',
    );
  });

  it('and go back to before the quiet began, it is over until it begins again', () => {
    // On 1 November 2026 it is 01:00 again after 01:59.
    expect(newYork('2026-11-01T05:45:00.000Z', { from: '01:30', to: '08:00' })).toBe(
      '2026-11-01T06:00:00.000Z',
    );
    expect(newYork('2026-11-01T06:30:00.000Z', { from: '01:30', to: '08:00' })).toBe(
      '2026-11-01T13:00:00.000Z',
    );
  });
});

describe('in several zones at once', () => {
  const coasts = ['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu'];

  it('waits until it is day in the last of them, and stops when it is night in the first', () => {
    // 08:00 in Honolulu; 21:00 in New York.
    expect(firstPermittedInAll('2026-07-16T13:00:00.000Z', night, coasts)).toBe('2026-07-16T18:00:00.000Z');
    expect(firstPermittedInAll('2026-07-17T00:59:00.000Z', night, coasts)).toBe('2026-07-17T00:59:00.000Z');
    expect(firstPermittedInAll('2026-07-17T01:00:00.000Z', night, coasts)).toBe('2026-07-17T18:00:00.000Z');
  });

  it('finds nothing where it is always night in one of them', () => {
    const antipodes = ['Asia/Shanghai', 'America/Argentina/Buenos_Aires'];
    expect(
      firstPermittedInAll('2026-07-16T13:00:00.000Z', { from: '18:00', to: '08:00' }, antipodes),
    ).toBeUndefined();
  });
});

/** By clocks alone, minute after minute. Offsets change on quarter hours only. */
function byMinute(at: string, quiet: { from: string; to: string }, zones: readonly string[]) {
  const first = Date.parse(at);
  for (let time = first; time <= first + 48 * 3_600_000; time = (Math.floor(time / 60_000) + 1) * 60_000)
    if (zones.every((zone) => !isQuiet(clock(time, zone), quiet))) return new Date(time).toISOString();
  return undefined;
}
const isQuiet = (local: string, { from, to }: { from: string; to: string }) =>
  from <= to ? local >= from && local < to : local >= from || local < to;
const known = new Map<string, number>();
function clock(time: number, zone: string): string {
  const key = `${zone} ${Math.floor(time / 900_000)}`;
  const offset = known.get(key) ?? IANAZone.create(zone).offset(time);
  known.set(key, offset);
  return new Date(time + offset * 60_000).toISOString().slice(11, 16);
}

/** Nights on which clocks change in some of these zones, and any other moment. */
const changes = [
  '2026-03-08T00:00Z',
  '2026-03-28T18:00Z',
  '2026-04-04T06:00Z',
  '2026-10-03T06:00Z',
  '2026-11-01T00:00Z',
];
const moment = fc.oneof(
  fc.date({ min: new Date('2025-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: 0, max: 24 * 3_600_000 }))
    .map(([day, after]) => new Date(Date.parse(day) + after)),
);
const zonesOfAll = [
  'America/New_York',
  'America/Havana',
  'America/St_Johns',
  'Pacific/Honolulu',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Asia/Shanghai',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
];
const someZones = fc.uniqueArray(fc.constantFrom(...zonesOfAll), { minLength: 1, maxLength: 3 });
/** Mostly nights, so that there mostly is a common day. */
const hours = fc.oneof(
  fc.constant(night),
  fc.record({ from: fc.constantFrom('20:00', '22:30', '23:45', '00:30', '01:30'), to: timeOfDay }),
  fc.record({ from: timeOfDay, to: timeOfDay }),
);

it('what is found is permitted in every zone and nothing earlier is, also where clocks change', () => {
  fc.assert(
    fc.property(moment, hours, someZones, (date, quiet, zones) => {
      const at = date.toISOString();
      expect(firstPermittedInAll(at, quiet, zones)).toBe(byMinute(at, quiet, zones));
    }),
    { numRuns: 1000 },
  );
});
