import type { CellInput, EditRow } from '../../functions/src/forms/edit-contract';
import type { Form } from '../../functions/src/forms/form';
import { type CellDecision, decideCells } from '../../functions/src/rules/decide-cells';
import type { StoredRecord } from '../../functions/src/rules/record';
import { newRecord } from '../../functions/src/rules/row-claim';
import { settingsRow } from '../../functions/src/rules/settings-rows';
import { testSettings } from './services';
import { everybody, zhou } from './staff';

export type Cells = Record<string, CellInput>;

/** Typed on Monday 2026-03-16 at 09:00 in Shanghai: on a new row, or on one that stands already. */
export function type(
  form: Form,
  cells: Cells,
  before?: StoredRecord,
  editor = zhou,
  at = '2026-03-16T01:00:00.000Z',
): CellDecision {
  const row: EditRow = { key: 'row-1', editId: 'e', revision: before?.revision ?? 0, editedAt: at, cells };
  const context = { editor, editedAt: at, now: at, settings: testSettings, staff: everybody };
  const claim = { number: '', batch: 1 };
  return decideCells(
    form,
    before ?? newRecord(form, row, claim, { ...context, spreadsheetId: 'sheet-1' }),
    row,
    context,
  );
}

export const inEffect = (form: Form, cells: Cells) => settingsRow(form, type(form, cells).record);
export const problemsOf = ({ problems }: CellDecision) =>
  problems.map(({ field, code }) => `${field}: ${code}`);
