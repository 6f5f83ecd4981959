import type { Form } from '../forms/form';
import type { Notice, NoticeReason, NoticeState } from './notice';

type Standing = {
  readonly state: NoticeState;
  readonly reason?: NoticeReason | undefined;
  readonly lookUpAt?: string | undefined;
};

/** What never leaves by intention needs nobody; whoever can't be written to must be phoned. */
const needingNobody: readonly (NoticeReason | undefined)[] = [undefined, 'rehearsal'];

/**
 * Whether a person must see to a notice, by itself: it did not arrive, nobody knows whether it left, or it could not be
 * sent at all. One that is still looked up at the provider may settle itself.
 */
export function needsPerson({ state, reason, lookUpAt }: Standing): boolean {
  switch (state) {
    case 'failed':
    case 'undelivered':
      return reason !== 'rehearsal';
    case 'unknown':
      return lookUpAt === undefined;
    case 'suppressed':
      return !needingNobody.includes(reason);
    case 'withdrawn':
      return reason === 'provider-down';
    default:
      return false;
  }
}

/** On its way, or there: what else told the same people the same. */
export function hasLeft({ state }: Pick<Standing, 'state'>): boolean {
  return state === 'accepted' || state === 'delivered';
}

/** What became of the email in place of an SMS that did not arrive. */
export type EmailInstead = 'left' | 'waiting' | 'opted-out' | 'failed' | 'unsure';

/** Undefined where there is none, or where none is wanted: the SMS's own trouble is then all there is to say. */
export function emailInstead(email: Standing | undefined): EmailInstead | undefined {
  if (!email) return undefined;
  const { state, reason, lookUpAt } = email;
  if (hasLeft(email)) return 'left';
  if (state === 'pending' || state === 'sending') return 'waiting';
  if (state === 'unknown') return lookUpAt === undefined ? 'unsure' : 'waiting';
  if (!needsPerson(email)) return undefined;
  return reason === 'opted-out' ? 'opted-out' : 'failed';
}

/** To sort by: that they refuse emails does not say what became of the SMS, but the SMS says both. */
export function sayingBoth({ email }: { readonly email?: EmailInstead | undefined }): number {
  return email === 'opted-out' ? 1 : 0;
}

/** How far a record has come: its stages' times of completion (UTC), and whether it is finished. */
export type Progress = {
  readonly done: boolean;
  readonly completedAt: (stage: string) => string | undefined;
};

/**
 * Whether nobody need be told any more: the record is finished, or a clerk has told them by phone and filled the blank
 * that the notice would have filled. Who refuses messages is phoned only where there is such a blank.
 */
export function isSeenTo(
  form: Form | undefined,
  { kind, recipient, reason }: Pick<Notice, 'kind' | 'recipient'> & Pick<Standing, 'reason'>,
  since: string,
  { done, completedAt }: Progress,
): boolean {
  const blank = form?.fields.find(
    ({ filledBy }) => typeof filledBy === 'object' && filledBy.notice === kind && filledBy.to === recipient,
  );
  if (done) return true;
  return blank === undefined ? reason === 'opted-out' : (completedAt(blank.stage) ?? '') > since;
}
