import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { functionEntries } from '../../functions/src/register-functions';
import { deployScript, functions, secrets, settings } from './deploy-setup';

const schedules = z
  .array(z.object({ function: z.string(), schedule: z.string() }))
  .parse(JSON.parse(readFileSync('infra/schedules.json', 'utf8')));

const { deploy } = deployScript();

describe('what is deployed', () => {
  it('is every function there is, and nothing else', () => {
    expect(Object.keys(functions).sort()).toEqual(Object.keys(functionEntries).sort());
  });

  it('is closed to the public where the schedule calls it, and only there', () => {
    const closed = Object.keys(functions).filter((name) => functions[name]?.access !== 'public');
    expect(schedules.map((one) => one.function).sort()).toEqual(closed.sort());
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
});
