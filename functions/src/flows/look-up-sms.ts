import type { Form } from '../forms/form';
import { log } from '../log';
import type { Filter, SentSms, Services, StoredDocument } from '../ports';
import { afterLookUp, afterNoNews } from '../rules/look-up';
import { type Notice, noticeSchema } from '../rules/notice';
import { type ProviderStatus, recordDelivery } from './record-delivery';
import { settleNotice } from './settle-notice';

/** Of one run: each is a request. */
const most = 20;
/** By so much the provider's clock may be behind ours. */
const skewMs = 5 * 60_000;

/** SMS whose next look-up has come, those that have waited longest first; none where SMS can't be looked up. */
export async function dueLookUps({ store, clock, sms }: Services): Promise<readonly StoredDocument[]> {
  if (!sms.find && !sms.fetch) return [];
  return store.find({
    collection: 'notices',
    where: [['lookUpAt', '<=', clock.machine().toISOString()]],
    orderBy: [['lookUpAt', 'asc']],
    limit: most,
  });
}

/**
 * Asks the provider what became of SMS of which we don't know it, and settles them by its answer as a callback would.
 * One after another, so that two notices of the same text don't take the same message for theirs; ends early when the
 * provider does not answer, and after the first that comes to an end after `end` (machine time, milliseconds): each may take
 * the request's whole time-out. Emails can't be looked up and stay as they are.
 */
export async function lookUpSms(
  services: Services,
  forms: readonly Form[],
  due: readonly StoredDocument[],
  end: number,
): Promise<void> {
  for (const { data } of due) {
    const notice = noticeSchema.safeParse(data).data;
    if (!notice) continue;
    const look = notice.state === 'accepted' ? lookUpAccepted : lookUpUnknown;
    const isAnswered = await look(services, forms, notice);
    if (!isAnswered || services.clock.machine().getTime() >= end) return;
  }
}

/**
 * By its text, in the provider's own list; what several lists lack is sent again (`afterLookUp`). Gives whether there was
 * an answer.
 */
async function lookUpUnknown(services: Services, forms: readonly Form[], notice: Notice): Promise<boolean> {
  const { clock, sms } = services;
  const { id, to, text, dueAt } = notice;
  // It was claimed after it was due, and earlier claims left nothing behind but what is spent.
  const listed = await sms.find?.({ to, body: text, since: new Date(Date.parse(dueAt) - skewMs) });
  const ours = listed && (await notAnothers(services, notice, listed.sent));
  const told = ours && (await recordDelivery(services, forms, reportOf(id, ours)));
  // Told already, or in words of the provider's that we don't know: it is no news, and must not be asked for every minute.
  if (told !== 'recorded') {
    const saw = !ours && listed?.complete ? 'absent' : 'unclear';
    await settleNotice(services, id, (stored, now) => afterLookUp(stored, saw, clock.machine(), now));
  }
  return listed !== undefined;
}

/** By its id, because no callback has said what became of it. Gives whether there was an answer. */
async function lookUpAccepted(services: Services, forms: readonly Form[], notice: Notice): Promise<boolean> {
  const { clock, sms } = services;
  const { id, providerId = '' } = notice;
  const found = sms.fetch ? await sms.fetch(providerId) : 'gone';
  const told = found && found !== 'gone' && (await recordDelivery(services, forms, reportOf(id, found)));
  if (told === 'recorded') log('WARNING', 'callback lost', { providerId });
  else await settleNotice(services, id, (stored) => afterNoNews(stored, clock.machine()));
  return found !== undefined;
}

function reportOf(noticeId: string, { providerId, status, errorCode }: SentSms): ProviderStatus {
  return { noticeId, providerId, status, ...(errorCode === undefined ? {} : { errorCode }) };
}

/**
 * The same text may have gone to the same number for another notice, which then has the provider's id, or for this one or
 * another without ever leaving.
 */
async function notAnothers(
  { store }: Services,
  { id }: Notice,
  sent: readonly SentSms[],
): Promise<SentSms | undefined> {
  for (const one of sent) {
    const { providerId } = one;
    const where = (filter: Filter) => store.find({ collection: 'notices', where: [filter], limit: 1 });
    const [owners, spent] = await Promise.all([
      where(['providerId', '==', providerId]),
      where(['spent', 'array-contains', providerId]),
    ]);
    if (spent.length === 0 && owners.every((owner) => owner.id === id)) return one;
  }
  return undefined;
}
