import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const addon = fileURLToPath(new URL('../sheets-addon/', import.meta.url));

/** What Google calls by name: triggers, menu items, and what the sidebar's page asks. */
export const addonGlobals = [
  'onOpen',
  'onEdit',
  'handleEdit',
  'sendWaiting',
  'submit',
  'refresh',
  'addShipment',
  'showNotices',
  'showInbox',
  'setUpTabs',
  'askNotices',
  'nowSelected',
];

/**
 * Builds the Apps Script project: one `Code.js` with the named top-level functions, beside it the sidebar's page and the
 * manifest. `config` is
 * baked in: the staff's language, and the address of the functions that set-up writes into the script properties ('' when
 * it is set by hand). Resolves to the bundle's size in bytes.
 */
export async function buildAddon({
  outfile = 'dist/sheets-addon/Code.js',
  config: { language = 'zh-CN', endpoint = '' } = {},
} = {}) {
  await mkdir(path.dirname(outfile), { recursive: true });
  const [{ metafile }] = await Promise.all([
    build({
      entryPoints: [path.join(addon, 'src', 'main.ts')],
      outfile,
      bundle: true,
      format: 'iife',
      globalName: 'gendan',
      target: 'es2019',
      charset: 'utf8',
      legalComments: 'none',
      define: {
        GENDAN_LANGUAGE: JSON.stringify(language),
        GENDAN_ENDPOINT_DEFAULT: JSON.stringify(endpoint),
      },
      footer: {
        js: addonGlobals
          .map((name) => `function ${name}(event) { return gendan.${name}(event); }`)
          .join('\n'),
      },
      metafile: true,
      logLevel: 'warning',
    }),
    copyFile(path.join(addon, 'appsscript.json'), path.join(path.dirname(outfile), 'appsscript.json')),
    buildSidebar(path.join(path.dirname(outfile), 'notices.html'), language),
  ]);
  return Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** One HTML file with its style and script inside, as Apps Script wants it: nothing is loaded from anywhere. */
async function buildSidebar(outfile, language) {
  const folder = path.join(addon, 'sidebar');
  const [page, style, { outputFiles }] = await Promise.all([
    readFile(path.join(folder, 'page.html'), 'utf8'),
    readFile(path.join(folder, 'page.css'), 'utf8'),
    build({
      entryPoints: [path.join(folder, 'main.ts')],
      write: false,
      bundle: true,
      format: 'iife',
      target: 'es2019',
      charset: 'utf8',
      legalComments: 'none',
      define: { GENDAN_LANGUAGE: JSON.stringify(language) },
      logLevel: 'warning',
    }),
  ]);
  const script = outputFiles.map(({ text }) => text).join('');
  await writeFile(
    outfile,
    page.replace('/* gendan-style */', () => style).replace('/* gendan-script */', () => script),
  );
}
