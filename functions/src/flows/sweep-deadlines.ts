import type { Form } from '../forms/form';
import { log } from '../log';
import { type Query, type Services, StoreConflict, type StoredDocument, type Write } from '../ports';
import { recordSchema } from '../rules/record';
import { sweepRecord } from '../rules/sweep-record';
import { countedWrites } from './blank-writes';
import { inLanes } from './in-lanes';

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

/** Far behind every real moment: a record that can't be read must not stand at the head of the queue for ever. */
const never = '9999-12-31T00:00:00.000Z';

/**
 * Looks at the records whose moment has come, and at those whose moments were computed under other settings, in pages
 * by index; nothing else is read. Each record is written once, together with its reminders and counted blanks, and only
 * as long as nobody has written it since it was read, so any number of sweeps may run at once, again, or die half-way.
 */
export async function sweepDeadlines(
  services: Services,
  forms: readonly Form[],
  options: SweepOptions,
): Promise<SweepCount> {
  const { clock, settings } = services;
  const tally: Tally = { recordsRead: 0, swept: 0, reminders: 0, blanks: 0, overtaken: 0 };
  const end = clock.machine().getTime() + options.budgetMs;
  const queues: Query[] = [
    {
      collection: 'records',
      where: [['nextDueAt', '<=', clock.business().toISOString()]],
      orderBy: [['nextDueAt', 'asc']],
      limit: options.limit,
    },
    {
      collection: 'records',
      where: [
        ['done', '==', false],
        ['timedUnder', '<', settings.era],
      ],
      orderBy: [['timedUnder', 'asc']],
      limit: options.limit,
    },
  ];
  for (const query of queues) {
    for (let more = true; more && clock.machine().getTime() < end; ) {
      const before = tally.swept;
      const page = await services.store.find(query);
      tally.recordsRead += page.length;
      await inLanes(page, options.concurrency, (document) => sweepOne(services, forms, document, tally));
      more = page.length === options.limit && tally.swept > before;
    }
  }
  return tally;
}

async function sweepOne(
  services: Services,
  forms: readonly Form[],
  { path, id, data, version }: StoredDocument,
  tally: Tally,
): Promise<void> {
  const { store, clock, settings } = services;
  const now = clock.business().toISOString();
  const staff = await services.staff.current();
  const record = recordSchema.safeParse(data);
  const form = record.success && forms.find((one) => one.id === record.data.form);
  if (!form) {
    log('ERROR', 'record unreadable', { record: id });
    if (await written(store, [{ kind: 'update', path, version, data: { nextDueAt: never } }]))
      tally.swept += 1;
    return;
  }
  const { changes, reminders, blanks } = sweepRecord(form, record.data, now, settings, staff);
  if (Object.keys(changes).length === 0) return;
  const writes: Write[] = [
    { kind: 'update', path, version, data: changes },
    ...reminders.map(
      (reminder): Write => ({
        kind: 'create',
        path: `reminders/${reminder.id}`,
        data: reminder,
      }),
    ),
    ...countedWrites(form, record.data, blanks, { now, settings, staff }),
  ];
  if (await written(store, writes)) {
    tally.swept += 1;
    tally.reminders += reminders.length;
    tally.blanks += blanks.length;
  } else {
    tally.overtaken += 1;
  }
}

/** Whether they were written: not when the record has changed since it was read. */
async function written(store: Services['store'], writes: readonly Write[]): Promise<boolean> {
  try {
    await store.write(writes);
    return true;
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error;
    if (error.reason !== 'taken') return false;
    return written(store, await withoutThoseTaken(store, writes));
  }
}

/** Somebody was told, or a blank was counted, of which the record knows nothing (it was restored, say): once is enough. */
async function withoutThoseTaken(store: Services['store'], writes: readonly Write[]): Promise<Write[]> {
  const there = await store.get(writes.map(({ path }) => path));
  return writes.filter(({ kind }, index) => kind !== 'create' || there[index] === undefined);
}
