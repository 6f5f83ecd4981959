import { createHash } from 'node:crypto';
import type { Form } from '../forms/form';
import { log } from '../log';
import { type Services, type Store, StoreConflict, type Write } from '../ports';
import type { Reminder } from '../rules/reminder';
import type { Settings } from '../rules/settings';
import { mostAdvanced } from '../rules/work-items';
import type { WorkContext } from '../rules/work-message';
import { workNotices } from '../rules/work-notices';
import { holdingReminders } from './holding-reminders';
import { type WaitingReminder, waitingReminders } from './waiting-reminders';

export type ReminderOptions = {
  /** Reminders per query. */
  readonly limit: number;
  /** Machine time after which nobody else is begun with. */
  readonly budgetMs: number;
};

export type ReminderCount = {
  readonly read: number;
  readonly sent: number;
  /** They no longer held: done meanwhile, deadline moved, or for somebody who has left. */
  readonly dropped: number;
  readonly notices: number;
};

/** Reminders of one message: they are written together with its notices, and Firestore takes 500 writes at once. */
const perMessage = 200;

/**
 * Makes one message per person of all reminders whose slot has come, and puts it into the outbox for each of their
 * channels. What no longer holds is dropped. Reminders and notices change in one write, by the versions that were read:
 * nothing is lost or told twice when a run dies or several run at once, and whoever comes second leaves it be.
 * @throws AggregateError after everybody was tried, when some could not be told; the next run goes on with them.
 */
export async function sendReminders(
  services: Services,
  forms: readonly Form[],
  { limit, budgetMs }: ReminderOptions,
): Promise<ReminderCount> {
  const { store, clock, settings, staff } = services;
  const end = clock.machine().getTime() + budgetMs;
  const now = clock.business().toISOString();
  const due = await waitingReminders(store, now, limit);
  const context = { now, forms, staff: due.length > 0 ? await staff.current() : [] };
  const count = { read: due.length, sent: 0, dropped: 0, notices: 0 };
  const faults: unknown[] = [];
  for (const [person, group] of messagesOf(due)) {
    if (clock.machine().getTime() >= end) break;
    try {
      const told = await tell(store, settings, person, group, context);
      count.sent += told.sent;
      count.dropped += told.dropped;
      count.notices += told.notices;
    } catch (error) {
      log('ERROR', 'reminders not sent', { error: error instanceof Error ? error.name : 'unknown' });
      faults.push(error);
    }
  }
  if (count.notices > 0) services.wakeDelivery();
  if (faults.length > 0) throw new AggregateError(faults, 'Some people could not be told of their work.');
  return count;
}

/** What goes to one person in one message. Addresses are the same however they are capitalised. */
function messagesOf(
  due: readonly WaitingReminder[],
): (readonly [person: string, group: WaitingReminder[]])[] {
  const groups = new Map<string, WaitingReminder[]>();
  for (const one of due) {
    const person = one.reminder.person.toLowerCase();
    groups.set(person, [...(groups.get(person) ?? []), one]);
  }
  return [...groups].flatMap(([person, group]) =>
    Array.from(
      { length: Math.ceil(group.length / perMessage) },
      (_, at) => [person, group.slice(at * perMessage, (at + 1) * perMessage)] as const,
    ),
  );
}

type Told = Omit<ReminderCount, 'read'>;

async function tell(
  store: Store,
  settings: Settings,
  address: string,
  group: readonly WaitingReminder[],
  context: Pick<WorkContext, 'now' | 'forms' | 'staff'>,
): Promise<Told> {
  const person = context.staff.find(({ email, active }) => active && email.toLowerCase() === address);
  const items = person
    ? await holdingReminders(store, settings, group, context.forms)
    : new Map<string, Reminder>();
  const listed = mostAdvanced([...items.values()]);
  const notices =
    person && listed.length > 0
      ? workNotices(listed, person, digest([...items.keys()]), settings, context)
      : [];
  const marks = group.map(
    ({ document: { path, version }, reminder }): Write => ({
      kind: 'update',
      path,
      data: { state: items.has(reminder.id) ? 'sent' : 'dropped' },
      version,
    }),
  );
  const creates = notices.map(
    (notice): Write => ({ kind: 'create', path: `notices/${notice.id}`, data: notice }),
  );
  const marked = { sent: items.size, dropped: group.length - items.size };
  const done = await written(store, [...creates, ...marks]);
  if (done === 'yes') return { ...marked, notices: notices.length };
  // The message is in the outbox already: only its reminders were not marked.
  const repaired = done === 'taken' && (await written(store, marks)) === 'yes';
  return { ...(repaired ? marked : { sent: 0, dropped: 0 }), notices: 0 };
}

/** The same reminders, which are always read in the same order, make the same message. */
function digest(ids: readonly string[]): string {
  return createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 32);
}

async function written(store: Store, writes: readonly Write[]): Promise<'yes' | 'taken' | 'overtaken'> {
  try {
    await store.write(writes);
    return 'yes';
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error;
    return error.reason === 'taken' ? 'taken' : 'overtaken';
  }
}
