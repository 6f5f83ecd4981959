import { randomUUID } from 'node:crypto';
import type { Form } from '../forms/form';
import type { Services, StoredDocument, Write } from '../ports';
import { recordSchema } from '../rules/record';
import type { Settings } from '../rules/settings';
import {
  bucketFor,
  bucketsSince,
  decodeLines,
  emptySummaryIndex,
  encodeLines,
  putLines,
  type SummaryIndex,
  summaryIndexSchema,
} from '../rules/summary-buckets';
import { type SummaryLine, summaryLine } from '../rules/summary-line';
import { summaryMonths, summaryTabs } from '../rules/summary-tabs';
import { monthsBack } from '../rules/summary-text';
import { clearFlag } from './clear-flag';

const pageSize = 200;
const rebuildAfter = 15 * 60_000;
const indexPath = 'summaries/index';

/** Buckets that this process has read or written; those that have not changed since need no reading again. */
export type SummaryMemory = Map<string, { readonly changed: number; readonly lines: readonly SummaryLine[] }>;

export type RefreshCost = {
  readonly recordsRead: number;
  readonly documentsRead: number;
  readonly documentsWritten: number;
  readonly sheetCalls: number;
  /** Ids of stored records that could not be understood: left out until they are written again. */
  readonly unreadable: readonly string[];
};

type Run = {
  readonly services: Services;
  readonly forms: readonly Form[];
  readonly memory: SummaryMemory;
  readonly now: string;
  readonly cost: { -readonly [K in Exclude<keyof RefreshCost, 'unreadable'>]: number };
  readonly unreadable: string[];
};

/**
 * Takes changed records into the summary lines and rewrites the managers' tabs, in the first spreadsheet of the
 * settings, when a line has changed or 15 minutes of business time have passed (time alone makes things overdue).
 *
 * Cost for n changed records whose lines lie in b buckets: n record reads, 2b + 2 document reads, n + 2b + 1 writes,
 * and for all tabs one read and one write call to the Sheets API. `memory` is kept by a process between its runs;
 * a new one also reads the buckets of the last year, one document per 200 orders. With nothing to do: one document
 * read.
 *
 * No page of records is begun after `budgetMs` of machine time; what is left stays flagged for the next run. Every
 * step may be repeated: a crash leaves flags set, and lines are replaced, not added.
 */
export async function refreshSummaries(options: {
  readonly services: Services;
  readonly forms: readonly Form[];
  readonly memory?: SummaryMemory;
  readonly budgetMs: number;
}): Promise<RefreshCost> {
  const { services, forms, budgetMs, memory = new Map() } = options;
  const now = services.clock.business().toISOString();
  const cost = { recordsRead: 0, documentsRead: 0, documentsWritten: 0, sheetCalls: 0 };
  const run: Run = { services, forms, memory, now, cost, unreadable: [] };
  const end = services.clock.machine().getTime() + budgetMs;
  while ((await takeInPage(run)) && services.clock.machine().getTime() < end);
  await rebuildTabs(run);
  return { ...cost, unreadable: run.unreadable };
}

/** Whether there may be more. */
async function takeInPage(run: Run): Promise<boolean> {
  const { services, cost } = run;
  const page = await services.store.find({
    collection: 'records',
    where: [['summaryPending', '==', true]],
    limit: pageSize,
  });
  cost.recordsRead += page.length;
  let waiting = page.flatMap((document) => lineOf(document, run));
  while (waiting.length > 0) {
    const taken = await keepLines(run, waiting);
    waiting = waiting.filter((line) => !taken.has(line.record));
  }
  const cleared = await clearFlag(services.store, page, 'summaryPending');
  cost.documentsWritten += cleared.length;
  return page.length === pageSize && cleared.length > 0;
}

/** None for settings, which no summary counts. */
function lineOf(document: StoredDocument, { forms, now, services, unreadable }: Run): SummaryLine[] {
  const record = recordSchema.safeParse(document.data);
  const form = record.success && forms.find(({ id }) => id === record.data.form);
  if (!form) {
    unreadable.push(document.id);
    return [];
  }
  return form.settings ? [] : [summaryLine(form, record.data, { now, settings: services.settings })];
}

/** Puts all lines that share the first one's bucket in their place; gives the records that are done. */
async function keepLines(run: Run, waiting: readonly SummaryLine[]): Promise<Set<string>> {
  const { services, memory, cost } = run;
  const { indexId, written, taken } = await services.store.transact(async (read) => {
    const [indexDocument] = await read([indexPath]);
    const index = indexOf(indexDocument);
    const bucket = waiting[0] && bucketFor(index, waiting[0]);
    const [bucketDocument] = bucket ? await read([`summaries/${bucket.id}`]) : [];
    const taken = waiting.filter((line) => bucketFor(index, line) === bucket);
    const put = putLines(index, bucket, bucketDocument ? decodeLines(bucketDocument.data) : [], taken);
    const writes: Write[] = put.written.map(({ bucket: { id }, lines }) => ({
      kind: 'set',
      path: `summaries/${id}`,
      data: encodeLines(lines),
    }));
    return {
      writes: [...writes, { kind: 'set', path: indexPath, data: put.index }],
      result: { indexId: index.id, written: put.written, taken },
    };
  });
  for (const { bucket, lines } of written) {
    memory.set(memoryKey(indexId, bucket.id), { changed: bucket.changed, lines });
  }
  cost.documentsRead += 2;
  cost.documentsWritten += written.length + 1;
  return new Set(taken.map(({ record }) => record));
}

async function rebuildTabs(run: Run): Promise<void> {
  const { services, forms, now, cost } = run;
  const [indexDocument] = await services.store.get([indexPath]);
  const index = indexOf(indexDocument);
  cost.documentsRead += 1;
  if (index.changes === index.builtChanges && isFresh(index, now)) return;
  const context = { now, settings: services.settings, forms, staff: await services.staff.current() };
  const lines = await readLines(run, index, monthsBack(summaryMonths, context));
  await services.spreadsheet.writeTabs(summarySpreadsheet(services.settings), summaryTabs(lines, context));
  cost.sheetCalls += 2;
  await services.store.transact(async (read) => {
    const [current] = await read([indexPath]);
    const data = { ...indexOf(current), builtChanges: index.changes, builtAt: now };
    return { writes: [{ kind: 'set', path: indexPath, data }], result: undefined };
  });
  cost.documentsRead += 1;
  cost.documentsWritten += 1;
}

async function readLines(run: Run, index: SummaryIndex, since: string): Promise<SummaryLine[]> {
  const { services, memory, cost } = run;
  const wanted = bucketsSince(index, since).map((bucket) => ({
    ...bucket,
    key: memoryKey(index.id, bucket.id),
  }));
  const unknown = wanted.filter(({ key, changed }) => memory.get(key)?.changed !== changed);
  const documents = await services.store.get(unknown.map(({ id }) => `summaries/${id}` as const));
  cost.documentsRead += unknown.length;
  for (const [position, { key, changed }] of unknown.entries()) {
    const document = documents[position];
    if (document) memory.set(key, { changed, lines: decodeLines(document.data) });
  }
  return wanted.flatMap(({ key }) => memory.get(key)?.lines ?? []);
}

function memoryKey(index: string, bucket: string): string {
  return `${index}/${bucket}`;
}

/** A clock that was set back makes tabs stale as well. */
function isFresh({ builtAt }: SummaryIndex, now: string): boolean {
  const age = Date.parse(now) - Date.parse(builtAt);
  return age >= 0 && age < rebuildAfter;
}

function indexOf(document: StoredDocument | undefined): SummaryIndex {
  return document ? summaryIndexSchema.parse(document.data) : emptySummaryIndex(randomUUID());
}

function summarySpreadsheet(settings: Settings): string {
  const [first] = settings.spreadsheets;
  if (first === undefined)
    throw new Error('settings.spreadsheets is empty: there is no place for the summary tabs');
  return first;
}
