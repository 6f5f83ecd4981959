import { localTime } from './local-time';

/** Times of day (HH:MM) between which nothing is sent; over midnight where `from` is later. Equal: no quiet hours. */
export type QuietHours = { readonly from: string; readonly to: string };

const minuteMs = 60_000;
const dayMinutes = 24 * 60;
/** A common hour that comes daily comes within a day and the hours by which clocks change. */
const longestSearchMs = 2 * dayMinutes * minuteMs;

/**
 * The first moment from `at` on (both UTC) that lies outside the quiet hours of the zone, by what its clocks then show:
 * where they skip the end of the quiet, it ends with the skip; where they go back into it, it is quiet again. The hour
 * at which quiet begins is quiet, the hour at which it ends is not.
 */
export function firstPermitted(at: string, quiet: QuietHours, zone: string): string {
  const start = Date.parse(at);
  let time = start;
  for (let end = quietEnd(time, quiet, zone); end !== undefined; end = quietEnd(time, quiet, zone))
    time = offset(end, zone) === offset(time, zone) ? end : clockChange(time, end, zone);
  return time === start ? at : new Date(time).toISOString();
}

/**
 * The first moment from `at` on (both UTC) that lies outside the quiet hours of all these zones; undefined where there
 * is none in the two days that follow, because it is always night somewhere. Each zone moves the moment on no further
 * than to its own first permitted one, so none that all permit is passed over.
 */
export function firstPermittedInAll(
  at: string,
  quiet: QuietHours,
  zones: readonly string[],
): string | undefined {
  const last = Date.parse(at) + longestSearchMs;
  let first = at;
  for (let agreeing = 0; agreeing < zones.length; )
    for (const zone of zones) {
      const next = firstPermitted(first, quiet, zone);
      if (Date.parse(next) > last) return undefined;
      agreeing = next === first ? agreeing + 1 : 1;
      first = next;
      if (agreeing === zones.length) return first;
    }
  return first;
}

/**
 * When it next becomes quiet in one of these zones (both UTC); undefined where there are no quiet hours. Where clocks
 * are set forward before that it comes sooner; where they are set back, the earlier moment is given.
 */
export function firstQuiet(
  at: string,
  { from, to }: QuietHours,
  zones: readonly string[],
): string | undefined {
  if (from === to) return undefined;
  const time = Date.parse(at);
  const begins = zones.map((zone) => {
    const local = localTime(time, zone)?.slice(11) ?? '';
    const left = (minutesOf(from) - minutesOf(local) + dayMinutes) % dayMinutes;
    const begin = (Math.floor(time / minuteMs) + left) * minuteMs;
    return begin - Math.max(0, offset(begin, zone) - offset(time, zone));
  });
  return new Date(Math.min(...begins)).toISOString();
}

/** When the quiet that holds at that time is over, if clocks don't change meanwhile; undefined where none holds. */
function quietEnd(time: number, { from, to }: QuietHours, zone: string): number | undefined {
  const local = localTime(time, zone)?.slice(11) ?? '';
  const isQuiet = from > to ? local >= from || local < to : local >= from && local < to;
  if (!isQuiet) return undefined;
  const left = (minutesOf(to) - minutesOf(local) + dayMinutes) % dayMinutes;
  return (Math.floor(time / minuteMs) + left) * minuteMs;
}

/** The minute of the change between two times of different offsets. */
function clockChange(before: number, after: number, zone: string): number {
  const was = offset(before, zone);
  let low = Math.floor(before / minuteMs);
  let high = after / minuteMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle * minuteMs, zone) === was) low = middle;
    else high = middle;
  }
  return high * minuteMs;
}

function offset(time: number, zone: string): number {
  return Date.parse(`${localTime(time, zone)}Z`) - Math.floor(time / minuteMs) * minuteMs;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
