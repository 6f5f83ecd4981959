type Waiter = { holder: number; grant: (got: boolean) => void };

export type Locks = {
  /** Resolves to false when the lock has not come free in that many milliseconds of machine time. */
  take(name: string, holder: number, waitMs: number): Promise<boolean>;
  has(name: string, holder: number): boolean;
  release(name: string, holder: number): void;
  releaseAll(holder: number): void;
};

/** Locks that exclude executions from one another; whoever has waited longest gets a free one. */
export function createLocks(): Locks {
  const holders = new Map<string, number>();
  const queues = new Map<string, Waiter[]>();

  const release = (name: string, holder: number) => {
    if (holders.get(name) !== holder) return;
    const next = queues.get(name)?.shift();
    if (next === undefined) {
      holders.delete(name);
      return;
    }
    holders.set(name, next.holder);
    next.grant(true);
  };
  const leaveQueue = (name: string, waiter: Waiter) => {
    queues.set(name, queues.get(name)?.filter((other) => other !== waiter) ?? []);
    waiter.grant(false);
  };

  return {
    take: (name, holder, waitMs) => {
      const current = holders.get(name);
      if (current === undefined) holders.set(name, holder);
      if (current === undefined || current === holder) return Promise.resolve(true);
      return new Promise((resolve) => {
        const timer = setTimeout(() => leaveQueue(name, waiter), waitMs);
        const waiter: Waiter = {
          holder,
          grant: (got) => {
            clearTimeout(timer);
            resolve(got);
          },
        };
        queues.set(name, [...(queues.get(name) ?? []), waiter]);
      });
    },
    has: (name, holder) => holders.get(name) === holder,
    release,
    releaseAll: (holder) => {
      for (const [name, queue] of queues) {
        for (const waiter of queue.filter((one) => one.holder === holder)) leaveQueue(name, waiter);
      }
      for (const name of [...holders.keys()]) release(name, holder);
    },
  };
}
