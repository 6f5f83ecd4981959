import { execFileSync } from 'node:child_process';
import type { Emulator } from '../../infra/local/emulator';
import { startEmulator } from '../../infra/local/emulator';

declare global {
  var testEmulator: Emulator | undefined;
}

/**
 * Starts one Firestore emulator for all suites. Where the Google Cloud CLI is installed it must be there: a run that
 * leaves the Firestore suites out on such a machine would look better than it is.
 */
export default async function setUp(): Promise<void> {
  process.env.METADATA_SERVER_DETECTION = 'none';
  const emulator = await startEmulator({ projectId: 'gendan-test' });
  if (emulator.kind === 'emulator') {
    globalThis.testEmulator = emulator;
    process.env.FIRESTORE_EMULATOR_HOST = emulator.host;
  } else if (hasGcloud()) {
    throw new Error(`The Firestore emulator is needed on a machine with gcloud. ${emulator.why}`);
  }
}

function hasGcloud(): boolean {
  try {
    execFileSync('gcloud', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
