import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { buildAddon } from './build-addon.mjs';
import { buildPage } from './build-page.mjs';
import { buildSheetsValidators } from './generate-sheets-validators.mjs';

/**
 * Makes everything that runs: dist/functions (deployed as it is), dist/sheets-addon (pushed to Apps Script), and
 * dist/local and dist/bench (the workbench and the measurements). Packages stay outside the bundles and are loaded
 * when they are first used: one big file starts no faster and takes more memory.
 */
async function buildNode(entryPoints, outdir) {
  await build({
    entryPoints,
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}

await rm('dist', { recursive: true, force: true });
await Promise.all([
  buildNode(['functions/src/serve.ts'], 'dist/functions'),
  buildNode(['infra/local/main.ts'], 'dist/local'),
  buildNode(['test/bench/main.ts', 'test/bench/hello.ts'], 'dist/bench'),
  buildAddon({ outfile: 'dist/sheets-addon/Code.js' }),
  buildPage({ outdir: 'dist/local/page' }),
  buildSheetsValidators('dist/local/sheets-validators.js'),
]);
