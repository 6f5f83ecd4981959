import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { functions, secrets, optionalSecrets } = JSON.parse(
  readFileSync(join(root, 'infra/functions.json'), 'utf8'),
);

/** Set by Cloud Run, by Secret Manager, or never in production: stand-ins on this machine. */
const notSettings = [
  'FUNCTION_TARGET',
  'PORT',
  ...Object.keys(secrets),
  ...Object.keys(optionalSecrets),
  'FIRESTORE_EMULATOR_HOST',
  'TWILIO_BASE_URL',
  'SHEETS_ROOT_URL',
];

/**
 * `node infra/deploy-settings.mjs FOLDER`: checks the settings in the environment with the functions' own reader and
 * writes into FOLDER what depends on them: env/NAME.json with the variables of each function, and firebase.json with
 * the rules, the indexes and the one public address behind which the public functions stand.
 * @throws Error that names every setting at fault
 */
async function writeSettings(folder) {
  const region = process.env.REGION;
  if (!region) throw new Error('The configuration is incomplete:\nREGION: is missing');
  const variables = await checkedVariables();
  mkdirSync(join(folder, 'env'), { recursive: true });
  mkdirSync(join(folder, 'public'), { recursive: true });
  for (const name of Object.keys(functions))
    writeJson(join(folder, 'env', `${name}.json`), { FUNCTION_TARGET: name, ...variables });
  for (const file of ['firestore.rules', 'firestore.indexes.json'])
    copyFileSync(join(root, 'infra', file), join(folder, file));
  writeFileSync(join(folder, 'public/robots.txt'), 'User-agent: *\nDisallow: /\n');
  const rewrites = Object.entries(functions)
    .filter(([, { access }]) => access === 'public')
    .map(([name, { service }]) => ({ source: `/${name}`, run: { serviceId: service, region } }));
  writeJson(join(folder, 'firebase.json'), {
    firestore: { rules: 'firestore.rules', indexes: 'firestore.indexes.json' },
    hosting: { public: 'public', rewrites },
  });
}

/** The variables that config.ts knows, as they were given: nothing else of this machine's environment goes along. */
async function checkedVariables() {
  const { loadConfig } = await importSource('functions/src/config.ts');
  const { environment } = loadConfig({ ...process.env, ...placeholders() });
  const known = Object.keys(environment).filter((name) => !notSettings.includes(name));
  return Object.fromEntries(
    known.filter((name) => process.env[name]).map((name) => [name, process.env[name]]),
  );
}

/** In place of what only the containers get to know. */
function placeholders() {
  return {
    ...Object.fromEntries(notSettings.map((name) => [name, undefined])),
    TWILIO_AUTH_TOKEN: 'from-secret-manager',
    SMTP_URL: 'smtps://from-secret-manager',
    LINK_SECRET: 'from-secret-manager'.padEnd(32, '.'),
  };
}

function writeJson(file, value) {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: node infra/deploy-settings.mjs FOLDER');
await writeSettings(folder).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
