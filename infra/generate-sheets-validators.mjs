import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const require = createRequire(import.meta.url);
const typesFile = join(here, 'local/sheets-api/sheets-types.ts');

/** The request bodies that are checked; answers only need their fields' names, for `fields` masks. */
const VALIDATED = [
  'BatchUpdateSpreadsheetRequest',
  'BatchUpdateValuesRequest',
  'BatchClearValuesRequest',
  'ClearValuesRequest',
  'ValueRange',
];

/**
 * Writes to `outFile` a CommonJS module with `validators` (one compiled function per request body of the Google Sheets
 * API, with ajv's `errors`) and `shapes` (the fields of every message). Compiling takes some seconds, so the result is
 * kept in node_modules/.cache until the typings, the list of messages or this file change.
 */
export function buildSheetsValidators(outFile) {
  const cached = join(root, 'node_modules/.cache/gendan', `sheets-validators-${inputsDigest()}.js`);
  if (!existsSync(cached)) writeWhole(cached, generate());
  mkdirSync(dirname(outFile), { recursive: true });
  copyFileSync(cached, outFile);
}

function inputsDigest() {
  const digest = createHash('sha256');
  for (const file of [
    typesFile,
    fileURLToPath(import.meta.url),
    join(root, 'node_modules/@maxim_mazurok/gapi.client.sheets-v4/index.d.ts'),
    join(root, 'node_modules/ajv/package.json'),
    join(root, 'node_modules/ts-json-schema-generator/package.json'),
  ]) {
    digest.update(readFileSync(file));
  }
  return digest.digest('hex').slice(0, 16);
}

function generate() {
  const { createGenerator } = require('ts-json-schema-generator');
  const { default: Ajv } = require('ajv');
  const { default: standaloneCode } = require('ajv/dist/standalone');
  const schema = createGenerator({
    path: typesFile,
    tsconfig: join(root, 'tsconfig.json'),
    type: '*',
    additionalProperties: false,
    skipTypeCheck: true,
    jsDoc: 'none',
  }).createSchema('*');
  const plain = JSON.parse(JSON.stringify(schema).replaceAll('gapi.client.sheets.', 'sheets.'));
  const ajv = new Ajv({ allErrors: true, strict: true, code: { source: true, optimize: 1 } });
  ajv.addSchema(plain, 'api');
  const names = Object.fromEntries(VALIDATED.map((name) => [name, `api#/definitions/${name}`]));
  const shapes = Object.fromEntries(
    Object.entries(plain.definitions)
      .filter(([name]) => name.startsWith('sheets.'))
      .map(([name, definition]) => [name.slice('sheets.'.length), fieldsOf(definition)]),
  );
  return `${standaloneCode(ajv, names)}\nexports.shapes = ${JSON.stringify(shapes)};\n`;
}

/** Field name -> the message it holds (also in lists), or '' for plain values. */
function fieldsOf(definition) {
  const messageIn = (property) =>
    property.$ref?.replace('#/definitions/sheets.', '') ?? (property.items ? messageIn(property.items) : '');
  return Object.fromEntries(
    Object.entries(definition.properties ?? {}).map(([name, property]) => [name, messageIn(property)]),
  );
}

/** Two builds may run at once; neither may see half a file. */
function writeWhole(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, text);
  renameSync(partial, file);
}
