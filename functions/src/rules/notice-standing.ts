import type { Form } from '../forms/form';
import type { Notice, NoticeReason, NoticeState } from './notice';

type Standing = {
  readonly state: NoticeState;
  readonly reason?: NoticeReason | undefined;
  readonly lookUpAt?: string | undefined;
  readonly stopped?: Stopped | undefined;
};

/** What a rehearsal has kept from whom something had been sent in earnest before: they know what holds no longer, or nothing. */
export type Stopped = 'correction' | 'resend';

/** @param isReal whether anything else of its occasion has been sent, or was to be, outside a rehearsal */
export function stoppedByRehearsal(
  { state, reason }: Standing,
  why: Stopped | undefined,
  isReal: boolean,
): Stopped | undefined {
  return state === 'suppressed' && reason === 'rehearsal' && isReal ? why : undefined;
}

/** What never leaves by intention needs nobody; whoever can't be written to must be phoned. */
const needingNobody: readonly (NoticeReason | undefined)[] = [undefined, 'rehearsal'];

/**
 * Whether a person must see to a notice, by itself: it did not arrive, nobody knows whether it left, or it could not be
 * sent at all. One that is still looked up at the provider may settle itself.
 */
export function needsPerson({ state, reason, lookUpAt, stopped }: Standing): boolean {
  switch (state) {
    case 'failed':
    case 'undelivered':
      return reason !== 'rehearsal';
    case 'unknown':
      return lookUpAt === undefined;
    case 'suppressed':
      return stopped !== undefined || !needingNobody.includes(reason);
    default:
      return false;
  }
}

/** On its way, or there: what else told the same people the same. */
export function hasLeft({ state }: Pick<Standing, 'state'>): boolean {
  return state === 'accepted' || state === 'delivered';
}

/** What became of the message on the other channel, in place of one that did not arrive. */
export type InsteadStand = 'left' | 'waiting' | 'opted-out' | 'failed' | 'unsure';

/** Undefined where there is none, or where none is wanted: the lost one's own trouble is then all there is to say. */
export function insteadStand(instead: Standing | undefined): InsteadStand | undefined {
  if (!instead) return undefined;
  const { state, reason, lookUpAt } = instead;
  if (hasLeft(instead)) return 'left';
  if (state === 'pending' || state === 'sending') return 'waiting';
  if (state === 'unknown') return lookUpAt === undefined ? 'unsure' : 'waiting';
  if (!needsPerson(instead)) return undefined;
  return reason === 'opted-out' ? 'opted-out' : 'failed';
}

/** To sort by: that they refuse emails does not say what became of the SMS, but the SMS says both; and the other way round. */
export function sayingBoth({ inItsPlace }: { readonly inItsPlace?: InsteadStand | undefined }): number {
  return inItsPlace === 'opted-out' ? 1 : 0;
}

/** How far a record has come: its stages' times of completion (UTC), and whether it is finished. */
export type Progress = {
  readonly done: boolean;
  readonly completedAt: (stage: string) => string | undefined;
};

/**
 * Whether nobody need be told any more: the record is finished, or a clerk has told them by phone and filled the blank
 * that the notice would have filled. Who refuses messages, or has no phone that takes any, is phoned only where there is
 * such a blank.
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
  const isOnlyPhoned = reason === 'opted-out' || reason === 'landline';
  return blank === undefined ? isOnlyPhoned : (completedAt(blank.stage) ?? '') > since;
}
