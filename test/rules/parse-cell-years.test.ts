import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateField, hourSuffices, monday, read } from '../support/typed-moments';
import { context } from '../support/typing';

describe('the year that is not typed is the one nearest to the order', () => {
  it.each([
    ['2026-01-03T01:00:00.000Z', '12.30', '2025-12-30'],
    ['2025-12-30T01:00:00.000Z', '1.3', '2026-01-03'],
    ['2026-06-30T01:00:00.000Z', '12.29', '2026-12-29'],
    ['2026-06-30T01:00:00.000Z', '12.31', '2025-12-31'],
    ['2027-12-20T01:00:00.000Z', '2.29', '2028-02-29'],
    ['2028-09-15T01:00:00.000Z', '2.29', '2028-02-29'],
    ['2026-03-16T01:00:00.000Z', '2.29', 'no-such-day'],
  ])('on %s %s is %s', (reference, typed, expected) => {
    expect(read(dateField, typed, { ...monday, reference })).toBe(expected);
  });

  it('and where two years are equally near it must be typed', () => {
    expect(read(dateField, '8.30', { ...monday, reference: '2024-02-28T04:00:00.000Z' })).toBe('2023-08-30');
    expect(read(dateField, '8.30', { ...monday, reference: '2024-02-29T04:00:00.000Z' })).toBe(
      'year-missing',
    );
  });
});

describe('a day without a year that is to come', () => {
  const holiday = { ...dateField, ahead: true };
  const on = (now: string) => context({ now, reference: now });
  const monday16 = on('2026-03-16T01:00:00.000Z');

  it.each([
    ['10.1', '2026-10-01'],
    ['3.16', '2026-03-16'],
    ['2月16日', '2026-02-16'],
    ['2月15日', '2027-02-15'],
    ['9.30', '2026-09-30'],
    ['2025-10-01', '2025-10-01'],
    ['2.29', 'no-such-day'],
  ])('is the next one, at most four weeks back: %s', (typed, day) => {
    expect(read(holiday, typed, monday16)).toBe(day);
  });

  it('is that of next year before the turn of the year, that of the old one shortly after', () => {
    expect(read(holiday, '1.10', on('2026-12-20T01:00:00.000Z'))).toBe('2027-01-10');
    expect(read(holiday, '1.10', on('2027-01-06T01:00:00.000Z'))).toBe('2027-01-10');
    expect(read(holiday, '12.30', on('2027-01-06T01:00:00.000Z'))).toBe('2026-12-30');
    expect(read(holiday, '2.29', on('2027-06-01T01:00:00.000Z'))).toBe('2028-02-29');
  });

  it('counts from the local day', () => {
    expect(read(holiday, '3.3', on('2026-03-30T15:59:00.000Z'))).toBe('2026-03-03');
    expect(read(holiday, '3.2', on('2026-03-30T15:59:00.000Z'))).toBe('2026-03-02');
    expect(read(holiday, '3.2', on('2026-03-30T16:00:00.000Z'))).toBe('2027-03-02');
  });

  it('is itself where no year near has another', () => {
    const leapDay = on('2028-02-29T01:00:00.000Z');
    expect(read(dateField, '2.29', leapDay)).toBe('2028-02-29');
    expect(read(holiday, '2.29', leapDay)).toBe('2028-02-29');
  });

  it('is a time, too', () => {
    expect(read({ ...hourSuffices, ahead: true }, '10.1 9:00', monday16)).toBe('2026-10-01T01:00:00.000Z');
    expect(read(hourSuffices, '10.1 9:00', monday16)).toBe('2025-10-01T01:00:00.000Z');
  });

  it('is never more than four weeks back, nor a year and more to come', () => {
    const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(Date.UTC(2000, 0, 1 + days)));
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        (now, month, day) => {
          const found = read(holiday, `${month}月${day}日`, on(now.toISOString()));
          const apart = (Date.parse(String(found)) - now.getTime()) / 86_400_000;
          expect(apart).toBeGreaterThanOrEqual(-28);
          expect(apart).toBeLessThan(366 - 28);
        },
      ),
    );
  });
});

describe('a day without a year that follows another field', () => {
  const last = { ...dateField, ahead: true, earliest: 'from' };
  const following = (from: string) => context({ values: { from } });

  it.each([
    ['2026-10-01', '10.8', '2026-10-08'],
    ['2026-12-30', '1.5', '2027-01-05'],
    ['2029-10-01', '10.8', '2029-10-08'],
    ['2026-10-01', '9.8', '2026-09-08'],
  ])('is the one nearest to it: after %s, %s is %s', (from, typed, day) => {
    expect(read(last, typed, following(from))).toBe(day);
    expect(read({ ...last, ahead: false }, typed, following(from))).toBe(day);
  });

  it('is read like any other while that is empty', () => {
    expect(read(last, '10.8')).toBe('2026-10-08');
    expect(read({ ...last, ahead: false }, '10.8')).toBe('2025-10-08');
  });

  it('goes by the local day of a time', () => {
    const shipped = context({ values: { shippedAt: '2026-12-31T16:30:00.000Z' } });
    const arrived = { ...hourSuffices, earliest: 'shippedAt' };
    expect(read(arrived, '1.2 9:00', shipped)).toBe('2027-01-02T01:00:00.000Z');
    expect(read(arrived, '7.2 9:00', shipped)).toBe('2027-07-02T01:00:00.000Z');
  });
});
