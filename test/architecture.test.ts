import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const source = resolve('functions/src');
const files = readdirSync(source, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts'));
const addonFiles = readdirSync('sheets-addon/src', { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts'));

/** Which folders (or single files) of functions/src each may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  forms: ['forms'],
  rules: ['rules', 'forms'],
  'store-port': [],
  ports: ['store-port', 'rules', 'forms'],
  flows: ['flows', 'ports', 'rules', 'forms', 'errors', 'log'],
  adapters: ['adapters', 'ports', 'rules', 'forms', 'errors'],
  entry: ['entry', 'flows', 'ports', 'rules', 'forms', 'errors', 'log'],
  errors: [],
  log: [],
  config: ['rules', 'forms'],
  services: ['adapters', 'flows', 'ports', 'config'],
  'register-functions': ['entry', 'ports'],
  serve: ['config', 'entry', 'log', 'ports', 'register-functions', 'services'],
};
const packagesOf: Readonly<Record<string, readonly string[]>> = {
  forms: ['zod'],
  rules: ['zod', 'luxon', 'libphonenumber-js', 'chinese-days', 'countries-and-timezones', 'node:crypto'],
  flows: ['zod', 'node:crypto'],
};

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [
    ...text.matchAll(/^(?:import|export|\}).* from '([^']+)'|import\('([^']+)'|^import '([^']+)'/gm),
  ].map((found) => found[1] ?? found[2] ?? found[3] ?? '');
}

const partOf = (file: string): string => file.split('/')[0]?.replace(/\.ts$/, '') ?? '';
const textOf = (file: string): string =>
  readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

describe('imports of the functions', () => {
  it.each(files)('run one way: %s', (file) => {
    const part = partOf(file);
    for (const name of importsOf(join(source, file))) {
      if (name.startsWith('.')) {
        const target = relative(source, resolve(dirname(join(source, file)), name)) || 'forms';
        expect([name, mayImport[part]]).toEqual([name, expect.arrayContaining([partOf(target)])]);
      } else if (packagesOf[part]) {
        expect([...(packagesOf[part] ?? [])]).toContain(
          name.startsWith('libphonenumber-js') ? 'libphonenumber-js' : name,
        );
      }
    }
  });

  it('find vendors’ SDKs in the adapters only', () => {
    const vendors =
      /^(@google-cloud\/firestore|googleapis|twilio|nodemailer|imapflow|postal-mime|jose|google-auth-library)/;
    const elsewhere = files.filter(
      (file) =>
        partOf(file) !== 'adapters' && importsOf(join(source, file)).some((name) => vendors.test(name)),
    );
    expect(elsewhere).toEqual([]);
  });

  it('never load the whole of googleapis', () => {
    expect(files.filter((file) => importsOf(join(source, file)).includes('googleapis'))).toEqual([]);
  });
});

describe('only here', () => {
  it.each([
    ['process.env', /process\.env/, ['config.ts']],
    [
      'the current time',
      /new Date\(\)|Date\.now\(|DateTime\.(now|local|utc)\(\)/,
      ['adapters/system-clock.ts'],
    ],
    ['console', /\bconsole\./, ['log.ts']],
  ])('%s', (_name, pattern, allowed) => {
    expect(files.filter((file) => pattern.test(textOf(file)))).toEqual(allowed);
  });
});

describe('the add-on', () => {
  it('takes from the functions nothing but forms and the rules of parsing', () => {
    const outside = addonFiles.flatMap((file) =>
      importsOf(join('sheets-addon/src', file)).filter((name) => name.startsWith('../')),
    );
    for (const name of outside) expect(name).toMatch(/functions\/src\/(forms|rules\/parse-)/);
  });

  it('names SpreadsheetApp and UrlFetchApp in two files at the most', () => {
    const naming = (service: RegExp) =>
      addonFiles.filter((file) =>
        service.test(
          readFileSync(join('sheets-addon/src', file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
        ),
      );
    expect(naming(/\bSpreadsheetApp\./).length).toBeLessThanOrEqual(2);
    expect(naming(/\bUrlFetchApp\./).length).toBeLessThanOrEqual(1);
  });
});
