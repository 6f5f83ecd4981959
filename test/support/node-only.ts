import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The environment of a machine that has Node and a shell and nothing else: no Java, no emulator. */
export function nodeOnly() {
  const folder = mkdtempSync(join(tmpdir(), 'gendan-programs-'));
  symlinkSync(process.execPath, join(folder, 'node'));
  symlinkSync('/bin/sh', join(folder, 'sh'));
  return {
    env: { PATH: folder, HOME: folder, JAVA_HOME: undefined, FIREBASE_EMULATORS_PATH: undefined },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
