import type { Form } from '../forms/form';
import type { Change } from './change';
import { changeOf } from './change';
import type { StoredRecord, Values } from './record';
import { type Settling, settleRecord, toMinute } from './settle-record';

const systemEditor = { email: 'system', name: '系统' } as const;

/**
 * Fills blanks on the system's behalf (an accepted notice fills 通知经销商到货时间). What a person typed is never
 * overwritten; undefined when nothing is left to fill. The register is to show the result.
 */
export function systemFill(
  form: Form,
  record: StoredRecord,
  fills: Values,
  context: Pick<Settling, 'now' | 'settings'>,
): { readonly record: StoredRecord; readonly change: Change } | undefined {
  const open = Object.entries(fills)
    .filter(([id]) => form.field(id) && record.values[id] === undefined)
    .map(
      ([id, value]) => [id, form.field(id)?.kind === 'instant' ? toMinute(String(value)) : value] as const,
    );
  if (open.length === 0) return undefined;
  const revision = record.revision + 1;
  const mark = { revision, by: systemEditor.email, at: context.now };
  const draft: StoredRecord = {
    ...record,
    revision,
    values: { ...record.values, ...Object.fromEntries(open) },
    marks: { ...record.marks, ...Object.fromEntries(open.map(([id]) => [id, mark])) },
    updatedAt: context.now,
    toSheet: true,
    summaryPending: true,
  };
  const settled = settleRecord(form, draft, {
    ...context,
    by: systemEditor.email,
    name: systemEditor.name,
    at: context.now,
  });
  return {
    record: settled,
    change: changeOf(record, settled, {
      editedBy: systemEditor.email,
      sentBy: systemEditor.email,
      editedAt: context.now,
      savedAt: context.now,
    }),
  };
}
