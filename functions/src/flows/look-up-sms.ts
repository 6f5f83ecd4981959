import type { Form } from '../forms/form';
import type { SentSms, Services, StoredDocument } from '../ports';
import { afterLookUp } from '../rules/look-up';
import { type Notice, noticeSchema } from '../rules/notice';
import { type ProviderStatus, recordDelivery } from './record-delivery';
import { settleNotice } from './settle-notice';

/** Of one run: each is a request, and a provider that hangs takes its whole time-out. */
const most = 20;
/** By so much the provider's clock may be behind ours. */
const skewMs = 5 * 60_000;

/** Unknown SMS whose next look-up has come, those that have waited longest first; none where SMS can't be looked up. */
export async function dueLookUps({ store, clock, sms }: Services): Promise<readonly StoredDocument[]> {
  if (!sms.find) return [];
  return store.find({
    collection: 'notices',
    where: [['lookUpAt', '<=', clock.machine().toISOString()]],
    orderBy: [['lookUpAt', 'asc']],
    limit: most,
  });
}

/**
 * Looks up unknown SMS in the provider's own list: what stands there is settled
 * with its status as a callback would settle it, what several lists lack is sent again (`afterLookUp`). One after another,
 * so that two notices of the same text don't take the same message for theirs; ends early when the provider does not
 * answer. Emails can't be looked up and stay unknown.
 */
export async function lookUpSms(
  services: Services,
  forms: readonly Form[],
  due: readonly StoredDocument[],
): Promise<void> {
  const { clock, sms } = services;
  for (const { data } of due) {
    const parsed = noticeSchema.safeParse(data);
    if (!parsed.success) continue;
    const { id, to, text, dueAt } = parsed.data;
    // It was claimed after it was due, and earlier claims left nothing behind.
    const listed = await sms.find?.({ to, body: text, since: new Date(Date.parse(dueAt) - skewMs) });
    const ours = listed && (await notAnothers(services, parsed.data, listed.sent));
    const told = ours && (await recordDelivery(services, forms, reportOf(id, ours)));
    // Told already, or in words of the provider's that we don't know: it is no news, and must not be asked for every minute.
    if (told !== 'recorded') {
      const saw = !ours && listed?.complete ? 'absent' : 'unclear';
      await settleNotice(services, id, (notice, now) => afterLookUp(notice, saw, clock.machine(), now));
    }
    if (!listed) return;
  }
}

function reportOf(noticeId: string, { providerId, status, errorCode }: SentSms): ProviderStatus {
  return { noticeId, providerId, status, ...(errorCode === undefined ? {} : { errorCode }) };
}

/** The same text may have gone to the same number for another notice, which then has the provider's id. */
async function notAnothers(
  { store }: Services,
  { id }: Notice,
  sent: readonly SentSms[],
): Promise<SentSms | undefined> {
  for (const one of sent) {
    const owners = await store.find({
      collection: 'notices',
      where: [['providerId', '==', one.providerId]],
      limit: 1,
    });
    if (owners.every((owner) => owner.id === id)) return one;
  }
  return undefined;
}
