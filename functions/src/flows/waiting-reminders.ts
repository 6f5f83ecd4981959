import { z } from 'zod';
import { log } from '../log';
import type { Store, StoredDocument } from '../ports';
import { type Reminder, reminderSchema } from '../rules/reminder';
import { tryWrites } from './try-writes';

export type WaitingReminder = { readonly document: StoredDocument; readonly reminder: Reminder };

/** After a long outage there may be any number; the rest goes with the next run. */
const perRun = 5000;

const placeSchema = z.object({ sendAt: z.string(), id: z.string() });

/**
 * The reminders whose slot has come at `now` (UTC), in order of their slots, read page by page of `limit`. All of them,
 * so that what belongs to one person is together. One that can't be read is dropped, so that it holds up no other.
 */
export async function waitingReminders(
  store: Store,
  now: string,
  limit: number,
): Promise<readonly WaitingReminder[]> {
  const due: WaitingReminder[] = [];
  let startAfter: readonly string[] | undefined;
  for (let read = 0; read < perRun; read += limit) {
    const page = await store.find({
      collection: 'reminders',
      where: [
        ['state', '==', 'waiting'],
        ['sendAt', '<=', now],
      ],
      orderBy: [
        ['sendAt', 'asc'],
        ['id', 'asc'],
      ],
      limit,
      ...(startAfter ? { startAfter } : {}),
    });
    for (const document of page) {
      const parsed = reminderSchema.safeParse(document.data);
      if (parsed.success) due.push({ document, reminder: parsed.data });
      else await drop(store, document);
    }
    const place = placeSchema.safeParse(page.at(-1)?.data);
    if (page.length < limit || !place.success) break;
    startAfter = [place.data.sendAt, place.data.id];
  }
  return due;
}

async function drop(store: Store, { id, path, version }: StoredDocument): Promise<void> {
  // Its id ends with the address of who was to be told.
  log('ERROR', 'reminder unreadable', { reminder: id.replace(/~[^~]*@.*$/, '') });
  await tryWrites(store, [{ kind: 'update', path, data: { state: 'dropped' }, version }]);
}
