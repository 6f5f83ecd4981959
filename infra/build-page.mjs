import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const page = fileURLToPath(new URL('./local/page/', import.meta.url));

/** Builds the workbench's page into `outdir`: index.html, page.js, page.css. Everything is bundled, nothing is fetched. */
export async function buildPage({ outdir }) {
  await mkdir(outdir, { recursive: true });
  await Promise.all([
    build({
      entryPoints: { page: path.join(page, 'main.ts') },
      outdir,
      bundle: true,
      format: 'esm',
      target: 'es2022',
      minify: true,
      charset: 'utf8',
      legalComments: 'none',
      loader: { '.woff': 'dataurl', '.woff2': 'dataurl', '.svg': 'dataurl' },
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'warning',
    }),
    copyFile(path.join(page, 'index.html'), path.join(outdir, 'index.html')),
  ]);
}
