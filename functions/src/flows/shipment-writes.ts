import type { Form } from '../forms/form';
import type { Read, Write } from '../ports';
import { recordSchema, type StoredRecord } from '../rules/record';
import { withShipment } from '../rules/row-claim';
import { type Settling, settleRecord } from '../rules/settle-record';

/**
 * What a further shipment's change means for the order's first row: it knows the shipment, whether it has arrived and
 * what it still owes, and its closing stage opens accordingly. Nothing is written where that stays the same.
 */
export async function shipmentWrites(
  form: Form,
  before: StoredRecord | undefined,
  record: StoredRecord,
  read: Read,
  context: Pick<Settling, 'now' | 'settings'>,
): Promise<Write[]> {
  if (!record.parent) return [];
  const standing = before && entryOf(form, before, before);
  if (before && standing === entryOf(form, before, record)) return [];
  const path = `records/${record.parent}` as const;
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

function entryOf(form: Form, parent: StoredRecord, shipment: StoredRecord): string {
  return JSON.stringify(withShipment(form, { ...parent, shipments: {} }, shipment).shipments);
}
