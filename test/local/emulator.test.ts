import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { emulatorAvailable, startEmulator } from '../../infra/local/emulator';
import { findEmulatorProgram } from '../../infra/local/emulator-program';

const projectId = 'gendan-test';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gendan-emulator-'));
});
afterEach(() => rm(folder, { recursive: true }));

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
