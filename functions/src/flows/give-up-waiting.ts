import type { Services, StoredDocument } from '../ports';
import { noticeSchema } from '../rules/notice';
import { afterWaiting } from '../rules/waiting';
import { settleClaimed } from './settle-notice';

/**
 * Gives up a notice that its provider has kept from leaving for too long; whether it did. Of one that may wait on
 * nothing is read or written.
 */
export async function giveUpWaiting(
  services: Services,
  { data, version }: StoredDocument,
  provider: 'down' | 'resting',
): Promise<boolean> {
  const notice = noticeSchema.safeParse(data).data;
  if (!notice || !afterWaiting(notice, provider, services.clock.business().toISOString())) return false;
  const settled = await settleClaimed(services, { notice, version }, (stored, now) =>
    afterWaiting(stored, provider, now),
  );
  return settled.kind === 'changed';
}
