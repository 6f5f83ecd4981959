import type { Notice } from './notice';
import { firstPermitted, firstPermittedInAll, firstQuiet } from './quiet-hours';
import { recipientZones } from './recipient-zones';
import type { Settings } from './settings';

type QuietSettings = Pick<Settings, 'quietHours' | 'zone'>;

/**
 * From when on a notice may be sent (both UTC). Quiet hours are the customers', by the clocks of their own country;
 * when staff are told was decided with the slot of their reminder, and who is at work at night is told at night.
 */
export function permittedAt(
  { recipient, country }: Pick<Notice, 'recipient' | 'country'>,
  now: string,
  settings: QuietSettings,
): string {
  return recipient === 'staff' ? now : permittedIn(country, now, settings);
}

/**
 * A phone number says the country, not the place, so where a country has several zones it must be day in all of them.
 * Where the quiet hours leave no such moment, its capital's clocks count. Without a country: the company's own.
 */
export function permittedIn(country: string | undefined, now: string, settings: QuietSettings): string {
  const { quietHours, zone } = settings;
  const zones = country === undefined ? undefined : recipientZones(country);
  if (!zones) return firstPermitted(now, quietHours, zone);
  return firstPermittedInAll(now, quietHours, zones.all) ?? firstPermitted(now, quietHours, zones.main);
}

/** When it next becomes quiet for them (both UTC), by the clocks that permit a moment; undefined without quiet hours. */
export function quietFrom(
  country: string | undefined,
  now: string,
  { quietHours, zone }: QuietSettings,
): string | undefined {
  const zones = country === undefined ? undefined : recipientZones(country);
  if (!zones) return firstQuiet(now, quietHours, [zone]);
  const isDayInAll = firstPermittedInAll(now, quietHours, zones.all) === now;
  return firstQuiet(now, quietHours, isDayInAll ? zones.all : [zones.main]);
}
