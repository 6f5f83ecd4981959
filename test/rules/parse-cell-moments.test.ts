import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CellInput } from '../../functions/src/forms/edit-contract';
import { parseCell } from '../../functions/src/rules/parse-cell';
import { context, fieldOf } from '../support/typing';

const hourSuffices = fieldOf('receivedAt');
const needsMinutes = fieldOf('shippedAt');
const dateField = fieldOf('invoiceOn');
/** A Monday morning: 2026-03-16 09:00 in Shanghai. */
const monday = context();

function read(field: typeof dateField, typed: CellInput, at = monday): unknown {
  const parsed = parseCell(field, typed, at);
  return parsed.ok ? parsed.value : parsed.code;
}

describe('a time is understood as people type it', () => {
  it.each([
    ['3.15 9:30', '2026-03-15T01:30:00.000Z'],
    ['３．１５　９：３０', '2026-03-15T01:30:00.000Z'],
    ['3。15 9：30', '2026-03-15T01:30:00.000Z'],
    ['3.15 9.30', '2026-03-15T01:30:00.000Z'],
    ['3.15 0930', '2026-03-15T01:30:00.000Z'],
    ['3/15, 9:30', '2026-03-15T01:30:00.000Z'],
    ['03/04 9:30', '2026-03-04T01:30:00.000Z'],
    ['2026-3-15 09:30', '2026-03-15T01:30:00.000Z'],
    ['2026/3/15 9:30', '2026-03-15T01:30:00.000Z'],
    ['2026.03.15 09:30:27', '2026-03-15T01:30:00.000Z'],
    ['20260315 9:30', '2026-03-15T01:30:00.000Z'],
    ['2026-03-15T09:30:00', '2026-03-15T01:30:00.000Z'],
    ['3月15日9时', '2026-03-15T01:00:00.000Z'],
    ['3月15日 9时30分', '2026-03-15T01:30:00.000Z'],
    ['3 月 15 日 9 时 30 分', '2026-03-15T01:30:00.000Z'],
    ['3月15號 9點半', '2026-03-15T01:30:00.000Z'],
    ['3.15日9点一刻', '2026-03-15T01:15:00.000Z'],
    ['3.15 9点钟', '2026-03-15T01:00:00.000Z'],
    ['26年3月15日9点', '2026-03-15T01:00:00.000Z'],
    ['2026年3月15日上午9点', '2026-03-15T01:00:00.000Z'],
    ['3月15日下午3点半', '2026-03-15T07:30:00.000Z'],
    ['3月15日下午15点', '2026-03-15T07:00:00.000Z'],
    ['3月15日中午12点', '2026-03-15T04:00:00.000Z'],
    ['3月15日晚上8点', '2026-03-15T12:00:00.000Z'],
    ['3月15日凌晨2点', '2026-03-14T18:00:00.000Z'],
    ['3.15 3:30 PM', '2026-03-15T07:30:00.000Z'],
    ['3.15 0:00', '2026-03-14T16:00:00.000Z'],
    ['今天 8:15', '2026-03-16T00:15:00.000Z'],
    ['昨天下午3点', '2026-03-15T07:00:00.000Z'],
    ['明天9时', '2026-03-17T01:00:00.000Z'],
  ])('%s', (typed, instant) => {
    expect(read(hourSuffices, typed)).toBe(instant);
  });

  it('the minute written out is enough where the minute is needed', () => {
    expect(read(needsMinutes, '3.15 9:00')).toBe('2026-03-15T01:00:00.000Z');
    expect(read(needsMinutes, '3.15 9点整')).toBe('2026-03-15T01:00:00.000Z');
    expect(read(needsMinutes, '3.15 9时')).toBe('minute-missing');
  });
});

describe('a time that says too little or two things is refused', () => {
  it.each([
    ['2026/3/15', 'hour-missing'],
    ['3/15', 'hour-missing'],
    ['今天', 'hour-missing'],
    ['2026-03-15T00:00:00', 'hour-missing'],
    [20260315, 'hour-missing'],
    ['3.15 9', 'unreadable-time'],
    ['3.15 9:3', 'unreadable-time'],
    ['3.15 9点5', 'unreadable-time'],
    ['3.15 9.3', 'unreadable-time'],
    ['3.15 930', 'unreadable-time'],
    ['3.15 上午3点pm', 'unreadable-time'],
    ['3.15 24:00', 'no-such-time'],
    ['3.15 9:60', 'no-such-time'],
    ['3.15 上午12点', 'half-day-unclear'],
    ['3.15 上午15点', 'half-day-unclear'],
    ['3.15 晚上12点', 'half-day-unclear'],
    ['3.15 晚上1点', 'half-day-unclear'],
    ['3.15 12:30 am', 'half-day-unclear'],
    ['9:30', 'day-missing'],
    ['下午3点半', 'day-missing'],
    ['1899-12-30T09:30:00', 'day-missing'],
    ['15日9时', 'month-missing'],
    ['13/5 9:00', 'month-first'],
    ['15.3 9:00', 'month-first'],
    ['5/13/2026 9:00', 'year-first'],
    ['26/3/15 9:00', 'year-in-full'],
    ['2月30日 9:00', 'no-such-day'],
    ['2026-02-29 9:00', 'no-such-day'],
    ['0026-03-15 9:00', 'no-such-day'],
    ['13/32 9:00', 'no-such-day'],
    ['3.159:30', 'unreadable-date'],
    ['0315 9:30', 'unreadable-date'],
    ['2026-03-15T01:30:00Z', 'unreadable-time'],
    ['尽快', 'unreadable-date'],
    [true, 'unreadable-date'],
    [3.1, 'one-day-or-another'],
    [46000, 'number-for-date'],
    [46000.25, 'number-for-date'],
  ])('%s: %s', (typed, code) => {
    expect(read(hourSuffices, typed)).toBe(code);
  });

  it('says what to type, with the day that was understood', () => {
    expect(parseCell(hourSuffices, '3/15', monday)).toMatchObject({
      message: '请写到几时，例如 3月15日9时；零点写 3月15日 0:00。',
    });
    expect(parseCell(needsMinutes, '3.15 14时', { ...monday, language: 'zh-TW' })).toMatchObject({
      message: '這裡要寫到幾分，例如 3月15日 14:30。',
    });
    expect(parseCell(hourSuffices, '15.3', { ...monday, language: 'en' })).toMatchObject({
      message: 'Type the month before the day, like 3/15.',
    });
    expect(parseCell(dateField, 3.1, monday)).toMatchObject({
      message: '“3.1”可能是3月1日，也可能是3月10日。请写成 3月1日 或 3月10日。',
    });
  });
});

describe('a date', () => {
  it.each([
    ['3.15', '2026-03-15'],
    ['3月15日', '2026-03-15'],
    ['20260315', '2026-03-15'],
    [20260315, '2026-03-15'],
    [3.15, '2026-03-15'],
    ['明天', '2026-03-17'],
    ['后天', '2026-03-18'],
    ['2026-03-15T00:00:00', '2026-03-15'],
    ['2026-03-15 0:00', '2026-03-15'],
    ['3.15 9:30', 'day-only'],
    ['2026-03-15T09:30:00', 'day-only'],
    [3.1, 'one-day-or-another'],
    [15.3, 'number-for-date'],
    ['0315', 'unreadable-date'],
  ])('%s: %s', (typed, expected) => {
    expect(read(dateField, typed)).toBe(expected);
  });
});

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

describe('where clocks change', () => {
  const newYork = context({ zone: 'America/New_York' });
  it('a time that was skipped, or came twice, is refused', () => {
    expect(read(hourSuffices, '2026-03-08 02:30', newYork)).toBe('skipped-time');
    expect(read(hourSuffices, '2026-03-08 03:30', newYork)).toBe('2026-03-08T07:30:00.000Z');
    expect(read(hourSuffices, '2026-11-01 01:30', newYork)).toBe('repeated-time');
    expect(read(hourSuffices, '2026-11-01 02:30', newYork)).toBe('2026-11-01T07:30:00.000Z');
  });
});

describe('whatever way one moment is typed', () => {
  const moment = fc.record({
    day: fc.integer({ min: 0, max: 700 }).map((days) => new Date(Date.UTC(2025, 6, 1 + days))),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
  });
  const wide = (text: string): string =>
    text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
  const two = (number: number): string => String(number).padStart(2, '0');

  it('it is the same instant', () => {
    fc.assert(
      fc.property(
        moment,
        fc.constantFrom('-', '/', '.'),
        fc.boolean(),
        ({ day, hour, minute }, sign, padded) => {
          const [y, m, d] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
          const pad = padded ? two : String;
          const clock = `${pad(hour)}:${two(minute)}`;
          const typings = [
            `${[y, pad(m), pad(d)].join(sign)} ${clock}`,
            `${[y, pad(m), pad(d)].join(` ${sign} `)}  ${clock} `,
            `${y}年${pad(m)}月${pad(d)}日${hour}时${minute === 0 ? '整' : `${minute}分`}`,
            `${y} 年 ${m} 月 ${d} 號 ${hour} 點 ${two(minute)}`,
            `${y}${two(m)}${two(d)} ${clock}`,
            `${y}-${two(m)}-${two(d)} ${two(hour)}:${two(minute)}:59`,
            `${pad(m)}${sign}${pad(d)} ${clock}`,
          ];
          const reference = `${day.toISOString().slice(0, 10)}T04:00:00.000Z`;
          const expected = new Date(Date.UTC(y, m - 1, d, hour - 8, minute)).toISOString();
          for (const typed of [...typings, ...typings.map(wide)])
            expect([typed, read(needsMinutes, typed, { ...monday, reference })]).toEqual([typed, expected]);
        },
      ),
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
