import type { Form } from '../forms/form';
import type { Services } from '../ports';
import { afterShutOut } from '../rules/circuit';
import { afterReport, type DeliveryReport } from '../rules/delivery';
import { afterNotSent } from '../rules/not-sent';
import { afterRefusal } from '../rules/rest';
import { channelTroubleOf, neverLeft } from '../rules/twilio-codes';
import { changeCircuit } from './channel-circuit';
import { type Reported, settleReported } from './settle-reported';

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
 * the send up as unknown: it then settles it. That a message never left, because there were too many or our account was
 * suspended, has its notice tried again, and the channel left alone. `ignored`: nothing new, a status that says nothing of
 * delivery, or about another message than the one we know.
 */
export async function recordDelivery(
  services: Services,
  forms: readonly Form[],
  { noticeId, providerId, status, errorCode }: ProviderStatus,
): Promise<Reported> {
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
  const isNotSent = code !== undefined && neverLeft(status, code);
  const reported = await settleReported(services, forms, noticeId, (notice, now) => {
    if (notice.channel !== 'sms') return undefined;
    return isNotSent ? afterNotSent(notice, { providerId, code }, now) : afterReport(notice, report, now);
  });
  if (isNotSent && reported === 'recorded') await leaveAlone(services, code);
  return reported;
}

/**
 * What the code says of the whole channel holds from the next run on. It is about a message of some time ago, so that it
 * is no sign that a provider which is down is back.
 */
async function leaveAlone(services: Services, code: string): Promise<void> {
  const channel = channelTroubleOf(code);
  if (channel === undefined) return;
  await changeCircuit(services, 'sms', (circuit, machineNow) =>
    channel === 'shut-out'
      ? afterShutOut(circuit, code, machineNow)
      : afterRefusal(circuit, { code, channel }, machineNow),
  );
}
