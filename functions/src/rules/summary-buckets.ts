import { z } from 'zod';
import { compareText } from './summary-text';

/**
 * Where lines are kept that summaries are made of: an index lists the buckets, each a document of at most 200 lines
 * (about 500 KB of the 1 MiB that a document may have), cut by the time at which what they tell of was made. A line's
 * place follows from that alone, so nothing else needs to remember it.
 */
const bucketSchema = z.object({
  id: z.string(),
  /** Place of the first line that it may hold; the first bucket takes everything before as well. */
  from: z.string(),
  /** Place of its last line, and whether any of its records is still open. */
  to: z.string(),
  open: z.boolean(),
  /** The index's `changes` when the bucket was last written: a reader who has seen it need not read it again. */
  changed: z.number(),
});
export type Bucket = z.infer<typeof bucketSchema>;

export const summaryIndexSchema = z.object({
  /** Never the same for two indexes, so that what was read under one is not taken for another's. */
  id: z.string(),
  buckets: z.array(bucketSchema),
  /**
   * Grows with every bucket written, and with whatever else the tabs are to show at once; `builtChanges` is what they
   * show, since `builtAt` (business time, UTC).
   */
  changes: z.number(),
  builtChanges: z.number(),
  builtAt: z.string(),
  /** Of the records' index: the newest reply of a customer that the tabs show as unread; '' where there is none. */
  shownReply: z.string().default(''),
  /** Of the records' index: the settings that the tabs show (`shownSettings`). */
  shownSettings: z.string().default(''),
});
export type SummaryIndex = z.infer<typeof summaryIndexSchema>;

export function emptySummaryIndex(id: string): SummaryIndex {
  return { id, buckets: [], changes: 0, builtChanges: 0, builtAt: '', shownReply: '', shownSettings: '' };
}

/** What a line must say to be kept. */
export type KeptLine = {
  readonly createdAt: string;
  /** A line never replaces one of a higher revision. */
  readonly revision: number;
  /** Nothing is expected to change any more, so that it is read only while it is recent. */
  readonly done: boolean;
};

/** One kind of lines, in documents of their own: what `bucket` names them after, and what tells two lines apart. */
export type Shelf<L extends KeptLine> = {
  readonly index: `summaries/${string}`;
  readonly bucket: string;
  readonly line: z.ZodType<L>;
  readonly keyOf: (line: L) => string;
};

const mostLines = 200;

/** Lines are stored as one JSON text: a map of them would be thousands of index entries and slow to decode. */
export const bucketDocumentSchema = z.object({ lines: z.string() });

export function encodeLines(lines: readonly KeptLine[]): z.infer<typeof bucketDocumentSchema> {
  return { lines: JSON.stringify(lines) };
}

export function decodeLines<L extends KeptLine>({ line }: Shelf<L>, document: unknown): L[] {
  return z.array(line).parse(JSON.parse(bucketDocumentSchema.parse(document).lines));
}

/** The bucket that the line belongs into; undefined while there is none at all. */
export function bucketFor<L extends KeptLine>(
  shelf: Shelf<L>,
  index: SummaryIndex,
  line: L,
): Bucket | undefined {
  return index.buckets.findLast(({ from }) => from <= placeOf(shelf, line)) ?? index.buckets[0];
}

export type BucketLines<L extends KeptLine> = { readonly bucket: Bucket; readonly lines: readonly L[] };

/**
 * Puts lines into the bucket that is theirs; a line of an older revision than the one there is passed over. A bucket
 * that overflows is divided: at the end of the index by starting a new one, else in halves. Gives the new index and
 * the buckets to write.
 */
export function putLines<L extends KeptLine>(
  shelf: Shelf<L>,
  index: SummaryIndex,
  bucket: Bucket | undefined,
  before: readonly L[],
  added: readonly L[],
): { readonly index: SummaryIndex; readonly written: readonly BucketLines<L>[] } {
  const place = (line: L | undefined) => (line ? placeOf(shelf, line) : '');
  const byKey = new Map(before.map((line) => [shelf.keyOf(line), line]));
  for (const line of added) {
    const known = byKey.get(shelf.keyOf(line));
    if (!known || known.revision <= line.revision) byKey.set(shelf.keyOf(line), line);
  }
  const lines = [...byKey.values()].sort((a, b) => compareText(place(a), place(b)));
  const isLast = bucket === index.buckets.at(-1);
  const parts = divide(lines, isLast ? mostLines : Math.ceil(lines.length / 2));
  const changes = index.changes + 1;
  const written = parts.map((part, position) => ({
    bucket: {
      id:
        position === 0 && bucket
          ? bucket.id
          : `${shelf.bucket}-${index.buckets.length + position - (bucket ? 1 : 0)}`,
      from: position === 0 && bucket ? bucket.from : place(part[0]),
      to: place(part.at(-1)),
      open: part.some(({ done }) => !done),
      changed: changes,
    },
    lines: part,
  }));
  const buckets = [...index.buckets.filter((other) => other !== bucket), ...written.map((one) => one.bucket)];
  buckets.sort((a, b) => compareText(a.from, b.from));
  return { index: { ...index, buckets, changes }, written };
}

/** Buckets that the tabs need: made since then, or with a record that is still open. */
export function bucketsSince(index: SummaryIndex, since: string): readonly Bucket[] {
  return index.buckets.filter(({ to, open }) => open || to >= since);
}

function divide<L extends KeptLine>(lines: readonly L[], size: number): L[][] {
  if (lines.length <= mostLines) return [[...lines]];
  return Array.from({ length: Math.ceil(lines.length / size) }, (_, part) =>
    lines.slice(part * size, (part + 1) * size),
  );
}

function placeOf<L extends KeptLine>({ keyOf }: Shelf<L>, line: L): string {
  return `${line.createdAt}~${keyOf(line)}`;
}
