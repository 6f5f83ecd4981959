import { DateTime } from 'luxon';
import { localTime } from './local-time';

/** Times of day (HH:MM) between which nothing is sent; over midnight where `from` is later. Equal: no quiet hours. */
export type QuietHours = { readonly from: string; readonly to: string };

/**
 * The first moment from `at` on (both UTC) that lies outside the quiet hours of the zone. The hour at which quiet
 * begins is quiet, the hour at which it ends is not.
 */
export function firstPermitted(at: string, quiet: QuietHours, zone: string): string {
  const time = localTime(at, zone)?.slice(11) ?? '';
  const overnight = quiet.from > quiet.to;
  const isQuiet = overnight ? time >= quiet.from || time < quiet.to : time >= quiet.from && time < quiet.to;
  if (!isQuiet) return at;
  const local = DateTime.fromISO(at, { zone });
  const [hour, minute] = quiet.to.split(':').map(Number);
  const endsTomorrow = overnight && time >= quiet.from;
  let end = local
    .plus({ days: endsTomorrow ? 1 : 0 })
    .set({ hour: hour ?? 0, minute: minute ?? 0, second: 0, millisecond: 0 });
  // Where clocks go back (by an hour, or half of one) that time of day comes twice, and the first may have passed.
  while (end < local) end = end.plus({ minutes: 30 });
  return end.toUTC().toJSDate().toISOString();
}
