import { readBounces } from '../flows/read-bounces';
import { forms } from '../forms';
import type { WiredServices } from '../ports';
import { answering } from './http-entry';

/**
 * Called by the schedule every five minutes, and deployed without public access: reads the mailbox to which emails come
 * back. Without a mailbox, as with one that can't be read, the answer says so with status 200, since a second call would
 * find the same; the log tells the latter.
 */
export function bouncesEntry(wired: () => WiredServices) {
  return answering('bounces', wired, async () => {
    const services = wired();
    // Settings are not asked for where there is nothing to read.
    if (!services.bounces) return { read: 'no-mailbox' as const };
    return { read: await readBounces(await services.current(), forms) };
  });
}
