import type { Form } from '../forms/form';
import type { Services } from '../ports';
import { afterReport, type DeliveryReport } from '../rules/delivery';
import { noteChoice } from './contact-choice';
import { emptyBlanks } from './empty-blanks';
import { fillBlanks } from './fill-blanks';
import { settleNotice } from './settle-notice';

/** The provider's words for what became of a message. */
export type ProviderStatus = {
  readonly noticeId: string;
  readonly providerId: string;
  readonly status: string;
  readonly errorCode?: string;
};

const meanings: Readonly<Record<string, DeliveryReport['state']>> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'accepted',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'undelivered',
  canceled: 'undelivered',
};

/** The recipient is on the provider's own list of those who answered STOP; mostly it says so when it is asked to send. */
const refusedByProvider = '21610';

/**
 * Takes in a provider's callback. It may come twice, out of order, before our own record of the send, or after we gave
 * the send up as unknown: it then settles it. `ignored`: nothing new, a status that says nothing of delivery, or about
 * another message than the one we know.
 */
export async function recordDelivery(
  services: Services,
  forms: readonly Form[],
  { noticeId, providerId, status, errorCode }: ProviderStatus,
): Promise<'recorded' | 'ignored' | 'no-such-notice'> {
  const state = Object.hasOwn(meanings, status) ? meanings[status] : undefined;
  if (!state) return 'ignored';
  const code = errorCode || (status === 'canceled' ? status : undefined);
  const isRefusal = state === 'undelivered' && code === refusedByProvider;
  const report: DeliveryReport = {
    providerId,
    state,
    ...(code === undefined ? {} : { code }),
    ...(isRefusal ? { reason: 'opted-out' } : {}),
  };
  const settled = await settleNotice(services, noticeId, (notice, now) =>
    notice.channel === 'sms' ? afterReport(notice, report, now) : undefined,
  );
  if (settled.kind === 'absent') return 'no-such-notice';
  if (settled.notice.fillPending) await fillBlanks(services, forms, [noticeId]);
  if (settled.notice.unfillAt) await emptyBlanks(services, forms, [noticeId]);
  if (settled.kind === 'changed' && settled.notice.state === 'undelivered') {
    const { to: address, channel } = settled.notice;
    if (isRefusal) await noteChoice(services, { address, channel, wants: 'no-more', by: 'provider' });
    services.wakeDelivery();
  }
  return settled.kind === 'changed' ? 'recorded' : 'ignored';
}
