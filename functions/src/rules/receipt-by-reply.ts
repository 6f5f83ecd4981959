import type { Form } from '../forms/form';
import type { StoredRecord, Values } from './record';
import { isReplyEditor, type Reply } from './reply';
import type { NumberReply } from './reply-number';
import { obstacleTo } from './stage-order';

const stage = 'receipt';
const problemNotes = '客户短信反馈有问题';
/** So long before they are expected goods may have come: a lorry is a night early. */
const earlyMs = 12 * 3600 * 1000;

/** Why a person must look at it, and what they need to know for that. */
export type KeptReceipt = Pick<Reply, 'why' | 'expectedAt' | 'answeredAt'>;

/** What a customer's answer does to the record: `known` when it says so already, `kept` when a person must look at it. */
export type ReceiptReply =
  | { readonly kind: 'fills'; readonly values: Values }
  | { readonly kind: 'known' }
  | ({ readonly kind: 'kept' } & KeptReceipt);

/**
 * A customer answers by SMS that the goods of this shipment have arrived in order, or that there is a problem. Counts
 * while 收货情况 is empty and the shipment has come as far as that; it never changes what somebody has typed. A problem
 * leaves the times empty, because nobody knows yet whether the goods have arrived: the stage stays open until a clerk
 * has asked. In order is not believed while another letter may say otherwise (`isContradicted`), nor before the goods
 * can have come: in the first half of the time from dispatch to the expected arrival, unless that is at most 12 hours off.
 * @param now business time (UTC)
 */
export function receiptByReply(
  form: Form,
  record: StoredRecord,
  answer: NumberReply,
  now: string,
  isContradicted: boolean,
): ReceiptReply {
  if (!hasReceipt(form) || obstacleTo(form, stage, record)) return { kind: 'kept' };
  const { condition } = record.values;
  if (condition !== undefined) {
    const isGood = condition === 'good' || condition === 'settled';
    if (isGood && answer.says === 'received') return { kind: 'known' };
    const mark = record.marks.condition;
    const answeredAt = mark && isReplyEditor(mark.by) ? mark.at : undefined;
    const why = condition === 'settled' ? 'after-settled' : isGood ? 'after-good' : 'after-problem';
    return { kind: 'kept', why, ...(answeredAt === undefined ? {} : { answeredAt }) };
  }
  if (answer.says === 'problem') {
    const conditionNotes = answer.words === '' ? problemNotes : `${problemNotes}：${answer.words}`;
    return { kind: 'fills', values: { condition: 'other', conditionNotes } };
  }
  const expectedAt = expectedLater(record, now);
  if (expectedAt !== undefined) return { kind: 'kept', why: 'too-early', expectedAt };
  if (isContradicted) return { kind: 'kept', why: 'contradicted' };
  return { kind: 'fills', values: { confirmedAt: now, condition: 'good', arrivedAt: now } };
}

/** When the goods are expected, where they can't have come yet; who has typed that they have knows better. */
function expectedLater({ values }: StoredRecord, now: string): string | undefined {
  const { shippedAt, expectedArrival, arrivedAt } = values;
  if (arrivedAt !== undefined || typeof shippedAt !== 'string' || typeof expectedArrival !== 'string')
    return undefined;
  const [left, expected] = [Date.parse(shippedAt), Date.parse(expectedArrival)];
  const earliest = Math.min(left + (expected - left) / 2, expected - earlyMs);
  return Date.parse(now) < earliest ? expectedArrival : undefined;
}

/** Whether nobody has said yet how these goods have arrived, so that an answer may be about them. */
export function awaitsReceipt(form: Form, { values }: StoredRecord): boolean {
  return hasReceipt(form) && values.condition === undefined;
}

function hasReceipt(form: Form): boolean {
  return form.stages.some(({ id }) => id === stage);
}
