import { resolve } from 'node:path';
import { build } from 'esbuild';

const ENTRY = 'infra/local/apps-script/worker/worker.ts';

let program: Promise<string> | undefined;

/**
 * The worker's program, bundled from its sources when it is first asked for, so that it cannot be older than they are.
 * The project's folder must be the working directory, as npm and jest have it.
 */
export function workerProgram(): Promise<string> {
  program ??= bundle();
  return program;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [resolve(ENTRY)],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('');
}
