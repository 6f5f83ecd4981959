import type { Notice } from './notice';
import type { Settings } from './settings';
import { smsCost } from './sms-cost';

/** What a notice costs at present prices, as fields of it: an SMS by its segments, an email nothing. */
export function noticeCost(
  { channel, to, segments }: Pick<Notice, 'channel' | 'to' | 'segments'>,
  { smsPrices }: Pick<Settings, 'smsPrices'>,
): Pick<Notice, 'cost'> {
  return channel === 'sms' ? { cost: smsCost(to, segments, smsPrices) } : {};
}
