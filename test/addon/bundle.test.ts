import { readdirSync, readFileSync } from 'node:fs';
import vm from 'node:vm';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { addonGlobals } from '../../infra/build-addon.mjs';
import { builtAddon } from './desk';

const auth = 'https://www.googleapis.com/auth/';

/** The manifest's members that we use, and no others. */
const manifestSchema = z.strictObject({
  timeZone: z.literal('Asia/Shanghai'),
  runtimeVersion: z.literal('V8'),
  exceptionLogging: z.literal('STACKDRIVER'),
  oauthScopes: z.array(z.string()),
});

/** What each service call needs, by Google's reference pages. */
const scopeOf: readonly (readonly [call: string, scopes: readonly string[]])[] = [
  ['SpreadsheetApp.getActiveSpreadsheet', [`${auth}spreadsheets.currentonly`]],
  ['UrlFetchApp.fetch', [`${auth}script.external_request`]],
  ['ScriptApp.newTrigger', [`${auth}script.scriptapp`]],
  ['ScriptApp.getProjectTriggers', [`${auth}script.scriptapp`]],
  ['ScriptApp.getIdentityToken', ['openid', `${auth}userinfo.email`]],
  ['Session.getActiveUser', [`${auth}userinfo.email`]],
  ['.showSidebar', [`${auth}script.container.ui`]],
];
const withoutScope = [
  'SpreadsheetApp.flush',
  'SpreadsheetApp.getUi',
  'SpreadsheetApp.newDataValidation',
  'SpreadsheetApp.ProtectionType',
  'SpreadsheetApp.WrapStrategy',
  'LockService.getDocumentLock',
  'PropertiesService.getScriptProperties',
  'Utilities.getUuid',
  'Utilities.formatDate',
  'Utilities.computeDigest',
  'Utilities.DigestAlgorithm',
  'Utilities.Charset',
  'HtmlService.createHtmlOutput',
  'HtmlService.createHtmlOutputFromFile',
];

let addon: { code: string; manifest: unknown };
beforeAll(async () => {
  addon = await builtAddon();
});

function sources(folder: 'src' | 'sidebar' = 'src'): { name: string; text: string }[] {
  const files = readdirSync(`sheets-addon/${folder}`).filter((name) => name.endsWith('.ts'));
  return files.map((name) => ({ name, text: readFileSync(`sheets-addon/${folder}/${name}`, 'utf8') }));
}

describe('the bundle', () => {
  it('runs in a context that has nothing but the language, and defines the functions that Google calls', () => {
    const context = vm.createContext(Object.create(null), {
      codeGeneration: { strings: false, wasm: false },
    });
    vm.runInContext(addon.code, context);
    expect(Object.keys(context).sort()).toEqual([...addonGlobals, 'gendan'].sort());
    expect(vm.runInContext(addonGlobals.map((name) => `typeof ${name}`).join(), context)).toBe('function');
  });

  it('keeps its Chinese readable', () => {
    expect(addon.code).toContain('订货发货跟踪');
    expect(addon.code).not.toMatch(/\\u[0-9a-f]{4}/i);
  });
});

describe('the manifest', () => {
  it('declares the scopes of the calls that the bundle makes, and no other', () => {
    const manifest = manifestSchema.parse(addon.manifest);
    const used = scopeOf.filter(([call]) => addon.code.includes(call)).flatMap(([, scopes]) => scopes);
    expect([...manifest.oauthScopes].sort()).toEqual([...new Set(used)].sort());
  });

  it('is held against every call of a service that the bundle makes', () => {
    const services =
      /\b(?:SpreadsheetApp|UrlFetchApp|ScriptApp|Session|LockService|PropertiesService|Utilities|HtmlService|DriveApp|MailApp|CacheService)\.\w+/g;
    const known = [...scopeOf.map(([call]) => call), ...withoutScope];
    expect([...new Set(addon.code.match(services))].filter((call) => !known.includes(call))).toEqual([]);
  });
});

describe('the sources', () => {
  it.each(['SpreadsheetApp', 'UrlFetchApp', 'Session', 'LockService', 'HtmlService'])(
    'name %s in one file only',
    (service) => {
      const files = sources().filter(({ text }) => new RegExp(`\\b${service}\\.`).test(text));
      expect(files).toHaveLength(1);
    },
  );

  it('take of the functions only what forms are made of', () => {
    const imports = [...sources(), ...sources('sidebar')].flatMap(({ text }) => [
      ...text.matchAll(/from '([^']*functions[^']*)'/g),
    ]);
    for (const [, from] of imports) expect(from).toMatch(/^\.\.\/\.\.\/functions\/src\/forms(\/|$)/);
  });

  it('of the sidebar make no HTML of text: customers wrote some of it', () => {
    const making = sources('sidebar').filter(({ text }) =>
      /innerHTML|outerHTML|insertAdjacentHTML|DOMParser|document\.write|createContextualFragment/.test(text),
    );
    expect(making).toEqual([]);
    expect(sources('sidebar').length).toBeGreaterThan(5);
  });
});
