import { sweepDeadlines } from '../../functions/src/flows/sweep-deadlines';
import { forms } from '../../functions/src/forms';
import type { Services } from '../../functions/src/ports';
import { recordSchema, type StoredRecord } from '../../functions/src/rules/record';
import { type Reminder, reminderSchema } from '../../functions/src/rules/reminder';

/** One run of the sweep at the present business time. */
export function sweep(services: Services) {
  return sweepDeadlines(services, forms, { limit: 100, concurrency: 8, budgetMs: 60_000 });
}

export async function recordOf(services: Services, key = 'row-1'): Promise<StoredRecord> {
  const [document] = await services.store.get([`records/order~${key}`]);
  return recordSchema.parse(document?.data);
}

/** Every reminder there is, in the order in which they are sent. */
export async function reminders(services: Services): Promise<readonly Reminder[]> {
  const found = await services.store.find({ collection: 'reminders', where: [], limit: 1000 });
  return found
    .map(({ data }) => reminderSchema.parse(data))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

/** The ledger of blanks, in the order of the paper. */
export async function ledger(services: Services): Promise<readonly StoredRecord[]> {
  const found = await services.store.find({
    collection: 'records',
    where: [['form', '==', 'blank']],
    limit: 1000,
  });
  return found
    .map(({ data }) => recordSchema.parse(data))
    .sort((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }));
}

function orderOf({ sendAt, step, person }: Reminder): string {
  return `${sendAt} ${step} ${person}`;
}
