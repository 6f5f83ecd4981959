import type { Form } from '../forms/form';
import { type DocumentPath, type Read, type Services, StoreConflict, type Write } from '../ports';
import type { Notice } from '../rules/notice';
import { recordSchema } from '../rules/record';
import { type Reply, type ReplyOutcome, replySchema } from '../rules/reply';
import { type ReplyMeaning, replyMeaning } from '../rules/reply-words';
import { choiceWrites, suppressPending } from './contact-choice';
import { receiptWrites } from './receipt-writes';
import { toldShipment } from './told-shipment';

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
  const told = isChoice ? undefined : await toldShipment(services, sms.from);
  const context = {
    now: services.clock.business().toISOString(),
    settings: services.settings,
    staff: await services.staff.current(),
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
      const { outcome, isNew } = await services.store.transact(decide, told && `records/${told.record}`);
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

/** An answer about the shipment that its sender was told of; once an order has ended, answers are no longer about it. */
async function answered(
  forms: readonly Form[],
  { sid, from }: IncomingSms,
  meaning: Exclude<ReplyMeaning, 'stop' | 'start'>,
  told: Notice | undefined,
  read: Read,
  context: Parameters<typeof receiptWrites>[4],
): Promise<Done> {
  const kept: Done = { outcome: 'kept', handled: false, writes: [] };
  const [document] = told ? await read([`records/${told.record}`]) : [];
  const record = recordSchema.safeParse(document?.data).data;
  const form = record && forms.find(({ id }) => id === record.form);
  if (!told || !form || record.done) return kept;
  const about = { record: told.record, form: form.id, number: record.number };
  // A sales manager is told too, but confirms no receipt.
  if (meaning === 'text' || told.recipient !== 'dealer') return { ...kept, ...about };
  const { outcome, writes } = await receiptWrites(form, record, { sid, from, says: meaning }, read, context);
  return {
    ...about,
    outcome,
    handled: outcome === 'receipt-confirmed' || outcome === 'repeated',
    writes,
  };
}
