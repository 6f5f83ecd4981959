import type { Form } from '../forms/form';
import type { Change } from './change';
import { changeOf } from './change';
import type { StoredRecord, Value, Values } from './record';
import { type Settling, settleRecord, toMinute } from './settle-record';

type Editor = { readonly email: string; readonly name: string };

export type SystemChange = { readonly record: StoredRecord; readonly change: Change };

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
): SystemChange | undefined {
  const open = Object.entries(fills)
    .filter(([id]) => form.field(id) && record.values[id] === undefined)
    .map(
      ([id, value]) => [id, form.field(id)?.kind === 'instant' ? toMinute(String(value)) : value] as const,
    );
  if (open.length === 0) return undefined;
  const at = filledAt(form, open, context.now);
  return changed(
    form,
    record,
    { ...record.values, ...Object.fromEntries(open) },
    open.map(([id]) => id),
    {
      ...context,
      editor,
      at,
    },
  );
}

/** Whether what stands there is the system's own, and nobody has typed it since. */
export function filledBySystem({ values, marks }: StoredRecord, field: string): boolean {
  return values[field] !== undefined && marks[field]?.by === systemEditor.email;
}

/**
 * Takes back what the system has filled (`filledBySystem`), because it was not so after all: from now on it is for
 * people to fill.
 */
export function systemEmpty(
  form: Form,
  record: StoredRecord,
  fields: readonly string[],
  context: Pick<Settling, 'now' | 'settings'>,
): SystemChange {
  const values = Object.fromEntries(Object.entries(record.values).filter(([id]) => !fields.includes(id)));
  return changed(form, record, values, fields, { ...context, editor: systemEditor, at: context.now });
}

function changed(
  form: Form,
  record: StoredRecord,
  values: Values,
  fields: readonly string[],
  { editor, at, now, settings }: Pick<Settling, 'at' | 'now' | 'settings'> & { readonly editor: Editor },
): SystemChange {
  const revision = record.revision + 1;
  const mark = { revision, by: editor.email, at };
  const draft: StoredRecord = {
    ...record,
    revision,
    values,
    marks: { ...record.marks, ...Object.fromEntries(fields.map((id) => [id, mark])) },
    updatedAt: now,
    toSheet: true,
    summaryPending: true,
  };
  const settled = settleRecord(form, draft, {
    now,
    settings,
    by: editor.email,
    name: editor.name,
    at,
    before: record.values,
  });
  return {
    record: settled,
    change: changeOf(record, settled, {
      editedBy: editor.email,
      sentBy: systemEditor.email,
      editedAt: at,
      savedAt: now,
    }),
  };
}

/** When that came about: the latest of the times that it tells (an acceptance may be noted long after), else now. */
function filledAt(form: Form, fills: readonly (readonly [string, Value])[], now: string): string {
  const told = fills.flatMap(([id, value]) => (form.field(id)?.kind === 'instant' ? [String(value)] : []));
  const latest = told.sort().at(-1);
  return latest !== undefined && latest < now ? latest : now;
}
