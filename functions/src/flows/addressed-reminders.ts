import type { Form } from '../forms/form';
import { log } from '../log';
import type { StoredDocument } from '../ports';
import { localTime } from '../rules/local-time';
import { recordSchema, type Staff } from '../rules/record';
import type { Reminder } from '../rules/reminder';
import { receiverOf } from '../rules/reminder-receiver';
import { type Responsible, responsibleFor } from '../rules/responsible';
import type { Settings } from '../rules/settings';
import { type Turn, turnOf } from '../rules/turn';
import { asItIsNow } from '../rules/work-items';
import type { WaitingReminder } from './waiting-reminders';

/** A reminder as it stands now, and to whom it goes; without a receiver, as it was written: it is to be dropped. */
export type AddressedReminder = WaitingReminder & { readonly receiver?: Staff };

/** Whose turn a record is, and who answers for it today. */
type Standing = { readonly turn: Turn; readonly responsible: Responsible };

export type AddressingContext = {
  /** UTC. */
  readonly now: string;
  readonly forms: readonly Form[];
  readonly staff: readonly Staff[];
  readonly settings: Settings;
};

/**
 * Says of each reminder whether it still holds, and who is to be told now: people may have gone away, left or taken over
 * since it was written. Each record behind them is read once, `limit` of them together.
 */
export async function addressedReminders(
  get: (paths: readonly `records/${string}`[]) => Promise<readonly (StoredDocument | undefined)[]>,
  due: readonly WaitingReminder[],
  limit: number,
  context: AddressingContext,
): Promise<readonly AddressedReminder[]> {
  const ids = [...new Set(due.map(({ reminder }) => reminder.record))];
  const standings = new Map<string, Standing | undefined>();
  for (let at = 0; at < ids.length; at += limit) {
    const some = ids.slice(at, at + limit);
    const documents = await get(some.map((id) => `records/${id}` as const));
    for (const [index, id] of some.entries()) standings.set(id, standingIn(documents[index], context));
  }
  return due.map((one) => addressed(one, standings.get(one.reminder.record), context.staff));
}

function addressed(
  waiting: WaitingReminder,
  standing: Standing | undefined,
  staff: readonly Staff[],
): AddressedReminder {
  const item = standing && asItIsNow(waiting.reminder, standing.turn);
  const receiver = item && receiverOf(item, standing.responsible, staff);
  if (!receiver) return waiting;
  return { ...waiting, reminder: reminderTo(receiver, item, standing.responsible), receiver };
}

/** Superiors read who is to be urged now, which may be another than when it became late. */
function reminderTo({ email }: Staff, item: Reminder, { person }: Responsible): Reminder {
  const { responsible: _before, ...rest } = item;
  return { ...rest, person: email, ...(person === undefined ? {} : { responsible: person }) };
}

/** A record that can't be read, or whose times are none, is nobody's turn: it must not hold up the others. */
function standingIn(
  document: StoredDocument | undefined,
  { now, forms, staff, settings }: AddressingContext,
): Standing | undefined {
  if (!document) return undefined;
  try {
    const record = recordSchema.parse(document.data);
    const form = forms.find(({ id }) => id === record.form);
    const turn = form && turnOf(form, record, settings);
    const today = localTime(now, settings.zone)?.slice(0, 10) ?? '';
    return turn && { turn, responsible: responsibleFor(form, turn.role, record, staff, today) };
  } catch {
    log('ERROR', 'record unreadable', { record: document.id });
    return undefined;
  }
}
