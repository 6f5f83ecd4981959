import type { Form } from '../forms/form';
import type { Services } from '../ports';
import type { Notice } from '../rules/notice';
import { choiceWrites, suppressPending } from './contact-choice';
import { emptyBlanks } from './empty-blanks';
import { fillBlanks } from './fill-blanks';
import { type AlsoSays, type Decide, settleNotice } from './settle-notice';

export type Reported = 'recorded' | 'ignored' | 'no-such-notice';

/**
 * Takes in what a provider reports of a notice after its first word, with all that follows from it: the blank is filled,
 * or opened again; that its recipient refuses such messages is noted in the same transaction, for a second report would
 * bring no news; what is to be sent instead leaves now. `decide` says what the report changes. Doing it again changes
 * nothing, and goes on where a process has died over it.
 */
export async function settleReported(
  services: Services,
  forms: readonly Form[],
  noticeId: string,
  decide: Decide,
): Promise<Reported> {
  const settled = await settleNotice(services, noticeId, decide, refusalOf);
  if (settled.kind === 'absent') return 'no-such-notice';
  if (settled.notice.fillPending) await fillBlanks(services, forms, [noticeId]);
  if (settled.notice.unfillAt) await emptyBlanks(services, forms, [noticeId]);
  if (settled.kind === 'changed' && settled.notice.state === 'undelivered') {
    if (isRefusal(settled.notice)) await suppressPending(services.store, settled.notice.to);
    services.wakeDelivery();
  }
  return settled.kind === 'changed' ? 'recorded' : 'ignored';
}

/** The flag of the choice has the next delivery run suppress what waits, should this process die before it does. */
const refusalOf: AlsoSays = async (notice, now, read) => {
  const { to: address, channel } = notice;
  if (!isRefusal(notice)) return [];
  return choiceWrites({ address, channel, wants: 'no-more', by: 'provider' }, now, read);
};

function isRefusal({ state, reason }: Notice): boolean {
  return state === 'undelivered' && reason === 'opted-out';
}
