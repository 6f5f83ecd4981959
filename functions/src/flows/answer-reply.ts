import type { Form } from '../forms/form';
import {
  type DocumentPath,
  type Read,
  type Services,
  StoreConflict,
  type StoredDocument,
  type Write,
} from '../ports';
import { recordId } from '../rules/change';
import type { Notice } from '../rules/notice';
import { receiptByReply } from '../rules/receipt-by-reply';
import { recordSchema, type StoredRecord } from '../rules/record';
import { type Reply, type ReplyOutcome, replySchema } from '../rules/reply';
import { type ReplyMeaning, replyMeaning } from '../rules/reply-words';
import { choiceWrites, suppressPending } from './contact-choice';
import { receiptWrites } from './receipt-writes';
import { toldShipments } from './told-shipments';

/** An SMS that came in: the provider's id of it, and the sender's phone (E.164). */
export type IncomingSms = { readonly sid: string; readonly from: string; readonly body: string };

/** How often it is decided anew when somebody else was faster. */
const attempts = 4;

/**
 * Does what a recipient answers by SMS: no more messages, messages again, goods received in order, a problem. Everything
 * that comes in is kept as `replies/{sid}`, in the same transaction as what it does, so that the same SMS reported again
 * changes nothing; what nobody has dealt with is left for a clerk to read (`handled` false).
 * @throws StoreConflict where contention lasts
 */
export async function answerReply(
  services: Services,
  forms: readonly Form[],
  sms: IncomingSms,
): Promise<ReplyOutcome> {
  const meaning = replyMeaning(sms.body);
  const isChoice = meaning === 'stop' || meaning === 'start';
  const told = isChoice ? [] : await toldShipments(services, sms.from);
  const context = {
    now: services.clock.business().toISOString(),
    settings: services.settings,
    staff: await services.staff.current(),
    links: services.links,
  };
  const decide = async (read: Read) => {
    const path: DocumentPath = `replies/${sms.sid}`;
    const [known] = await read([path]);
    if (known)
      return { writes: [], result: { outcome: replySchema.parse(known.data).outcome, isNew: false } };
    const { writes, ...done } = isChoice
      ? await chosen(sms, meaning, context.now, read)
      : await answered(forms, sms, meaning, told, read, context);
    const reply: Reply = { from: sms.from, body: sms.body, at: context.now, ...done };
    const create: Write = { kind: 'create', path, data: reply };
    return { writes: [create, ...writes], result: { outcome: done.outcome, isNew: true } };
  };
  for (let attempt = 1; ; attempt++) {
    try {
      const { outcome, isNew } = await services.store.transact(
        decide,
        told[0] && `records/${told[0].record}`,
      );
      if (isNew && outcome === 'receipt-confirmed') services.wakeDelivery();
      if (outcome === 'opted-out')
        await suppressPending(services.store, { address: sms.from, channel: 'sms' });
      return outcome;
    } catch (error) {
      if (!(error instanceof StoreConflict) || attempt === attempts) throw error;
    }
  }
}

type Done = Omit<Reply, 'from' | 'body' | 'at'> & { readonly writes: readonly Write[] };

async function chosen(
  { from }: IncomingSms,
  meaning: 'stop' | 'start',
  at: string,
  read: Read,
): Promise<Done> {
  const wants = meaning === 'stop' ? 'no-more' : 'again';
  const writes = await choiceWrites({ address: from, channel: 'sms', wants, by: 'reply' }, at, read);
  return { outcome: meaning === 'stop' ? 'opted-out' : 'opted-in', handled: true, writes };
}

/**
 * An answer about the shipment that its sender was told of last; once an order has ended, answers are no longer about
 * it. Where that one needs no answer any more while an earlier one does, a clerk must find out which is meant: people
 * also answer twice.
 */
async function answered(
  forms: readonly Form[],
  { sid, from }: IncomingSms,
  meaning: Exclude<ReplyMeaning, 'stop' | 'start'>,
  told: readonly Notice[],
  read: Read,
  context: Parameters<typeof receiptWrites>[4],
): Promise<Done> {
  const kept: Done = { outcome: 'kept', handled: false, writes: [] };
  const paths = [...new Set(told.map(({ record }) => `records/${record}` as const))];
  const shipments = (await read(paths)).map((document) => shipmentOf(forms, document));
  const isCustomer = told[0]?.recipient === 'dealer';
  const waiting = shipments.find((shipment) => shipment && waits(shipment, context.now));
  const shipment = shipments[0] ?? waiting;
  if (!shipment) return kept;
  // A sales manager is told too, but confirms no receipt.
  if (meaning === 'text' || !isCustomer) return { ...kept, ...about(shipment) };
  if (waiting && waiting !== shipments[0]) return { ...kept, ...about(waiting) };
  const { form, record } = shipment;
  const { outcome, writes } = await receiptWrites(form, record, { sid, from, says: meaning }, read, context);
  return {
    ...about(shipment),
    outcome,
    handled: outcome === 'receipt-confirmed' || outcome === 'repeated',
    writes,
  };
}

type Shipment = { readonly form: Form; readonly record: StoredRecord };

/** Undefined for one that is gone or has ended. */
function shipmentOf(forms: readonly Form[], document: StoredDocument | undefined): Shipment | undefined {
  const record = recordSchema.safeParse(document?.data).data;
  const form = record && forms.find(({ id }) => id === record.form);
  return form && !record.done ? { form, record } : undefined;
}

function waits({ form, record }: Shipment, now: string): boolean {
  return receiptByReply(form, record, 'received', now).kind === 'fills';
}

function about({ form, record }: Shipment): Pick<Done, 'record' | 'form' | 'number'> {
  return { record: recordId(form.id, record.key), form: form.id, number: record.number };
}
