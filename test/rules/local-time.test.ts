import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { addDays, instantOf, localTime } from '../../functions/src/rules/local-time';

const zone = fc.constantFrom(
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
);
const instant = fc.date({
  min: new Date('1985-01-01T00:00:00.000Z'),
  max: new Date('2040-01-01T00:00:00.000Z'),
  noInvalidDate: true,
});

describe('the wall time of an instant', () => {
  it.each([
    ['2026-03-16T01:30:00.000Z', 'Asia/Shanghai', '2026-03-16T09:30', 'a morning'],
    ['2026-03-16T16:00:00.000Z', 'Asia/Shanghai', '2026-03-17T00:00', 'midnight begins the day'],
    ['2026-03-08T06:59:00.000Z', 'America/New_York', '2026-03-08T01:59', 'before clocks go forward'],
    ['2026-03-08T07:00:00.000Z', 'America/New_York', '2026-03-08T03:00', 'after clocks went forward'],
    ['1988-07-01T00:00:00.000Z', 'Asia/Shanghai', '1988-07-01T09:00', 'the summer time of those years'],
  ])('%s in %s is %s: %s', (utc, in_, expected) => {
    expect(localTime(utc, in_)).toBe(expected);
    expect(localTime(Date.parse(utc), in_)).toBe(expected);
  });

  it('is what luxon says, in every zone and on days when clocks change', () => {
    fc.assert(
      fc.property(instant, zone, (time, in_) => {
        expect(localTime(time.toISOString(), in_)).toBe(
          DateTime.fromJSDate(time, { zone: in_ }).toFormat("yyyy-MM-dd'T'HH:mm"),
        );
      }),
    );
  });

  it('is unknown for a text that is no instant', () => {
    expect(localTime('', 'Asia/Shanghai')).toBeUndefined();
    expect(localTime('下周三', 'Asia/Shanghai')).toBeUndefined();
  });
});

describe('when a day gets to a time', () => {
  it('is in the zone, the first time and every time it is asked', () => {
    for (let asked = 0; asked < 2; asked++) {
      expect(new Date(instantOf('2026-03-16', '16:00', 'Asia/Shanghai')).toISOString()).toBe(
        '2026-03-16T08:00:00.000Z',
      );
      expect(new Date(instantOf('2026-03-09', '00:00', 'America/New_York')).toISOString()).toBe(
        '2026-03-09T04:00:00.000Z',
      );
    }
  });

  it('gives the wall time back, except where clocks skip it', () => {
    fc.assert(
      fc.property(instant, zone, (time, in_) => {
        const day = time.toISOString().slice(0, 10);
        expect(localTime(instantOf(day, '12:30', in_), in_)).toBe(`${day}T12:30`);
      }),
    );
  });

  it('is no number for a text that is no day', () => {
    expect(instantOf('2026-02-30', '00:00', 'Asia/Shanghai')).toBeNaN();
  });
});

describe('so many days on', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-08', 0, '2026-03-08'],
  ])('%s and %i days is %s', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected);
  });
});
