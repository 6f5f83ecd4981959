import type { Store, Write } from '../ports';

type Call = {
  readonly writes: readonly Write[];
  readonly resolve: (versions: readonly string[]) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * The same store, where `write`s that are asked for at once share a commit: what comes while one is under way waits for
 * the next. Whoever writes alone waits for nobody. Each call stays all or nothing by itself: when a common commit
 * fails, for whatever reason, each of its calls is made alone, so that one cannot spoil another. A commit that had
 * come through although its answer got lost is thereby asked for twice: use it for writes by version only, where the
 * second ends as a conflict.
 */
export function groupedWrites(store: Store): Store {
  let waiting: readonly Call[] = [];
  let working = false;

  const alone = ({ writes, resolve, reject }: Call): Promise<void> =>
    store.write(writes).then(resolve, reject);

  const together = async (calls: readonly Call[]): Promise<void> => {
    const versions = await store.write(calls.flatMap(({ writes }) => writes));
    let from = 0;
    for (const { writes, resolve } of calls) {
      resolve(versions.slice(from, from + writes.length));
      from += writes.length;
    }
  };

  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      const calls = withoutSharedDocuments(waiting);
      waiting = waiting.filter((call) => !calls.includes(call));
      if (calls.length > 1) await together(calls).catch(() => Promise.all(calls.map(alone)));
      else await Promise.all(calls.map(alone));
    }
    working = false;
  };

  return {
    ...store,
    write: (writes) =>
      new Promise((resolve, reject) => {
        waiting = [...waiting, { writes, resolve, reject }];
        if (working) return;
        working = true;
        // After everything that asks in the same moment.
        queueMicrotask(work);
      }),
  };
}

/** Two claims of one document in one commit would both be held against the version before it, and both win. */
function withoutSharedDocuments(calls: readonly Call[]): readonly Call[] {
  const taken = new Set<string>();
  return calls.filter(({ writes }) => {
    if (writes.some(({ path }) => taken.has(path))) return false;
    for (const { path } of writes) taken.add(path);
    return true;
  });
}
