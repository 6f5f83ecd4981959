import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { z } from 'zod';

/** What is to be deployed, as the script reads it. */
export const { functions, secrets, optionalSecrets } = z
  .object({
    secrets: z.record(z.string(), z.string()),
    optionalSecrets: z.record(z.string(), z.string()),
    functions: z.record(
      z.string(),
      z.object({
        service: z.string(),
        access: z.string(),
        concurrency: z.number(),
        maxInstances: z.number(),
        timeoutSeconds: z.number(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync('infra/functions.json', 'utf8')));

export const settings = {
  GOOGLE_CLOUD_PROJECT: 'gendan-test',
  OIDC_AUDIENCE: '1234-abc.apps.googleusercontent.com',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_FROM: '+15005550006',
  MAIL_FROM: '宏远家具 <gendan@hongyuan.example>',
  SPREADSHEET_IDS: 'sheet-1,sheet-2',
  BRIDGE_EMAILS: 'it@hongyuan.example',
  COMPANY: '宏远家具',
};

/** Writes down what it is called with; `describe` fails until `made` is there, except for the secrets, made by hand. */
const stub = `#!/usr/bin/env bash
echo "\${0##*/} $*" >>"$CALLS"
[[ -n \${FAILING:-} && "$*" == *"$FAILING"* ]] && exit 1
case "$*" in
  secrets\\ versions*) ;;
  run\\ services\\ describe*status.url*) echo "https://$4.run.example" ;;
  *locationId*) echo "\${DATABASE_AT:-asia-east1}" ;;
  eventarc*subscription*) echo "projects/gendan-test/subscriptions/eventarc-1" ;;
  run\\ services\\ describe*) echo "registry.example/$4@sha256:1" ;;
  *describe*) [[ -n \${MADE:-} ]] ;;
esac
`;

/**
 * The script in a folder of its own, so that several test files may run it at the same time, with stand-ins for gcloud,
 * npx and npm.
 */
export function deployScript() {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gendan-deploy-'));
    symlinkSync(resolve('infra'), join(folder, 'infra'));
    for (const program of ['gcloud', 'npx', 'npm']) {
      writeFileSync(join(folder, program), stub);
      chmodSync(join(folder, program), 0o755);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the script and gives what the stand-ins were called with. */
  function deploy(
    args: readonly string[],
    given: Readonly<Record<string, string>> = settings,
    env: Readonly<Record<string, string>> = {},
  ) {
    const calls = join(folder, 'calls');
    const file = join(folder, 'settings');
    writeFileSync(calls, '');
    writeFileSync(
      file,
      Object.entries(given)
        .map(([name, value]) => `${name}='${value}'\n`)
        .join(''),
    );
    const { FIRESTORE_EMULATOR_HOST: _emulator, ...rest } = process.env;
    const { status, stdout, stderr } = spawnSync('bash', [join(folder, 'infra/deploy.sh'), ...args, file], {
      encoding: 'utf8',
      env: { ...rest, PATH: `${folder}:${process.env.PATH}`, CALLS: calls, ...env },
    });
    return { status, stdout, stderr, calls: readFileSync(calls, 'utf8').trim().split('\n').filter(Boolean) };
  }

  /** The variables that the last run made for a function. */
  const envOf = (name: string): unknown =>
    JSON.parse(readFileSync(join(folder, '.gendan/deploy/env', `${name}.json`), 'utf8'));

  return { deploy, envOf };
}
