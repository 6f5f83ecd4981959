import type { Form } from '../forms/form';
import type { Change } from './change';
import { changeOf } from './change';
import type { StoredRecord, Value, Values } from './record';
import { type Settling, settleRecord, toMinute } from './settle-record';

type Editor = { readonly email: string; readonly name: string };

const systemEditor: Editor = { email: 'system', name: '系统' };

/**
 * Fills blanks on the system's behalf (an accepted notice fills 通知经销商到货时间), or on that of somebody outside the
 * spreadsheet (`editor`: a customer who answers). What a person typed is never overwritten; undefined when nothing is
 * left to fill. The register is to show the result.
 */
export function systemFill(
  form: Form,
  record: StoredRecord,
  fills: Values,
  context: Pick<Settling, 'now' | 'settings'>,
  editor = systemEditor,
): { readonly record: StoredRecord; readonly change: Change } | undefined {
  const open = Object.entries(fills)
    .filter(([id]) => form.field(id) && record.values[id] === undefined)
    .map(
      ([id, value]) => [id, form.field(id)?.kind === 'instant' ? toMinute(String(value)) : value] as const,
    );
  if (open.length === 0) return undefined;
  const revision = record.revision + 1;
  const at = filledAt(form, open, context.now);
  const mark = { revision, by: editor.email, at };
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
    by: editor.email,
    name: editor.name,
    at,
  });
  return {
    record: settled,
    change: changeOf(record, settled, {
      editedBy: editor.email,
      sentBy: systemEditor.email,
      editedAt: at,
      savedAt: context.now,
    }),
  };
}

/** When that came about: the latest of the times that it tells (an acceptance may be noted long after), else now. */
function filledAt(form: Form, fills: readonly (readonly [string, Value])[], now: string): string {
  const told = fills.flatMap(([id, value]) => (form.field(id)?.kind === 'instant' ? [String(value)] : []));
  const latest = told.sort().at(-1);
  return latest !== undefined && latest < now ? latest : now;
}
