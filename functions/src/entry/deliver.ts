import { randomInt } from 'node:crypto';
import { deliverNotices } from '../flows/deliver-notices';
import { forms } from '../forms';
import type { Services } from '../ports';
import { answering } from './http-entry';

/** Sweeps the outbox. Called every minute by the schedule, and sooner to wake it; deployed without public access. */
export function deliverEntry(services: () => Services) {
  const random = () => randomInt(1_000_000) / 1_000_000;
  return answering('deliver', services, () =>
    deliverNotices(services(), forms, { limit: 200, concurrency: 16, random }),
  );
}
