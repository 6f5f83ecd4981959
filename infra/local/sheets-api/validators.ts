import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { invalid } from './sheets-api-error';
import type {
  BatchClearValuesRequest,
  BatchUpdateSpreadsheetRequest,
  BatchUpdateValuesRequest,
  ClearValuesRequest,
  ValueRange,
} from './sheets-types';

type Bodies = {
  BatchUpdateSpreadsheetRequest: BatchUpdateSpreadsheetRequest;
  BatchUpdateValuesRequest: BatchUpdateValuesRequest;
  BatchClearValuesRequest: BatchClearValuesRequest;
  ClearValuesRequest: ClearValuesRequest;
  ValueRange: ValueRange;
};

type Fault = { instancePath: string; keyword: string; params: Record<string, unknown> };
type Validator<T> = { (body: unknown): body is T; errors?: readonly Fault[] | null };
type Compiled = { [K in keyof Bodies]: Validator<Bodies[K]> } & {
  shapes: Record<string, Record<string, string>>;
};

let compiled: Compiled | undefined;

/** The build writes this file; it is read from the project's directory, where both the workbench and jest run. */
function load(): Compiled {
  if (compiled === undefined) {
    const file: Compiled = createRequire(resolve('package.json'))('./dist/local/sheets-validators.js');
    compiled = file;
  }
  return compiled;
}

/** Field name → the message it holds, or '' for plain values, for every message of the API. */
export function shapes(): Compiled['shapes'] {
  return load().shapes;
}

/**
 * The body as the API's message. Throws 400 naming every fault; `field` is the request's field that the body fills,
 * as the API names it in its faults ('data' for a ValueRange, nothing where the body is the request itself).
 */
export function parseBody<K extends keyof Bodies>(name: K, body: unknown, field = ''): Bodies[K] {
  const validate: Validator<Bodies[K]> = load()[name];
  if (validate(body)) return body;
  throw invalid((validate.errors ?? []).map((fault) => wordsFor(fault, body, field)).join('\n'));
}

const TYPES: Record<string, string> = {
  number: 'TYPE_DOUBLE',
  string: 'TYPE_STRING',
  boolean: 'TYPE_BOOL',
  array: 'type.googleapis.com/google.protobuf.ListValue',
  object: 'message',
};

function wordsFor({ instancePath, keyword, params }: Fault, body: unknown, field: string): string {
  const keys = instancePath.split('/').slice(1);
  const place = keys.reduce(
    (path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : `${path}.${snake(key)}`),
    field,
  );
  const at = place.replace(/^\./, '');
  if (keyword === 'additionalProperties') {
    const where = at === '' ? '' : ` at '${at}'`;
    return `Invalid JSON payload received. Unknown name "${params.additionalProperty}"${where}: Cannot find field.`;
  }
  const value = keys.reduce<unknown>((part, key) => Object(part)[key], body);
  const type = keyword === 'enum' ? 'TYPE_ENUM' : (TYPES[String(params.type)] ?? keyword);
  return `Invalid value at '${at}' (${type}), ${JSON.stringify(value)}`;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
