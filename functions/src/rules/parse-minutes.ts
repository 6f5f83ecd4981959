import type { Language } from '../forms/label';
import { quantityDecimals, readDecimal } from './parse-number';
import { accept, plain, type Reading, refuse } from './parse-reading';

const units: readonly (readonly [pattern: RegExp, minutes: number])[] = [
  [/ ?(?:分钟|分鐘|分|minutes?|mins?)$/i, 1],
  [/ ?(?:个|個)?(?:小时|小時|钟头|鐘頭|hours?|hrs?)$/i, 60],
  [/ ?(?:天|日|days?)$/i, 1440],
];

/** A length of time in whole minutes, 0 or more: `30`, `30分钟`, `2小时`, `半小时`, `1.5小时`, `1天`. */
export function parseMinutes(typed: string | number | boolean): Reading<number> {
  const text = plain(typed).replace(/^半(?=个|個|小|天|日)/, '0.5');
  const [pattern, factor] = units.find(([unit]) => unit.test(text)) ?? [/$/, 1];
  const number = readDecimal(text.replace(pattern, ''), quantityDecimals);
  if (!number.ok) return number.code === 'not-a-number' ? refuse('not-minutes') : number;
  const minutes = Math.round(number.value * factor * 1000) / 1000;
  return Number.isInteger(minutes) ? accept(minutes) : refuse('not-whole-minutes');
}

/** 10080分钟（7天）: minutes that make whole days or hours are told in those as well. */
export function writeMinutes(minutes: number, language: Language): string {
  const bare = `${minutes}${words[language].minutes}`;
  const long = (['days', 'hours'] as const).find((unit) => minutes > 0 && minutes % minutesOf[unit] === 0);
  if (!long) return bare;
  const count = minutes / minutesOf[long];
  if (language === 'en')
    return `${bare} (${count}${count === 1 ? words.en[long].slice(0, -1) : words.en[long]})`;
  return `${bare}（${count}${words[language][long]}）`;
}

const minutesOf = { days: 1440, hours: 60 } as const;
const words = {
  'zh-CN': { minutes: '分钟', hours: '小时', days: '天' },
  'zh-TW': { minutes: '分鐘', hours: '小時', days: '天' },
  en: { minutes: ' minutes', hours: ' hours', days: ' days' },
} as const;
