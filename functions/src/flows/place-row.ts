import type { Problem } from '../forms/edit-contract';
import type { Read } from '../ports';
import type { CountedBlank } from '../rules/blank-record';
import type { EditContext } from '../rules/decide-cells';
import { editMessages, obstacleMessage } from '../rules/edit-messages';
import { judgeBlanks } from '../rules/judge-blanks';
import { recordSchema, type StoredRecord } from '../rules/record';
import { claimOf, newRecord, numberId, sameBatch, sameNumber } from '../rules/row-claim';
import { settleRecord } from '../rules/settle-record';
import { obstacleTo } from '../rules/stage-order';
import type { RowToApply } from './apply-row';

export type Place =
  /** `claimed`: the row's own number is a change in itself, though no other cell was good. */
  | {
      readonly kind: 'placed';
      readonly record: StoredRecord;
      readonly claimed: boolean;
      readonly problems: readonly Problem[];
      /** What the edit comes too late for: to be counted with it. */
      readonly blanks: readonly CountedBlank[];
    }
  | { readonly kind: 'refused'; readonly problem: Problem };

/**
 * Finds the record that a row belongs to, or begins one: a typed number must be free, a further shipment must follow
 * the last one of an order that exists and has come as far as its first shipment.
 */
export async function placeRow(
  todo: RowToApply,
  context: EditContext,
  before: StoredRecord | undefined,
  read: Read,
): Promise<Place> {
  const { form, row } = todo;
  const say = context.editor.language;
  const refused = (field: string, code: string, message: string): Place => ({
    kind: 'refused',
    problem: { field, code, message },
  });
  if (before) {
    // As it stood when this was typed: the edit must not fill what was missed before.
    const { editedAt, settings, staff } = context;
    const { record, blanks } = judgeBlanks(form, before, editedAt, settings, staff);
    return { kind: 'placed', record, claimed: false, problems: fixedProblems(todo, context, before), blanks };
  }
  if (form.madeBySystem) return refused('', 'system-rows', editMessages.systemRows[say]());
  const claim = claimOf(form, row, context);
  if ('refusal' in claim) return refused(claim.field, claim.refusal.code, claim.refusal.message);
  const { number, batch } = claim;
  const place = (parent?: StoredRecord): Place => {
    const begun = newRecord(form, row, claim, { ...context, spreadsheetId: todo.spreadsheetId, parent });
    const { email: by, name } = context.editor;
    const record = settleRecord(form, begun, { ...context, by, name, at: context.editedAt });
    return { kind: 'placed', record, claimed: number !== undefined, problems: [], blanks: [] };
  };

  if (batch === 1) {
    const [taken] = number ? await read([`numbers/${numberId(form.id, number, 1)}`]) : [];
    return number && taken
      ? refused('number', 'number-taken', editMessages.numberTaken[say](number))
      : place();
  }
  const parent = number ? await firstShipment(form.id, number, read) : undefined;
  if (parent?.spreadsheetId !== todo.spreadsheetId) {
    return refused('number', 'no-such-order', editMessages.noSuchOrder[say](number ?? ''));
  }
  const obstacle = obstacleTo(form, form.repeat?.stages[0] ?? '', parent);
  if (obstacle) return refused(form.repeat?.by ?? '', 'stage-not-open', obstacleMessage(form, obstacle, say));
  const next = Math.max(1, ...Object.keys(parent.shipments).map(Number)) + 1;
  return batch === next
    ? place(parent)
    : refused(form.repeat?.by ?? '', 'batch-order', editMessages.batchOrder[say](next));
}

async function firstShipment(form: string, number: string, read: Read): Promise<StoredRecord | undefined> {
  const [owner] = await read([`numbers/${numberId(form, number, 1)}`]);
  const id = (owner?.data as { record?: string } | undefined)?.record;
  if (!id) return undefined;
  const [document] = await read([`records/${id}`]);
  return document && recordSchema.parse(document.data);
}

/** Number and shipment stay as given; typing them again as they are is no fault. */
function fixedProblems({ form, row }: RowToApply, context: EditContext, record: StoredRecord): Problem[] {
  const say = context.editor.language;
  const problems: Problem[] = [];
  if (row.cells.number !== undefined && !sameNumber(row, record)) {
    problems.push({
      field: 'number',
      code: 'number-fixed',
      message: editMessages.numberFixed[say](record.number),
    });
  }
  const by = form.repeat?.by;
  if (by !== undefined && row.cells[by] !== undefined && !sameBatch(row.cells[by], record)) {
    problems.push({ field: by, code: 'batch-fixed', message: editMessages.batchFixed[say]() });
  }
  return problems;
}
