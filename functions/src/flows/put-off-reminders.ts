import type { Form } from '../forms/form';
import type { Services, Write } from '../ports';
import { putOffUntil, remindsAnytime } from '../rules/reminder-slot';
import { tryWrites } from './try-writes';
import type { WaitingReminder } from './waiting-reminders';

/** Firestore takes 500 writes at once. */
const atOnce = 400;

/**
 * Puts off what nobody should be told at `now` (UTC): it is written anew with a later moment, so that it is not read
 * again before. Gives those that may go, and how many were put off; whoever comes second puts off nothing.
 */
export async function putOffReminders(
  { store, settings }: Services,
  forms: readonly Form[],
  due: readonly WaitingReminder[],
  now: string,
): Promise<{ readonly ready: readonly WaitingReminder[]; readonly putOff: number }> {
  const ready: WaitingReminder[] = [];
  const writes: Write[] = [];
  for (const one of due) {
    const form = forms.find(({ id }) => id === one.reminder.form);
    const sendAt = putOffUntil(now, remindsAnytime(form, one.reminder), settings);
    const { path, version } = one.document;
    if (sendAt === undefined) ready.push(one);
    else writes.push({ kind: 'update', path, data: { sendAt }, version });
  }
  let putOff = 0;
  for (let at = 0; at < writes.length; at += atOnce) {
    const some = writes.slice(at, at + atOnce);
    if ((await tryWrites(store, some)) === 'yes') putOff += some.length;
  }
  return { ready, putOff };
}
