import type { Form } from '../forms/form';
import { type DocumentPath, type Read, type Services, StoreConflict, type Write } from '../ports';
import { asCorrection } from '../rules/correction-texts';
import { emailOf, withoutEmail, withoutToldEmail } from '../rules/email-goes-on';
import { type Notice, noticeSchema } from '../rules/notice';
import { noticeAddress } from '../rules/notice-address';
import { emailAfter, inPlaceOf, lastTold, nextOccasion, noticeSlot } from '../rules/notice-chain';
import { comparedWith } from '../rules/notices-corrected';
import { noticesWanted } from '../rules/notices-wanted';
import { recordSchema, type StoredRecord } from '../rules/record';
import { mayResend, type ResendRefusal } from '../rules/resend';
import { type Chains, readChains } from './notice-chains';
import { followedWrite, type StoringContext, storedNotices } from './notice-writes';

export type ResendRequest = {
  readonly id: string;
  /** The staff member (email) who asks for it. */
  readonly by: string;
  /** They know that it may have left, and that its recipient may then read it twice. */
  readonly mayHaveLeft: boolean;
};

export type ResendResult =
  | { readonly kind: 'resent'; readonly id: string }
  | { readonly kind: 'refused'; readonly reason: ResendRefusal | 'may-have-left' | 'absent' };

type Decision = { readonly writes: readonly Write[]; readonly result: ResendResult };

/** How often it is decided anew when somebody else was faster. */
const attempts = 4;

/**
 * Sends a notice again, as the record now is: present text, address, language and choice of its recipient; in quiet
 * hours in the morning. What is stored is the next occasion of the same slot, and the old notice names it, so of two
 * who ask at the same time, or one who asks twice, the first is served and the other is told `followed`.
 * @throws StoreConflict where contention lasts
 */
export async function resendNotice(
  services: Pick<Services, 'store' | 'clock' | 'settings' | 'staff' | 'links' | 'wakeDelivery'>,
  forms: readonly Form[],
  request: ResendRequest,
): Promise<ResendResult> {
  const context: StoringContext = {
    now: services.clock.business().toISOString(),
    settings: services.settings,
    staff: await services.staff.current(),
    links: services.links,
  };
  for (let attempt = 1; ; attempt++) {
    try {
      const result = await services.store.transact(
        (read) => decide(forms, request, read, context),
        `notices/${request.id}`,
      );
      if (result.kind === 'resent') services.wakeDelivery();
      return result;
    } catch (error) {
      if (!(error instanceof StoreConflict) || attempt === attempts) throw error;
    }
  }
}

function refused(reason: Extract<ResendResult, { kind: 'refused' }>['reason']): Decision {
  return { writes: [], result: { kind: 'refused', reason } };
}

async function decide(
  forms: readonly Form[],
  { id, by, mayHaveLeft }: ResendRequest,
  read: Read,
  context: StoringContext,
): Promise<Decision> {
  const path: DocumentPath = `notices/${id}`;
  const [document] = await read([path]);
  if (!document) return refused('absent');
  const notice = noticeSchema.parse(document.data);
  // Whether they refuse is asked below, at the address that they have now.
  const verdict = mayResend(notice, context.now, context.settings, false);
  if (verdict !== 'yes' && !(verdict === 'may-have-left' && mayHaveLeft)) return refused(verdict);
  const form = forms.find((one) => one.id === notice.form);
  const [stored] = await read([`records/${notice.record}`]);
  const record = stored && recordSchema.parse(stored.data);
  if (!form || !record) return refused('withdrawn');
  const [chains] = await readChains([notice], read);
  const wanted = wantedAgain(form, record, notice, isInPlaceOfSms(chains), context);
  if (typeof wanted === 'string') return refused(wanted);

  const chain = chains?.[notice.channel] ?? [];
  const next = nextOccasion(noticeSlot(notice), chain);
  const told = lastTold(chain, wanted.to);
  const compare = (one: Notice, other: Notice) => comparedWith(one, other, form, record, context);
  const emails = chains?.email ?? [];
  const isMailed = emails.some(({ state }) => state === 'pending');
  const alone = isMailed ? withoutEmail(wanted) : withoutToldEmail(wanted, emails, compare);
  const isCorrection = told && compare(told, wanted) === 'corrected';
  const again: Notice = {
    ...(isCorrection ? asCorrection(alone, context.settings) : alone),
    id: next,
    follows: { id, why: 'resend', by },
  };
  const [freed] = await read([`notices/${next}`]);
  const [placed] = inPlaceOf(freed && noticeSchema.parse(freed.data), again);
  if (!placed) return refused('followed');
  const [final] = await storedNotices([placed], read, context);
  if (!final || final.state === 'suppressed') return refused('opted-out');
  return {
    writes: [{ kind: 'set', path: `notices/${next}`, data: final }, followedWrite(notice, next)],
    result: { kind: 'resent', id: next },
  };
}

/** Whether their emails are in place of an SMS that did not arrive, so that they go on though an SMS is wanted. */
function isInPlaceOfSms(chains: Chains | undefined): boolean {
  const after = chains?.sms.map(({ id }) => emailAfter(id)) ?? [];
  return chains?.email.some(({ id }) => after.includes(id)) ?? false;
}

/** The same notice as the record calls for it now. */
function wantedAgain(
  form: Form,
  record: StoredRecord,
  { kind, recipient, channel }: Notice,
  isEmailGoingOn: boolean,
  context: StoringContext,
): Notice | 'no-address' | 'withdrawn' {
  const theirs = noticesWanted(form, undefined, record, context).filter(
    (one) => one.kind === kind && one.recipient === recipient,
  );
  const [first] = theirs;
  if (!first || recipient === 'staff') return 'withdrawn';
  const { phone, email } = noticeAddress(form, record, recipient, context.settings, context.staff);
  if ((channel === 'sms' ? phone : email) === undefined) return 'no-address';
  const instead = channel === 'email' && isEmailGoingOn ? emailOf(first) : undefined;
  return theirs.find((one) => one.channel === channel) ?? instead ?? 'withdrawn';
}
