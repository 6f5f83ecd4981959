import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const sources = ['functions', 'infra', 'sheets-addon', 'test', 'package.json', 'tsconfig.json'];

/** The project's sources in a folder of their own, to be changed and built like the project itself. */
export function copyProject() {
  const path = mkdtempSync(join(tmpdir(), 'gendan-copy-'));
  for (const name of sources) cpSync(resolve(name), join(path, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(path, 'node_modules'));
  return {
    path,
    write: (file: string, text: string) => writeFileSync(join(path, file), text, { flag: 'wx' }),
    /** Replaces the one place in a file that reads so. */
    replace: (file: string, before: string, after: string) => {
      const [head, tail, ...more] = readFileSync(join(path, file), 'utf8').split(before);
      if (tail === undefined || more.length > 0) throw new Error(`${file} does not say once: ${before}`);
      writeFileSync(join(path, file), `${head}${after}${tail}`);
    },
    /** Rejects with what the compiler said. */
    checkTypes: () => run(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit'], { cwd: path }),
    build: () => run(process.execPath, ['infra/build.mjs'], { cwd: path }),
    remove: () => rmSync(path, { recursive: true }),
  };
}
