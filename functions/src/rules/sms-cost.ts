import { callingCode } from './message-phone';

/**
 * What an SMS to `phone` (E.164) costs, in yuan to four decimals, by the price per segment of its country calling code;
 * '' is the price for all others, and for a number whose country can't be told.
 */
export function smsCost(
  phone: string,
  segments: number,
  smsPrices: Readonly<Record<string, number>>,
): number {
  const country = callingCode(phone) ?? '';
  const price = smsPrices[country] ?? smsPrices[''] ?? 0;
  return Number((segments * price).toFixed(4));
}
