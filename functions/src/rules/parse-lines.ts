import type { PlacedField } from '../forms/form';
import { countingWords, quantityDecimals, readDecimal } from './parse-number';
import { accept, noneWords, plain, type Reading, refuse, trimmed } from './parse-reading';
import { hasBrokenCharacters } from './parse-text';
import type { Line } from './record';

const mostLines = 100;
const longestProduct = 200;
/** A product with its quantity. What is longer is not looked through, which would take a third of a second. */
const longestItem = 300;

/** Between items: ；;、，, and new lines, but not the comma of 1,200. */
const separators = /[；;、，\n]|(?<![0-9０-９]),|,(?![0-9０-９])/;

/** A Latin x after a Latin letter or digit belongs to the product's name (1800x2000, max10). */
const mark = '(?:[×✕✖*＊:：]|(?<![0-9A-Za-z０-９Ａ-Ｚａ-ｚ])[xXｘＸ])';
const digits = '[0-9０-９][0-9０-９.．,]*';
const marked = new RegExp(`^((?:.*\\S)?)(\\s*)${mark}(\\s*)(${digits})\\s*${countingWords}?$`, 'i');
const counted = new RegExp(`^(.*?)(\\s*)(${digits})\\s*${countingWords}$`, 'i');
const innerMark = new RegExp(`${mark}\\s*[0-9０-９]`, 'gi');
/** A count, but not the one in 3件套, 6片装 or 12瓶/箱. */
const innerCount = new RegExp(`[0-9０-９]\\s*${countingWords}(?![套装裝/])`, 'i');

/**
 * Goods with their quantities: `沙发 A1 ×10；茶几 B2 4件`, one kind to an item. An item without a quantity is
 * refused, and so is one whose numbers could be read in two ways (`床1800×2000`: its size, or 2000 of them).
 */
export function parseLines(field: PlacedField, typed: string | number | boolean): Reading<Line[]> {
  const text = trimmed(String(typed).replace(/\r\n?/g, '\n').replace(/\t/g, ' ').normalize('NFC'));
  if (hasBrokenCharacters(text)) return refuse('broken-characters');
  if (noneWords.includes(plain(text).toLowerCase()))
    return field.noneIsAnswer ? accept([]) : refuse('none-is-no-answer');
  const items = text
    .split(separators)
    .map((item) => trimmed(item).replace(/\s+/g, ' '))
    .filter((item) => item !== '');
  if (items.length === 0) return refuse('quantity-missing', { item: text });
  if (items.length > mostLines) return refuse('too-many-lines', { most: String(mostLines) });
  const lines: Line[] = [];
  for (const item of items) {
    const line = readLine(item);
    if (!line.ok) return line;
    const name = nameKey(line.value.product);
    if (lines.some(({ product }) => nameKey(product) === name))
      return refuse('product-twice', { item: line.value.product });
    lines.push(line.value);
  }
  return accept(lines);
}

function readLine(item: string): Reading<Line> {
  if (item.length > longestItem) return refuse('too-long', tooLong(item, longestItem));
  const byMark = marked.exec(item);
  const [, product = '', before = '', after = '', number = ''] = byMark ?? countedParts(item);
  if (number === '') return refuse('quantity-missing', { item });
  if (product === '') return refuse('product-missing', { item });
  const apart = before !== '' && after === '';
  if (!apart && (byMark ? endsInSize(product) : endsInCode(product)))
    return refuse('size-or-quantity', { item });
  if (holdsAnotherItem(product)) return refuse('items-run-together', { item });
  if (product.length > longestProduct) return refuse('too-long', tooLong(product, longestProduct));
  const quantity = readDecimal(plain(number), quantityDecimals);
  if (!quantity.ok) return quantity.code === 'not-a-number' ? refuse('quantity-missing', { item }) : quantity;
  if (quantity.value === 0) return refuse('zero-of-item', { item: product });
  return accept({ product, quantity: quantity.value });
}

/** `茶几 10件`, in the same places as the parts of `茶几 ×10`. */
function countedParts(item: string): readonly string[] {
  const parts = counted.exec(item);
  return parts ? [item, parts[1] ?? '', parts[2] ?? '', '', parts[3] ?? ''] : [];
}

/** Whether a × that follows directly would look like the × of a size: 床1800, 1800x2000, 型号2000, 1.8米. But not A1 or B-203. */
export function endsInSize(product: string): boolean {
  return /(?:^|[^A-Za-z0-9._\-/#])(?:[\d.]+[x×*])*[\d.]+(?:mm|cm|m|米|毫米|厘米|公分|寸|尺)?$/i.test(
    product.normalize('NFKC'),
  );
}

/** Whether digits that follow directly would belong to the name: A, B-2. */
function endsInCode(product: string): boolean {
  return /[A-Za-z0-9._\-/#]$/.test(product.normalize('NFKC'));
}

/** Two items ran together (`沙发×10 茶几×4`): the name still has a quantity in it that is not part of a size. */
function holdsAnotherItem(product: string): boolean {
  const quantities = [...product.matchAll(innerMark)];
  return (
    innerCount.test(product) || quantities.some(({ index }) => !endsInSize(product.slice(0, index).trimEnd()))
  );
}

function nameKey(product: string): string {
  return plain(product).replace(/\s/g, '').toLowerCase();
}

function tooLong(text: string, most: number): Record<string, string> {
  return { length: String(text.length), most: String(most) };
}
