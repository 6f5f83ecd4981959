import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A folder in which the built workbench can be started, with kept state of its own. */
export function workbenchFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'gendan-folder-'));
  for (const name of ['dist', 'infra', 'node_modules', 'package.json'])
    symlinkSync(resolve(name), join(path, name));
  return { path, remove: () => rmSync(path, { recursive: true }) };
}
