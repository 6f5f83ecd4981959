import type { Read, Store } from '../../functions/src/ports';

/** Counts the documents that are read and written, as Firestore bills them. */
export function countingStore(store: Store): {
  readonly store: Store;
  readonly counted: { reads: number; writes: number };
} {
  const counted = { reads: 0, writes: 0 };
  const counting =
    (read: Read): Read =>
    (paths) => {
      counted.reads += paths.length;
      return read(paths);
    };
  return {
    counted,
    store: {
      get: counting(store.get),
      find: async (query) => {
        const found = await store.find(query);
        counted.reads += Math.max(found.length, 1);
        return found;
      },
      write: (writes) => {
        counted.writes += writes.length;
        return store.write(writes);
      },
      transact: (decide, turn) =>
        store.transact(async (read) => {
          const decided = await decide(counting(read));
          counted.writes += decided.writes.length;
          return decided;
        }, turn),
      take: (path, count) => {
        counted.reads += 1;
        counted.writes += 1;
        return store.take(path, count);
      },
    },
  };
}
