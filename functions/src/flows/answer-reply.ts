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
import { awaitsReceipt } from '../rules/receipt-by-reply';
import { recordSchema, type StoredRecord } from '../rules/record';
import { type Reply, type ReplyOutcome, replySchema } from '../rules/reply';
import { type ReplyMeaning, replyMeaning } from '../rules/reply-words';
import { choiceWrites, suppressPending } from './contact-choice';
import { receiptWrites } from './receipt-writes';
import { toldShipments } from './told-shipments';

/**
 * An SMS that came in: the provider's id of it, the sender's phone (E.164), and what the provider itself has understood
 * and acts upon, whatever words that was said in.
 */
export type IncomingSms = {
  readonly sid: string;
  readonly from: string;
  readonly body: string;
  readonly understood?: 'stop' | 'start' | 'help';
};

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
  const meaning = meaningOf(sms);
  const isChoice = isOfChoice(meaning);
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
    const { writes, ...done } = isOfChoice(meaning)
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
      if (outcome === 'opted-out') await suppressPending(services.store, sms.from);
      return outcome;
    } catch (error) {
      if (!(error instanceof StoreConflict) || attempt === attempts) throw error;
    }
  }
}

/** Who asks for help is answered by the provider; our own people read it as well. */
function meaningOf({ understood, body }: IncomingSms): ReplyMeaning {
  const meaning = replyMeaning(body);
  if (understood === undefined || (understood === 'stop' && meaning === 'stop-and-text')) return meaning;
  return understood === 'help' ? 'text' : understood;
}

type ChoiceMeaning = Extract<ReplyMeaning, 'stop' | 'stop-and-text' | 'start'>;

function isOfChoice(meaning: ReplyMeaning): meaning is ChoiceMeaning {
  return meaning === 'stop' || meaning === 'stop-and-text' || meaning === 'start';
}

type Done = Omit<Reply, 'from' | 'body' | 'at'> & { readonly writes: readonly Write[] };

async function chosen({ from }: IncomingSms, meaning: ChoiceMeaning, at: string, read: Read): Promise<Done> {
  const wants = meaning === 'start' ? 'again' : 'no-more';
  const writes = await choiceWrites({ address: from, channel: 'sms', wants, by: 'reply' }, at, read);
  const handled = meaning !== 'stop-and-text';
  return { outcome: wants === 'again' ? 'opted-in' : 'opted-out', handled, writes };
}

/**
 * An answer about the shipment that its sender was told of last; once an order has ended, answers are no longer about
 * it. Where others wait for their answer as well, or only an earlier one does, a clerk must find out which is meant:
 * goods don't arrive in the order in which they left, and people also answer twice.
 */
async function answered(
  forms: readonly Form[],
  { sid, from }: IncomingSms,
  meaning: Exclude<ReplyMeaning, ChoiceMeaning>,
  told: readonly Notice[],
  read: Read,
  context: Parameters<typeof receiptWrites>[4],
): Promise<Done> {
  const kept: Done = { outcome: 'kept', handled: false, writes: [] };
  const paths = [...new Set(told.map(({ record }) => `records/${record}` as const))];
  const shipments = (await read(paths)).map((document) => shipmentOf(forms, document));
  const isCustomer = told[0]?.recipient === 'dealer';
  const waiting = shipments.filter((one) => one && awaitsReceipt(one.form, one.record));
  const shipment = shipments[0] ?? waiting[0];
  if (!shipment) return kept;
  // A sales manager is told too, but confirms no receipt.
  if (meaning === 'text' || !isCustomer) return { ...kept, ...about(shipment) };
  const [next] = waiting;
  if (next && (waiting.length > 1 || next !== shipments[0])) return { ...kept, ...about(next) };
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

function about({ form, record }: Shipment): Pick<Done, 'record' | 'form' | 'number'> {
  return { record: recordId(form.id, record.key), form: form.id, number: record.number };
}
