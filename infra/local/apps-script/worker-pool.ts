import type { WorkerThread } from './worker-thread';

type Waiting = {
  simple: boolean;
  begin: (worker: Promise<WorkerThread>) => void;
  fail: (error: unknown) => void;
};

export type WorkerPool = {
  /** Runs `use` with a worker of its own, when one is free. Rejects when the pool is closed before that. */
  withWorker<T>(simple: boolean, use: (worker: WorkerThread) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/**
 * Up to `size` workers, started when first needed. All but simple triggers leave one of them free, so that a simple
 * trigger never waits for a function that waits for the network or for a lock.
 */
export function createWorkerPool(start: () => Promise<WorkerThread>, size = 3): WorkerPool {
  const workers = new Set<WorkerThread>();
  const idle: WorkerThread[] = [];
  const busy = { simple: 0, other: 0 };
  let waiting: readonly Waiting[] = [];
  let closed = false;

  const mayBegin = ({ simple }: Waiting) =>
    busy.simple + busy.other < size && (simple || busy.other < size - 1);

  const beginNext = () => {
    const next = waiting.find(mayBegin);
    if (next === undefined) return;
    waiting = waiting.filter((other) => other !== next);
    busy[next.simple ? 'simple' : 'other'] += 1;
    next.begin(takeWorker());
    beginNext();
  };
  const takeWorker = async () => {
    const worker = idleWorker() ?? (await start());
    workers.add(worker);
    if (!closed) return worker;
    await worker.stop();
    throw closedError();
  };
  /** A worker may have died of what a script left running. */
  const idleWorker = (): WorkerThread | undefined => {
    const worker = idle.pop();
    if (worker === undefined || worker.isUsable()) return worker;
    workers.delete(worker);
    return idleWorker();
  };
  const giveBack = (worker: WorkerThread) => {
    if (worker.isUsable()) idle.push(worker);
    else workers.delete(worker);
  };

  return {
    withWorker: (simple, use) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(closedError());
        const begin = (taken: Promise<WorkerThread>) => {
          const done = taken.then((worker) => use(worker).finally(() => giveBack(worker)));
          const end = () => {
            busy[simple ? 'simple' : 'other'] -= 1;
            beginNext();
          };
          done.then(resolve, reject).finally(end);
        };
        waiting = [...waiting, { simple, begin, fail: reject }];
        beginNext();
      }),
    close: async () => {
      closed = true;
      for (const { fail } of waiting) fail(closedError());
      waiting = [];
      await Promise.all([...workers].map((worker) => worker.stop()));
    },
  };
}

function closedError(): Error {
  return new Error('The Apps Script runtime is closed.');
}
