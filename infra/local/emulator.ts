import { mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type EmulatorProcess, startProcess } from './emulator-process';
import { type Environment, findEmulatorProgram } from './emulator-program';
import { freePort } from './free-port';

export type Emulator = {
  readonly kind: 'emulator';
  /** As `FIRESTORE_EMULATOR_HOST` wants it. */
  readonly host: string;
  readonly from: 'running' | 'gcloud' | 'firebase-tools';
  /** Saves all documents of the project; what was saved there before is replaced only when that is complete. */
  readonly exportTo: (folder: string) => Promise<void>;
  /** Ends what was started here, and nothing else; resolves when it is gone. */
  readonly stop: () => Promise<void>;
};
export type NoEmulator = { readonly kind: 'none'; readonly why: string };

const longestStart = 30_000;
const exportName = 'documents';

/** Whether `startEmulator` has something to start or to use. Cheap and synchronous, for suites to be chosen by. */
export function emulatorAvailable(env: Environment = process.env): boolean {
  return isSet(env.FIRESTORE_EMULATOR_HOST) || findEmulatorProgram(env).found;
}

/**
 * The official Firestore emulator: one that already runs (`FIRESTORE_EMULATOR_HOST`) is used as it is, with the documents
 * it has; else the one installed is started on a free port, with what `exportTo` saved in `importFrom`.
 * It ends with this process, however that ends; Ctrl-C alone does not end it, so that state can be saved first.
 */
export async function startEmulator(options: {
  readonly projectId: string;
  readonly importFrom?: string;
  readonly env?: Environment;
}): Promise<Emulator | NoEmulator> {
  const env = options.env ?? process.env;
  const running = env.FIRESTORE_EMULATOR_HOST;
  if (isSet(running)) return await runningEmulator(running, options.projectId);
  const program = findEmulatorProgram(env);
  if (!program.found) return { kind: 'none', why: program.why };

  const saved = options.importFrom && metadataFile(resolve(options.importFrom));
  const { host, started, ready } = await startOnFreePort([
    ...program.command,
    ...(saved ? [`--import-data=${saved}`] : []),
  ]);
  if (!ready) {
    await started.stop();
    return { kind: 'none', why: `The Firestore emulator did not start: ${started.lastWords()}` };
  }
  return {
    kind: 'emulator',
    host,
    from: program.from,
    exportTo: exporter(host, options.projectId),
    stop: started.stop,
  };
}

/** Until Java listens, a second or more after we chose the port, somebody else may have taken it: then on another. */
async function startOnFreePort(
  command: readonly string[],
  tries = 3,
): Promise<{ readonly host: string; readonly started: EmulatorProcess; readonly ready: boolean }> {
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const started = startProcess([...command, '--host=127.0.0.1', `--port=${port}`]);
  const ready = await becomesReady(host, started);
  const portWasTaken = started.hasEnded() && /\bbind\b/i.test(started.lastWords());
  return !ready && portWasTaken && tries > 1 ? startOnFreePort(command, tries - 1) : { host, started, ready };
}

async function runningEmulator(host: string, projectId: string): Promise<Emulator | NoEmulator> {
  if (!(await answers(host)))
    return { kind: 'none', why: `FIRESTORE_EMULATOR_HOST is ${host}, but no emulator answers there.` };
  const exportTo = exporter(host, projectId);
  return { kind: 'emulator', host, from: 'running', exportTo, stop: () => Promise.resolve() };
}

async function becomesReady(host: string, started: EmulatorProcess): Promise<boolean> {
  const giveUp = AbortSignal.timeout(longestStart);
  while (!giveUp.aborted && !started.hasEnded()) {
    if (await answers(host)) return true;
    await wait(50);
  }
  return false;
}

async function answers(host: string): Promise<boolean> {
  try {
    return (await fetch(`http://${host}/`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

function exporter(host: string, projectId: string): Emulator['exportTo'] {
  return async (target) => {
    const folder = resolve(target);
    const fresh = `${folder}.new`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true });
    const response = await fetch(`http://${host}/emulator/v1/projects/${projectId}:export`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        database: `projects/${projectId}/databases/(default)`,
        export_directory: fresh,
        export_name: exportName,
      }),
    });
    if (!response.ok)
      throw new Error(`the emulator did not export: ${response.status} ${await response.text()}`);
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
  };
}

function metadataFile(folder: string): string {
  return join(folder, exportName, `${exportName}.overall_export_metadata`);
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
