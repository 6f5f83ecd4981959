import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCell } from '../../functions/src/rules/parse-cell';
import { dateField, hourSuffices, monday, needsMinutes, read } from '../support/typed-moments';
import { context } from '../support/typing';

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
