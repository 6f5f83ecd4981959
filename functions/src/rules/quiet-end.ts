import { localTime } from './local-time';
import type { Notice } from './notice';
import { permittedAt } from './permitted-at';
import { firstPermittedInAll } from './quiet-hours';
import { recipientZones } from './recipient-zones';
import type { Settings } from './settings';

type Waiting = Pick<Notice, 'recipient' | 'country' | 'dueAt'>;
type QuietSettings = Pick<Settings, 'quietHours' | 'zone'>;

/** What a recipient's clocks show (HH:MM) where they are not the company's; `everywhere`: of several, the last to come to it. */
export type ClockThere = { readonly time: string; readonly everywhere: boolean };

const minuteMs = 60_000;

/** Whether what is due waits for the end of its recipient's quiet hours: they end at that very minute. */
export function waitsForDay(notice: Waiting, settings: QuietSettings): boolean {
  const before = new Date(Date.parse(notice.dueAt) - minuteMs).toISOString();
  return permittedAt(notice, before, settings) === notice.dueAt;
}

/**
 * What the clocks that permit it show there when it is due, for a clerk to whom the hour of their own clock looks like
 * night. Undefined where those are the company's, or no country is known.
 */
export function clockThere(
  { country, dueAt }: Pick<Waiting, 'country' | 'dueAt'>,
  { quietHours, zone }: QuietSettings,
): ClockThere | undefined {
  const zones = country === undefined ? undefined : recipientZones(country);
  if (!zones) return undefined;
  const isDayInAll = firstPermittedInAll(dueAt, quietHours, zones.all) === dueAt;
  const clocks = (isDayInAll ? zones.all : [zones.main]).map((one) => localTime(dueAt, one) ?? '');
  const times = [...new Set(clocks)].sort();
  const [time = '', ...others] = times;
  const isOurs = others.length === 0 && time === localTime(dueAt, zone);
  return isOurs ? undefined : { time: time.slice(11), everywhere: others.length > 0 };
}
