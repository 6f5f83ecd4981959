import type { Form } from '../forms/form';
import { type DocumentPath, type Read, type Services, StoreConflict, type Write } from '../ports';
import { changedThings } from '../rules/changed-things';
import { asCorrection } from '../rules/correction-texts';
import { insteadOf, withoutInstead, withoutToldInstead } from '../rules/instead-goes-on';
import { type Channel, type Notice, otherChannel } from '../rules/notice';
import { noticeAddress } from '../rules/notice-address';
import { inPlaceOf, insteadId, lastTold, nextOccasion, noticeSlot } from '../rules/notice-chain';
import { comparedWith } from '../rules/notices-corrected';
import { noticesWanted } from '../rules/notices-wanted';
import { recordSchema, type StoredRecord } from '../rules/record';
import { mayResend, type ResendRefusal } from '../rules/resend';
import { customerPreference } from './contact-preference';
import { type Chains, readable, readChains } from './notice-chains';
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
  given: StoringContext,
): Promise<Decision> {
  const path: DocumentPath = `notices/${id}`;
  const [document] = await read([path]);
  const notice = document && readable(document);
  if (!notice) return refused('absent');
  // Whether they refuse is asked below, at the address that they have now.
  const verdict = mayResend(notice, given.now, given.settings, false);
  if (verdict !== 'yes' && !(verdict === 'may-have-left' && mayHaveLeft)) return refused(verdict);
  const form = forms.find((one) => one.id === notice.form);
  const [stored] = await read([`records/${notice.record}`]);
  const record = stored && recordSchema.parse(stored.data);
  if (!form || !record) return refused('withdrawn');
  const prefers = await customerPreference(form, record, read);
  const context = prefers ? { ...given, prefers } : given;
  const [chains] = await readChains([notice], read);
  const wanted = wantedAgain(form, record, notice, isGoingOn(notice.channel, chains), context);
  if (typeof wanted === 'string') return refused(wanted);

  const chain = chains?.[notice.channel] ?? [];
  const unreadable = (chains?.unreadable ?? []).map((one) => ({ id: one }));
  const next = nextOccasion(noticeSlot(notice), [...chain, ...unreadable]);
  const told = lastTold(chain, wanted.to);
  const compare = (one: Notice, other: Notice) => comparedWith(one, other, form, record, context);
  const others = chains?.[otherChannel[notice.channel]] ?? [];
  const isWaiting = others.some(({ state }) => state === 'pending');
  const alone = isWaiting ? withoutInstead(wanted) : withoutToldInstead(wanted, others, compare);
  const isCorrection = told && compare(told, wanted) === 'corrected';
  const again: Notice = {
    ...(isCorrection
      ? asCorrection(alone, context.settings, changedThings(told, wanted, form, record, context))
      : alone),
    id: next,
    follows: { id, why: 'resend', by },
  };
  const [freed] = await read([`notices/${next}`]);
  const known = freed && readable(freed);
  const [placed] = freed && !known ? [] : inPlaceOf(known, again);
  if (!placed) return refused('followed');
  const [final] = await storedNotices([placed], read, context);
  if (!final || final.state === 'suppressed') return refused('opted-out');
  return {
    writes: [{ kind: 'set', path: `notices/${next}`, data: final }, followedWrite(notice, next)],
    result: { kind: 'resent', id: next },
  };
}

/** Whether what they get on this channel is in place of what did not arrive on the other, so that it goes on though the other is wanted. */
function isGoingOn(channel: Channel, chains: Chains | undefined): boolean {
  const instead = chains?.[otherChannel[channel]].map(insteadId) ?? [];
  return chains?.[channel].some(({ id }) => instead.includes(id)) ?? false;
}

/** The same notice as the record calls for it now. */
function wantedAgain(
  form: Form,
  record: StoredRecord,
  { kind, recipient, channel }: Notice,
  isGoingOnHere: boolean,
  context: StoringContext,
): Notice | 'no-address' | 'landline' | 'withdrawn' {
  const theirs = noticesWanted(form, undefined, record, context).filter(
    (one) => one.kind === kind && one.recipient === recipient,
  );
  const [first] = theirs;
  if (!first || recipient === 'staff') return 'withdrawn';
  const { phone, landline, email } = noticeAddress(form, record, recipient, context);
  if (channel === 'sms' && phone === undefined) return landline === undefined ? 'no-address' : 'landline';
  if (channel === 'email' && email === undefined) return 'no-address';
  const instead = isGoingOnHere ? insteadOf(first) : undefined;
  return (
    theirs.find((one) => one.channel === channel) ??
    (instead?.channel === channel ? instead : undefined) ??
    'withdrawn'
  );
}
