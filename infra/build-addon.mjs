import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const addon = fileURLToPath(new URL('../sheets-addon/', import.meta.url));

/** What Google calls by name: triggers, then menu items. */
export const addonGlobals = [
  'onOpen',
  'onEdit',
  'handleEdit',
  'sendWaiting',
  'submit',
  'refresh',
  'addShipment',
  'setUpTabs',
];

/**
 * Builds the Apps Script project: one `Code.js` with the named top-level functions, beside it the manifest. `config` is
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
  ]);
  return Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
}
