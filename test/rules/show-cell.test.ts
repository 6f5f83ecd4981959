import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blankForm } from '../../functions/src/forms/blank';
import type { Language } from '../../functions/src/forms/label';
import { order } from '../../functions/src/forms/order';
import { parseCell } from '../../functions/src/rules/parse-cell';
import type { Value } from '../../functions/src/rules/record';
import { showCell } from '../../functions/src/rules/show-cell';
import { context, fieldOf } from '../support/typing';

const languages = fc.constantFrom<Language>('zh-CN', 'zh-TW', 'en');

function show(id: string, value: Value, changes: Parameters<typeof context>[0] = {}): string | number {
  return showCell(fieldOf(id), value, context(changes));
}

describe('the register shows', () => {
  it.each<[string, Value, string | number]>([
    ['receivedAt', '2026-03-15T01:30:00.000Z', '2026-03-15 09:30'],
    ['invoiceOn', '2026-03-15', '2026-03-15'],
    ['dealerPhone', '+8613912345678', '139 1234 5678'],
    ['dealerPhone', '+8675788886666;ext=801', '0757 8888 6666 转801'],
    ['dealerPhone', '+886912345678', '+886 912 345 678'],
    [
      'lines',
      [
        { product: '沙发 A1', quantity: 10 },
        { product: '床1800', quantity: 3 },
      ],
      '沙发 A1×10；床1800 ×3',
    ],
    ['owed', [], '无'],
    ['freightAdvance', 0, 0],
    ['amount', 1200.5, 1200.5],
    ['adjusted', true, '是'],
    ['adjusted', false, '否'],
    ['nature', 'planned', '计划内'],
    ['bank', '工行', '工行'],
    [
      'receivedSignature',
      { by: 'a@b.cn', name: '张三', at: '2026-03-15T01:30:00.000Z' },
      '张三 2026-03-15 09:30',
    ],
  ])('%s %j as %j', (id, value, text) => {
    expect(show(id, value)).toBe(text);
  });

  it('the end of a day as 24:00 of that day, where the field is a deadline', () => {
    const due = blankForm.field('dueAt');
    if (!due) throw new Error('no deadline');
    expect(showCell(due, '2026-03-16T16:00:00.000Z', context())).toBe('2026-03-16 24:00');
    expect(showCell(due, '2025-12-31T16:00:00.000Z', context())).toBe('2025-12-31 24:00');
    expect(showCell(due, '2026-03-16T10:00:00.000Z', context())).toBe('2026-03-16 18:00');
    expect(show('receivedAt', '2026-03-16T16:00:00.000Z')).toBe('2026-03-17 00:00');
  });

  it('in the reader’s language', () => {
    expect(show('nature', 'planned', { language: 'en' })).toBe('Planned');
    expect(show('owed', [], { language: 'zh-TW' })).toBe('無');
    expect(show('adjusted', true, { language: 'en' })).toBe('Yes');
  });

  it('an option or a time that is no longer understood as it is stored', () => {
    expect(show('nature', 'by-air')).toBe('by-air');
    expect(show('receivedAt', 'soon')).toBe('soon');
    expect(show('dealerPhone', 'none')).toBe('none');
  });
});

describe('what is shown and typed again is the same value', () => {
  const digits = (count: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count });
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 * 40 });
  const names = fc.stringMatching(/^[沙发床柜ABx（大）-]{1,6}( ?[0-9]{1,4}(×[0-9]{1,4})?(m|米)?)?$/);
  const kinds: Record<string, fc.Arbitrary<Value>> = {
    bank: fc.string({ unit: 'grapheme' }),
    receivedAt: minutes.map((count) => new Date(Date.UTC(2010, 0, 1, 0, count)).toISOString()),
    invoiceOn: minutes.map((count) => new Date(Date.UTC(2010, 0, 1, 0, count)).toISOString().slice(0, 10)),
    dealerPhone: fc.oneof(
      digits(8).map((rest) => `+86139${rest}`),
      digits(7).map((rest) => `+867578${rest}`),
      fc.tuple(digits(7), digits(3)).map(([rest, extension]) => `+86208${rest};ext=${extension}`),
      digits(6).map((rest) => `+886912${rest}`),
    ),
    dealerEmail: fc.stringMatching(/^[A-Za-z0-9]{1,8}([._+-][A-Za-z0-9]{1,4})?@[A-Za-z0-9]{1,8}\.(com|CN)$/),
    quantity: fc.integer({ min: 1, max: 1e9 }).map((count) => count / 1000),
    amount: fc.integer({ min: 0, max: 1e11 }).map((count) => count / 100),
    nature: fc.constantFrom('planned', 'unplanned', 'both'),
    adjusted: fc.boolean(),
    owed: fc.array(
      fc.record({ product: names, quantity: fc.integer({ min: 1, max: 99999 }).map((count) => count / 10) }),
      { maxLength: 5 },
    ),
  };

  it.each(Object.keys(kinds))('for stored values of %s that the parser would give', (id) => {
    let good = 0;
    fc.assert(
      fc.property(kinds[id] ?? fc.string(), languages, (value, language) => {
        const typing = context({ language });
        const first = parseCell(fieldOf(id), showCell(fieldOf(id), value, typing), typing);
        if (!first.ok) return;
        good += 1;
        const again = parseCell(fieldOf(id), showCell(fieldOf(id), first.value, typing), typing);
        expect(again).toEqual(first);
        if (id !== 'bank' && id !== 'owed' && id !== 'dealerEmail') expect(first.value).toEqual(value);
      }),
    );
    expect(good).toBeGreaterThan(20);
  });

  it('for everything that anybody types', () => {
    const sign = fc.constantFrom(...'0123456789.,:-/年月日时点分上午×x*;；，件套万元¥转 \n是否无A沙发');
    const typed = fc.oneof(
      fc.string({ unit: sign, maxLength: 14 }),
      fc.string({ unit: 'binary' }),
      fc.double(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...order.fields), typed, languages, (field, cell, language) => {
        const typing = context({ language });
        const parsed = parseCell(field, cell, typing);
        if (parsed.ok)
          expect(parseCell(field, showCell(field, parsed.value, typing), typing)).toEqual(parsed);
      }),
      { numRuns: 10_000 },
    );
  });

  it('for lines of every look', () => {
    const part = fc.constantFrom(
      '沙发',
      '床',
      'A1',
      'x',
      ' ',
      '1800',
      '×',
      '*',
      '2000',
      '：',
      '米',
      'm',
      '件',
      '套',
      '；',
      ',',
      '3',
      '（大）',
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 9 }), languages, (parts, language) => {
        const typing = context({ language });
        const parsed = parseCell(fieldOf('lines'), parts.join(''), typing);
        if (parsed.ok)
          expect(
            parseCell(fieldOf('lines'), showCell(fieldOf('lines'), parsed.value, typing), typing),
          ).toEqual(parsed);
      }),
      { numRuns: 20_000 },
    );
  });
});
