import { applyEdits } from '../../functions/src/flows/apply-edits';
import { forms } from '../../functions/src/forms';
import type { CellInput, EditRow, RowAnswer } from '../../functions/src/forms/edit-contract';
import type { Services } from '../../functions/src/ports';
import type { Staff } from '../../functions/src/rules/record';

let edits = 0;

/** An edit of one row, saying only what matters. */
export function edit(row: {
  key?: string;
  revision?: number;
  cells: Record<string, CellInput>;
  at?: string;
  by?: string;
  editId?: string;
}): EditRow {
  return {
    key: row.key ?? 'row-1',
    editId: row.editId ?? `edit-${++edits}`,
    revision: row.revision ?? 0,
    editedAt: row.at ?? '2026-03-16T01:00:00.000Z',
    ...(row.by === undefined ? {} : { editedBy: row.by }),
    cells: row.cells,
  };
}

/** Sends rows as one person and gives the answers. */
export async function send(
  services: Services,
  who: Staff,
  ...rows: EditRow[]
): Promise<readonly RowAnswer[]> {
  return (
    await applyEdits(services, forms, { email: who.email }, { spreadsheetId: 'sheet-1', form: 'order', rows })
  ).rows;
}

/** Sends one row and gives its answer. */
export async function sendOne(
  services: Services,
  who: Staff,
  row: Parameters<typeof edit>[0],
): Promise<RowAnswer> {
  const [answer] = await send(services, who, edit({ at: services.clock.business().toISOString(), ...row }));
  if (!answer) throw new Error('no answer');
  return answer;
}
