import type { Form } from '../forms/form';
import type { Read, Write } from '../ports';
import { carriedTo, isCarried } from '../rules/carried-values';
import { type Change, recordId } from '../rules/change';
import { recordSchema, type StoredRecord } from '../rules/record';
import { withShipment } from '../rules/row-claim';
import { type Settling, settleRecord } from '../rules/settle-record';

type ShipmentContext = Pick<Settling, 'now' | 'settings'> & { readonly change: Change };

/**
 * What a change means for the other rows of the same order. A further shipment's: the order's first row knows whether
 * it has arrived and what it still owes, and its closing stage opens accordingly. The first row's: its further
 * shipments carry over what was corrected. Nothing is written where that stays the same.
 */
export async function shipmentWrites(
  form: Form,
  before: StoredRecord | undefined,
  record: StoredRecord,
  read: Read,
  context: ShipmentContext,
): Promise<Write[]> {
  return record.parent
    ? parentWrites(form, before, record, record.parent, read, context)
    : carriedWrites(form, record, read, context);
}

async function parentWrites(
  form: Form,
  before: StoredRecord | undefined,
  record: StoredRecord,
  parentId: string,
  read: Read,
  context: ShipmentContext,
): Promise<Write[]> {
  const standing = before && entryOf(form, before, before);
  if (before && standing === entryOf(form, before, record)) return [];
  const path = `records/${parentId}` as const;
  const [document] = await read([path]);
  if (!document) return [];
  const parent = recordSchema.parse(document.data);
  const settled = settleRecord(form, withShipment(form, parent, record), {
    ...context,
    by: 'system',
    name: '系统',
    at: context.now,
  });
  return [
    { kind: 'set', path, data: { ...settled, updatedAt: context.now, toSheet: true, summaryPending: true } },
  ];
}

async function carriedWrites(
  form: Form,
  record: StoredRecord,
  read: Read,
  { change, now }: ShipmentContext,
): Promise<Write[]> {
  const shipments = Object.values(record.shipments);
  if (shipments.length === 0 || !Object.keys(change.to).some((id) => isCarried(form, id))) return [];
  const documents = await read(shipments.map((shipment) => `records/${shipment.record}` as const));
  return documents.flatMap((document) => {
    const shipment = document && recordSchema.parse(document.data);
    const carried = shipment && carriedTo(form, shipment, record, change, now);
    if (!carried) return [];
    const id = `${recordId(form.id, shipment.key)}~${carried.record.revision}`;
    return [
      { kind: 'set', path: document.path, data: carried.record },
      { kind: 'create', path: `changes/${id}`, data: carried.change },
    ];
  });
}

function entryOf(form: Form, parent: StoredRecord, shipment: StoredRecord): string {
  return JSON.stringify(withShipment(form, { ...parent, shipments: {} }, shipment).shipments);
}
