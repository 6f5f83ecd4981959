import { readdirSync } from 'node:fs';

/** Suites that need the official Firestore emulator are named `*.firestore.test.ts`. */
const needsEmulator = '.firestore.test.ts';

/** @type {() => Promise<import('jest').Config>} */
export default async () => ({
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '\\.[cm]?[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // jose, postal-mime and hono are published as ESM only; jest on Node 20 cannot require() them untransformed.
  transformIgnorePatterns: ['/node_modules/(?!(jose|postal-mime|hono|@hono)/)'],
  setupFiles: ['<rootDir>/test/support/seeded-properties.ts'],
  globalSetup: '<rootDir>/test/support/emulator-setup.ts',
  globalTeardown: '<rootDir>/test/support/emulator-teardown.ts',
  reporters: ['default', '<rootDir>/test/support/closing-reporter.mjs'],
  testPathIgnorePatterns: ['/node_modules/', ...(emulatorHere() ? [] : [notRun()])],
  // The functions log each refusal; what a test wants to say it says by failing.
  silent: true,
  maxWorkers: 2,
  // A limit against hanging, not a measure: a loaded machine takes its time.
  testTimeout: 60_000,
});

/** The setup fails the run where gcloud is installed without its emulator, so only its absence is looked for here. */
function emulatorHere() {
  if (process.env.FIRESTORE_EMULATOR_HOST) return true;
  return (
    (process.env.PATH ?? '').split(':').some((folder) => contains(folder, 'gcloud')) ||
    contains(`${process.env.HOME}/.cache/firebase`, 'emulators')
  );
}

function notRun() {
  const files = readdirSync('test', { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(needsEmulator));
  process.env.GENDAN_NOT_RUN = JSON.stringify(files);
  return needsEmulator.replaceAll('.', '\\.');
}

function contains(folder, name) {
  try {
    return readdirSync(folder).includes(name);
  } catch {
    return false;
  }
}
