import { sendReminders } from '../flows/send-reminders';
import { sweepDeadlines } from '../flows/sweep-deadlines';
import { forms } from '../forms';
import type { Services, WiredServices } from '../ports';
import { answering } from './http-entry';

/** Called by the schedule every minute; only the scheduler's account may call it (deployed without public access). */
export function sweepEntry(wired: () => WiredServices) {
  return answering('sweep', wired, async () => sweepTime(await wired().current()));
}

/**
 * What the passing of time calls for: deadlines are judged, then staff are told what has come by now. Reminders that
 * are stored already are sent though the sweep failed.
 */
export async function sweepTime(services: Services) {
  const deadlines = await Promise.allSettled([
    sweepDeadlines(services, forms, { limit: 100, concurrency: 16, budgetMs: 30_000 }),
  ]);
  const reminders = await sendReminders(services, forms, { limit: 200, budgetMs: 15_000 });
  const [swept] = deadlines;
  if (swept.status === 'rejected') throw swept.reason;
  return { deadlines: swept.value, reminders };
}
