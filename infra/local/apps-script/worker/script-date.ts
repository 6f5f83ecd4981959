import { wallMillisOf, zoneOffset } from './wall-clock';

const PARTS = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const;
const SETTERS = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const;
const DAY_NAMES = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * The script's `Date`, made of its context's own: it shows `now`, and its local time is that of the manifest's zone, as
 * in Apps Script, whatever zone this machine has.
 */
export function scriptDate(Real: DateConstructor, now: () => number, zone: string): DateConstructor {
  const { prototype } = Real;
  const toWall = (date: Date) => new Real(date.getTime() + zoneOffset(date.getTime(), zone));
  const define = (name: string, value: unknown) =>
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });

  for (const part of PARTS) {
    define(`get${part}`, function (this: Date) {
      return toWall(this)[`getUTC${part}`]();
    });
  }
  for (const part of SETTERS) {
    define(`set${part}`, function (this: Date, ...values: number[]) {
      const wall = toWall(this);
      Reflect.apply(wall[`setUTC${part}`], wall, values);
      return this.setTime(wallMillisOf(wall.getTime(), zone));
    });
  }
  define('getTimezoneOffset', function (this: Date) {
    return -zoneOffset(this.getTime(), zone) / 60_000;
  });
  const dateText = (date: Date) => {
    const wall = toWall(date);
    const day = String(wall.getUTCDate()).padStart(2, '0');
    return `${DAY_NAMES[wall.getUTCDay()]} ${MONTHS[wall.getUTCMonth()]} ${day} ${wall.getUTCFullYear()}`;
  };
  const timeText = (date: Date) => {
    const minutes = Math.round(zoneOffset(date.getTime(), zone) / 60_000);
    const size = Math.abs(minutes);
    const offset = String(Math.floor(size / 60) * 100 + (size % 60)).padStart(4, '0');
    return `${toWall(date).toISOString().slice(11, 19)} GMT${minutes < 0 ? '-' : '+'}${offset} (${zone})`;
  };
  const textOf = (make: (date: Date) => string) =>
    function (this: Date) {
      return Number.isNaN(this.getTime()) ? 'Invalid Date' : make(this);
    };
  define('toDateString', textOf(dateText));
  define('toTimeString', textOf(timeText));
  define(
    'toString',
    textOf((date) => `${dateText(date)} ${timeText(date)}`),
  );
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'] as const) {
    const original = prototype[name];
    define(name, function (this: Date, locales?: string | string[], options?: Intl.DateTimeFormatOptions) {
      return Reflect.apply(original, this, [locales, { timeZone: zone, ...options }]);
    });
  }

  /** Text without a zone means local time, except a bare ISO date, which means UTC. */
  const parse = (text: string): number => {
    const bareDate = /^\d{4}(-\d\d(-\d\d)?)?$/.test(text.trim());
    const zoned = /(Z|GMT|UTC?|[-+]\d\d:?\d\d)(\s*\(.*\))?$/i.test(text.trim());
    if (bareDate || zoned) return Real.parse(text);
    const asUtc = Real.parse(/^\d{4}-\d\d-\d\dT/.test(text) ? `${text}Z` : `${text} UTC`);
    return wallMillisOf(asUtc, zone);
  };
  const momentOf = (args: readonly unknown[]): number => {
    const [first] = args;
    if (args.length === 0) return now();
    if (args.length > 1) return wallMillisOf(Reflect.apply(Real.UTC, Real, args), zone);
    if (typeof first === 'string') return parse(first);
    return Number(first instanceof Object ? first.valueOf() : first);
  };
  function ScriptDate(...args: unknown[]): unknown {
    if (new.target === undefined) return new Real(now()).toString();
    const target = new.target === ScriptDate ? Real : new.target;
    return Reflect.construct(Real, [momentOf(args)], target);
  }
  define('constructor', ScriptDate);
  return Object.assign(ScriptDate, { prototype, now, parse, UTC: Real.UTC }) as unknown as DateConstructor;
}
