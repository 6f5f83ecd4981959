import { DateTime, Info } from 'luxon';

/**
 * Wall time in the business's zone, as plain text. Every row of a request shows and computes dozens of times; luxon
 * asks the runtime's calendar for each, which took more than half of the time of an edit. What is asked here is
 * remembered by day, so there is no more of it than there are days on the forms.
 */

const dayMs = 24 * 60 * 60 * 1000;
/** By zone and day (UTC), in milliseconds; 'changing' on days when clocks change. */
const offsets = new Map<string, number | 'changing'>();
/** By zone and wall time, in milliseconds since the epoch. */
const instants = new Map<string, number>();

/** `2026-03-16T09:30` for a UTC instant; undefined for a text that is none. */
export function localTime(instant: string | number, zone: string): string | undefined {
  const time = typeof instant === 'number' ? instant : Date.parse(instant);
  return Number.isNaN(time) ? undefined : new Date(time + offsetAt(time, zone)).toISOString().slice(0, 16);
}

/** When the day (`YYYY-MM-DD`) gets to that time (`HH:MM`) in the zone: milliseconds since the epoch. */
export function instantOf(day: string, time: string, zone: string): number {
  const key = `${zone} ${day} ${time}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  const [hour, minute] = time.split(':').map(Number);
  const instant = DateTime.fromISO(day, { zone })
    .startOf('day')
    .set({ hour: hour ?? 0, minute: minute ?? 0 });
  // What people type goes through here: an instance that lives for weeks must not keep all of it.
  if (instants.size > 20_000) instants.clear();
  instants.set(key, instant.toMillis());
  return instant.toMillis();
}

/** The local day that a deadline (UTC) belongs to: one that ends a day is stored as the start of the next. */
export function lastDayOf(dueAt: string, zone: string): string {
  return localTime(Date.parse(dueAt) - 1, zone)?.slice(0, 10) ?? '';
}

/** So many days after a day (`YYYY-MM-DD`), before it when negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** A UTC day that begins and ends with one offset has it throughout. */
function offsetAt(time: number, zone: string): number {
  const day = Math.floor(time / dayMs);
  const key = `${zone} ${day}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    const first = askOffset(day * dayMs, zone);
    offset = first === askOffset((day + 1) * dayMs, zone) ? first : 'changing';
    offsets.set(key, offset);
  }
  return offset === 'changing' ? askOffset(time, zone) : offset;
}

function askOffset(time: number, zone: string): number {
  return Info.normalizeZone(zone).offset(time) * 60_000;
}
