import type { Notice } from './notice';
import { quietFrom } from './permitted-at';
import type { Settings } from './settings';

/** News that is older had better come as an email; the provider's own limit is ten hours. */
const mostSeconds = 4 * 3600;
/** What leaves just before the quiet: a queue that moves takes no longer. */
const leastSeconds = 300;

/**
 * How long (seconds) an SMS may wait in the provider's queue, so that what is sent in the evening does not arrive at
 * night: until the quiet hours of its recipient begin. Undefined for staff, who are told at night if they work then.
 */
export function smsValidSeconds(
  { recipient, country }: Pick<Notice, 'recipient' | 'country'>,
  now: string,
  settings: Pick<Settings, 'quietHours' | 'zone'>,
): number | undefined {
  if (recipient === 'staff') return undefined;
  const quiet = quietFrom(country, now, settings);
  const left = quiet === undefined ? mostSeconds : (Date.parse(quiet) - Date.parse(now)) / 1000;
  return Math.floor(Math.min(Math.max(left, leastSeconds), mostSeconds));
}
