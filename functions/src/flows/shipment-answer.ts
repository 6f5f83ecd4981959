import type { Form } from '../forms/form';
import type { Read, Services, StoredDocument, Write } from '../ports';
import { recordId } from '../rules/change';
import type { Notice } from '../rules/notice';
import { awaitsReceipt } from '../rules/receipt-by-reply';
import { recordSchema, type StoredRecord } from '../rules/record';
import { type Reply, replySchema } from '../rules/reply';
import type { NumberReply } from '../rules/reply-number';
import { replyMeaning } from '../rules/reply-words';
import { receiptWrites } from './receipt-writes';
import type { Told } from './told-shipments';

/** Without a number: prose. */
export type Answer = {
  readonly sid: string;
  readonly from: string;
  readonly number: NumberReply | undefined;
};

/** What was done about a reply, as it is kept, and the writes that did it. */
export type Done = Omit<Reply, 'from' | 'body' | 'at'> & { readonly writes: readonly Write[] };

type AnswerContext = Parameters<typeof receiptWrites>[4] & Pick<Services, 'store'>;

const mostLetters = 50;

/**
 * An answer about the shipment that its sender was told of last. Where others wait for their answer as well, or only an
 * earlier one does, a clerk must find out which is meant: goods don't arrive in the order in which they left, and people
 * also answer twice. Once an order has ended nothing an answer says is done to it, but it still tells whose answer it is,
 * as the other orders do that its sender was told of, where no shipment is under way: a number is about goods that left.
 */
export async function shipmentAnswer(
  forms: readonly Form[],
  { sid, from, number }: Answer,
  { shipments: told, others }: Told,
  read: Read,
  context: AnswerContext,
): Promise<Done> {
  const says = number === undefined ? {} : { says: number.says };
  const all = [...told, ...others];
  const isManager = all.length > 0 && all.every(({ recipient }) => recipient === 'sales-manager');
  const whose = isManager ? { recipient: 'sales-manager' as const } : {};
  const kept: Done = { outcome: 'kept', handled: false, writes: [], ...says, ...whose };
  const known = await recordsOf(forms, told, read);
  const shipments = known.map((one) => (one?.record.done ? undefined : one));
  const isCustomer = told[0]?.recipient === 'dealer';
  const waiting = shipments.flatMap((one) => (one && awaitsReceipt(one.form, one.record) ? [one] : []));
  const shipment = shipments[0] ?? waiting[0];
  if (!shipment) {
    const ended = known.find((one) => one !== undefined);
    if (number && ended) return { ...kept, ...about(ended) };
    const isOfNone = number !== undefined && told.length === 0;
    return { ...kept, ...(await aboutOrders(forms, others, read, ended, isOfNone)) };
  }
  const isOfSeveral = waiting.length > 1;
  const several = isOfSeveral ? { why: 'several' as const, candidates: waiting.map(candidate) } : {};
  // A sales manager is told too, but confirms no receipt.
  if (!number || !isCustomer) return { ...kept, ...about(isOfSeveral ? waiting[0] : shipment), ...several };
  const [next] = waiting;
  if (next && (isOfSeveral || next !== shipments[0])) return { ...kept, ...about(next), ...several };
  const { form, record } = shipment;
  const isContradicted = number.says === 'received' && (await hasOtherLetter(recordIdOf(shipment), context));
  const { outcome, writes, ...why } = await receiptWrites(
    form,
    record,
    { sid, from, number, isContradicted },
    read,
    context,
  );
  return {
    ...about(shipment),
    outcome,
    handled: outcome === 'receipt-confirmed' || outcome === 'repeated',
    ...(outcome === 'kept' ? says : {}),
    ...why,
    writes,
  };
}

type Shipment = { readonly form: Form; readonly record: StoredRecord };

async function recordsOf(
  forms: readonly Form[],
  notices: readonly Notice[],
  read: Read,
): Promise<readonly (Shipment | undefined)[]> {
  const paths = [...new Set(notices.map(({ record }) => `records/${record}` as const))];
  return (await read(paths)).map((document) => shipmentOf(forms, document));
}

/** Undefined for one that is gone. */
function shipmentOf(forms: readonly Form[], document: StoredDocument | undefined): Shipment | undefined {
  const record = recordSchema.safeParse(document?.data).data;
  const form = record && forms.find(({ id }) => id === record.form);
  return form && { form, record };
}

/** An order that is still being prepared is meant rather than one that has ended. `isOfNoShipment`: a number from who was told of none. */
async function aboutOrders(
  forms: readonly Form[],
  notices: readonly Notice[],
  read: Read,
  ended: Shipment | undefined,
  isOfNoShipment: boolean,
): Promise<Partial<Done>> {
  const known = (await recordsOf(forms, notices, read)).flatMap((one) => one ?? []);
  const open = known.filter(({ record }) => !record.done);
  const orders = open.length > 0 ? open : ended ? [ended] : known;
  const isOfSeveral = orders.length > 1;
  const why = isOfNoShipment && open.length > 0 ? 'not-shipped' : isOfSeveral ? 'several-orders' : undefined;
  return {
    ...about(orders[0]),
    ...(why === undefined ? {} : { why }),
    ...(isOfSeveral ? { candidates: orders.map(candidate) } : {}),
  };
}

/** Whether a letter about this record waits to be read that says anything but that all is in order. */
async function hasOtherLetter(record: string, { store }: Pick<Services, 'store'>): Promise<boolean> {
  const letters = await store.find({
    collection: 'replies',
    where: [['record', '==', record]],
    orderBy: [['at', 'desc']],
    limit: mostLetters,
  });
  return letters
    .flatMap(({ data }) => replySchema.safeParse(data).data ?? [])
    .some(({ handled, body }) => !handled && replyMeaning(body) !== 'received');
}

function about(shipment: Shipment | undefined): Pick<Done, 'record' | 'form' | 'number'> {
  if (!shipment) return {};
  const { form, record } = shipment;
  return { record: recordIdOf(shipment), form: form.id, number: record.number };
}

function candidate(shipment: Shipment): NonNullable<Done['candidates']>[number] {
  const { number, batch } = shipment.record;
  return { record: recordIdOf(shipment), number, batch };
}

function recordIdOf({ form, record }: Shipment): string {
  return recordId(form.id, record.key);
}
