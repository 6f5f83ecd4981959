import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { forms } from '../../functions/src/forms';
import type { CellInput } from '../../functions/src/forms/edit-contract';
import { isBlank, parseCell } from '../../functions/src/rules/parse-cell';
import { context, fieldOf } from '../support/typing';

function read(id: string, typed: CellInput, changes: Parameters<typeof context>[0] = {}): unknown {
  const parsed = parseCell(fieldOf(id), typed, context(changes));
  return parsed.ok ? parsed.value : parsed.code;
}

const everyField = forms.flatMap(({ fields }) => fields);

describe('text', () => {
  it.each([
    ['  工行（佛山） ', '工行（佛山）'],
    ['第一行\r\n第二行', '第一行\n第二行'],
    ['=1+1', '=1+1'],
    ['<b>急</b>', '<b>急</b>'],
    ['e\u0301', '\u00e9'],
    ['０９１１', '０９１１'],
    [911, '911'],
    ['a'.repeat(2000), 'a'.repeat(2000)],
    ['a'.repeat(2001), 'too-long'],
    ['响铃\u0007', 'broken-characters'],
    ['\ud800半个', 'broken-characters'],
  ])('%j is %j', (typed, expected) => {
    expect(read('bank', typed)).toBe(expected);
  });
});

describe('a phone number', () => {
  it.each([
    ['139 1234 5678', '+8613912345678'],
    [13912345678, '+8613912345678'],
    ['１３９－１２３４－５６７８', '+8613912345678'],
    ['\u202a13912345678\u202c', '+8613912345678'],
    ['0757-8888 6666', '+8675788886666'],
    ['(0757)88886666', '+8675788886666'],
    ['400-800-1234', '+864008001234'],
    ['0757-88886666转801', '+8675788886666;ext=801'],
    ['0757-8888 6666 - 801', '+8675788886666;ext=801'],
    ['0757-88886666 ext. 801', '+8675788886666;ext=801'],
    ['+886 912 345 678', '+886912345678'],
    ['00852 9123 4567', '+85291234567'],
    ['1391234567', 'phone-digits'],
    ['139123456789', 'phone-digits'],
    ['88886666', 'phone-digits'],
    ['0912345678', 'phone-digits'],
    ['13912345678/13812345678', 'phone-digits'],
    ['张三', 'not-a-phone'],
  ])('%s is %s', (typed, expected) => {
    expect(read('dealerPhone', typed)).toBe(expected);
  });

  it('without a country code is of the country in the settings', () => {
    expect(read('dealerPhone', '0912 345 678', { phoneCountry: 'TW' })).toBe('+886912345678');
    expect(read('dealerPhone', '0912 345 678', { phoneCountry: 'nowhere' })).toBe('phone-digits');
  });

  it('that is too short is answered with its digits and examples', () => {
    expect(parseCell(fieldOf('dealerPhone'), '139 1234 567', context())).toMatchObject({
      message: expect.stringContaining('这里有10位数字'),
    });
  });
});

describe('an email address', () => {
  it.each([
    [' Wang.Li@Example.COM ', 'Wang.Li@example.com'],
    ['ｗａｎｇ＠ｑｑ．ｃｏｍ', 'wang@qq.com'],
    ['mailto:wang@qq.com', 'wang@qq.com'],
    ['wang@qq', 'not-an-email'],
    ['wang@qq.com, li@qq.com', 'not-an-email'],
    [123, 'not-an-email'],
  ])('%s is %s', (typed, expected) => {
    expect(read('dealerEmail', typed)).toBe(expected);
  });
});

describe('a quantity', () => {
  it.each([
    [120, 120],
    ['120件', 120],
    ['１２０ 台', 120],
    ['1,200', 1200],
    ['12 000', 12000],
    ['1.2万', 12000],
    ['1.2345萬件', 12345],
    ['0.125吨', 0.125],
    [0.1 + 0.2, 0.3],
    ['1.2345', 'too-many-decimals'],
    [0, 'zero-quantity'],
    ['0件', 'zero-quantity'],
    [-3, 'negative'],
    ['99999999999', 'too-large'],
    ['1,20', 'not-a-number'],
    ['约120', 'not-a-number'],
    ['1e5', 'not-a-number'],
    ['10-12', 'not-a-number'],
    [true, 'not-a-number'],
    [Number.NaN, 'not-a-number'],
  ])('%s is %s', (typed, expected) => {
    expect(read('quantity', typed)).toBe(expected);
  });
});

describe('an amount of money', () => {
  it.each([
    ['¥1,200.50', 1200.5],
    ['￥１，２００', 1200],
    ['1200元', 1200],
    ['1200元整', 1200],
    ['1.2万元', 12000],
    ['RMB 1200', 1200],
    [3600.2999999999997, 3600.3],
    [0, 0],
    ['12.345', 'too-many-decimals'],
    ['-5', 'negative'],
    ['US$12', 'not-a-number'],
    ['无', 'none-is-no-amount'],
  ])('%s is %s', (typed, expected) => {
    expect(read('amount', typed)).toBe(expected);
  });

  it.each(['无', '沒有', '0', 0])('is 0 for %s where none is an answer', (typed) => {
    expect(read('freightAdvance', typed)).toBe(0);
  });
});

describe('a choice', () => {
  it.each(['计划外', '計劃外', ' 计 划 外 ', 'Unplanned', 'ＵＮＰＬＡＮＮＥＤ'])(
    'is found by %s',
    (typed) => {
      expect(read('nature', typed)).toBe('unplanned');
    },
  );

  it.each([
    ['短信优先', 'sms'],
    ['短信', 'sms'],
    ['簡訊', 'sms'],
    ['sms', 'sms'],
    ['邮件', 'email'],
    ['Email first', 'email'],
    ['邮件优先', 'email'],
    ['短信和邮件', 'both'],
  ])('%s, its present or its former name, is %s', (typed, id) => {
    expect(read('channel', typed)).toBe(id);
  });

  it('that does not exist is answered with the options in the reader’s language', () => {
    expect(parseCell(fieldOf('channel'), '微信', context())).toMatchObject({
      message: '没有“微信”这一项。请从这些里选：短信优先、邮件优先、短信和邮件。',
    });
    expect(parseCell(fieldOf('nature'), '加急', context())).toEqual({
      ok: false,
      code: 'unknown-option',
      message: '没有“加急”这一项。请从这些里选：计划内、计划外、两者兼有。',
    });
    expect(parseCell(fieldOf('nature'), 'urgent', context({ language: 'en' }))).toMatchObject({
      message: '"urgent" is not one of the options: Planned, Unplanned, Both.',
    });
  });
});

describe('yes or no', () => {
  it.each(['是', '√', '✓', '对', '對', '有', 'Y', 'ｙｅｓ', 'TRUE', true])('%s is yes', (typed) => {
    expect(read('adjusted', typed)).toBe(true);
  });
  it.each(['否', '×', 'x', 'X', '不', '无', '無', '没有', 'No', 'n', false])('%s is no', (typed) => {
    expect(read('adjusted', typed)).toBe(false);
  });
  it.each(['也许', '?', 1])('%s is neither', (typed) => {
    expect(read('adjusted', typed)).toBe('neither-yes-nor-no');
  });
});

describe('a signature', () => {
  it('is never typed', () => {
    expect(read('receivedSignature', '张三')).toBe('signature-is-stamped');
  });
});

describe('whatever is typed', () => {
  it('blank is what has nothing but white space of any width', () => {
    for (const typed of [null, '', ' ', '\u3000\n\t', '\u200b\ufeff']) {
      expect(isBlank(typed)).toBe(true);
      expect(read('bank', typed)).toBe('nothing-typed');
    }
    for (const typed of ['0', 0, false, '无']) expect(isBlank(typed)).toBe(false);
  });

  // Backtracking would hang here.
  it('a cell of monstrous length is refused', () => {
    for (const field of everyField)
      for (const unit of [' a', '1', '1 ', '1,', '1-', '×1', 'a.', '；', '\u200b'])
        expect([field.id, unit, parseCell(field, `a${unit.repeat(100_000)}b`, context())]).toMatchObject([
          field.id,
          unit,
          { code: 'too-long' },
        ]);
  });

  it('no cell makes the parser throw, and every refusal has its whole sentence', () => {
    const sign = fc.constantFrom(
      ...'0123456789.,:：-/年月日时点分上下午今天×x*;；、，件万元¥转 \n是否无小经理/A',
    );
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: sign, maxLength: 16 }),
      fc.double(),
      fc.boolean(),
    );
    const language = fc.constantFrom('zh-CN' as const, 'zh-TW' as const, 'en' as const);
    fc.assert(
      fc.property(fc.constantFrom(...everyField), typed, language, (field, cell, language) => {
        const parsed = parseCell(field, cell, context({ language }));
        if (!parsed.ok)
          expect(parsed.message.replaceAll(String(cell), '')).not.toMatch(/\{[a-z]+\}|undefined|^$/);
      }),
      { numRuns: 5000 },
    );
  });
});
