import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { freePort } from '../../infra/local/free-port';

const dependencies = z.record(z.string(), z.string());
const manifestSchema = z.object({ scripts: dependencies, dependencies, engines: dependencies });
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dev: z.boolean().optional(),
      version: z.string().optional(),
      dependencies: dependencies.optional(),
    }),
  ),
});

let folder: string;
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gendan-package-'));
  execFileSync(process.execPath, ['infra/deploy-package.mjs', folder]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what a container holds', () => {
  it('names exactly the packages that the built functions load, in the locked versions', () => {
    const code = readFileSync(join(folder, 'serve.js'), 'utf8');
    const loaded = [...code.matchAll(/(?:require|import)\("((?:@[\w-]+\/)?[\w-]+)[^"]*"\)/g)]
      .map(([, name]) => name ?? '')
      .filter((name) => !isBuiltin(name) && name !== 'node');
    const { dependencies: own, scripts } = manifestSchema.parse(readJson(join(folder, 'package.json')));
    expect(Object.keys(own)).toEqual([...new Set(loaded)].sort());
    expect(z.object({ dependencies }).parse(readJson('package.json')).dependencies).toMatchObject(own);
    expect(scripts).toEqual({ start: 'node serve.js' });
  });

  it('has a lock file in which every package finds what it needs, and no tool of development', () => {
    const { packages } = lockSchema.parse(readJson(join(folder, 'package-lock.json')));
    expect(Object.values(packages).some(({ dev }) => dev)).toBe(false);
    const names = Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13));
    for (const { dependencies: needed = {} } of Object.values(packages))
      expect(names).toEqual(expect.arrayContaining(Object.keys(needed)));
    expect(names).toEqual(expect.arrayContaining(['google-auth-library', 'axios']));
    expect(names).not.toContain('typescript');
  });
});

describe('a container', () => {
  const env = {
    GOOGLE_CLOUD_PROJECT: 'gendan-test',
    OIDC_ISSUERS: 'https://accounts.google.com',
    OIDC_AUDIENCE: 'script',
    OIDC_JWKS_URL: 'https://127.0.0.1:1/certs',
    PUBLIC_URL: 'https://gendan-test.web.app',
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'secret',
    TWILIO_FROM: '+15005550006',
    SMTP_URL: 'smtps://mail.example',
    LINK_SECRET: 'a secret of at least 32 characters',
    MAIL_FROM: 'gendan@hongyuan.example',
    SPREADSHEET_IDS: 'sheet-1',
    COMPANY: '宏远家具',
    METADATA_SERVER_DETECTION: 'none',
  };

  it.each([
    ['edits', '/edits', 401, 'no-token'],
    ['edits', '/', 401, 'no-token'],
    ['refresh', '/refresh', 401, 'no-token'],
    ['notices', '/notices', 401, 'no-token'],
    ['smsStatus', '/smsStatus?n=x', 403, 'bad-signature'],
    ['smsReply', '/smsReply', 403, 'bad-signature'],
  ])('that is %s refuses a stranger at %s', async (target, path, status, code) => {
    const port = await freePort();
    const child = spawn(process.execPath, ['dist/functions/serve.js'], {
      env: { ...env, FUNCTION_TARGET: target, PORT: String(port), PATH: process.env.PATH },
      stdio: 'ignore',
    });
    try {
      const answer = await answered(`http://127.0.0.1:${port}${path}`);
      expect(answer.status).toBe(status);
      expect(await answer.json()).toMatchObject({ error: { code } });
    } finally {
      child.kill();
      await once(child, 'exit');
    }
  });

  it('ends at once, naming what is missing, when its settings are incomplete', async () => {
    const child = spawn(process.execPath, ['dist/functions/serve.js'], {
      env: { PATH: process.env.PATH, FUNCTION_TARGET: 'edits' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    const [code] = await once(child, 'close');
    expect(code).not.toBe(0);
    expect(told).toContain('SPREADSHEET_IDS');
  });
});

async function answered(url: string): Promise<Response> {
  for (let tries = 0; ; tries++) {
    try {
      return await fetch(url, { method: 'POST' });
    } catch (error) {
      if (tries > 600) throw error;
      await wait(100);
    }
  }
}
