import type { Form } from '../forms/form';
import type { Services } from '../ports';
import { noteChoice } from './contact-choice';
import { emptyBlanks } from './empty-blanks';
import { fillBlanks } from './fill-blanks';
import { type Decide, settleNotice } from './settle-notice';

export type Reported = 'recorded' | 'ignored' | 'no-such-notice';

/**
 * Takes in what a provider reports of a notice after its first word, with all that follows from it: the blank is filled,
 * or opened again; that its recipient refuses such messages is noted; what is to be sent instead leaves now. `decide` says
 * what the report changes. Doing it again changes nothing, and goes on where a process has died over it.
 */
export async function settleReported(
  services: Services,
  forms: readonly Form[],
  noticeId: string,
  decide: Decide,
): Promise<Reported> {
  const settled = await settleNotice(services, noticeId, decide);
  if (settled.kind === 'absent') return 'no-such-notice';
  if (settled.notice.fillPending) await fillBlanks(services, forms, [noticeId]);
  if (settled.notice.unfillAt) await emptyBlanks(services, forms, [noticeId]);
  if (settled.kind === 'changed' && settled.notice.state === 'undelivered') {
    const { to: address, channel, reason } = settled.notice;
    if (reason === 'opted-out')
      await noteChoice(services, { address, channel, wants: 'no-more', by: 'provider' });
    services.wakeDelivery();
  }
  return settled.kind === 'changed' ? 'recorded' : 'ignored';
}
