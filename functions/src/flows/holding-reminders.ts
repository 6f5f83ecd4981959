import type { Form } from '../forms/form';
import { log } from '../log';
import type { Store, StoredDocument } from '../ports';
import { recordSchema } from '../rules/record';
import type { Reminder } from '../rules/reminder';
import type { Settings } from '../rules/settings';
import { type Turn, turnOf } from '../rules/turn';
import { asItIsNow } from '../rules/work-items';
import type { WaitingReminder } from './waiting-reminders';

/** The reminders that still hold, as they stand now, by their ids. Each record behind them is read once. */
export async function holdingReminders(
  store: Store,
  settings: Settings,
  group: readonly WaitingReminder[],
  forms: readonly Form[],
): Promise<ReadonlyMap<string, Reminder>> {
  const ids = [...new Set(group.map(({ reminder }) => reminder.record))];
  const documents = await store.get(ids.map((id) => `records/${id}` as const));
  const turns = new Map(ids.map((id, at) => [id, turnIn(documents[at], forms, settings)]));
  return new Map(
    group.flatMap(({ reminder }) => {
      const item = asItIsNow(reminder, turns.get(reminder.record));
      return item ? [[reminder.id, item]] : [];
    }),
  );
}

function turnIn(
  document: StoredDocument | undefined,
  forms: readonly Form[],
  settings: Settings,
): Turn | undefined {
  const { success, data: record } = recordSchema.safeParse(document?.data);
  if (document && !success) log('ERROR', 'record unreadable', { record: document.id });
  const form = forms.find(({ id }) => id === record?.form);
  return form && record && turnOf(form, record, settings);
}
