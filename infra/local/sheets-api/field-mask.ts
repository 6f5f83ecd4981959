import { invalid } from './sheets-api-error';
import { shapes } from './validators';

/** The fields named by a `fields` mask; an empty mask below a name means all of it. */
export type FieldMask = { readonly [name: string]: FieldMask };

/**
 * The mask that a request inside batchUpdate must carry, checked against the fields of `message`.
 * Throws 400 when it is missing or names no such field.
 */
export function requiredMask(fields: string | undefined, message: string): FieldMask {
  if (fields === undefined || fields.trim() === '') {
    throw invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
  }
  const mask = parse(fields);
  const unknown = mask === undefined ? fields : unknownPath(mask, message);
  if (mask === undefined || unknown !== undefined) throw invalid(`Invalid field: ${unknown}`);
  return mask;
}

/** The `fields` of a query: which part of the answer is wanted. */
export function answerMask(fields: string | undefined, message: string): FieldMask | undefined {
  if (fields === undefined || fields === '') return undefined;
  const mask = parse(fields);
  const unknown = mask === undefined ? fields : unknownPath(mask, message);
  if (unknown !== undefined) {
    throw invalid(`Error expanding 'fields' parameter. Cannot find matching fields for path '${unknown}'.`);
  }
  return mask;
}

/** Whether the mask names the path, something above it or something below it. */
export function touches(mask: FieldMask, path: string): boolean {
  let below: FieldMask | undefined = mask;
  for (const name of path.split('.')) {
    if (below === undefined || isAll(below)) return below !== undefined;
    below = below[name];
  }
  return below !== undefined;
}

/** The names that the mask lists directly under a path, when it goes into it; [] when it takes all or none. */
export function namedUnder(mask: FieldMask, path: string): readonly string[] {
  let below: FieldMask | undefined = mask;
  for (const name of path.split('.')) below = below?.[name];
  return below === undefined || isAll(below) ? [] : Object.keys(below);
}

/** The part of an answer that the mask names; lists are gone through item by item. */
export function project(value: unknown, mask: FieldMask): unknown {
  if (isAll(mask) || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => project(item, mask));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const below = mask[name];
      return below === undefined ? [] : [[name, project(part, below)]];
    }),
  );
}

function isAll(mask: FieldMask): boolean {
  return Object.keys(mask).length === 0 || '*' in mask;
}

/** `a,b.c,d(e,f/g)` as a tree; undefined when it is no mask. */
function parse(text: string): FieldMask | undefined {
  const tokens = text.match(/[A-Za-z0-9_*]+|[^\s]/g) ?? [];
  let at = 0;
  const list = (): FieldMask | undefined => {
    const mask: { [name: string]: FieldMask } = {};
    for (;;) {
      const name = tokens[at++];
      if (name === undefined || !/^[A-Za-z0-9_*]+$/.test(name)) return undefined;
      const below = rest();
      if (below === undefined) return undefined;
      const known = mask[name];
      mask[name] = known === undefined ? below : merged(known, below);
      if (tokens[at] !== ',') return mask;
      at += 1;
    }
  };
  const rest = (): FieldMask | undefined => {
    const mark = tokens[at];
    if (mark === '.' || mark === '/') {
      at += 1;
      const name = tokens[at++];
      if (name === undefined || !/^[A-Za-z0-9_*]+$/.test(name)) return undefined;
      const below = rest();
      return below === undefined ? undefined : { [name]: below };
    }
    if (mark !== '(') return {};
    at += 1;
    const inside = list();
    return tokens[at++] === ')' ? inside : undefined;
  };
  const mask = list();
  return at === tokens.length ? mask : undefined;
}

function merged(one: FieldMask, other: FieldMask): FieldMask {
  if (isAll(one) || isAll(other)) return {};
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const [left, right] = [one[name], other[name]];
      return [name, left && right ? merged(left, right) : (left ?? right ?? {})];
    }),
  );
}

function unknownPath(mask: FieldMask, message: string, above = ''): string | undefined {
  for (const [name, below] of Object.entries(mask)) {
    if (name === '*') continue;
    const path = `${above}${name}`;
    const holds = shapes()[message]?.[name];
    if (holds === undefined) return path;
    const unknown = unknownPath(below, holds, `${path}.`);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}
