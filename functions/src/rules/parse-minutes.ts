import { parseQuantity } from './parse-number';
import { accept, plain, type Reading, refuse } from './parse-reading';

const units: readonly (readonly [pattern: RegExp, minutes: number])[] = [
  [/ ?(?:分钟|分鐘|分|minutes?|mins?)$/i, 1],
  [/ ?(?:个|個)?(?:小时|小時|钟头|鐘頭|hours?|hrs?)$/i, 60],
  [/ ?(?:天|日|days?)$/i, 1440],
];

/** A length of time in whole minutes: `30`, `30分钟`, `2小时`, `半小时`, `1.5小时`, `1天`. */
export function parseMinutes(typed: string | number | boolean): Reading<number> {
  const text = plain(typed).replace(/^半(?=个|個|小|天|日)/, '0.5');
  const [pattern, factor] = units.find(([unit]) => unit.test(text)) ?? [/$/, 1];
  const number = parseQuantity(text.replace(pattern, ''));
  if (!number.ok) return number;
  const minutes = Math.round(number.value * factor * 1000) / 1000;
  return Number.isInteger(minutes) ? accept(minutes) : refuse('not-whole-minutes');
}
