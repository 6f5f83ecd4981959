import type { Form } from '../forms/form';
import type { StoredRecord, Values } from './record';
import { obstacleTo } from './stage-order';

const stage = 'receipt';
const problemNotes = '客户短信反馈有问题';

/** What a customer's answer does to the record: `known` when it says so already, `kept` when a person must look at it. */
export type ReceiptReply =
  | { readonly kind: 'fills'; readonly values: Values }
  | { readonly kind: 'known' }
  | { readonly kind: 'kept' };

/**
 * A customer answers by SMS that the goods of this shipment have arrived in order, or that there is a problem. Counts
 * while 收货情况 is empty and the shipment has come as far as that; it never changes what somebody has typed. A problem
 * leaves the times empty, because nobody knows yet whether the goods have arrived: the stage stays open until a clerk
 * has asked.
 * @param now business time (UTC)
 */
export function receiptByReply(
  form: Form,
  record: StoredRecord,
  says: 'received' | 'problem',
  now: string,
): ReceiptReply {
  if (!hasReceipt(form) || obstacleTo(form, stage, record)) return { kind: 'kept' };
  const { condition } = record.values;
  if (condition !== undefined) {
    const isKnown = says === 'received' && (condition === 'good' || condition === 'settled');
    return { kind: isKnown ? 'known' : 'kept' };
  }
  return {
    kind: 'fills',
    values:
      says === 'received'
        ? { confirmedAt: now, condition: 'good', arrivedAt: now }
        : { condition: 'other', conditionNotes: problemNotes },
  };
}

/** Whether nobody has said yet how these goods have arrived, so that an answer may be about them. */
export function awaitsReceipt(form: Form, { values }: StoredRecord): boolean {
  return hasReceipt(form) && values.condition === undefined;
}

function hasReceipt(form: Form): boolean {
  return form.stages.some(({ id }) => id === stage);
}
