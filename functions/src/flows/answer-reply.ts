import type { Form } from '../forms/form';
import { type DocumentPath, type Read, type Services, StoreConflict, type Write } from '../ports';
import { afterAnswer } from '../rules/answered-notice';
import type { Notice } from '../rules/notice';
import { type Reply, type ReplyOutcome, replySchema } from '../rules/reply';
import { type NumberReply, numberIn } from '../rules/reply-number';
import { type ReplyMeaning, replyMeaning } from '../rules/reply-words';
import { choiceWrites, suppressPending } from './contact-choice';
import { settleReported } from './settle-reported';
import { type Done, shipmentAnswer } from './shipment-answer';
import { toldOrders, toldShipments } from './told-shipments';
import { unreadWrites } from './unread-writes';

/**
 * An SMS that came in: the provider's id of it, the sender's phone (E.164), how many pictures came with it, and what the
 * provider itself has understood and acts upon, whatever words that was said in.
 */
export type IncomingSms = {
  readonly sid: string;
  readonly from: string;
  readonly body: string;
  readonly pictures?: number;
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
  const path: DocumentPath = `replies/${sms.sid}`;
  const meaning = meaningOf(sms);
  const isOfNothing = meaning === 'stop';
  const told = isOfNothing ? [] : await toldShipments(services, sms.from);
  const others = isOfNothing ? [] : await toldOrders(services, sms.from);
  if (meaning === 'received' || meaning === 'problem') await settleAnswered(services, forms, told, path);
  const context = {
    now: services.clock.business().toISOString(),
    settings: services.settings,
    staff: await services.staff.current(),
    links: services.links,
    store: services.store,
  };
  const decide = async (read: Read) => {
    const [known] = await read([path]);
    if (known)
      return { writes: [], result: { outcome: replySchema.parse(known.data).outcome, isNew: false } };
    const answer = (number: NumberReply | undefined) =>
      shipmentAnswer(forms, { ...sms, number }, { shipments: told, others }, read, context);
    const { writes, ...done } = isOfChoice(meaning)
      ? await chosen(sms, meaning, context.now, read, () => answer(undefined))
      : await answer(meaning === 'text' ? undefined : numberIn(sms.body));
    const { from, body, pictures = 0 } = sms;
    const reply: Reply = { from, body, at: context.now, ...(pictures > 0 ? { pictures } : {}), ...done };
    const create: Write = { kind: 'create', path, data: reply };
    const unread = done.handled ? [] : await unreadWrites(done.record, 'one-more', read);
    return { writes: [create, ...writes, ...unread], result: { outcome: done.outcome, isNew: true } };
  };
  for (let attempt = 1; ; attempt++) {
    try {
      const { outcome, isNew } = await services.store.transact(
        decide,
        told[0] && `records/${told[0].record}`,
      );
      if (isNew && outcome === 'receipt-confirmed') services.wakeDelivery();
      if (outcome === 'opted-out' || outcome === 'opted-out-and-kept')
        await suppressPending(services.store, sms.from);
      return outcome;
    } catch (error) {
      if (!(error instanceof StoreConflict) || attempt === attempts) throw error;
    }
  }
}

/**
 * Who asks for help is answered by the provider; our own people read it as well. With a picture nobody says that all is
 * in order: somebody must look at it.
 */
function meaningOf({ understood, body, pictures = 0 }: IncomingSms): ReplyMeaning {
  const meaning = replyMeaning(body);
  if (understood === undefined || (understood === 'stop' && meaning === 'stop-and-text'))
    return meaning === 'received' && pictures > 0 ? 'text' : meaning;
  return understood === 'help' ? 'text' : understood;
}

/**
 * To whom only one message told of a shipment, of which nobody knows whether it has left, proves by “1” or “2” that it
 * has: these words stand in no other. Of several nobody can say which one was answered.
 */
async function settleAnswered(
  services: Services,
  forms: readonly Form[],
  [notice, ...others]: readonly Notice[],
  reply: DocumentPath,
): Promise<void> {
  if (notice?.state !== 'unknown' || notice.recipient !== 'dealer' || others.length > 0) return;
  const [known] = await services.store.get([reply]);
  if (known) return;
  await settleReported(services, forms, notice.id, (stored, now) =>
    afterAnswer(stored, now, services.settings),
  );
}

type ChoiceMeaning = Extract<ReplyMeaning, 'stop' | 'stop-and-text' | 'start'>;

function isOfChoice(meaning: ReplyMeaning): meaning is ChoiceMeaning {
  return meaning === 'stop' || meaning === 'stop-and-text' || meaning === 'start';
}

/**
 * Who wants messages again and never refused them says something else by it, about their goods (“Yes”): a clerk reads
 * it. So they do what was said besides a refusal, or by a word that may be about the order (“Cancel”).
 */
async function chosen(
  { from }: IncomingSms,
  meaning: ChoiceMeaning,
  at: string,
  read: Read,
  asText: () => Promise<Done>,
): Promise<Done> {
  const whose = { address: from, channel: 'sms', by: 'reply' } as const;
  const text = meaning === 'stop' ? undefined : await asText();
  const writes = await choiceWrites(
    meaning === 'start' ? { ...whose, wants: 'again', how: 'sms', note: '' } : { ...whose, wants: 'no-more' },
    at,
    read,
  );
  if (meaning === 'start') {
    return text && writes.length === 0 ? text : { outcome: 'opted-in', handled: true, writes };
  }
  return text
    ? { ...text, outcome: 'opted-out-and-kept', writes }
    : { outcome: 'opted-out', handled: true, writes };
}
