import { IANAZone } from 'luxon';

const MINUTE = 60_000;

/** Milliseconds by which the zone's clocks are ahead of UTC at that moment. */
export function zoneOffset(moment: number, zone: string): number {
  return IANAZone.create(zone).offset(moment) * MINUTE;
}

/** The moment at which clocks in the zone show what UTC clocks show at `wall`. */
export function wallMillisOf(wall: number, zone: string): number {
  const guess = wall - zoneOffset(wall, zone);
  return wall - zoneOffset(guess, zone);
}

const PATTERN = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g;
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/**
 * Text of a moment by one of Java's SimpleDateFormat patterns, as Utilities.formatDate has them. Throws for letters that
 * are not known here.
 */
export function formatDate(moment: number, zone: string, pattern: string): string {
  if (!IANAZone.isValidZone(zone)) throw new Error(`Invalid argument: timeZone. ${zone}`);
  const offset = zoneOffset(moment, zone);
  const wall = new Date(moment + offset);
  return pattern.replace(PATTERN, (part, quoted: string | undefined, letter: string | undefined) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'");
    return letter === undefined ? part : fieldText(part, wall, offset);
  });
}

function fieldText(part: string, wall: Date, offset: number): string {
  const padded = (value: number) => String(value).padStart(part.length, '0');
  switch (part.charAt(0)) {
    case 'y':
      return part.length === 2 ? String(wall.getUTCFullYear()).slice(-2) : padded(wall.getUTCFullYear());
    case 'M':
      if (part.length > 2) break;
      return padded(wall.getUTCMonth() + 1);
    case 'd':
      return padded(wall.getUTCDate());
    case 'H':
      return padded(wall.getUTCHours());
    case 'h':
      return padded(wall.getUTCHours() % 12 || 12);
    case 'm':
      return padded(wall.getUTCMinutes());
    case 's':
      return padded(wall.getUTCSeconds());
    case 'S':
      return padded(wall.getUTCMilliseconds());
    case 'a':
      return wall.getUTCHours() < 12 ? 'AM' : 'PM';
    case 'E':
      return (DAYS[wall.getUTCDay()] ?? '').slice(0, part.length > 3 ? undefined : 3);
    case 'u':
      return padded(wall.getUTCDay() || 7);
    case 'Z':
      return offsetText(offset, '');
    case 'X':
      if (part.length === 1) break;
      return offset === 0 ? 'Z' : offsetText(offset, part.length === 3 ? ':' : '');
  }
  throw new Error(`local Apps Script runtime: Utilities.formatDate with ${part} is not implemented`);
}

function offsetText(offset: number, between: string): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${between}${two(minutes % 60)}`;
}
