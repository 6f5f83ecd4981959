import { randomUUID } from 'node:crypto';
import type { Store, StoredDocument, Write } from '../ports';
import {
  bucketFor,
  bucketsSince,
  decodeLines,
  emptySummaryIndex,
  encodeLines,
  type KeptLine,
  putLines,
  type Shelf,
  type SummaryIndex,
  summaryIndexSchema,
} from '../rules/summary-buckets';
import type { SummaryLine } from '../rules/summary-line';
import type { NoticeLine } from '../rules/summary-notice-line';

/** Buckets that this process has read or written; those that have not changed since need no reading again. */
type Remembered<L> = Map<string, { readonly changed: number; readonly lines: readonly L[] }>;
export type SummaryMemory = {
  readonly records: Remembered<SummaryLine>;
  readonly notices: Remembered<NoticeLine>;
};

export function newSummaryMemory(): SummaryMemory {
  return { records: new Map(), notices: new Map() };
}

export type Keeping<L extends KeptLine> = {
  readonly store: Store;
  readonly shelf: Shelf<L>;
  readonly memory: Remembered<L>;
  readonly cost: { documentsRead: number; documentsWritten: number };
};

/** Puts lines in their places, in one transaction for all that share a bucket. Keeping them again changes nothing. */
export async function keepLines<L extends KeptLine>(keeping: Keeping<L>, lines: readonly L[]): Promise<void> {
  let waiting = lines;
  while (waiting.length > 0) {
    const taken = await keepTogether(keeping, waiting);
    waiting = waiting.filter((line) => !taken.has(line));
  }
}

/** Those that share the first one's bucket; gives the lines that are done. */
async function keepTogether<L extends KeptLine>(
  { store, shelf, memory, cost }: Keeping<L>,
  waiting: readonly L[],
): Promise<ReadonlySet<L>> {
  const { indexId, written, taken } = await store.transact(async (read) => {
    const [indexDocument] = await read([shelf.index]);
    const index = indexOf(indexDocument);
    const bucket = waiting[0] && bucketFor(shelf, index, waiting[0]);
    const [bucketDocument] = bucket ? await read([`summaries/${bucket.id}`]) : [];
    const taken = waiting.filter((line) => bucketFor(shelf, index, line) === bucket);
    const before = bucketDocument ? decodeLines(shelf, bucketDocument.data) : [];
    const put = putLines(shelf, index, bucket, before, taken);
    const writes: Write[] = put.written.map(({ bucket: { id }, lines }) => ({
      kind: 'set',
      path: `summaries/${id}`,
      data: encodeLines(lines),
    }));
    return {
      writes: [...writes, { kind: 'set', path: shelf.index, data: put.index }],
      result: { indexId: index.id, written: put.written, taken },
    };
  });
  for (const { bucket, lines } of written) {
    memory.set(memoryKey(indexId, bucket.id), { changed: bucket.changed, lines });
  }
  cost.documentsRead += 2;
  cost.documentsWritten += written.length + 1;
  return new Set(taken);
}

/** The lines of buckets that are recent, or hold one that is still open. */
export async function readLines<L extends KeptLine>(
  { store, shelf, memory, cost }: Keeping<L>,
  index: SummaryIndex,
  since: string,
): Promise<L[]> {
  const wanted = bucketsSince(index, since).map((bucket) => ({
    ...bucket,
    key: memoryKey(index.id, bucket.id),
  }));
  const unknown = wanted.filter(({ key, changed }) => memory.get(key)?.changed !== changed);
  const documents = await store.get(unknown.map(({ id }) => `summaries/${id}` as const));
  cost.documentsRead += unknown.length;
  for (const [position, { key, changed }] of unknown.entries()) {
    const document = documents[position];
    if (document) memory.set(key, { changed, lines: decodeLines(shelf, document.data) });
  }
  return wanted.flatMap(({ key }) => memory.get(key)?.lines ?? []);
}

export function indexOf(document: StoredDocument | undefined): SummaryIndex {
  return document ? summaryIndexSchema.parse(document.data) : emptySummaryIndex(randomUUID());
}

/** Has the tabs built at the next run though no line has changed. `document` is the index as that transaction read it. */
export function buildAgain(document: StoredDocument | undefined): Write[] {
  if (!document) return [];
  const { changes } = indexOf(document);
  return [{ kind: 'update', path: document.path, data: { changes: changes + 1 } }];
}

function memoryKey(index: string, bucket: string): string {
  return `${index}/${bucket}`;
}
