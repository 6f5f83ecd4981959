import { templatesForm } from '../forms/settings-templates';
import type { Services, StoredDocument, Write } from '../ports';
import { recordId } from '../rules/change';
import { recordSchema, type StoredRecord } from '../rules/record';
import { refreshedTemplate, templateKey, templateRecord } from '../rules/template-record';
import { templateSlots } from '../rules/templates';
import { tryWrites } from './try-writes';

/**
 * Makes the rows of 通知模板 that are missing, and brings the others up to this version and the present settings:
 * names, previews, costs, and built-in texts that nobody has changed. One read of all of them; running it again writes
 * nothing. A row that is being edited at this moment is left for the next time, one that cannot be read as it is.
 */
export async function templateRows({
  store,
  clock,
  settings,
}: Pick<Services, 'store' | 'clock' | 'settings'>): Promise<{ readonly written: number }> {
  const [spreadsheetId = ''] = settings.spreadsheets;
  const making = { now: clock.business().toISOString(), settings };
  const stored = await store.get(
    templateSlots.map((slot) => `records/${recordId(templatesForm.id, templateKey(slot))}` as const),
  );
  let lastNumber = Math.max(0, ...stored.map(runningNumber));
  const writes = templateSlots.flatMap((slot, index): Write[] => {
    const document = stored[index];
    if (document) {
      const record = recordSchema.safeParse(document.data);
      return record.success ? updated(document, refreshedTemplate(record.data, making)) : [];
    }
    lastNumber += 1;
    const number = `${templatesForm.number.prefix}-${String(lastNumber).padStart(2, '0')}`;
    const record = templateRecord(slot, number, { ...making, spreadsheetId });
    return [{ kind: 'create', path: `records/${recordId(record.form, record.key)}`, data: record }];
  });
  if (writes.length === 0) return { written: 0 };
  if ((await tryWrites(store, writes)) === 'yes') return { written: writes.length };
  const each = await Promise.all(writes.map((write) => tryWrites(store, [write])));
  return { written: each.filter((outcome) => outcome === 'yes').length };
}

function updated({ path, version }: StoredDocument, record: StoredRecord | undefined): Write[] {
  if (!record) return [];
  const { values, marks, revision, updatedAt, toSheet } = record;
  return [{ kind: 'update', path, data: { values, marks, revision, updatedAt, toSheet }, version }];
}

function runningNumber(document: StoredDocument | undefined): number {
  const number = (document?.data as { readonly number?: unknown } | undefined)?.number;
  return Number(/-(\d+)$/.exec(String(number))?.[1] ?? 0);
}
