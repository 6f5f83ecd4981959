import type { Form } from '../forms/form';
import type { Services, Store, StoredDocument, Write } from '../ports';
import { standsAfter } from '../rules/message-stands';
import { type Notice, noticeSchema } from '../rules/notice';
import { recordSchema, type StoredRecord } from '../rules/record';
import { noticeLine, noticeShelf } from '../rules/summary-notice-line';
import { groupBy } from '../rules/summary-text';
import { keepLines, newSummaryMemory, type SummaryMemory } from './kept-lines';
import { tryWrites } from './try-writes';

const pageSize = 200;

export type ShowCost = {
  readonly noticesRead: number;
  readonly documentsRead: number;
  readonly documentsWritten: number;
  /** Records that say now how their notices stand, and are to be shown in the register. */
  readonly recordsTold: number;
  /** Notices that stay flagged for the next run: they or their record changed meanwhile. */
  readonly left: number;
  /** Ids of stored notices that could not be understood; their flag is cleared. */
  readonly unreadable: readonly string[];
};
type Tally = { -readonly [K in keyof ShowCost]: ShowCost[K] extends number ? number : string[] };

type Run = {
  readonly services: Services;
  readonly forms: readonly Form[];
  readonly memory: SummaryMemory;
  readonly tally: Tally;
};

/**
 * Takes what changed of notices (`showPending`) to where staff see it: a line for the tab 通知, and on their record how
 * they stand, for the sheet sync to show.
 *
 * Cost for n changed notices of r records whose lines lie in b buckets: n + r + 2b document reads, n + r + 2b writes at
 * most; with none, nothing is read. A page of 200 is begun as long as `budgetMs` of machine time are not over.
 *
 * A record is written together with the flags of its notices, by the versions that were read, so that it never says
 * less than is known: who was overtaken leaves the flags for the next run, and sets them once more, since whoever was
 * faster has cleared them while the older lines of this run may have come after theirs. Every step may be repeated.
 */
export async function showNotices(options: {
  readonly services: Services;
  readonly forms: readonly Form[];
  readonly memory?: SummaryMemory;
  readonly budgetMs: number;
}): Promise<ShowCost> {
  const { services, forms, budgetMs, memory = newSummaryMemory() } = options;
  const tally: Tally = {
    noticesRead: 0,
    documentsRead: 0,
    documentsWritten: 0,
    recordsTold: 0,
    left: 0,
    unreadable: [],
  };
  const end = services.clock.machine().getTime() + budgetMs;
  while ((await showPage({ services, forms, memory, tally })) && services.clock.machine().getTime() < end);
  return tally;
}

/** Whether there may be more. */
async function showPage({ services, forms, memory, tally }: Run): Promise<boolean> {
  const { store } = services;
  const page = await store.find({
    collection: 'notices',
    where: [['showPending', '==', true]],
    limit: pageSize,
  });
  if (page.length === 0) return false;
  tally.noticesRead += page.length;
  const notices = page.map((document) => ({ document, notice: noticeSchema.safeParse(document.data).data }));
  const known = notices.flatMap(({ notice }) => (notice ? [notice] : []));
  tally.unreadable.push(...notices.flatMap(({ document, notice }) => (notice ? [] : [document.id])));
  const records = await recordsOf(known, store, tally);
  const lines = known.map((notice) =>
    noticeLine(
      notice,
      records.get(notice.record)?.record,
      forms.find(({ id }) => id === notice.form),
    ),
  );
  await keepLines({ store, shelf: noticeShelf, memory: memory.notices, cost: tally }, lines);
  const groups = groupBy(notices, ({ document, notice }) =>
    notice && records.has(notice.record) ? notice.record : document.id,
  );
  const cleared = await writeGroups(
    [...groups].map(([record, theirs]) => groupOf(records.get(record), theirs)),
    store,
    tally,
  );
  tally.left += page.length - cleared;
  return page.length === pageSize && cleared > 0;
}

type Recorded = { readonly document: StoredDocument; readonly record: StoredRecord };
type Flagged = { readonly document: StoredDocument; readonly notice: Notice | undefined };

/** By id. Who is told of many records, as staff are, has none; nor has a notice whose record can't be read. */
async function recordsOf(
  notices: readonly Notice[],
  store: Store,
  tally: Tally,
): Promise<ReadonlyMap<string, Recorded>> {
  const ids = new Set(notices.filter(({ form }) => form !== '').map(({ record }) => record));
  const documents = await store.get([...ids].map((id) => `records/${id}` as const));
  tally.documentsRead += ids.size;
  return new Map(
    documents.flatMap((document) => {
      const record = recordSchema.safeParse(document?.data).data;
      return document && record ? [[document.id, { document, record }]] : [];
    }),
  );
}

/** What is written together: a record's stands with the flags of its notices. */
type Group = { readonly flagged: readonly Flagged[]; readonly writes: readonly Write[] };

function groupOf(recorded: Recorded | undefined, flagged: readonly Flagged[]): Group {
  const stands =
    recorded &&
    standsAfter(
      recorded.record.messages,
      flagged.flatMap(({ notice }) => notice ?? []),
    );
  const telling: Write[] =
    recorded && stands
      ? [
          {
            kind: 'update',
            path: recorded.document.path,
            version: recorded.document.version,
            data: { messages: stands, toSheet: true },
          },
        ]
      : [];
  const clearing = flagged.map(({ document: { path, version } }): Write => {
    return { kind: 'update', path, version, data: { showPending: false } };
  });
  return { flagged, writes: [...telling, ...clearing] };
}

/** All at once, else each group by itself; gives how many notices are done. */
async function writeGroups(groups: readonly Group[], store: Store, tally: Tally): Promise<number> {
  const done = (some: readonly Group[]): number => {
    tally.documentsWritten += some.flatMap(({ writes }) => writes).length;
    tally.recordsTold += some.filter(({ writes, flagged }) => writes.length > flagged.length).length;
    return some.flatMap(({ flagged }) => flagged).length;
  };
  const together = groups.flatMap(({ writes }) => writes);
  if ((await tryWrites(store, together)) === 'yes') return done(groups);
  const written: Group[] = [];
  for (const group of groups) {
    if ((await tryWrites(store, group.writes)) === 'yes') written.push(group);
    else await flagAgain(group, store);
  }
  return done(written);
}

async function flagAgain({ flagged }: Group, store: Store): Promise<void> {
  for (const { document } of flagged)
    await tryWrites(store, [{ kind: 'update', path: document.path, data: { showPending: true } }]);
}
