import type { Form } from '../forms/form';
import type { Services, StoredDocument, Write } from '../ports';
import { recordSchema } from '../rules/record';
import { replySchema } from '../rules/reply';
import type { Settings } from '../rules/settings';
import type { SummaryIndex } from '../rules/summary-buckets';
import { recordShelf, type SummaryLine, summaryLine } from '../rules/summary-line';
import { newestOfEach, noticeShelf } from '../rules/summary-notice-line';
import { noticesSince } from '../rules/summary-notices';
import { longestInbox } from '../rules/summary-replies';
import { shownSettings, summaryMonths, summaryTabs } from '../rules/summary-tabs';
import { monthsBack } from '../rules/summary-text';
import { clearFlag } from './clear-flag';
import { indexOf, keepLines, newSummaryMemory, readLines, type SummaryMemory } from './kept-lines';
import { tryWrites } from './try-writes';

const pageSize = 200;
const rebuildAfter = 15 * 60_000;

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
 * settings, when a line of a record or a notice (`show-notices`) has changed, a customer has written or a clerk has dealt
 * with that, settings that they show have changed, or 15 minutes of business time have passed (time alone makes things
 * overdue).
 *
 * Cost for n changed records whose lines lie in b buckets: n record reads, 2b + 2 document reads, n + 2b + 1 writes,
 * for all tabs one read and one write call to the Sheets API, and one read for each reply (50 at most) that nobody has
 * dealt with. `memory` is kept by a process between its runs; a new one also reads the buckets of the last year, one
 * document per 200 orders, and of two months' notices. With nothing to do: both indexes and the newest such reply.
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
  const { services, forms, budgetMs, memory = newSummaryMemory() } = options;
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
  const lines = page.flatMap((document) => lineOf(document, run));
  await keepLines({ store: services.store, shelf: recordShelf, memory: run.memory.records, cost }, lines);
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

async function rebuildTabs(run: Run): Promise<void> {
  const { services, forms, memory, now, cost } = run;
  const { store, settings } = services;
  const found = await store.get([recordShelf.index, noticeShelf.index]);
  const [records, notices] = [indexOf(found[0]), indexOf(found[1])];
  cost.documentsRead += 2;
  const isChanged = [records, notices].some(({ changes, builtChanges }) => changes !== builtChanges);
  const isAsShown = isFresh(records, now) && shownSettings(settings) === records.shownSettings;
  if (!isChanged && isAsShown && (await newestUnread(run)) === records.shownReply) return;
  const context = { now, settings, forms, staff: await services.staff.current() };
  const lines = await readLines(
    { store, shelf: recordShelf, memory: memory.records, cost },
    records,
    monthsBack(summaryMonths, context),
  );
  const told = await readLines(
    { store, shelf: noticeShelf, memory: memory.notices, cost },
    notices,
    noticesSince(context),
  );
  const unread = await unreadReplies(run, longestInbox);
  const replies = unread.flatMap(({ data }) => replySchema.safeParse(data).data ?? []);
  const tabs = summaryTabs({ lines, notices: newestOfEach(told), replies }, context);
  await services.spreadsheet.writeTabs(summarySpreadsheet(settings), tabs);
  cost.sheetCalls += 2;
  const built = {
    builtChanges: records.changes,
    builtAt: now,
    shownReply: unread[0]?.id ?? '',
    shownSettings: shownSettings(settings),
  };
  const writes: Write[] = [
    found[0]
      ? { kind: 'update', path: recordShelf.index, data: built }
      : { kind: 'create', path: recordShelf.index, data: { ...records, ...built } },
    ...(notices.changes === notices.builtChanges
      ? []
      : [
          {
            kind: 'update',
            path: noticeShelf.index,
            data: { builtChanges: notices.changes },
          } as const,
        ]),
  ];
  // Whoever has made an index meanwhile finds it unlike what is shown, and builds again.
  await tryWrites(store, writes);
  cost.documentsWritten += writes.length;
}

/** Replies of customers that nobody has dealt with, newest first. */
async function unreadReplies({ services, cost }: Run, limit: number): Promise<readonly StoredDocument[]> {
  const found = await services.store.find({
    collection: 'replies',
    where: [['handled', '==', false]],
    orderBy: [['at', 'desc']],
    limit,
  });
  cost.documentsRead += found.length;
  return found;
}

/** One that comes in is the newest: asking for that one alone, it is seen within a minute for one read. */
async function newestUnread(run: Run): Promise<string> {
  return (await unreadReplies(run, 1))[0]?.id ?? '';
}

/** A clock that was set back makes tabs stale as well. */
function isFresh({ builtAt }: SummaryIndex, now: string): boolean {
  const age = Date.parse(now) - Date.parse(builtAt);
  return age >= 0 && age < rebuildAfter;
}

function summarySpreadsheet(settings: Settings): string {
  const [first] = settings.spreadsheets;
  if (first === undefined)
    throw new Error('settings.spreadsheets is empty: there is no place for the summary tabs');
  return first;
}
