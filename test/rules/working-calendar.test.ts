import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addWorkingDays,
  type DayChanges,
  isCalendarKnown,
  isWorkingDay,
} from '../../functions/src/rules/working-calendar';

const legal: DayChanges = { daysOff: [], daysWorked: [], legalCalendar: 'china' };
const weekdays: DayChanges = { ...legal, legalCalendar: 'weekdays' };

describe('the legal calendar', () => {
  it.each([
    ['2026-02-13', true, 'the Friday before the Spring Festival'],
    ['2026-02-14', true, 'a Saturday worked for it'],
    ['2026-02-15', false, 'its first day'],
    ['2026-02-23', false, 'its last day, a Monday'],
    ['2026-02-24', true, 'the day after'],
    ['2026-02-28', true, 'another Saturday worked for it'],
    ['2026-03-01', false, 'an ordinary Sunday'],
    ['2026-09-20', true, 'a Sunday worked for National Day'],
    ['2026-10-01', false, 'National Day'],
    ['2026-10-07', false, 'the last day of its holidays'],
    ['2026-10-10', true, 'a Saturday worked for it'],
    ['2026-01-02', false, 'a Friday off for the new year'],
  ])('%s: worked is %s, %s', (date, worked) => {
    expect(isWorkingDay(date, legal)).toBe(worked);
  });

  it('yields to the settings, and of these a day off is the stronger', () => {
    const changes: DayChanges = {
      ...legal,
      daysOff: ['2026-03-16', '2026-03-21'],
      daysWorked: ['2026-03-21', '2026-03-22'],
    };
    expect(isWorkingDay('2026-03-16', changes)).toBe(false);
    expect(isWorkingDay('2026-03-22', changes)).toBe(true);
    expect(isWorkingDay('2026-03-21', changes)).toBe(false);
  });
});

describe('Monday to Friday', () => {
  it.each([
    ['2026-02-13', true, 'a Friday'],
    ['2026-02-14', false, 'a Saturday that is worked in China only'],
    ['2026-02-16', true, 'a Monday that is off in China only'],
    ['2026-03-01', false, 'a Sunday'],
    ['2027-10-01', true, 'a Friday of a year that China’s calendar does not know'],
  ])('%s: worked is %s, %s', (date, worked) => {
    expect(isWorkingDay(date, weekdays)).toBe(worked);
    expect(isCalendarKnown(date, weekdays)).toBe(true);
  });

  it('yield to the settings as well', () => {
    expect(isWorkingDay('2026-02-16', { ...weekdays, daysOff: ['2026-02-16'] })).toBe(false);
    expect(isWorkingDay('2026-02-14', { ...weekdays, daysWorked: ['2026-02-14'] })).toBe(true);
  });
});

describe('a year whose calendar is not there', () => {
  it('is told from one that is', () => {
    for (let year = 2004; year <= 2026; year += 1) expect(isCalendarKnown(`${year}-05-20`, legal)).toBe(true);
    for (let year = 2027; year <= 2060; year += 1)
      expect(isCalendarKnown(`${year}-05-20`, legal)).toBe(false);
    expect(isCalendarKnown('2003-05-20', legal)).toBe(false);
  });

  it('stays unknown though the company is shut on its National Day, but for the days that settings name', () => {
    const shut = { ...legal, daysOff: ['2027-10-01', '2027-10-02', '2027-10-03'] };
    expect(isCalendarKnown('2027-05-20', shut)).toBe(false);
    expect(isCalendarKnown('2027-10-02', shut)).toBe(true);
    expect(isCalendarKnown('2027-10-04', shut)).toBe(false);
    expect(isCalendarKnown('2027-05-20', { ...legal, daysWorked: ['2027-05-20'] })).toBe(true);
    expect(isCalendarKnown('2027-05-21', { ...legal, daysWorked: ['2027-05-20'] })).toBe(false);
  });

  it('is not made of one that is there by working on its National Day', () => {
    const busy = { ...legal, daysWorked: ['2026-10-01', '2026-10-02'] };
    expect(isCalendarKnown('2026-05-20', busy)).toBe(true);
  });

  it('is counted as Monday to Friday', () => {
    expect(isWorkingDay('2027-10-01', legal)).toBe(true);
    expect(isWorkingDay('2027-10-02', legal)).toBe(false);
  });
});

describe('counting working days', () => {
  it.each([
    ['2026-03-16', 1, '2026-03-17', 'the next day'],
    ['2026-03-20', 1, '2026-03-23', 'over a weekend'],
    ['2026-03-21', 1, '2026-03-23', 'from a Saturday'],
    ['2026-02-12', 3, '2026-02-24', 'over the Spring Festival and the Saturday worked for it'],
    ['2026-09-30', 3, '2026-10-10', 'over National Day to a Saturday that is worked'],
    ['2026-04-30', 1, '2026-05-06', 'over the end of a month'],
    ['2025-12-31', 1, '2026-01-04', 'over the end of a year to a Sunday that is worked'],
  ])('%s + %s is %s, %s', (date, count, expected) => {
    expect(addWorkingDays(date, count, legal)).toEqual({ date: expected, calendarKnown: true });
  });

  it('says when it counted into a year that it does not know', () => {
    expect(addWorkingDays('2026-12-30', 1, legal)).toEqual({ date: '2026-12-31', calendarKnown: true });
    expect(addWorkingDays('2026-12-30', 2, legal)).toEqual({ date: '2027-01-01', calendarKnown: false });
  });

  it('goes back too', () => {
    expect(addWorkingDays('2026-03-16', -1, legal)).toEqual({ date: '2026-03-13', calendarKnown: true });
    expect(addWorkingDays('2026-02-24', -1, legal)).toEqual({ date: '2026-02-14', calendarKnown: true });
    expect(addWorkingDays('2026-10-08', -1, legal)).toEqual({ date: '2026-09-30', calendarKnown: true });
  });

  it('goes back several days, and says so when it went into a year that it does not know', () => {
    expect(addWorkingDays('2026-10-12', -3, legal)).toEqual({ date: '2026-10-08', calendarKnown: true });
    expect(addWorkingDays('2028-01-03', -1, legal)).toEqual({ date: '2027-12-31', calendarKnown: false });
  });

  it('of none is the day itself, worked or not', () => {
    expect(addWorkingDays('2026-02-17', 0, legal)).toEqual({ date: '2026-02-17', calendarKnown: true });
  });

  it('ends when settings give every day off', () => {
    const days = Array.from({ length: 800 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    expect(addWorkingDays('2026-01-01', 1, { ...legal, daysOff: days }).date).toBe('2027-01-02');
  });

  it('gives a working day, exactly so many working days on, and later for a later date', () => {
    const dates = fc
      .integer({ min: 0, max: 3000 })
      .map((day) => new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(dates, dates, fc.integer({ min: 1, max: 15 }), (one, other, count) => {
        const [earlier = one, later = other] = [one, other].sort();
        const result = addWorkingDays(earlier, count, legal).date;
        expect(isWorkingDay(result, legal)).toBe(true);
        expect(result > earlier).toBe(true);
        if (count > 1)
          expect(addWorkingDays(addWorkingDays(earlier, count - 1, legal).date, 1, legal).date).toBe(result);
        expect(addWorkingDays(later, count, legal).date >= result).toBe(true);
      }),
    );
  });
});
