import type { Form } from '../forms/form';
import type { Read, Write } from '../ports';
import { judgeBlanks } from '../rules/judge-blanks';
import { type KeptReceipt, receiptByReply } from '../rules/receipt-by-reply';
import type { StoredRecord } from '../rules/record';
import { type ReplyOutcome, replyEditor } from '../rules/reply';
import type { NumberReply } from '../rules/reply-number';
import { systemFill } from '../rules/system-fill';
import { blankChanges } from './blank-writes';
import { noticeWrites, type StoringContext } from './notice-writes';
import { shipmentWrites } from './shipment-writes';

/** A customer's answer, by the provider's id of it; `isContradicted` where another letter of theirs may say otherwise. */
export type ReceiptAnswer = {
  readonly sid: string;
  readonly from: string;
  readonly number: NumberReply;
  readonly isContradicted: boolean;
};

/**
 * What a customer's answer makes of the record, as writes of the transaction that `read` reads for. What was missed
 * before is counted before it is filled, as with an edit; the clerk sees the result in the register and may correct it.
 */
export async function receiptWrites(
  form: Form,
  before: StoredRecord,
  { sid, from, number, isContradicted }: ReceiptAnswer,
  read: Read,
  context: StoringContext,
): Promise<KeptReceipt & { readonly outcome: ReplyOutcome; readonly writes: readonly Write[] }> {
  const { now, settings, staff } = context;
  const judged = judgeBlanks(form, before, now, settings, staff);
  const reply = receiptByReply(form, judged.record, number, now, isContradicted);
  const filled =
    reply.kind === 'fills' && systemFill(form, judged.record, reply.values, context, replyEditor(from));
  if (!filled) {
    if (reply.kind === 'known') return { outcome: 'repeated', writes: [] };
    const { kind: _kept, ...kept } = reply.kind === 'kept' ? reply : { kind: 'kept' };
    return { ...kept, outcome: 'kept', writes: [] };
  }
  const { record, writes } = await blankChanges(form, before, filled.record, judged.blanks, read, context);
  const { change } = filled;
  return {
    outcome: number.says === 'received' ? 'receipt-confirmed' : 'problem-noted',
    writes: [
      { kind: 'set', path: `records/${change.record}`, data: record },
      { kind: 'create', path: `changes/reply~${sid}`, data: change },
      ...writes,
      ...(await shipmentWrites(form, before, record, read, { ...context, change })),
      ...(await noticeWrites(form, before, record, read, context)),
    ],
  };
}
