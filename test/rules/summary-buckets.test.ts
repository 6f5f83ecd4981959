import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  bucketFor,
  bucketsSince,
  decodeLines,
  emptySummaryIndex,
  encodeLines,
  putLines,
  type SummaryIndex,
} from '../../functions/src/rules/summary-buckets';
import { recordShelf, type SummaryLine } from '../../functions/src/rules/summary-line';
import { summaryLineOf } from '../support/summary-lines';

const start = Date.parse('2026-01-01T00:00:00.000Z');
/** A line of a record made so many hours after the start. */
const made = (hours: number, changes: Partial<SummaryLine> = {}): SummaryLine =>
  summaryLineOf({
    number: `DH${hours}`,
    createdAt: new Date(start + hours * 3_600_000).toISOString(),
    ...changes,
  });

/** What the store would hold after putting the lines one lot after another. */
function kept(lots: readonly (readonly SummaryLine[])[]) {
  let index: SummaryIndex = emptySummaryIndex('index-1');
  const buckets = new Map<string, readonly SummaryLine[]>();
  for (const lot of lots) {
    let waiting = lot;
    while (waiting[0]) {
      const bucket = bucketFor(recordShelf, index, waiting[0]);
      const taken = waiting.filter((line) => bucketFor(recordShelf, index, line) === bucket);
      const put = putLines(recordShelf, index, bucket, bucket ? (buckets.get(bucket.id) ?? []) : [], taken);
      for (const { bucket: written, lines } of put.written) buckets.set(written.id, lines);
      index = put.index;
      waiting = waiting.filter((line) => !taken.includes(line));
    }
  }
  return { index, buckets, all: [...buckets.values()].flat() };
}

describe('buckets of summary lines', () => {
  it('keep every record once, in its newest state, in no more than 200 lines each, in whatever order they come', () => {
    const lots = fc.array(
      fc.array(fc.record({ hour: fc.nat(900), revision: fc.nat(5) }), { maxLength: 250 }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(lots, (drawn) => {
        const lines = drawn.map((lot) => lot.map(({ hour, revision }) => made(hour, { revision })));
        const newest = new Map<string, number>();
        for (const line of lines.flat())
          newest.set(line.record, Math.max(newest.get(line.record) ?? 0, line.revision));
        const { index, buckets, all } = kept(lines);
        expect(new Map(all.map(({ record, revision }) => [record, revision]))).toEqual(newest);
        expect(all).toHaveLength(newest.size);
        expect(index.buckets.map(({ id }) => id).sort()).toEqual([...buckets.keys()].sort());
        for (const lines of buckets.values()) expect(lines.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 40 },
    );
  });

  it('fill up one after the other when records are made one after the other', () => {
    const { index } = kept(Array.from({ length: 1000 }, (_, hour) => [made(hour)]));
    expect(index.buckets).toHaveLength(5);
  });

  it('take records of one and the same moment, as an import makes them', () => {
    const sameMoment = Array.from({ length: 700 }, (_, at) => summaryLineOf({ number: `DH${at}` }));
    const { all, buckets } = kept([sameMoment.slice(0, 350), sameMoment.slice(350)]);
    expect(all).toHaveLength(700);
    for (const lines of buckets.values()) expect(lines.length).toBeLessThanOrEqual(200);
  });

  it('are read when they are recent or hold an open record', () => {
    const { index } = kept([
      Array.from({ length: 200 }, (_, hour) => made(hour, { done: true })),
      Array.from({ length: 200 }, (_, hour) => made(1000 + hour, { done: hour > 0 })),
      [made(3000, { done: true })],
    ]);
    const since = new Date(start + 2000 * 3_600_000).toISOString();
    expect(bucketsSince(index, since).map(({ id }) => id)).toEqual(['bucket-1', 'bucket-2']);
  });

  it('are stored as one text that reads back the same, and refuse another', () => {
    const lines = [made(1), made(2)];
    expect(decodeLines(recordShelf, encodeLines(lines))).toEqual(lines);
    expect(() => decodeLines(recordShelf, { lines: '[{"record":1}]' })).toThrow();
    expect(() => decodeLines(recordShelf, {})).toThrow();
  });

  it('stay well below the 1 MiB of a document', () => {
    const stages = Array.from({ length: 10 }, () => ({
      stage: 'classification',
      person: `${'somebody'.repeat(4)}@company.example`,
      openedAt: '2026-03-16T01:30:00.000Z',
      dueAt: '2026-03-16T01:30:00.000Z',
      completedAt: '2026-03-16T01:30:00.000Z',
    }));
    const line = made(1, { stages, dealer: '长'.repeat(60), region: '长'.repeat(60) });
    expect(Buffer.byteLength(JSON.stringify(line)) * 200).toBeLessThan(700_000);
  });
});
