/** A document of the store: `collection/id`, with its fields and a token that changes with every write. */
export type DocumentPath = `${string}/${string}`;
export type StoredDocument = {
  readonly path: DocumentPath;
  readonly id: string;
  readonly data: unknown;
  readonly version: string;
};

export type Filter = readonly [
  field: string,
  op: '==' | '<' | '<=' | '>' | '>=' | 'array-contains',
  value: string | number | boolean,
];
export type Query = {
  readonly collection: string;
  readonly where: readonly Filter[];
  readonly orderBy?: readonly (readonly [field: string, direction: 'asc' | 'desc'])[];
  readonly limit: number;
  /** Values of the orderBy fields of the last document of the page before, and its id where they may be others' too. */
  readonly startAfter?: readonly (string | number)[];
};

/** Values are plain JSON; `undefined` members are left out. */
export type Write =
  /** Fails when the document exists. */
  | { readonly kind: 'create'; readonly path: DocumentPath; readonly data: object }
  | { readonly kind: 'set'; readonly path: DocumentPath; readonly data: object }
  /** Replaces top-level fields and takes others away; fails when the document is absent, or changed since `version`. */
  | {
      readonly kind: 'update';
      readonly path: DocumentPath;
      readonly data: Readonly<Record<string, unknown>>;
      /** Names no field of `data`. */
      readonly remove?: readonly string[];
      readonly version?: string;
    }
  | { readonly kind: 'delete'; readonly path: DocumentPath };

/** `taken`: created already; `changed`: absent or another version; `busy`: passing, try again. */
export class StoreConflict extends Error {
  constructor(
    readonly reason: 'taken' | 'changed' | 'busy',
    readonly path?: string,
  ) {
    super(`store conflict: ${reason}${path ? ` at ${path}` : ''}`);
    this.name = 'StoreConflict';
  }
}

export type Read = (paths: readonly DocumentPath[]) => Promise<readonly (StoredDocument | undefined)[]>;

export type Store = {
  readonly get: Read;
  readonly find: (query: Query) => Promise<readonly StoredDocument[]>;
  /**
   * All or nothing. Gives the versions that the documents now have, in the order of the writes; that of a deleted one
   * means nothing. @throws StoreConflict
   */
  readonly write: (writes: readonly Write[]) => Promise<readonly string[]>;
  /**
   * Reads, decides and writes with nobody in between. `decide` may run several times and must have no effect but its
   * result. Those about one document (`turn`) had better wait for each other than contend for it: one process then
   * runs them one after another. @throws StoreConflict when `create` hits an existing document or contention lasts.
   */
  readonly transact: <T>(
    decide: (read: Read) => Promise<{ readonly writes: readonly Write[]; readonly result: T }>,
    turn?: DocumentPath,
  ) => Promise<T>;
  /** Adds to a counter without reading it first and gives its value after; starts at 0. Gaps may appear, repeats never. */
  readonly take: (path: DocumentPath, count: number) => Promise<number>;
};
