import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { type Emulator, emulatorAvailable, startEmulator } from '../../infra/local/emulator';
import { findEmulatorProgram } from '../../infra/local/emulator-program';

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

const whereInstalled = emulatorAvailable(installedHere) ? describe : describe.skip;

whereInstalled('the Firestore emulator installed here', () => {
  it('starts within five seconds on loopback, and is gone when stop resolves', async () => {
    const before = Date.now();
    const emulator = await start();
    expect(Date.now() - before).toBeLessThan(5000);
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

  it('is used as it is when it runs already, and is left running', async () => {
    const { host } = await start();
    const used = await startEmulator({ projectId, env: { FIRESTORE_EMULATOR_HOST: host } });
    expect(used).toMatchObject({ kind: 'emulator', host, from: 'running' });
    if (used.kind === 'emulator') await used.stop();
    expect(await isUp(host)).toBe(true);
  });
});

describe('without an emulator', () => {
  it('says that none is installed', async () => {
    const env = { PATH: folder, HOME: folder };
    expect(emulatorAvailable(env)).toBe(false);
    expect(await startEmulator({ projectId, env })).toMatchObject({
      kind: 'none',
      why: expect.stringContaining('not installed'),
    });
  });

  it('says that Java is missing when only that is', async () => {
    const cache = join(folder, '.cache', 'firebase', 'emulators');
    await mkdir(cache, { recursive: true });
    await writeFile(join(cache, 'cloud-firestore-emulator-v1.19.9.jar'), '');
    expect(findEmulatorProgram({ PATH: folder, HOME: folder })).toMatchObject({
      found: false,
      why: expect.stringContaining('Java is not'),
    });
  });

  it('takes the newest of firebase-tools’ downloads', async () => {
    const cache = join(folder, '.cache', 'firebase', 'emulators');
    await mkdir(cache, { recursive: true });
    for (const version of ['1.9.2', '1.19.10', '1.19.9'])
      await writeFile(join(cache, `cloud-firestore-emulator-v${version}.jar`), '');
    await writeFile(join(folder, 'java'), '', { mode: 0o755 });
    const program = findEmulatorProgram({ PATH: folder, HOME: folder });
    expect(program).toMatchObject({ found: true, from: 'firebase-tools' });
    expect(program.found && program.command.join(' ')).toContain('v1.19.10.jar');
  });

  it('says that nothing answers at the address it was given', async () => {
    const env = { FIRESTORE_EMULATOR_HOST: '127.0.0.1:9' };
    expect(await startEmulator({ projectId, env })).toMatchObject({
      kind: 'none',
      why: 'FIRESTORE_EMULATOR_HOST is 127.0.0.1:9, but no emulator answers there.',
    });
  });
});
