import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

export type WorkbenchProcess = {
  readonly url: string;
  readonly process: ChildProcess;
  readonly output: () => string;
  /** Ends it as Ctrl-C does, and waits. */
  readonly stop: () => Promise<void>;
};

/** `npm start` without the build, which `npm test` has done, on a free port and with an emulator of its own. */
export async function startWorkbenchProcess(
  args: readonly string[] = [],
  cwd = process.cwd(),
): Promise<WorkbenchProcess> {
  const { FIRESTORE_EMULATOR_HOST: _shared, ...env } = process.env;
  const child = spawn(process.execPath, ['dist/local/main.js', '--port', '0', ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listen = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', listen);
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    await ended;
  };
  for (let tries = 0; tries < 600; tries++) {
    const url = /workbench:\s+(http:\S+)/.exec(output)?.[1];
    if (url && output.includes('Ctrl-C')) return { url, process: child, output: () => output, stop };
    if (child.exitCode !== null) break;
    await wait(100);
  }
  await stop();
  throw new Error(`The workbench did not start:\n${output}`);
}
