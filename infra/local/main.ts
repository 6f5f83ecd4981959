import { parseArgs } from 'node:util';
import { type Emulator, startEmulator } from './emulator';
import { freePort } from './free-port';
import { projectId } from './local-config';
import { fillSampleOrders } from './sample-orders';
import { readState, stateFolder, writeState } from './saved-state';
import { startWorkbench, type Workbench } from './workbench';

/** `npm start`: the whole of Gendan on this machine, behind one address. */
const usualPort = 8600;
const saveEveryMs = 20_000;
const say = (line: string): void => console.log(line);

async function main(): Promise<void> {
  process.env.METADATA_SERVER_DETECTION = 'none';
  const { keep, port } = options(process.argv.slice(2));
  // Said before the seconds that the emulator takes, and before two of us work on one kept state.
  await freePort(port);
  const saved = keep ? await readState() : undefined;
  const found = await startEmulator({
    projectId,
    ...(saved?.onEmulator ? { importFrom: `${stateFolder}/firestore` } : {}),
  });
  const emulator = found.kind === 'emulator' ? found : undefined;
  const stopEmulator = async (): Promise<void> => emulator?.stop();
  if (saved && saved.onEmulator !== Boolean(emulator)) {
    await stopEmulator();
    throw new Error(
      `The kept state was made ${saved.onEmulator ? 'with' : 'without'} the Firestore emulator, which is ${emulator ? 'here now' : 'not here'}. Delete ${stateFolder} or start without --keep.`,
    );
  }
  const workbench = await startWorkbench({ port, emulator, saved, onFailure: tellFailure }).catch(
    async (error) => {
      await stopEmulator();
      throw error;
    },
  );

  let keeping: ReturnType<typeof keepState> | undefined;
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    say('\n  Stopping …');
    await keeping?.end();
    await workbench.close();
    await stopEmulator();
    process.exit(0);
  };
  const endOrSayWhy = (): void =>
    void end().catch((error: unknown) => {
      tellFailure('stopping', error);
      process.exit(1);
    });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endOrSayWhy);

  if (!saved)
    await fillSampleOrders(workbench).catch((error) => {
      if (!ending) throw error;
    });
  if (ending) return;
  if (keep) keeping = keepState(workbench, emulator);
  const where =
    found.kind === 'emulator'
      ? `the official emulator (${found.from}, ${found.host})`
      : `in memory. ${found.why}`;
  say(`\n  跟单工作台  Gendan workbench:  ${workbench.url}\n`);
  say(`  Firestore: ${where}`);
  say(
    `  State: ${keep ? `kept in ${stateFolder}` : 'fresh at every start; npm start -- --keep keeps it'}. Ctrl-C ends everything.\n`,
  );
}

function options(args: string[]): { keep: boolean; port: number } {
  const { values } = parseArgs({
    args,
    options: { keep: { type: 'boolean', default: false }, port: { type: 'string' } },
  });
  const port = Number(values.port ?? usualPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port must be a number up to 65535, not ${values.port}.`);
  return { keep: values.keep, port };
}

/** Saves now and then, so that a crash loses little, and once more at the end. */
function keepState(workbench: Workbench, emulator: Emulator | undefined): { end: () => Promise<void> } {
  let saving = Promise.resolve();
  const save = (): Promise<void> => {
    saving = saving
      .then(async () => {
        if (emulator) await emulator.exportTo(`${stateFolder}/firestore`);
        await writeState({ ...workbench.save(), onEmulator: Boolean(emulator) });
      })
      .catch((error) => tellFailure('saving', error));
    return saving;
  };
  const timer = setInterval(() => void save(), saveEveryMs);
  return {
    end: async () => {
      clearInterval(timer);
      await workbench.schedule.stop();
      await save();
    },
  };
}

function tellFailure(what: string, error: unknown): void {
  console.error(`  ${what} failed: ${error instanceof Error ? error.message : String(error)}`);
}

main().catch((error: unknown) => {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const sentence = taken
    ? 'The port is taken: the workbench may be running already. Close it, or choose another: npm start -- --port 8601'
    : error instanceof Error
      ? error.message
      : String(error);
  console.error(`\n  ${sentence}\n`);
  process.exit(1);
});
