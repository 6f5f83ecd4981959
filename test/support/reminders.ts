import { sendReminders } from '../../functions/src/flows/send-reminders';
import { forms } from '../../functions/src/forms';
import { order } from '../../functions/src/forms/order';
import type { Services, Store } from '../../functions/src/ports';
import { recordId } from '../../functions/src/rules/change';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';
import { recordSchema, type Staff } from '../../functions/src/rules/record';
import { type Reminder, type ReminderStep, reminderSchema } from '../../functions/src/rules/reminder';
import { type Turn, turnOf } from '../../functions/src/rules/turn';
import { orderUpTo, type StageName } from './orders';
import { testServices } from './services';

/** A reminder of an order's invoice, which is late since 17 March 2026, 09:30 local time; `changes` says what matters. */
export function reminder(changes: Partial<Reminder> & { readonly key?: string } = {}): Reminder {
  const { key = 'row-1', ...rest } = changes;
  const made = {
    record: recordId('order', key),
    form: 'order',
    number: 'DH2026-0001',
    batch: 1,
    dealer: '佛山南海经销部',
    stage: 'invoice',
    role: 'office-clerk',
    step: 'late' satisfies ReminderStep,
    person: 'chen@gendan.example',
    responsible: 'chen@gendan.example',
    openedAt: '2026-03-16T06:00:00.000Z',
    dueAt: '2026-03-17T01:30:00.000Z',
    sendAt: '2026-03-17T02:00:00.000Z',
    state: 'waiting',
    createdAt: '2026-03-17T01:30:00.000Z',
    ...rest,
  };
  const id = [made.record, made.stage, made.role, made.step, made.dueAt, 'r4', made.person].join('~');
  return reminderSchema.parse({ id, ...made });
}

/** The slot in which what is late since 09:30 is told, 10:00 local time. */
export const slot = '2026-03-17T02:00:00.000Z';
export const options = { limit: 50, budgetMs: 20_000 };

export type RemindersWorld = ReturnType<typeof testServices> & { readonly turn: Turn };

/**
 * Orders that wait for their invoice (or for what comes after another `last` stage), on the morning on which it is late;
 * `turn` is how it stands with each.
 */
export async function remindersWorld(
  keys: readonly string[],
  given: Partial<Parameters<typeof testServices>[0]> = {},
  last: StageName = 'scheduling',
): Promise<RemindersWorld> {
  const made = testServices({ now: '2026-03-16T03:00:00.000Z', ...given });
  for (const key of keys) await orderUpTo(made.services, last, key);
  made.at(slot);
  const [document] = await made.store.get([`records/order~${keys[0] ?? ''}`]);
  const turn = turnOf(order, recordSchema.parse(document?.data), made.services.settings);
  if (!turn) throw new Error('it is nobody’s turn');
  return { ...made, turn };
}

/** A reminder of an order as it stands. */
export function of({ openedAt, dueAt }: Turn, changes: Parameters<typeof reminder>[0] = {}): Reminder {
  return reminder({ openedAt, ...(dueAt ? { dueAt } : {}), sendAt: slot, ...changes });
}

type WithStore = { readonly store: Store };

export async function put({ store }: WithStore, ...reminders: readonly Reminder[]): Promise<void> {
  await store.write(reminders.map((one) => ({ kind: 'create', path: `reminders/${one.id}`, data: one })));
}

export function run({ services }: { readonly services: Services }) {
  return sendReminders(services, forms, options);
}

/** The notices to staff. */
export async function told({ store }: WithStore): Promise<readonly Notice[]> {
  const where = [['kind', '==', 'work-reminder']] as const;
  const found = await store.find({ collection: 'notices', where, limit: 1000 });
  return found.map(({ data }) => noticeSchema.parse(data));
}

/** What became of each reminder, by its id. */
export async function states({ store }: WithStore): Promise<Readonly<Record<string, string>>> {
  const found = await store.find({ collection: 'reminders', where: [], limit: 1000 });
  return Object.fromEntries(found.map(({ id, data }) => [id, reminderSchema.parse(data).state]));
}

/** The services with another staff list from now on. */
export function withStaff(services: Services, staff: readonly Staff[]): Services {
  return { ...services, staff: { current: async () => staff, reload: async () => staff } };
}

/** Who was told of which order, once for every time. */
export function tellings(notices: readonly Notice[]): readonly string[] {
  return notices
    .flatMap(({ to, text }) => (text.match(/DH2026-\d+/g) ?? []).map((number) => `${to} ${number}`))
    .sort();
}
