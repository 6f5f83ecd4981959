import { describe, expect, it } from '@jest/globals';
import { deployScript, functions, optionalSecrets, settings } from './deploy-setup';

const { deploy } = deployScript();

describe('infra/deploy.sh', () => {
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
