import type { Form } from '../forms/form';
import type { Services } from '../ports';
import { afterReport, type DeliveryReport } from '../rules/delivery';
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
  const report = { providerId, state, ...(errorCode ? { code: errorCode } : {}) };
  const settled = await settleNotice(services, noticeId, (notice, now) => afterReport(notice, report, now));
  if (settled.kind === 'absent') return 'no-such-notice';
  if (settled.notice.fillPending) await fillBlanks(services, forms, [noticeId]);
  if (settled.kind === 'changed' && settled.notice.state === 'undelivered') services.wakeDelivery();
  return settled.kind === 'changed' ? 'recorded' : 'ignored';
}
