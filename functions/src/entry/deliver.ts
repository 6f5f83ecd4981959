import { randomInt } from 'node:crypto';
import { deliverNotices } from '../flows/deliver-notices';
import { forms } from '../forms';
import type { WiredServices } from '../ports';
import { answering } from './http-entry';

/** Sweeps the outbox. Called every minute by the schedule, and sooner to wake it; deployed without public access. */
export function deliverEntry(wired: () => WiredServices) {
  const random = () => randomInt(1_000_000) / 1_000_000;
  return answering('deliver', wired, async () =>
    deliverNotices(await wired().current(), forms, {
      limit: 200,
      concurrency: 16,
      budgetMs: 40_000,
      random,
    }),
  );
}
