import { order } from '../../functions/src/forms/order';
import type { Store } from '../../functions/src/ports';
import { noticesWanted } from '../../functions/src/rules/notices-wanted';
import { salesManager, settings, shippedOrder, uncompleted } from './shipped-order';

/** More orders that were shipped at 14:00 of 16 March 2026 local time, by key. Gives the ids of their notices. */
export async function shipMore(store: Store, keys: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const key of keys) {
    const record = { ...shippedOrder(), key };
    const notices = noticesWanted(order, uncompleted(record, 'release'), record, {
      now: '2026-03-16T06:00:00.000Z',
      settings,
      staff: [salesManager],
    });
    ids.push(...notices.map(({ id }) => id));
    await store.write([
      { kind: 'create', path: `records/order~${key}`, data: record },
      ...notices.map((notice) => ({
        kind: 'create' as const,
        path: `notices/${notice.id}` as const,
        data: notice,
      })),
    ]);
  }
  return ids;
}
