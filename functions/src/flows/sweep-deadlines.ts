import type { Form } from '../forms/form';
import { log } from '../log';
import type { Query, Services, StoredDocument, Write } from '../ports';
import { recordSchema } from '../rules/record';
import { type Swept, sweepRecord } from '../rules/sweep-record';
import { countedWrites } from './blank-writes';
import { inLanes } from './in-lanes';
import { tryWrites } from './try-writes';

export type SweepOptions = {
  /** Records per query. */
  readonly limit: number;
  /** Records under way at once. */
  readonly concurrency: number;
  /** No page is begun after so much machine time; what is left stays due. */
  readonly budgetMs: number;
};

export type SweepCount = {
  readonly recordsRead: number;
  readonly swept: number;
  readonly reminders: number;
  readonly blanks: number;
  /** Written by somebody else meanwhile: the next page or run sees them as they are then. */
  readonly overtaken: number;
};

type Tally = { -readonly [K in keyof SweepCount]: number };

/** How long a record that cannot be dealt with is left alone, in business time: it may be mended meanwhile. */
const putOffMs = 24 * 3600 * 1000;

/**
 * Looks at the records whose moment has come, and at those whose moments were computed under other settings, in pages
 * by index; nothing else is read. Each record is written once, together with its reminders and counted blanks, and only
 * as long as nobody has written it since it was read, so any number of sweeps may run at once, again, or die half-way.
 * A record that cannot be read, or at which the rules fail, is logged and looked at again a day later.
 * @throws AggregateError of what failed in the store and in the rules, after everything else has been swept.
 */
export async function sweepDeadlines(
  services: Services,
  forms: readonly Form[],
  options: SweepOptions,
): Promise<SweepCount> {
  const { clock, store } = services;
  const tally: Tally = { recordsRead: 0, swept: 0, reminders: 0, blanks: 0, overtaken: 0 };
  const end = clock.machine().getTime() + options.budgetMs;
  const faults: unknown[] = [];
  const collecting = async <T>(work: () => Promise<readonly T[]>): Promise<readonly T[]> => {
    try {
      return await work();
    } catch (error) {
      faults.push(...(error instanceof AggregateError ? error.errors : [error]));
      return [];
    }
  };
  for (const query of queuesOf(services, options.limit)) {
    for (let more = true; more && clock.machine().getTime() < end; ) {
      const before = tally.swept;
      const page = await collecting(() => store.find(query));
      tally.recordsRead += page.length;
      await collecting(() =>
        inLanes(page, options.concurrency, (document) => sweepOne(services, forms, document, tally)),
      );
      more = page.length === options.limit && tally.swept > before;
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} faults while sweeping.`);
  return tally;
}

/** An era says nothing about which came first, so those of every other one are asked for. */
function queuesOf({ clock, settings }: Services, limit: number): readonly Query[] {
  const open: Query['where'][number] = ['done', '==', false];
  const timed: Pick<Query, 'collection' | 'orderBy' | 'limit'> = {
    collection: 'records',
    orderBy: [['timedUnder', 'asc']],
    limit,
  };
  return [
    {
      collection: 'records',
      where: [['nextDueAt', '<=', clock.business().toISOString()]],
      orderBy: [['nextDueAt', 'asc']],
      limit,
    },
    { ...timed, where: [open, ['timedUnder', '<', settings.era]] },
    { ...timed, where: [open, ['timedUnder', '>', settings.era]] },
  ];
}

async function sweepOne(
  services: Services,
  forms: readonly Form[],
  document: StoredDocument,
  tally: Tally,
): Promise<void> {
  const { store, clock, settings } = services;
  const { path, id, data, version } = document;
  const now = clock.business().toISOString();
  const staff = await services.staff.current();
  const record = recordSchema.safeParse(data);
  const form = record.success && forms.find((one) => one.id === record.data.form);
  if (!form) {
    log('ERROR', 'record unreadable', { record: id });
    return putOff(services, document, tally);
  }
  let outcome: { readonly swept: Swept; readonly counted: readonly Write[] };
  try {
    const swept = sweepRecord(form, record.data, now, settings, staff);
    outcome = { swept, counted: countedWrites(form, record.data, swept.blanks, { now, settings, staff }) };
  } catch (error) {
    log('ERROR', 'record not swept', { record: id, error: error instanceof Error ? error.name : 'unknown' });
    await putOff(services, document, tally);
    throw error;
  }
  const { changes, reminders, blanks } = outcome.swept;
  if (Object.keys(changes).length === 0) return;
  const told = reminders.map(
    (reminder): Write => ({ kind: 'create', path: `reminders/${reminder.id}`, data: reminder }),
  );
  const writes: Write[] = [{ kind: 'update', path, version, data: changes }, ...told, ...outcome.counted];
  if (await written(store, writes)) {
    tally.swept += 1;
    tally.reminders += reminders.length;
    tally.blanks += blanks.length;
  } else {
    tally.overtaken += 1;
  }
}

/** Takes a record out of every queue for a day, so that it neither holds up the others nor is lost for ever. */
async function putOff(
  { store, clock, settings }: Services,
  { path, version }: StoredDocument,
  tally: Tally,
): Promise<void> {
  const nextDueAt = new Date(clock.business().getTime() + putOffMs).toISOString();
  const data = { nextDueAt, timedUnder: settings.era };
  if (await written(store, [{ kind: 'update', path, version, data }])) tally.swept += 1;
  else tally.overtaken += 1;
}

/** Whether they were written: not when the record has changed since it was read. */
async function written(store: Services['store'], writes: readonly Write[]): Promise<boolean> {
  const done = await tryWrites(store, writes);
  return done === 'taken' ? written(store, await withoutThoseTaken(store, writes)) : done === 'yes';
}

/** Somebody was told, or a blank was counted, of which the record knows nothing (it was restored, say): once is enough. */
async function withoutThoseTaken(store: Services['store'], writes: readonly Write[]): Promise<Write[]> {
  const there = await store.get(writes.map(({ path }) => path));
  return writes.filter(({ kind }, index) => kind !== 'create' || there[index] === undefined);
}
