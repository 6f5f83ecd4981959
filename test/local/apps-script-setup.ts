import { afterEach } from '@jest/globals';
import {
  type AppsScript,
  type AppsScriptParts,
  createAppsScript,
} from '../../infra/local/apps-script/runtime';
import { createWorkbook } from '../../infra/local/workbook/workbook';
import type { Workbook } from '../../infra/local/workbook/workbook-types';

export const OWNER = 'owner@factory.example';
export const CLERK = 'clerk@factory.example';
export const GUEST = 'guest@elsewhere.example';

const AUTH = 'https://www.googleapis.com/auth/';
const MANIFEST = {
  timeZone: 'Asia/Shanghai',
  runtimeVersion: 'V8',
  oauthScopes: [
    `${AUTH}spreadsheets`,
    `${AUTH}script.external_request`,
    `${AUTH}script.scriptapp`,
    `${AUTH}script.container.ui`,
    `${AUTH}userinfo.email`,
    'openid',
  ],
};

/** The manifest without one of its scopes. */
export function manifestWithout(scope: string) {
  return { ...MANIFEST, oauthScopes: MANIFEST.oauthScopes.filter((one) => !one.endsWith(scope)) };
}

const open: AppsScript[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((script) => script.close()));
});

export function newWorkbook(): Workbook {
  return createWorkbook({ id: 'book', title: '跟单', timeZone: 'Asia/Shanghai', locale: 'zh_CN' });
}

/** A script at work on an empty workbook, closed when the test ends. */
export function scriptOf(
  code: string,
  parts: Partial<AppsScriptParts> = {},
): AppsScript & { workbook: Workbook } {
  const workbook = parts.workbook ?? newWorkbook();
  const script = createAppsScript({
    code,
    manifest: MANIFEST,
    workbook,
    ownerEmail: OWNER,
    identityToken: async (email) => `token of ${email}`,
    now: () => new Date('2026-03-16T01:00:00Z'),
    ...parts,
  });
  open.push(script);
  return { ...script, workbook };
}

/** Runs the body of a function as the owner, and gives its value; throws what it throws. */
export async function valueFrom(body: string, parts: Partial<AppsScriptParts> = {}): Promise<unknown> {
  const result = await scriptOf(`function main() { ${body} }`, parts).run('main', { user: OWNER });
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
