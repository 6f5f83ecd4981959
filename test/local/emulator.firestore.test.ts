import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { build } from 'esbuild';
import { type Emulator, startEmulator } from '../../infra/local/emulator';

const projectId = 'gendan-test';
const installedHere = { ...process.env, FIRESTORE_EMULATOR_HOST: undefined };

let folder: string;
const started: Emulator[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gendan-emulator-'));
});
afterEach(async () => {
  for (const emulator of started.splice(0)) await emulator.stop();
  await rm(folder, { recursive: true });
});

const start = async (importFrom?: string) => {
  const emulator = await startEmulator({
    projectId,
    env: installedHere,
    ...(importFrom ? { importFrom } : {}),
  });
  if (emulator.kind === 'none') throw new Error(emulator.why);
  started.push(emulator);
  return emulator;
};
const documents = (host: string) =>
  `http://${host}/v1/projects/${projectId}/databases/(default)/documents/things`;
const write = (host: string, id: string) =>
  fetch(`${documents(host)}?documentId=${id}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      fields: { 名称: { stringValue: '跟单' }, at: { timestampValue: '2026-03-16T01:00:00Z' } },
    }),
  });
const read = async (host: string, id: string) => (await fetch(`${documents(host)}/${id}`)).json();
const isUp = async (host: string) => {
  try {
    return (await fetch(`http://${host}/`)).ok;
  } catch {
    return false;
  }
};

// Starting a Java program twice takes its time on a busy machine.
jest.setTimeout(120_000);

describe('the Firestore emulator installed here', () => {
  it('starts on loopback, and is gone when stop resolves', async () => {
    const emulator = await start();
    expect(emulator.host).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(await isUp(emulator.host)).toBe(true);
    await emulator.stop();
    expect(await isUp(emulator.host)).toBe(false);
    await emulator.stop();
  });

  it('brings back what was exported, over an older export', async () => {
    const saved = join(folder, 'saved');
    const first = await start();
    await write(first.host, 'a');
    await first.exportTo(saved);
    await write(first.host, 'b');
    await first.exportTo(saved);
    await first.stop();
    const second = await start(saved);
    expect(await read(second.host, 'b')).toMatchObject({
      fields: { 名称: { stringValue: '跟单' }, at: { timestampValue: '2026-03-16T01:00:00Z' } },
    });
    expect(await read(second.host, 'a')).toHaveProperty('fields');
  });

  it('says why when it cannot start', async () => {
    const emulator = await startEmulator({
      projectId,
      env: installedHere,
      importFrom: join(folder, 'nothing'),
    });
    expect(emulator).toMatchObject({ kind: 'none', why: expect.stringContaining('did not start') });
  });

  it('does not outlive the process that started it, even when that is killed', async () => {
    const program = join(folder, 'start.mjs');
    await build({
      stdin: {
        contents: `import { startEmulator } from './infra/local/emulator';
          process.stdout.write((await startEmulator({ projectId: 'p' })).host);`,
        resolveDir: process.cwd(),
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: program,
    });
    const child = spawn(process.execPath, [program], {
      env: installedHere,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [host] = await once(child.stdout, 'data');
    expect(await isUp(String(host))).toBe(true);
    child.kill('SIGKILL');
    for (let tries = 0; tries < 40 && (await isUp(String(host))); tries += 1) await wait(100);
    expect(await isUp(String(host))).toBe(false);
  });
});

describe('an emulator that runs already', () => {
  it('is used as it is, and left running', async () => {
    const host = process.env.FIRESTORE_EMULATOR_HOST ?? '';
    const used = await startEmulator({ projectId });
    expect(used).toMatchObject({ kind: 'emulator', host, from: 'running' });
    if (used.kind === 'emulator') await used.stop();
    expect(await isUp(host)).toBe(true);
  });
});
