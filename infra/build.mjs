import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { buildAddon } from './build-addon.mjs';
import { buildPage } from './build-page.mjs';
import { buildSheetsValidators } from './generate-sheets-validators.mjs';

/**
 * Makes everything that runs: dist/functions (deployed as it is), dist/sheets-addon (pushed to Apps Script), and
 * dist/local and dist/bench (the workbench and the measurements). Packages stay outside the bundles, unless `options`
 * say otherwise.
 */
async function buildNode(entryPoints, outdir, options = {}) {
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
    ...options,
  });
}

/** What is imported later is read by require: an import() of Node's own starts its loader of ES modules first (30 ms). */
const quickStart = { supported: { 'dynamic-import': false } };

/**
 * The framework runs every request in a domain (deprecated) and in an async context that only its own log reads. With
 * either, Node follows every promise of the process, which takes more than a third of the time of 500 rows. In return
 * a domain would answer for errors that nothing catches; ours are caught by the entry, and a process with any other
 * is better started anew.
 */
const withoutTracking = {
  name: 'without-tracking',
  setup({ onLoad, onResolve }) {
    const domain = 'exports.create = () => ({ on() {}, run(work) { work(); } });';
    const context = `exports.asyncLocalStorageMiddleware = (request, response, next) => next();
      exports.getCurrentContext = () => undefined;`;
    onResolve({ filter: /^domain$/ }, ({ path }) => ({ path, namespace: 'without-tracking' }));
    onLoad({ filter: /./, namespace: 'without-tracking' }, () => ({ contents: domain }));
    onLoad({ filter: /functions-framework.build.src.async_local_storage\.js$/ }, () => ({
      contents: context,
    }));
  },
};

/** What every cold start needs is in one file instead of hundreds; large libraries are loaded when they are first used. */
const deployed = {
  ...quickStart,
  packages: 'bundle',
  external: ['@google-cloud/firestore', 'googleapis', 'imapflow', 'nodemailer', 'postal-mime', 'twilio'],
  plugins: [withoutTracking],
};

await rm('dist', { recursive: true, force: true });
await Promise.all([
  buildNode(['functions/src/serve.ts'], 'dist/functions', deployed),
  buildNode(['infra/local/main.ts'], 'dist/local'),
  buildNode(['test/bench/main.ts'], 'dist/bench'),
  buildNode(['test/bench/hello.ts'], 'dist/bench', quickStart),
  buildAddon({ outfile: 'dist/sheets-addon/Code.js' }),
  buildPage({ outdir: 'dist/local/page' }),
  buildSheetsValidators('dist/local/sheets-validators.js'),
]);
