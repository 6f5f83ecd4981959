import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { displayText } from '../../infra/local/workbook/display';
import { interpret } from '../../infra/local/workbook/interpret';
import { isDateFormat, serialOf, wallTimeOf } from '../../infra/local/workbook/serial-date';

describe('what a spreadsheet makes of typed text', () => {
  it.each([
    ['0911', { value: 911 }],
    ['3.10', { value: 3.1 }],
    ['-12.5', { value: -12.5 }],
    [' 7 ', { value: 7 }],
    ['1,200', { value: 1200, format: '#,##0' }],
    ['12E5', { value: 1_200_000, format: '0.00E+00' }],
    ['50%', { value: 0.5, format: '0%' }],
    ['12.5 %', { value: 0.125, format: '0.00%' }],
    ['123456789012345678', { value: 123456789012346000 }],
    ['true', { value: true }],
    ['FALSE', { value: false }],
    ['2026/3/15', { value: 46096, format: 'yyyy/m/d' }],
    ['2026-3-15 9:30', { value: 46096 + 9.5 / 24, format: 'yyyy-m-d h:mm' }],
    ['2026年3月15日', { value: 46096, format: 'yyyy"年"m"月"d"日"' }],
    ['9:30', { value: 9.5 / 24, format: 'h:mm' }],
    ['=1+1', { value: '=1+1', formula: true }],
    ['=', { value: '=' }],
    ['+8613800138000', { value: 8613800138000 }],
    ['+86-138', { value: '=+86-138', formula: true }],
    ["'0911", { value: '0911' }],
    ["'=1+1", { value: '=1+1' }],
    ['', { value: null }],
    ['张三', { value: '张三' }],
    ['2026/2/30', { value: '2026/2/30' }],
    ['2026/3-15', { value: '2026/3-15' }],
    ['2026/3/15 25:00', { value: '2026/3/15 25:00' }],
    ['1,20', { value: '1,20' }],
    ['3/15', { value: '3/15' }],
  ])('%j', (typed, entry) => {
    expect(interpret(typed, undefined)).toEqual(entry);
  });

  it('is a date of the given year when the year is missing', () => {
    expect(interpret('3-15', undefined, 2026)).toEqual({ value: 46096, format: 'm-d' });
    expect(interpret('3月15日', undefined, 2026)).toEqual({ value: 46096, format: 'm"月"d"日"' });
  });

  it('is exactly the text itself in a text cell', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (typed) => {
        expect(interpret(typed, '@')).toEqual({ value: typed });
      }),
    );
  });

  it('keeps the date format that the cell already has, and never brings a format for a plain number', () => {
    expect(interpret('2026/3/15', 'yyyy-mm-dd')).toEqual({ value: 46096 });
    expect(interpret('50%', '0.0%')).toEqual({ value: 0.5 });
  });

  it('is never a formula after an apostrophe', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(interpret(`'${text}`, undefined)).toEqual({ value: text });
      }),
    );
  });
});

describe('serial numbers', () => {
  it('count days from 30 December 1899 and give the same wall time back', () => {
    const limits = { min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(limits), (date) => {
        const time = {
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
          hour: date.getUTCHours(),
          minute: date.getUTCMinutes(),
          second: date.getUTCSeconds(),
        };
        expect(wallTimeOf(serialOf(time) ?? Number.NaN)).toEqual(time);
      }),
    );
  });

  it.each([
    ['yyyy/m/d', true],
    ['h:mm', true],
    ['yyyy"年"m"月"d"日"', true],
    ['[h]:mm', true],
    ['@', false],
    ['0.00', false],
    ['#,##0"days"', false],
    ['[Red]0', false],
    [undefined, false],
  ])('are dates in the format %s: %s', (format, expected) => {
    expect(isDateFormat(format)).toBe(expected);
  });
});

describe('what a cell shows', () => {
  it.each([
    [null, undefined, ''],
    [true, undefined, 'TRUE'],
    [1200, undefined, '1200'],
    [1200, '#,##0', '1,200'],
    [0.5, '0%', '50%'],
    [12.5, '0.00', '12.50'],
    [1200000, '0.00E+00', '1.20E+06'],
    [-3, '0;(0)', '(3)'],
    [2, '¥#,##0.00', '¥2.00'],
    ['0911', '@', '0911'],
    [46096, 'yyyy/m/d', '2026/3/15'],
    [46096 + 9.5 / 24, 'yyyy-mm-dd hh:mm', '2026-03-15 09:30'],
    [46096 + 21.5 / 24, 'h:mm:ss am/pm', '9:30:00 PM'],
    [46096, 'yyyy"年"m"月"d"日"', '2026年3月15日'],
    [46096 + 9 / 24, 'm"月"d"日"h"时"', '3月15日9时'],
  ])('%j in %j is %j', (value, format, text) => {
    expect(displayText({ value, ...(format === undefined ? {} : { format }) })).toBe(text);
  });

  it('is an error for a formula, which nobody computes here', () => {
    expect(displayText({ value: '=1+1', formula: true })).toBe('#ERROR!');
  });
});
