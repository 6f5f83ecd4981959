import { z } from 'zod';
import type { Services } from '../ports';
import { StoreConflict } from '../ports';

/** Longer than any function may run: whoever is cut off holds nothing any more when the lease lapses. */
const holdMs = 5 * 60_000;

const leaseSchema = z.object({ until: z.number() });

/**
 * Does `work` while nobody else does what has that name; undefined when somebody else does. Counted in machine time.
 * For work outside the store, where no transaction keeps two from doing it at once.
 */
export async function withLease<T>(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  name: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const path = `leases/${name}` as const;
  const now = clock.machine().getTime();
  const isGranted = await store
    .transact(async (read) => {
      const [held] = await read([path]);
      const until = leaseSchema.safeParse(held?.data).data?.until ?? 0;
      if (until > now) return { writes: [], result: false };
      return { writes: [{ kind: 'set', path, data: { until: now + holdMs } }], result: true };
    }, path)
    .catch((error: unknown) => {
      if (error instanceof StoreConflict) return false;
      throw error;
    });
  if (!isGranted) return undefined;
  try {
    return await work();
  } finally {
    await store.write([{ kind: 'delete', path }]);
  }
}
