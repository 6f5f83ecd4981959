import { describe, expect, it } from '@jest/globals';
import { parseCell } from '../../functions/src/rules/parse-cell';
import { context, fieldOf } from '../support/typing';

const ordered = fieldOf('lines');
const owed = fieldOf('owed');

function read(typed: string | number, field = ordered): unknown {
  const parsed = parseCell(field, typed, context());
  if (!parsed.ok) return parsed.code;
  return Array.isArray(parsed.value)
    ? parsed.value.map(({ product, quantity }) => `${product}|${quantity}`)
    : parsed.value;
}

describe('goods with their quantities', () => {
  it.each([
    ['沙发 A1 ×10；茶几 B2 ×4', ['沙发 A1|10', '茶几 B2|4']],
    ['沙发 A1 ×10\n茶几 B2 4件\n', ['沙发 A1|10', '茶几 B2|4']],
    ['沙发*10、茶几＊４，床：2;柜 x3, 椅×6', ['沙发|10', '茶几|4', '床|2', '柜|3', '椅|6']],
    ['沙发 10件', ['沙发|10']],
    ['茶几10张', ['茶几|10']],
    ['A1 x10', ['A1|10']],
    ['B-203×4', ['B-203|4']],
    ['沙发 × 1,200', ['沙发|1200']],
    ['钢材 ×2.5吨', ['钢材|2.5']],
    ['沙发（大）×３套', ['沙发（大）|3']],
    ['床1800×2000 ×3', ['床1800×2000|3']],
    ['床1800x2000 3张', ['床1800x2000|3']],
    ['沙发 3件套×2', ['沙发 3件套|2']],
    ['纸巾12瓶/箱 ×3', ['纸巾12瓶/箱|3']],
  ])('%j', (typed, expected) => {
    expect(read(typed)).toEqual(expected);
  });

  it.each([
    ['沙发', 'quantity-missing'],
    ['沙发×10，茶几', 'quantity-missing'],
    ['沙发 10', 'quantity-missing'],
    ['A1x10', 'quantity-missing'],
    ['沙发×1.2.3', 'quantity-missing'],
    ['；', 'quantity-missing'],
    ['×10', 'product-missing'],
    ['10件', 'product-missing'],
    ['床1800×2000', 'size-or-quantity'],
    ['床1800x2000×3', 'size-or-quantity'],
    ['床 1800 × 2000', 'size-or-quantity'],
    ['床1.8米×2', 'size-or-quantity'],
    ['A110件', 'size-or-quantity'],
    ['沙发×10 茶几×4', 'items-run-together'],
    ['沙发×10茶几×4', 'items-run-together'],
    ['沙发10件 茶几4件', 'items-run-together'],
    ['沙发 A1×10,200型茶几×4', 'items-run-together'],
    ['沙发×0', 'zero-of-item'],
    ['沙发×1.2345', 'too-many-decimals'],
    ['沙发×1；沙 发 ×2', 'product-twice'],
    ['沙发（大）×1；沙发(大)×2', 'product-twice'],
    [`${'长'.repeat(201)}×1`, 'too-long'],
    ['1'.repeat(10_000), 'too-long'],
    [Array.from({ length: 101 }, (_, index) => `货${index}号×1`).join('；'), 'too-many-lines'],
    ['沙发\u0000×1', 'broken-characters'],
    [10, 'quantity-missing'],
  ])('%j is refused: %s', (typed, code) => {
    expect(read(typed)).toBe(code);
  });

  it('names the item that is wrong', () => {
    expect(parseCell(ordered, '沙发×10；茶几', context())).toMatchObject({
      message: '“茶几”没有数量。请写成 沙发 A1×10 这样，几种货用分号隔开。',
    });
    expect(parseCell(ordered, '沙发×1；茶几×2；沙发×3', context())).toMatchObject({
      message: '“沙发”写了两次，请合并成一项。',
    });
  });

  it.each(['无', '無', '没有', '沒有', 'None', '0', 0])('%s is an answer only where none is one', (typed) => {
    expect(read(typed, owed)).toEqual([]);
    expect(read(typed)).toBe('none-is-no-answer');
  });
});
