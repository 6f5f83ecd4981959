import { z } from 'zod';
import { log } from '../log';
import type { Clock, StaffDirectory, Store, StoredDocument } from '../ports';
import { contactId } from '../rules/contact';
import { type Staff, staffSchema } from '../rules/record';

/** How long the staff list is believed: somebody who was taken off it can go on for so long at the most. */
const believedMs = 15_000;
const largestList = 1000;

/** The staff list, read once for many edits. Whoever is refused by it asks again, so a granted role works at once. */
export function createStaffDirectory(store: Store, clock: Clock): StaffDirectory {
  let known: { readonly at: number; readonly list: Promise<readonly Staff[]> } | undefined;
  const reload = (): Promise<readonly Staff[]> => {
    const list = store
      .find({ collection: 'staff', where: [], limit: largestList })
      .then((found) => found.flatMap(personOf));
    const reading = { at: clock.machine().getTime(), list };
    known = reading;
    list.catch(() => {
      if (known === reading) known = undefined;
    });
    return list;
  };
  const current = (): Promise<readonly Staff[]> =>
    known && clock.machine().getTime() - known.at < believedMs ? known.list : reload();
  return { current, reload };
}

const rowSchema = z.object({ record: z.string() });

/** Somebody whose entry cannot be read is nobody, which must not keep everybody else from working. */
function personOf({ id, data }: StoredDocument): readonly Staff[] {
  const parsed = staffSchema.safeParse(data);
  if (parsed.success) return [parsed.data];
  log('ERROR', 'staff entry unreadable', {
    staff: contactId(id),
    record: rowSchema.safeParse(data).data?.record,
  });
  return [];
}
