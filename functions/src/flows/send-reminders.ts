import { createHash } from 'node:crypto';
import type { Form } from '../forms/form';
import { log } from '../log';
import type { Services, Store, Write } from '../ports';
import type { Staff } from '../rules/record';
import { mostAdvanced } from '../rules/work-items';
import { workNotices } from '../rules/work-notices';
import { type AddressedReminder, type AddressingContext, addressedReminders } from './addressed-reminders';
import { putOffReminders } from './put-off-reminders';
import { tryWrites } from './try-writes';
import { waitingReminders } from './waiting-reminders';

export type ReminderOptions = {
  /** Reminders per query. */
  readonly limit: number;
  /** Machine time after which nobody else is begun with. */
  readonly budgetMs: number;
};

export type ReminderCount = {
  readonly read: number;
  readonly sent: number;
  /** They no longer held: done meanwhile, deadline moved, or nobody is left to tell. */
  readonly dropped: number;
  /** To the next business time. */
  readonly putOff: number;
  readonly notices: number;
};

/** Reminders of one message: they are written together with its notices, and Firestore takes 500 writes at once. */
const perMessage = 200;

/**
 * Makes one message per person of all reminders whose slot has come, and puts it into the outbox for each of their
 * channels. What no longer holds is dropped, what is come to at night is put off. Reminders and notices change in one
 * write, by the versions that were read: nothing is lost or told twice when a run dies or several run at once, and
 * whoever comes second leaves it be.
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
  const { ready, putOff } = await putOffReminders(services, forms, due, now);
  const context = { now, forms, settings, staff: ready.length > 0 ? await staff.current() : [] };
  const count = { read: due.length, sent: 0, dropped: 0, putOff, notices: 0 };
  const faults: unknown[] = [];
  for (const group of messagesOf(await addressedReminders(store.get, ready, limit, context))) {
    if (clock.machine().getTime() >= end) break;
    try {
      const told = await tell(store, group, context);
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

/** What goes to one person in one message; without a receiver, what is dropped. */
type Group = { readonly receiver: Staff | undefined; readonly members: readonly AddressedReminder[] };

function messagesOf(addressed: readonly AddressedReminder[]): readonly Group[] {
  const groups = new Map<Staff | undefined, AddressedReminder[]>();
  for (const one of addressed) {
    const members = groups.get(one.receiver);
    if (members) members.push(one);
    else groups.set(one.receiver, [one]);
  }
  return [...groups].flatMap(([receiver, members]) =>
    Array.from({ length: Math.ceil(members.length / perMessage) }, (_, at) => ({
      receiver,
      members: members.slice(at * perMessage, (at + 1) * perMessage),
    })),
  );
}

type Told = Pick<ReminderCount, 'sent' | 'dropped' | 'notices'>;

async function tell(store: Store, { receiver, members }: Group, context: AddressingContext): Promise<Told> {
  const items = members.map(({ reminder }) => reminder);
  const notices = receiver
    ? workNotices(mostAdvanced(items), receiver, digest(items.map(({ id }) => id)), context.settings, context)
    : [];
  const data = receiver ? { state: 'sent', person: receiver.email } : { state: 'dropped' };
  const marks = members.map(
    ({ document: { path, version } }): Write => ({ kind: 'update', path, data, version }),
  );
  const creates = notices.map(
    (notice): Write => ({ kind: 'create', path: `notices/${notice.id}`, data: notice }),
  );
  const marked = receiver ? { sent: members.length, dropped: 0 } : { sent: 0, dropped: members.length };
  const done = await tryWrites(store, [...creates, ...marks]);
  if (done === 'yes') return { ...marked, notices: notices.length };
  // The message is in the outbox already: only its reminders were not marked.
  const repaired = done === 'taken' && (await tryWrites(store, marks)) === 'yes';
  return { ...(repaired ? marked : { sent: 0, dropped: 0 }), notices: 0 };
}

/** The same reminders, which are always read in the same order, make the same message. */
function digest(ids: readonly string[]): string {
  return createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 32);
}
