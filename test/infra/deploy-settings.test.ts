import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../functions/src/config';
import { deployScript, secrets, settings } from './deploy-setup';

const { deploy, envOf } = deployScript();

describe('infra/deploy.sh', () => {
  it('names every setting that is missing before it changes anything', () => {
    const { MAIL_FROM: _from, COMPANY: _company, ...some } = settings;
    const { status, stderr, calls } = deploy([], {
      ...some,
      TWILIO_ACCOUNT_SID: 'AC1',
      LEGAL_CALENDAR: 'lunar',
    });
    expect(status).toBe(1);
    for (const name of ['MAIL_FROM', 'COMPANY', 'TWILIO_ACCOUNT_SID', 'LEGAL_CALENDAR'])
      expect(stderr).toContain(name);
    expect(stderr).not.toContain('AC1');
    expect(calls).toEqual([]);
  });

  it('gives each function its settings and nothing else of the machine, neither secrets nor stand-ins', () => {
    const env = { TWILIO_AUTH_TOKEN: 'hidden', TWILIO_BASE_URL: 'http://127.0.0.1:1', HOME: '/root' };
    expect(
      deploy(['--dry-run'], { ...settings, ZONE: 'Asia/Taipei', LEGAL_CALENDAR: 'weekdays' }, env).status,
    ).toBe(0);
    expect(envOf('sync')).toEqual({
      FUNCTION_TARGET: 'sync',
      ...settings,
      ZONE: 'Asia/Taipei',
      LEGAL_CALENDAR: 'weekdays',
      PUBLIC_URL: 'https://gendan-test.web.app',
      OIDC_ISSUERS: 'https://accounts.google.com,accounts.google.com',
      OIDC_JWKS_URL: 'https://www.googleapis.com/oauth2/v3/certs',
    });
  });
});

describe('infra/README.md', () => {
  const readme = readFileSync('infra/README.md', 'utf8');

  it('names every variable that config.ts reads', () => {
    const names = [...readFileSync('functions/src/config.ts', 'utf8').matchAll(/^ {2}([A-Z_]+):/gm)].map(
      ([, name]) => name ?? '',
    );
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('or deploy.sh gives every variable that has no default', () => {
    expect(deploy(['--dry-run']).status).toBe(0);
    const given = new Set([...Object.keys(envOf('edits') ?? {}), ...Object.keys(secrets)]);
    const missing = (() => {
      try {
        loadConfig({});
        return '';
      } catch (error) {
        return String(error);
      }
    })();
    const wanted = [...missing.matchAll(/^([A-Z_]+)(?:\.\d+)?: /gm)].map(([, name]) => name ?? '');
    expect(wanted.length).toBeGreaterThan(8);
    expect(wanted.filter((name) => !given.has(name))).toEqual([]);
  });
});
