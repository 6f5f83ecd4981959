/**
 * What comes in from outside (the server's answers, the hidden cells that anybody may overwrite) is checked by these
 * before it is used. A schema library would be most of the bundle, which Apps Script loads anew for every keystroke.
 */
export type Shape<T> = (value: unknown) => T;

/** The text as JSON of that shape; undefined for anything else. */
export function parseJson<T>(text: string, shape: Shape<T>): T | undefined {
  try {
    return shape(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export const text: Shape<string> = (value) => (typeof value === 'string' ? value : fail('a text'));

export const number: Shape<number> = (value) => (typeof value === 'number' ? value : fail('a number'));

/** A cell's content as it is kept: everything but nothing. */
export const cell: Shape<string | number | boolean> = (value) =>
  typeof value === 'boolean' ? value : textOrNumber(value);

export const textOrNumber: Shape<string | number> = (value) =>
  typeof value === 'number' ? value : text(value);

export function oneOf<T extends string>(...known: readonly T[]): Shape<T> {
  return (value) => known.find((one) => one === value) ?? fail(`one of ${known.join(', ')}`);
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value) => (value === null ? null : shape(value));
}

export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value) => (value === undefined ? undefined : shape(value));
}

export function listOf<T>(shape: Shape<T>): Shape<T[]> {
  return (value) => (Array.isArray(value) ? value.map(shape) : fail('a list'));
}

export function recordOf<T>(shape: Shape<T>): Shape<Record<string, T>> {
  return (value) =>
    Object.fromEntries(Object.entries(objectIn(value)).map(([key, member]) => [key, shape(member)]));
}

/** Members that are not named are left out. */
export function object<T>(members: { readonly [K in keyof T]: Shape<T[K]> }): Shape<T> {
  return (value) => {
    const given = new Map(Object.entries(objectIn(value)));
    const result: Partial<T> = {};
    for (const key in members) result[key] = members[key](given.get(key));
    return isComplete(result, members) ? result : fail('every member');
  };
}

function isComplete<T>(result: Partial<T>, members: object): result is T {
  return Object.keys(members).every((key) => key in result);
}

function objectIn(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : fail('an object');
}

function fail(wanted: string): never {
  throw new TypeError(`${wanted} was expected`);
}
