import { MessageChannel, Worker } from 'node:worker_threads';
import type { Job, Outcome } from './execution';

export type ScriptSource = { code: string; html: Readonly<Record<string, string>>; timeZone: string };

/** What the worker starts with. Its thread sleeps on `flag` until an answer lies in `port`. */
export type WorkerStart = ScriptSource & {
  port: import('node:worker_threads').MessagePort;
  flag: Int32Array;
};
export type HostCall = { op: string; args: readonly unknown[] };
export type HostAnswer = { ok: true; value: unknown } | { ok: false; error: string };

export type WorkerThread = {
  /** Runs one job; not to be called again before it has ended. Ends the thread when it takes longer than `limitMs`. */
  run(
    job: Job,
    answer: (op: string, args: readonly unknown[]) => Promise<unknown>,
    limitMs: number,
  ): Promise<Outcome>;
  /** False after a job that had to be stopped. */
  isUsable(): boolean;
  stop(): Promise<void>;
};

export function startWorkerThread(program: string, source: ScriptSource): WorkerThread {
  const { port1: port, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const workerData: WorkerStart = { ...source, port: port2, flag };
  const worker = new Worker(program, {
    eval: true,
    workerData,
    transferList: [port2],
    env: {},
    execArgv: [],
  });
  let usable = true;
  let answer: ((op: string, args: readonly unknown[]) => Promise<unknown>) | undefined;

  port.on('message', async ({ op, args }: HostCall) => {
    const replied = await Promise.resolve()
      .then(() => answer?.(op, args))
      .then(
        (value): HostAnswer => ({ ok: true, value }),
        (error: unknown): HostAnswer => ({ ok: false, error: messageOf(error) }),
      );
    port.postMessage(replied);
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  });
  const stop = async () => {
    usable = false;
    port.close();
    await worker.terminate();
  };

  let end: (outcome: Outcome) => void = () => undefined;
  const die = (error: unknown) => {
    usable = false;
    end({ ok: false, error: messageOf(error) });
  };
  worker.on('message', (outcome: Outcome) => end(outcome));
  worker.on('error', die);
  worker.on('exit', () => die(new Error('The script was stopped.')));

  return {
    run: (job, answerJob, limitMs) =>
      new Promise((resolve) => {
        answer = answerJob;
        const timer = setTimeout(() => {
          end({ ok: false, error: 'Exceeded maximum execution time' });
          void stop();
        }, limitMs);
        end = (outcome) => {
          clearTimeout(timer);
          answer = undefined;
          end = () => undefined;
          resolve(outcome);
        };
        worker.postMessage(job);
      }),
    isUsable: () => usable,
    stop,
  };
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}
