import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { loadConfig } from '../../functions/src/config';
import { functionEntries } from '../../functions/src/register-functions';

const { functions, secrets, optionalSecrets } = z
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
const schedules = z
  .array(z.object({ function: z.string(), schedule: z.string() }))
  .parse(JSON.parse(readFileSync('infra/schedules.json', 'utf8')));

const settings = {
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

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gendan-deploy-'));
  for (const program of ['gcloud', 'npx', 'npm']) {
    writeFileSync(join(folder, program), stub);
    chmodSync(join(folder, program), 0o755);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the script with stand-ins for gcloud, npx and npm, and gives what they were called with. */
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
  const { status, stdout, stderr } = spawnSync('bash', ['infra/deploy.sh', ...args, file], {
    encoding: 'utf8',
    env: { ...rest, PATH: `${folder}:${process.env.PATH}`, CALLS: calls, ...env },
  });
  return { status, stdout, stderr, calls: readFileSync(calls, 'utf8').trim().split('\n').filter(Boolean) };
}

const envOf = (name: string): unknown =>
  JSON.parse(readFileSync(join('.gendan/deploy/env', `${name}.json`), 'utf8'));

describe('what is deployed', () => {
  it('is every function there is, and nothing else', () => {
    expect(Object.keys(functions).sort()).toEqual(Object.keys(functionEntries).sort());
  });

  it('is closed to the public where the schedule calls it, and only there', () => {
    const closed = Object.keys(functions).filter((name) => functions[name]?.access !== 'public');
    expect(schedules.map((one) => one.function).sort()).toEqual(closed.sort());
  });
});

describe('deliver, which an event calls for every notice', () => {
  it('has one instance, in which runs don’t overlap, and which all those calls find room in', () => {
    expect(functions.deliver).toMatchObject({ concurrency: 80, maxInstances: 1 });
  });
});

describe('infra/deploy.sh', () => {
  it('is well-formed bash', () => {
    expect(spawnSync('bash', ['-n', 'infra/deploy.sh']).status).toBe(0);
  });

  it('names every function in a dry run, and calls nothing', () => {
    const { status, stdout, calls } = deploy(['--dry-run']);
    expect(status).toBe(0);
    expect(calls).toEqual([]);
    for (const [name, { service, access }] of Object.entries(functions)) {
      const line = stdout.split('\n').find((one) => one.startsWith(`gcloud run deploy ${service} `)) ?? '';
      expect(line).toContain(`/env/${name}.json`);
      expect(line.includes('--no-invoker-iam-check')).toBe(access === 'public');
    }
    for (const secret of Object.values(secrets)) expect(stdout).toContain(`${secret}:latest`);
  });

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

  it('makes what is not there, deploys one image, and lets only schedule and events call what is closed', () => {
    const { status, stderr, calls } = deploy([]);
    expect([status, stderr]).toEqual([0, '']);
    const deployed = calls.filter((call) => call.startsWith('gcloud run deploy'));
    expect(deployed).toHaveLength(Object.keys(functions).length);
    expect(deployed.filter((call) => call.includes('--source='))).toHaveLength(1);
    expect(deployed.filter((call) => call.includes('--image=registry.example/gendan-edits@'))).toHaveLength(
      Object.keys(functions).length - 1,
    );
    expect(calls.filter((call) => call.includes('iam service-accounts create'))).toHaveLength(4);
    expect(calls.filter((call) => call.includes('firestore databases create'))).toHaveLength(1);
    const jobs = calls.filter((call) => call.includes('scheduler jobs create http'));
    expect(jobs.map((call) => /--uri=(\S+)/.exec(call)?.[1])).toEqual([
      'https://gendan-deliver.run.example/',
      'https://gendan-sweep.run.example/',
      'https://gendan-sync.run.example/',
      'https://gendan-bounces.run.example/',
    ]);
    const invokers = calls.filter((call) => call.includes('roles/run.invoker'));
    expect(invokers.map((call) => /binding (\S+).*serviceAccount:([\w-]+)@/.exec(call)?.slice(1))).toEqual([
      ['gendan-deliver', 'gendan-scheduler'],
      ['gendan-sweep', 'gendan-scheduler'],
      ['gendan-sync', 'gendan-scheduler'],
      ['gendan-bounces', 'gendan-scheduler'],
      ['gendan-deliver', 'gendan-events'],
    ]);
    expect(calls.filter((call) => call.includes('allUsers'))).toEqual([]);
  });

  it('has an event for each new notice call the delivery, as an account that may do nothing else', () => {
    const { calls } = deploy([]);
    const triggers = calls.filter((call) => call.includes('eventarc triggers create'));
    expect(triggers).toEqual([
      [
        'gcloud eventarc triggers create gendan-notices --location=asia-east1',
        '--event-filters=type=google.cloud.firestore.document.v1.created --event-filters=database=(default)',
        '--event-filters-path-pattern=document=notices/{id} --event-data-content-type=application/protobuf',
        '--destination-run-service=gendan-deliver --destination-run-region=asia-east1',
        '--service-account=gendan-events@gendan-test.iam.gserviceaccount.com',
      ].join(' '),
    ]);
    const roles = calls.filter((call) => call.includes('serviceAccount:gendan-events@'));
    expect(roles.map((call) => /--role=(\S+)/.exec(call)?.[1])).toEqual([
      'roles/eventarc.eventReceiver',
      'roles/run.invoker',
    ]);
    const enabled = calls.find((call) => call.includes('services enable'));
    for (const api of ['eventarc', 'eventarcpublishing', 'pubsub'])
      expect(enabled).toContain(` ${api}.googleapis.com`);
  });

  it('has an event wait as long as a run may take, and be forgotten early, as the schedule follows anyway', () => {
    expect(deploy([]).calls.at(-1)).toBe(
      `gcloud pubsub subscriptions update projects/gendan-test/subscriptions/eventarc-1 --ack-deadline=${functions.deliver?.timeoutSeconds} --message-retention-duration=10m`,
    );
  });

  it('takes the events where the database is, though it may be elsewhere than the functions', () => {
    const { calls } = deploy([], settings, { DATABASE_AT: 'nam5' });
    const trigger = calls.find((call) => call.includes('eventarc triggers create'));
    expect(trigger).toContain('gendan-notices --location=nam5 ');
    expect(trigger).toContain('--destination-run-region=asia-east1 ');
  });

  it('shows the trigger in a dry run', () => {
    const { stdout } = deploy(['--dry-run']);
    expect(stdout).toContain('gcloud eventarc triggers create gendan-notices --location=asia-east1');
    expect(stdout).toContain("'--event-filters=database=(default)'");
    expect(stdout).toContain('gcloud pubsub subscriptions update SUBSCRIPTION-OF-THE-TRIGGER');
  });

  it('makes nothing twice', () => {
    const { status, calls } = deploy([], settings, { MADE: 'yes' });
    expect(status).toBe(0);
    expect(calls.filter((call) => / create /.test(call))).toEqual([]);
    expect(calls.filter((call) => call.includes('scheduler jobs update http'))).toHaveLength(
      schedules.length,
    );
  });

  it('stops where a step fails', () => {
    const { status, calls } = deploy([], settings, { FAILING: 'run deploy gendan-refresh' });
    expect(status).not.toBe(0);
    expect(calls.at(-1)).toContain('run deploy gendan-refresh');
  });

  it('asks for the secrets before it changes anything', () => {
    const { status, stderr, calls } = deploy([], settings, { FAILING: 'secrets versions describe' });
    expect(status).toBe(1);
    expect(stderr).toContain('gendan-twilio-auth-token');
    expect(calls).toHaveLength(1);
  });
});

describe('a secret that need not be there', () => {
  const [variable = '', secret = ''] = Object.entries(optionalSecrets)[0] ?? [];
  const isDeployed = (call: string) => call.startsWith('gcloud run deploy');

  it('is the mailbox of what comes back', () => {
    expect(optionalSecrets).toEqual({ BOUNCES_IMAP_URL: 'gendan-bounces-imap-url' });
  });

  it('is given to the functions where it is there, which may then read it', () => {
    const { status, calls } = deploy([]);
    expect(status).toBe(0);
    const deployed = calls.filter(isDeployed);
    expect(deployed.filter((call) => call.includes(`,${variable}=${secret}:latest `))).toEqual(deployed);
    expect(calls.filter((call) => call.includes(`add-iam-policy-binding ${secret} `))).toHaveLength(1);
  });

  it('is done without where it is not there, and the deployment says so', () => {
    const failing = { FAILING: `secrets versions describe latest --secret=${secret}` };
    const { status, stdout, stderr, calls } = deploy([], settings, failing);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`# There is no secret ${secret}`);
    expect(calls.filter(isDeployed)).toHaveLength(Object.keys(functions).length);
    expect(calls.filter((call) => call.includes(variable))).toEqual([]);
    expect(calls.filter((call) => call.includes(`add-iam-policy-binding ${secret} `))).toEqual([]);
  });

  it('is named in a dry run, and no more', () => {
    const { stdout } = deploy(['--dry-run']);
    expect(stdout).toContain(`# The secret ${secret} is given to the functions if it is there.`);
    expect(stdout).not.toContain(`${secret}:latest`);
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
