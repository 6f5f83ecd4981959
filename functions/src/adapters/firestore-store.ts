import type {
  DocumentReference,
  DocumentSnapshot,
  Firestore,
  Transaction,
  WriteBatch,
} from '@google-cloud/firestore';
import {
  type DocumentPath,
  type Query,
  type Store,
  StoreConflict,
  type StoredDocument,
  type Write,
} from '../ports';

export type FirestoreOptions = {
  readonly projectId: string;
  /** Where the emulator listens, as host:port; absent in production. */
  readonly emulatorHost?: string | undefined;
};

/**
 * The store on Firestore. The library is loaded at the first call: loading it takes a fifth of a second that a
 * function which is refusing a request need not spend.
 */
export function createFirestoreStore(options: FirestoreOptions): Store {
  let connecting: Promise<Connection> | undefined;
  const connected = (): Promise<Connection> => {
    connecting ??= connect(options);
    return connecting;
  };
  const inTurn = turnsByPath();

  return {
    get: async (paths) => {
      const { db } = await connected();
      return paths.length === 0
        ? []
        : (await db.getAll(...paths.map((path) => db.doc(path)))).map(toDocument);
    },
    find: async (query) =>
      (await queryOf(await connected(), query).get()).docs
        .map((found) => toDocument(found))
        .filter((document) => document !== undefined),
    write: async (writes) => {
      const connection = await connected();
      const batch = connection.db.batch();
      for (const write of writes) add(batch, write, connection);
      const results = await translated(() => batch.commit());
      return results.map(({ writeTime }) => versionOf(writeTime));
    },
    transact: async (decide, turn) => {
      const connection = await connected();
      const run = () =>
        connection.db.runTransaction(async (transaction) => {
          const read = async (paths: readonly DocumentPath[]) =>
            paths.length === 0
              ? []
              : (await transaction.getAll(...paths.map((path) => connection.db.doc(path)))).map(toDocument);
          const { writes, result } = await decide(read);
          for (const write of writes) add(transaction, write, connection);
          return result;
        });
      return translated(() => (turn === undefined ? run() : inTurn(turn, run)));
    },
    take: async (path, count) => {
      const { db } = await connected();
      return translated(() =>
        inTurn(path, () => db.runTransaction((transaction) => take(transaction, db.doc(path), count))),
      );
    },
  };
}

/**
 * Runs what concerns one document one after another within this process. Ten transactions that contend for a document
 * back off from each other for twenty seconds, and half of them give up; in turn they take one.
 */
function turnsByPath(): <T>(path: DocumentPath, work: () => Promise<T>) => Promise<T> {
  const last = new Map<DocumentPath, Promise<unknown>>();
  return (path, work) => {
    const mine = (last.get(path) ?? Promise.resolve()).then(work);
    const ended = mine
      .catch(() => undefined)
      .then(() => {
        if (last.get(path) === ended) last.delete(path);
      });
    last.set(path, ended);
    return mine;
  };
}

type Connection = { readonly db: Firestore; readonly library: typeof import('@google-cloud/firestore') };

async function connect({ projectId, emulatorHost }: FirestoreOptions): Promise<Connection> {
  const library = await import('@google-cloud/firestore');
  const emulator = emulatorHost
    ? { host: emulatorHost, ssl: false, customHeaders: { Authorization: 'Bearer owner' } }
    : {};
  return { db: new library.Firestore({ projectId, ignoreUndefinedProperties: true, ...emulator }), library };
}

async function take(transaction: Transaction, counter: DocumentReference, count: number): Promise<number> {
  const value = ((await transaction.get(counter)).get('value') ?? 0) + count;
  transaction.set(counter, { value });
  return value;
}

function add(target: WriteBatch | Transaction, write: Write, { db, library }: Connection): void {
  const document = db.doc(write.path);
  // Batch and transaction take the same calls, but their overloads do not unite.
  const writer = target as WriteBatch;
  if (write.kind === 'create') writer.create(document, write.data);
  else if (write.kind === 'set') writer.set(document, write.data);
  else if (write.kind === 'delete') writer.delete(document);
  else {
    const gone = library.FieldValue.delete();
    const data = { ...write.data, ...Object.fromEntries((write.remove ?? []).map((field) => [field, gone])) };
    if (write.version === undefined) writer.update(document, data);
    else writer.update(document, data, { lastUpdateTime: timestampOf(write.version, library) });
  }
}

function queryOf({ db, library }: Connection, query: Query): FirebaseFirestore.Query {
  let built: FirebaseFirestore.Query = db.collection(query.collection);
  for (const [field, op, value] of query.where) built = built.where(field, op, value);
  for (const [field, direction] of query.orderBy ?? []) built = built.orderBy(field, direction);
  const { startAfter, orderBy = [] } = query;
  if (startAfter && startAfter.length > orderBy.length)
    built = built.orderBy(library.FieldPath.documentId(), orderBy.at(-1)?.[1] ?? 'asc');
  if (startAfter) built = built.startAfter(...startAfter);
  return built.limit(query.limit);
}

function toDocument(snapshot: DocumentSnapshot): StoredDocument | undefined {
  const { updateTime, ref } = snapshot;
  if (!snapshot.exists || !updateTime) return undefined;
  return {
    path: ref.path as DocumentPath,
    id: ref.id,
    data: snapshot.data(),
    version: versionOf(updateTime),
  };
}

function versionOf({ seconds, nanoseconds }: FirebaseFirestore.Timestamp): string {
  return `${seconds}.${nanoseconds}`;
}

function timestampOf(version: string, library: Connection['library']): FirebaseFirestore.Timestamp {
  const [seconds, nanoseconds] = version.split('.').map(Number);
  return new library.Timestamp(seconds ?? 0, nanoseconds ?? 0);
}

/** gRPC's codes that tell of others' writes; everything else goes on as it is. */
const conflicts: Readonly<Record<number, StoreConflict['reason']>> = {
  5: 'changed',
  6: 'taken',
  9: 'changed',
  10: 'busy',
};

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    const reason = typeof code === 'number' ? conflicts[code] : undefined;
    throw reason ? new StoreConflict(reason) : error;
  }
}
