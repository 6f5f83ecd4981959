import { z } from 'zod';
import { type SummaryLine, summaryLineSchema } from './summary-line';
import { compareText } from './summary-text';

/**
 * Where the summary lines are kept: `summaries/index` lists the buckets, each a document `summaries/bucket-n` of at
 * most 200 lines (about 500 KB of the 1 MiB that a document may have), cut by the time at which records were made. A
 * record's place follows from its `createdAt` alone, so nothing else needs to remember it.
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
  /** Grows with every bucket written; `builtChanges` is what the tabs show, since `builtAt` (business time, UTC). */
  changes: z.number(),
  builtChanges: z.number(),
  builtAt: z.string(),
});
export type SummaryIndex = z.infer<typeof summaryIndexSchema>;

export function emptySummaryIndex(id: string): SummaryIndex {
  return { id, buckets: [], changes: 0, builtChanges: 0, builtAt: '' };
}

const mostLines = 200;

/** Lines are stored as one JSON text: a map of them would be thousands of index entries and slow to decode. */
export const bucketDocumentSchema = z.object({ lines: z.string() });

export function encodeLines(lines: readonly SummaryLine[]): z.infer<typeof bucketDocumentSchema> {
  return { lines: JSON.stringify(lines) };
}

export function decodeLines(document: unknown): SummaryLine[] {
  return z.array(summaryLineSchema).parse(JSON.parse(bucketDocumentSchema.parse(document).lines));
}

/** The bucket that the line belongs into; undefined while there is none at all. */
export function bucketFor(index: SummaryIndex, line: SummaryLine): Bucket | undefined {
  return index.buckets.findLast(({ from }) => from <= placeOf(line)) ?? index.buckets[0];
}

export type BucketLines = { readonly bucket: Bucket; readonly lines: readonly SummaryLine[] };

/**
 * Puts lines into the bucket that is theirs; a line of an older revision than the one there is passed over. A bucket
 * that overflows is divided: at the end of the index by starting a new one, else in halves. Gives the new index and
 * the buckets to write.
 */
export function putLines(
  index: SummaryIndex,
  bucket: Bucket | undefined,
  before: readonly SummaryLine[],
  added: readonly SummaryLine[],
): { readonly index: SummaryIndex; readonly written: readonly BucketLines[] } {
  const byRecord = new Map(before.map((line) => [line.record, line]));
  for (const line of added) {
    const known = byRecord.get(line.record);
    if (!known || known.revision <= line.revision) byRecord.set(line.record, line);
  }
  const lines = [...byRecord.values()].sort((a, b) => compareText(placeOf(a), placeOf(b)));
  const isLast = bucket === index.buckets.at(-1);
  const parts = divide(lines, isLast ? mostLines : Math.ceil(lines.length / 2));
  const changes = index.changes + 1;
  const written = parts.map((part, position) => ({
    bucket: {
      id:
        position === 0 && bucket ? bucket.id : `bucket-${index.buckets.length + position - (bucket ? 1 : 0)}`,
      from: position === 0 && bucket ? bucket.from : placeOf(part[0]),
      to: placeOf(part.at(-1)),
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

function divide(lines: readonly SummaryLine[], size: number): SummaryLine[][] {
  if (lines.length <= mostLines) return [[...lines]];
  return Array.from({ length: Math.ceil(lines.length / size) }, (_, part) =>
    lines.slice(part * size, (part + 1) * size),
  );
}

function placeOf(line: SummaryLine | undefined): string {
  return line ? `${line.createdAt}~${line.record}` : '';
}
