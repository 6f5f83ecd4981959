import type { WorkerThread } from './worker-thread';

type Waiting = {
  simple: boolean;
  start: (worker: WorkerThread) => void;
  fail: (error: unknown) => void;
};

export type WorkerPool = {
  /** Runs `use` with a worker of its own, when one is free. */
  withWorker<T>(simple: boolean, use: (worker: WorkerThread) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/**
 * Up to `size` workers, started when first needed. All but simple triggers leave one of them free, so that a simple
 * trigger never waits for a function that waits for the network or for a lock.
 */
export function createWorkerPool(start: () => Promise<WorkerThread>, size = 3): WorkerPool {
  const idle: WorkerThread[] = [];
  let waiting: readonly Waiting[] = [];
  const busy = { simple: 0, other: 0 };
  const all = new Set<WorkerThread>();
  let closed = false;

  const mayStart = ({ simple }: Waiting) =>
    busy.simple + busy.other < size && (simple || busy.other < size - 1);

  const startWaiting = () => {
    const next = waiting.find(mayStart);
    if (next === undefined || closed) return;
    waiting = waiting.filter((other) => other !== next);
    busy[next.simple ? 'simple' : 'other'] += 1;
    takeWorker().then(next.start, next.fail);
    startWaiting();
  };
  const takeWorker = async () => {
    const worker = idle.pop() ?? (await start());
    all.add(worker);
    return worker;
  };
  const giveBack = (worker: WorkerThread, simple: boolean) => {
    busy[simple ? 'simple' : 'other'] -= 1;
    if (worker.isUsable()) idle.push(worker);
    else all.delete(worker);
    startWaiting();
  };

  return {
    withWorker: (simple, use) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new Error('The Apps Script runtime is closed.'));
          return;
        }
        const run = (worker: WorkerThread) =>
          use(worker)
            .then(resolve, reject)
            .finally(() => giveBack(worker, simple));
        const fail = (error: unknown) => {
          busy[simple ? 'simple' : 'other'] -= 1;
          reject(error);
        };
        waiting = [...waiting, { simple, start: run, fail }];
        startWaiting();
      }),
    close: async () => {
      closed = true;
      await Promise.all([...all].map((worker) => worker.stop()));
    },
  };
}
