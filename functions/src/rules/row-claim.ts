import type { CellInput, EditRow } from '../forms/edit-contract';
import type { Form } from '../forms/form';
import { assignees } from './assign';
import { type CellRefusal, mayFill, notYours } from './cell-refusal';
import { recordId } from './change';
import type { EditContext } from './decide-cells';
import { editMessages } from './edit-messages';
import type { StoredRecord, Value } from './record';
import { holds } from './stage-order';

/** Number and shipment that a row asks for: typed ones are kept, blank ones are the system's to give. */
export type Claim = { readonly number: string | undefined; readonly batch: number };

/** Reads 编号 and 批次 of a row; both are text or number cells. Refusals name their field. */
export function claimOf(
  form: Form,
  row: EditRow,
  context: EditContext,
): Claim | { readonly field: string; readonly refusal: CellRefusal } {
  const { language } = context.editor;
  const typedNumber = normal(row.cells.number);
  if (typedNumber !== '' && !/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,29}$/u.test(typedNumber)) {
    return { field: 'number', refusal: { code: 'bad-number', message: editMessages.numberBad[language]() } };
  }
  const by = form.repeat?.by;
  const typedBatch = by === undefined ? '' : normal(row.cells[by]);
  if (by !== undefined && typedBatch !== '' && !/^[1-9]\d?$/.test(typedBatch)) {
    return { field: by, refusal: { code: 'bad-batch', message: editMessages.batchBad[language]() } };
  }
  const batch = typedBatch === '' ? 1 : Number(typedBatch);
  const starter = batch > 1 ? form.stage(form.repeat?.stages[0] ?? '')?.role : undefined;
  const role = starter ?? form.head.role;
  if (typedNumber !== '' && !mayFill(context.editor, role) && !mayFill(context.editor, form.head.role)) {
    return { field: 'number', refusal: notYours(role, language) };
  }
  return { number: typedNumber === '' ? undefined : typedNumber.toUpperCase(), batch };
}

/** Whether a row says the number that its record has. */
export function sameNumber(row: EditRow, record: StoredRecord): boolean {
  return normal(row.cells.number).toUpperCase() === record.number;
}

/** Whether a typed 批次 is the record's; the first may stay empty. */
export function sameBatch(typed: CellInput, record: StoredRecord): boolean {
  return (normal(typed) || '1') === String(record.batch);
}

/**
 * Which rows of a request may go at once, and which are shipments that must follow one another: lists by order, each
 * with the lowest 批次 first. All are places in `rows`.
 */
export function shipmentsInTurn(
  form: Form,
  rows: readonly EditRow[],
): { readonly orders: readonly number[]; readonly shipments: readonly (readonly number[])[] } {
  const by = form.repeat?.by;
  const batchOf = (row: EditRow | undefined): number => Number(by === undefined ? 1 : normal(row?.cells[by]));
  const orders: number[] = [];
  const shipments = new Map<string, number[]>();
  for (const [index, row] of rows.entries()) {
    const number = normal(row.cells.number).toUpperCase();
    if (batchOf(row) > 1) shipments.set(number, [...(shipments.get(number) ?? []), index]);
    else orders.push(index);
  }
  const inTurn = [...shipments.values()].map((indexes) =>
    indexes.sort((a, b) => batchOf(rows[a]) - batchOf(rows[b])),
  );
  return { orders, shipments: inTurn };
}

/** The document that makes a number unique, created with the record. */
export function numberId(form: string, number: string, batch: number): string {
  return `${form}~${number}~${batch}`;
}

/** A record before its first cell. A further shipment carries over what its order's first row says. */
export function newRecord(
  form: Form,
  row: EditRow,
  claim: Claim,
  context: Omit<EditContext, 'editor'> & {
    readonly spreadsheetId: string;
    readonly parent?: StoredRecord | undefined;
  },
): StoredRecord {
  const { parent } = context;
  const own = new Set(form.repeat?.stages);
  const carried = Object.entries(parent?.values ?? {}).filter(
    ([id]) => !own.has(form.field(id)?.stage ?? ''),
  );
  const values: Record<string, Value> = Object.fromEntries(carried);
  if (form.repeat && claim.batch > 1) values[form.repeat.by] = claim.batch;
  return {
    form: form.id,
    formVersion: form.version,
    key: row.key,
    spreadsheetId: context.spreadsheetId,
    number: claim.number ?? '',
    batch: claim.batch,
    ...(parent ? { parent: recordId(form.id, parent.key) } : {}),
    revision: 0,
    values,
    marks: {},
    // What the first row has completed counts from now on this one: its people are given their full time.
    stages: Object.fromEntries(
      form.stages
        .filter(({ id }) => parent && !own.has(id))
        .map(({ id }) => [id, { completedAt: context.editedAt }]),
    ),
    assignees: assignees(form, parent?.assignees ?? {}, values, context.staff),
    refused: {},
    shipments: {},
    judged: {},
    blanks: {},
    told: {},
    messages: {},
    nextDueAt: null,
    timedUnder: context.settings.era,
    createdAt: context.editedAt,
    updatedAt: context.now,
    done: false,
    toSheet: false,
    summaryPending: form.settings === undefined,
  };
}

/**
 * An order's first row after one of its further shipments moved on: whether that has arrived in the order that what
 * follows waits for (收货情况 is 完好), and what it still owes.
 */
export function withShipment(form: Form, parent: StoredRecord, shipment: StoredRecord): StoredRecord {
  const owed = form.repeat && shipment.values[form.repeat.owed];
  const lastStage = form.repeat?.stages.at(-1);
  const arrived =
    lastStage !== undefined &&
    shipment.stages[lastStage]?.completedAt !== undefined &&
    form.stages.every(
      ({ opens }) => !opens || !isRepeated(form, opens.field) || holds(opens, shipment.values),
    );
  const entry = {
    record: recordId(form.id, shipment.key),
    arrived,
    ...(Array.isArray(owed) ? { owed } : {}),
  };
  return { ...parent, shipments: { ...parent.shipments, [String(shipment.batch)]: entry } };
}

function isRepeated(form: Form, field: string): boolean {
  return form.repeat?.stages.includes(form.field(field)?.stage ?? '') === true;
}

function normal(cell: EditRow['cells'][string] | undefined): string {
  return cell === undefined || cell === null ? '' : String(cell).normalize('NFKC').trim();
}
