import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** What `npm start` runs after the build: it may be ready, about to be, or ending by itself with a sentence. */
export type WorkbenchCommand = {
  readonly process: ChildProcess;
  /** What it has written, to both streams. */
  readonly output: () => string;
  /** Resolves with the exit code, or the signal that ended it, when it has written everything. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  /** Process ids of it and of what it started, as far as they run. */
  readonly running: () => readonly number[];
  /** Waits a moment for the last of them; gives those that stay. */
  readonly leftBehind: () => Promise<readonly number[]>;
};

export type WorkbenchProcess = WorkbenchCommand & {
  readonly url: string;
  /** Ends it as Ctrl-C does, and waits. */
  readonly stop: () => Promise<void>;
};

export type WorkbenchStart = {
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** Beside those of this process; undefined leaves one out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
};

/** Starts it and waits for nothing: on a free port unless `args` name one, with an emulator of its own. */
export function runWorkbench({ args = [], cwd = process.cwd(), env = {} }: WorkbenchStart): WorkbenchCommand {
  const mark = `GENDAN_STARTED_BY=${randomUUID()}`;
  const [name = '', value] = mark.split('=');
  const child = spawn(process.execPath, ['dist/local/main.js', '--port', '0', ...args], {
    cwd,
    env: { ...process.env, FIRESTORE_EMULATOR_HOST: undefined, ...env, [name]: value },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listen = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', listen);
  const running = (): number[] =>
    execFileSync('ps', ['axeww', '-o', 'pid,command'], { maxBuffer: 64 * 1024 * 1024 })
      .toString()
      .split('\n')
      .filter((line) => line.includes(mark))
      .map((line) => Number.parseInt(line, 10));
  return {
    process: child,
    output: () => output,
    ended: once(child, 'close').then(() => child.exitCode ?? child.signalCode),
    running,
    leftBehind: async () => {
      for (let tries = 0; tries < 300 && running().length > 0; tries++) await wait(100);
      return running();
    },
  };
}

/** `npm start` without the build, which `npm test` has done; resolves when it is ready. */
export async function startWorkbenchProcess(start: WorkbenchStart = {}): Promise<WorkbenchProcess> {
  const command = runWorkbench(start);
  const { process: child, output, ended } = command;
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
  };
  for (let tries = 0; tries < 600; tries++) {
    const url = /workbench:\s+(http:\S+)/.exec(output())?.[1];
    if (url && output().includes('Ctrl-C')) return { ...command, url, stop };
    if (child.exitCode !== null) break;
    await wait(100);
  }
  await stop();
  throw new Error(`The workbench did not start:\n${output()}`);
}
