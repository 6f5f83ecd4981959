import { MessageChannel, Worker } from 'node:worker_threads';
import type { Job, Outcome } from './execution';
import {
  type HostAnswer,
  type HostCall,
  READY,
  type ScriptSource,
  type WorkerStart,
} from './worker-protocol';

export type WorkerThread = {
  /** Runs one job; not to be called again before it has ended. Ends the thread when it takes longer than `limitMs`. */
  run(
    job: Job,
    answer: (op: string, args: readonly unknown[]) => Promise<unknown>,
    limitMs: number,
  ): Promise<Outcome>;
  /** False once it has been stopped or has died of what a script left running. */
  isUsable(): boolean;
  stop(): Promise<void>;
};

/**
 * Starts a thread, and waits until it can take a job. Rejects when it dies before that. A thread without a job does not
 * keep the process alive.
 */
export async function startWorkerThread(program: string, source: ScriptSource): Promise<WorkerThread> {
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
  worker.on('error', die);
  worker.on('exit', () => die(new Error('The script was stopped.')));
  await new Promise<void>((resolve, reject) => {
    worker.once('message', (said) => (said === READY ? resolve() : reject(new Error(String(said)))));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The script was stopped.')));
  });
  worker.on('message', (outcome: Outcome) => end(outcome));
  worker.unref();
  port.unref();

  return {
    run: (job, answerJob, limitMs) =>
      new Promise((resolve) => {
        worker.postMessage(job);
        worker.ref();
        answer = answerJob;
        const timer = setTimeout(() => {
          end({ ok: false, error: 'Exceeded maximum execution time' });
          void stop();
        }, limitMs);
        end = (outcome) => {
          clearTimeout(timer);
          worker.unref();
          answer = undefined;
          end = () => undefined;
          resolve(outcome);
        };
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
