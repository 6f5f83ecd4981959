import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import type { MailToSend, SendOutcome } from '../../functions/src/ports';
import type { Value } from '../../functions/src/rules/record';
import { requireIndexes } from '../../infra/local/require-indexes';
import { dealerSms, deliveryWorld } from './delivery-services';
import { dealerPhone, deliverDue } from './told-dealer';

export const dealerEmail = 'a@example.com';
export const emailAfter = `${dealerSms}~email-after-sms`;
type World = ReturnType<typeof deliveryWorld>;

export const refusing = ({ to }: MailToSend): SendOutcome | undefined =>
  to === dealerEmail ? { outcome: 'permanent', code: '550', reason: 'refused' } : undefined;

/** An order whose dealer and sales manager have been told by SMS, as far as the provider's first word goes. */
export async function accepted(
  changes: Readonly<Record<string, Value | undefined>> = {},
  options: Pick<Parameters<typeof deliveryWorld>[0] & object, 'mail' | 'sms' | 'now'> = {},
) {
  const world = deliveryWorld({ changes: { dealerPhone, ...changes }, ...options });
  await deliver(world);
  return world;
}

export function deliver(world: World): Promise<void> {
  return deliverDue(world.services(requireIndexes(world.memory)));
}

/** The provider's second word: it did not arrive. */
export async function undelivered(world: World, id = dealerSms) {
  const { providerId = '' } = await world.notice(id);
  const report = { noticeId: id, providerId, status: 'undelivered', errorCode: '30003' };
  return recordDelivery(world.services(), forms, report);
}

export async function dealerToldAt(world: World): Promise<Value | undefined> {
  return (await world.record()).values.dealerToldAt;
}

/** Notices of which it must still be asked whether anybody was told. */
export function inDoubt(world: World): readonly string[] {
  return Object.entries(world.memory.save()).flatMap(([path, data]) =>
    path.startsWith('notices/') && data && typeof data === 'object' && 'unfillAt' in data ? [path] : [],
  );
}
