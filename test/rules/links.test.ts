import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstLink, withoutLinks } from '../../functions/src/rules/links';
import { plainText } from '../../functions/src/rules/message-facts';

describe('an address is taken out', () => {
  it.each([
    ['suo.im/5abcd', ''],
    ['goo.gl/abc', ''],
    ['wechat.store/x', ''],
    ['abc.de/x', ''],
    ['u.nu/abc', ''],
    ['abc.de:8080/x', ''],
    ['weixin://dl/scan', ''],
    ['weixin：//dl', ''],
    ['HTTP://X', ''],
    ['192.168.1.1/x', ''],
    ['192.168.1.1:8080', ''],
    ['ｗｗｗ．ａｂｃ．ｃｏｍ', ''],
    ['abc．de／x', ''],
    ['𝐠𝐨𝐨.𝐠𝐥/𝐚', ''],
    ['e\u200bvil.c\u00adom', ''],
    ['abc。com', ''],
    ['café.com', ''],
    ['www.公司.中国', '公司. 中国'],
    ['顺达.com', '顺达'],
    ['顺达.com/x', '顺达'],
    ['公司.网络/abc', '公司'],
    ['见https://a.cn/b的说明', '见的说明'],
    ['http://a.b，王师傅', '，王师傅'],
    ['a@b.com', 'a@'],
  ])('%s', (typed, kept) => {
    expect(firstLink(typed)).toMatchObject({ isSure: true });
    expect(withoutLinks(typed)).toBe(kept);
  });

  it('also where it comes about only when another is gone', () => {
    expect(withoutLinks('evil。com.evil')).toBe(' evil');
    expect(withoutLinks('evil.​http://a com')).not.toMatch(/evil\.com/);
  });
});

describe('words that a dot makes a domain lose nothing: a space keeps them apart', () => {
  it.each([
    ['dealer.online', 'dealer. online'],
    ['gendan.wang', 'gendan. wang'],
    ['请看gendan.wang查询', '请看gendan. wang查询'],
    ['a.co.uk', 'a. co. uk'],
    ['公司.中国', '公司. 中国'],
    ['abc.中国', 'abc. 中国'],
    ['xn--fiqs8s.xn--fiqs8s', 'xn--fiqs8s. xn--fiqs8s'],
    ['пример.рф', 'пример. рф'],
    ['Co.Ltd', 'Co. Ltd'],
    ['Mr.Wang/13800138000', 'Mr. Wang/13800138000'],
    ['1.sofa/2.bed', '1. sofa/2. bed'],
    ['damaged.Please call', 'damaged. Please call'],
    ['abc.com.Please', 'abc. com. Please'],
  ])('%s', (typed, kept) => {
    expect(firstLink(typed)).toMatchObject({ isSure: false });
    expect(withoutLinks(typed)).toBe(kept);
    expect(firstLink(kept)).toBeUndefined();
  });
});

describe('sizes, sums, times, numbers and names are no links', () => {
  it.each([
    'A1×10.5kg',
    '3.16 8:50',
    '26.3.16 14:30-15:30',
    '2026.3.16/3.18',
    '顺达货运.王师傅',
    'No.12',
    'e.g. i.e. p.m. U.S.A.',
    'Co.,Ltd.',
    'J.K.',
    '10.5m',
    '1.5m/2.5m',
    '10.5kg/箱',
    'v2.0',
    '12,800.00',
    'DH2026-0003',
    '+65 9123.4567',
    '1.2.3.4',
    '已到货。OK。谢谢',
    'OK。Thanks',
    '发货.中国上海',
    '王/李',
    'and/or',
    '稍等...OK',
    '稍等…OK',
  ])('%s', (typed) => {
    expect(firstLink(typed)).toBeUndefined();
    expect(withoutLinks(typed)).toBe(typed);
  });
});

describe('where a link stands', () => {
  it('is told as it was typed, the surest first', () => {
    expect(firstLink('见Ｍｒ.Wang或ａｂｃ．ｃｏｍ')).toEqual({ text: 'ａｂｃ．ｃｏｍ', at: 9, isSure: true });
    expect(firstLink('找 Mr.Wang 吧')).toEqual({ text: 'Mr.Wang', at: 2, isSure: false });
  });
});

/** Bits of links and of what only looks like them, in any order. */
const bits = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'evil',
        'a',
        '公司',
        '中国',
        'Com',
        'com',
        'wang',
        'xn--a',
        'www',
        'http',
        '1',
        '255',
        'é',
      ),
      fc.constantFrom(
        '.',
        '．',
        '。',
        '｡',
        '/',
        '／',
        '://',
        '：',
        ':80',
        ' ',
        '\u200b',
        '\u00ad',
        '-',
        '_',
        '@',
        '…',
      ),
      fc.constantFrom('\n', '【', '】', '{', '⒈', '𝐠', 'ｃｏｍ', '🚚', '，'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));
const typed = fc.oneof(bits, fc.webUrl(), fc.string({ unit: 'grapheme', maxLength: 200 }));

describe('whatever was typed', () => {
  it('holds no link any more, also once it was cut, and is the same when it is read again', () => {
    fc.assert(
      fc.property(typed, fc.integer({ min: 12, max: 60 }), (text, longest) => {
        expect(firstLink(withoutLinks(text))).toBeUndefined();
        const plain = plainText(text, longest);
        expect(firstLink(plain)).toBeUndefined();
        expect(plain.length).toBeLessThanOrEqual(longest);
        expect(plainText(plain, longest)).toBe(plain);
      }),
      { numRuns: 2000 },
    );
  });

  it('is untouched where it has neither dot nor slash', () => {
    const plain = typed.filter((text) => !/[./。]/.test(text.normalize('NFKC')));
    fc.assert(
      fc.property(plain, (text) => {
        expect(withoutLinks(text)).toBe(text);
      }),
    );
  });

  // Backtracking would hang here.
  it.each(['a', '1.', 'a.', '货.', 'a.b/', 'ab.cd.', 'a.com.', '-', 'ab.http://x ', '://', 'www'])(
    'is read in a sheet’s longest cell as well: %s',
    (bit) => {
      const longest = `${bit.repeat(Math.floor(50_000 / bit.length))}.`;
      expect(firstLink(withoutLinks(longest))).toBeUndefined();
    },
  );
});
