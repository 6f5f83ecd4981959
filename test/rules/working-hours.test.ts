import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addWorkingDays, isWorkingDay } from '../../functions/src/rules/working-calendar';
import {
  addWorkingMinutes,
  type BusinessHours,
  closeOfBusiness,
  isBusinessTime,
  nextBusinessTime,
} from '../../functions/src/rules/working-hours';
import { settings } from '../support/shipped-order';
import { inChina } from '../support/wall-time';

/** 08:30 to 12:00 and 13:30 to 17:30. */
const china: BusinessHours = settings;
const newYork: BusinessHours = { ...china, zone: 'America/New_York', legalCalendar: 'weekdays' };
const everyDayOff: BusinessHours = {
  ...china,
  daysOff: Array.from({ length: 1200 }, (_, day) =>
    new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
  ),
};

const spent = (from: string, minutes: number, by = china) => {
  const { time, calendarKnown } = addWorkingMinutes(Date.parse(from), minutes, by);
  return { at: new Date(time).toISOString(), calendarKnown };
};

describe('minutes of business hours', () => {
  it.each([
    ['2026-03-16 09:00', 60, '2026-03-16 10:00', 'in a morning'],
    ['2026-03-16 11:00', 60, '2026-03-16 12:00', 'up to lunch'],
    ['2026-03-16 11:30', 60, '2026-03-16 14:00', 'over lunch'],
    ['2026-03-16 12:30', 60, '2026-03-16 14:30', 'from amid lunch'],
    ['2026-03-16 16:30', 60, '2026-03-16 17:30', 'up to the close'],
    ['2026-03-16 17:00', 60, '2026-03-17 09:00', 'over night'],
    ['2026-03-16 06:00', 60, '2026-03-16 09:30', 'from before the opening'],
    ['2026-03-16 22:00', 60, '2026-03-17 09:30', 'from the evening'],
    ['2026-03-20 17:00', 60, '2026-03-23 09:00', 'over a weekend'],
    ['2026-03-16 08:30', 450, '2026-03-16 17:30', 'a whole day'],
    ['2026-03-16 08:30', 2250, '2026-03-20 17:30', 'a whole week'],
    ['2026-02-13 17:00', 60, '2026-02-14 09:00', 'to the Saturday worked for 春节'],
    ['2026-02-14 17:00', 60, '2026-02-24 09:00', 'over 春节'],
    ['2026-09-30 17:00', 60, '2026-10-08 09:00', 'over 国庆'],
    ['2026-02-18 10:00', 60, '2026-02-24 09:30', 'from a holiday'],
    ['2025-12-31 17:00', 60, '2026-01-04 09:00', 'over the end of a year to a worked Sunday'],
  ])('%s and %i minutes: %s, %s', (from, minutes, expected) => {
    expect(spent(inChina(from), minutes)).toEqual({ at: inChina(expected), calendarKnown: true });
  });

  it('pass no time while the factory is shut', () => {
    const daysOff = Array.from({ length: 14 }, (_, day) => `2026-08-${String(3 + day).padStart(2, '0')}`);
    expect(spent(inChina('2026-07-31 17:00'), 60, { ...china, daysOff }).at).toBe(
      inChina('2026-08-17 09:00'),
    );
  });

  it('say when they ran into a year that the calendar does not know', () => {
    expect(spent(inChina('2026-12-31 16:30'), 60)).toEqual({
      at: inChina('2026-12-31 17:30'),
      calendarKnown: true,
    });
    expect(spent(inChina('2026-12-31 17:00'), 60)).toEqual({
      at: inChina('2027-01-01 09:00'),
      calendarKnown: false,
    });
  });

  it('also say so when the day they end on is known again', () => {
    const named = { ...china, daysWorked: ['2027-03-16'] };
    expect(spent(inChina('2027-03-15 17:00'), 60, named)).toEqual({
      at: inChina('2027-03-16 09:00'),
      calendarKnown: false,
    });
  });

  it('may be those of more than a year', () => {
    const workingDay = 450;
    expect(spent(inChina('2024-12-31 17:30'), 500 * workingDay).at).toBe(
      inChina(`${addWorkingDays('2024-12-31', 500, china).date} 17:30`),
    );
  });

  it('are counted by the hours on the wall, before and after clocks change', () => {
    expect(spent('2026-03-06T22:00:00.000Z', 60, newYork).at).toBe('2026-03-09T13:00:00.000Z');
    expect(spent('2026-10-30T21:00:00.000Z', 60, newYork).at).toBe('2026-11-02T14:00:00.000Z');
  });

  it('last as long as the night does in which clocks change', () => {
    const nights: BusinessHours = {
      ...newYork,
      daysWorked: ['2026-03-08', '2026-11-01'],
      hours: { morning: { from: '00:00', to: '04:00' }, afternoon: { from: '05:00', to: '06:00' } },
    };
    expect(spent('2026-03-08T05:00:00.000Z', 180, nights).at).toBe('2026-03-08T08:00:00.000Z');
    expect(spent('2026-03-08T05:00:00.000Z', 210, nights).at).toBe('2026-03-08T09:30:00.000Z');
    expect(spent('2026-11-01T04:00:00.000Z', 300, nights).at).toBe('2026-11-01T09:00:00.000Z');
    expect(spent('2026-11-01T04:00:00.000Z', 330, nights).at).toBe('2026-11-01T10:30:00.000Z');
  });

  it('end even where every day is off', () => {
    expect(spent(inChina('2026-03-16 09:00'), 60, everyDayOff).at).toBe(inChina('2027-03-17 00:00'));
  });
});

describe('business time', () => {
  it.each([
    ['2026-03-16 08:29', false, 'before the opening'],
    ['2026-03-16 08:30', true, 'the opening'],
    ['2026-03-16 12:30', true, 'lunch: people may be written to'],
    ['2026-03-16 17:29', true, 'the last minute'],
    ['2026-03-16 17:30', false, 'the close'],
    ['2026-03-21 10:00', false, 'a Saturday'],
    ['2026-02-14 10:00', true, 'a worked Saturday'],
    ['2026-02-17 10:00', false, 'a holiday'],
  ])('%s: %s, %s', (at, expected) => {
    expect(isBusinessTime(inChina(at), china)).toBe(expected);
  });

  it('ends when the day closes', () => {
    expect(closeOfBusiness('2026-03-16', china)).toBe(Date.parse(inChina('2026-03-16 17:30')));
    expect(closeOfBusiness('2026-03-09', newYork)).toBe(Date.parse('2026-03-09T21:30:00.000Z'));
    expect(closeOfBusiness('2026-11-02', newYork)).toBe(Date.parse('2026-11-02T22:30:00.000Z'));
  });
});

describe('the next business time', () => {
  it.each([
    ['2026-03-16 10:00', '2026-03-16 10:00', 'is now, in business hours'],
    ['2026-03-16 12:30', '2026-03-16 12:30', 'is now, at lunch'],
    ['2026-03-16 07:00', '2026-03-16 08:30', 'is this morning’s opening'],
    ['2026-03-16 17:30', '2026-03-17 08:30', 'is the next morning'],
    ['2026-03-20 20:00', '2026-03-23 08:30', 'is Monday'],
    ['2026-02-14 18:00', '2026-02-24 08:30', 'is after 春节'],
    ['2026-10-09 18:00', '2026-10-10 08:30', 'is a worked Saturday'],
  ])('from %s: %s %s', (from, expected) => {
    expect(nextBusinessTime(inChina(from), china)).toBe(inChina(expected));
  });

  it('opens by the clock on the wall after clocks changed', () => {
    expect(nextBusinessTime('2026-03-07T01:00:00.000Z', newYork)).toBe('2026-03-09T12:30:00.000Z');
    expect(nextBusinessTime('2026-10-31T01:00:00.000Z', newYork)).toBe('2026-11-02T13:30:00.000Z');
  });

  it('is found even where every day is off', () => {
    expect(nextBusinessTime(inChina('2026-03-16 09:00'), everyDayOff)).toBe(inChina('2027-03-17 08:30'));
  });
});

describe('whenever it is asked', () => {
  const minuteMs = 60_000;
  const instant = fc
    .integer({ min: 0, max: 1_500_000 })
    .map((minutes) => Date.UTC(2024, 0, 1) + minutes * minuteMs);
  const anywhere = fc.record({
    zone: fc.constantFrom('Asia/Shanghai', 'Asia/Taipei', 'America/New_York', 'Australia/Lord_Howe'),
    legalCalendar: fc.constantFrom('china' as const, 'weekdays' as const),
  });
  const minutes = fc.integer({ min: 0, max: 3000 });

  it('so many minutes and so many more are both together', () => {
    fc.assert(
      fc.property(instant, minutes, minutes, anywhere, (from, some, more, where) => {
        const by = { ...china, ...where };
        const stepwise = addWorkingMinutes(addWorkingMinutes(from, some, by).time, more, by).time;
        expect(addWorkingMinutes(from, some + more, by).time).toBe(stepwise);
      }),
      { numRuns: 500 },
    );
  });

  it('they are as many as one counts minute by minute', () => {
    const worked = (time: number): boolean => {
      const wall = new Date(time + 8 * 60 * minuteMs).toISOString();
      const clock = wall.slice(11, 16);
      const open = (clock >= '08:30' && clock < '12:00') || (clock >= '13:30' && clock < '17:30');
      return open && isWorkingDay(wall.slice(0, 10), china);
    };
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 1200 }), (from, count) => {
        let time = from;
        for (let left = count; left > 0; time += minuteMs) left -= worked(time) ? 1 : 0;
        expect(addWorkingMinutes(from, count, china).time).toBe(time);
      }),
      { numRuns: 100 },
    );
  });

  it('the next business time is one, none lies before it, and it is its own next', () => {
    fc.assert(
      fc.property(instant, anywhere, fc.nat(), (from, where, between) => {
        const by = { ...china, ...where };
        const asked = new Date(from).toISOString();
        const next = nextBusinessTime(asked, by);
        const wait = Date.parse(next) - from;
        expect(wait).toBeGreaterThanOrEqual(0);
        expect([isBusinessTime(next, by), nextBusinessTime(next, by)]).toEqual([true, next]);
        if (wait > 0) {
          const earlier = new Date(from + (between % wait)).toISOString();
          expect([earlier, isBusinessTime(earlier, by)]).toEqual([earlier, false]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
