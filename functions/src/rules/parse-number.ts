import type { PlacedField } from '../forms/form';
import { accept, noneWords, plain, type Reading, refuse } from './parse-reading';

/** Counting words that may follow a number of things. */
export const countingWords =
  '(?:件|台|臺|套|个|個|箱|吨|噸|把|张|張|只|隻|条|條|组|組|樘|片|块|塊|包|袋|桶|卷|捲|对|對|双|雙|根|扇|副|支|瓶|盒|pcs)';
const countingWord = new RegExp(` ?${countingWords}$`, 'i');

export const quantityDecimals = 3;
const moneyDecimals = 2;
const mostDigits = 10;

/** A number of things: more than 0, at most three decimals; `120件`, `1,200` and `1.2万` are understood. */
export function parseQuantity(typed: string | number | boolean): Reading<number> {
  const text = typeof typed === 'number' ? asSheetsShows(typed) : plain(typed);
  const number = readDecimal(text.replace(countingWord, ''), quantityDecimals);
  if (!number.ok) return number;
  return number.value === 0 ? refuse('zero-quantity') : number;
}

/** Yuan, 0 or more, at most two decimals; `¥1,200.50`, `1200元` and `1.2万元` are understood. */
export function parseMoney(field: PlacedField, typed: string | number | boolean): Reading<number> {
  const text = typeof typed === 'number' ? asSheetsShows(typed) : plain(typed).toLowerCase();
  if (noneWords.includes(text) && text !== '0')
    return field.noneIsAnswer ? accept(0) : refuse('none-is-no-amount');
  const bare = text
    .replace(/^(?:¥|rmb|cny|人民币|人民幣) ?/, '')
    .replace(/ ?(?:元[整正]?|圆整?|圓整?|块钱?|塊錢?|rmb|cny|yuan)$/, '');
  return readDecimal(bare, moneyDecimals);
}

/**
 * Digits with at most one kind of thousands separator, correctly placed, an optional fraction, and 万 for ten
 * thousand. Shifted as text, so that 1.2345万 is exactly 12345.
 */
export function readDecimal(text: string, decimals: number): Reading<number> {
  const parts = /^([+-]?) ?(\d{1,3}(?:([ ,])\d{3}(?:\3\d{3})*)|\d+)(?:\.(\d+))? ?([万萬]?)$/.exec(text);
  if (!parts) return refuse('not-a-number');
  const [, sign, digits = '', , typedFraction = '', tenThousand] = parts;
  if (sign === '-') return refuse('negative');
  const shift = tenThousand ? 4 : 0;
  const whole = digits.replace(/\D/g, '') + typedFraction.slice(0, shift).padEnd(shift, '0');
  const fraction = typedFraction.slice(shift).replace(/0+$/, '');
  if (fraction.length > decimals) return refuse('too-many-decimals', { most: String(decimals) });
  if (whole.replace(/^0+/, '').length > mostDigits) return refuse('too-large');
  return accept(Number(`${whole}.${fraction || '0'}`));
}

/** Sheets keeps 15 digits; what is beyond them is noise of a formula's arithmetic (3600.2999999999997). */
function asSheetsShows(number: number): string {
  return String(Number(number.toPrecision(15)));
}
