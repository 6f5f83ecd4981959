import type { DocumentPath, Filter, Query, Read, Store, StoredDocument, Write } from '../ports';
import { StoreConflict } from '../ports';

/** `data` is this store's own: what comes in and goes out are copies. */
type Entry = { readonly data: unknown; readonly version: number };

/** What a memory store holds, as plain JSON: for keeping the workbench's state. */
export type MemoryState = Readonly<Record<string, unknown>>;

/** The store where the Firestore emulator is absent, and in flow tests. Behaves as the Firestore adapter does. */
export function createMemoryStore(initial: MemoryState = {}): Store & { readonly save: () => MemoryState } {
  let version = 0;
  const entries = new Map<string, Entry>();
  for (const [path, data] of Object.entries(initial)) put(path, data);
  /** Transactions run one after another, which is the simplest way of having nobody in between. */
  let queue: Promise<unknown> = Promise.resolve();

  function put(path: string, data: unknown): string {
    version += 1;
    entries.set(path, { data: plain(data), version });
    return String(version);
  }

  function read(path: DocumentPath): StoredDocument | undefined {
    const entry = entries.get(path);
    return entry && { path, id: idOf(path), data: plain(entry.data), version: String(entry.version) };
  }

  function apply(writes: readonly Write[]): string[] {
    for (const write of writes) check(write);
    return writes.map((write) => {
      if (write.kind === 'update') return put(write.path, updated(read(write.path)?.data, write));
      if (write.kind !== 'delete') return put(write.path, write.data);
      entries.delete(write.path);
      return '';
    });
  }

  function check(write: Write): void {
    const entry = entries.get(write.path);
    if (write.kind === 'create' && entry) throw new StoreConflict('taken', write.path);
    if (write.kind !== 'update') return;
    if (!entry || (write.version !== undefined && write.version !== String(entry.version))) {
      throw new StoreConflict('changed', write.path);
    }
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  const get: Read = async (paths) => paths.map(read);

  return {
    get,
    find: async (query) => find(query, entries).flatMap((path) => read(path as DocumentPath) ?? []),
    write: (writes) => inTurn(async () => apply(writes)),
    transact: (decide) =>
      inTurn(async () => {
        const { writes, result } = await decide(get);
        apply(writes);
        return result;
      }),
    take: (path, count) =>
      inTurn(async () => {
        const before = read(path)?.data as { value: number } | undefined;
        const value = (before?.value ?? 0) + count;
        put(path, { value });
        return value;
      }),
    save: () => Object.fromEntries([...entries].map(([path, entry]) => [path, plain(entry.data)])),
  };
}

function updated(before: unknown, { data, remove = [] }: Extract<Write, { kind: 'update' }>): object {
  const kept = Object.entries(before as object).filter(([field]) => !remove.includes(field));
  return { ...Object.fromEntries(kept), ...data };
}

/** As JSON has it: `undefined` members are left out. */
function plain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data));
}

/** Paths of the documents asked for. */
function find(query: Query, entries: ReadonlyMap<string, Entry>): string[] {
  const order = query.orderBy ?? [];
  const rows = [...entries]
    .filter(
      ([path, { data }]) =>
        path.startsWith(`${query.collection}/`) && query.where.every((filter) => holds(filter, data)),
    )
    .filter(([, { data }]) => order.every(([field]) => valueAt(data, field) !== undefined))
    .map(([path, { data }]) => ({
      path,
      keys: [...order.map(([field]) => valueAt(data, field)), idOf(path)],
    }));
  const directions = [
    ...order.map(([, direction]) => (direction === 'asc' ? 1 : -1)),
    order.at(-1)?.[1] === 'desc' ? -1 : 1,
  ];
  rows.sort((a, b) => compareKeys(a.keys, b.keys, directions));
  const start = query.startAfter;
  const after = start
    ? rows.filter(({ keys }) => compareKeys(keys.slice(0, start.length), start, directions) > 0)
    : rows;
  return after.slice(0, query.limit).map(({ path }) => path);
}

function holds([field, op, wanted]: Filter, data: unknown): boolean {
  const value = valueAt(data, field);
  if (op === 'array-contains') return Array.isArray(value) && value.includes(wanted);
  if (typeof value !== typeof wanted) return false;
  const order = compare(value, wanted);
  return { '==': order === 0, '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[op];
}

function compareKeys(a: readonly unknown[], b: readonly unknown[], directions: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const order = compare(value, b[index]) * (directions[index] ?? 1);
    if (order !== 0) return order;
  }
  return 0;
}

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  return (a as string) < (b as string) ? -1 : 1;
}

function valueAt(data: unknown, field: string): unknown {
  return field
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], data);
}

function idOf(path: string): string {
  return path.slice(path.indexOf('/') + 1);
}
