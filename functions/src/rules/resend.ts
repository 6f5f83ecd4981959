import { mayOptOut } from './contact';
import type { Notice } from './notice';
import type { Settings } from './settings';

/**
 * Why a notice is not sent again. waiting: it is under way by itself. asking-provider: whether it has left is still being
 * looked up. followed: another one has taken its place already. withdrawn: it is not wanted any more.
 * rehearsal: it would not leave either, and what has failed would look as if it had been seen to.
 */
export type ResendRefusal =
  | 'waiting'
  | 'delivered'
  | 'opted-out'
  | 'followed'
  | 'withdrawn'
  | 'asking-provider'
  | 'no-address'
  | 'landline'
  | 'rehearsal';

type Verdict = 'yes' | 'may-have-left' | ResendRefusal;

/** Most phones report within seconds; one that was off for an hour may have got it all the same, so a clerk must say so. */
const reportWaitMinutes = 60;

/**
 * Whether a clerk may have a notice sent again. `may-have-left`: only if they say so knowing that its recipient may then
 * read it twice: it may have left, and nothing will tell any more. Of an email no provider ever reports that it arrived.
 * Staff are told of their work anew by the next reminder, so that a work reminder is never sent again.
 * @param now business time (UTC)
 * @param refuses whether its recipient wants no messages now: whom a refusal had kept from it may have changed their mind
 */
export function mayResend(
  notice: Notice,
  now: string,
  { rehearsal }: Pick<Settings, 'rehearsal'>,
  refuses: boolean,
): Verdict {
  const verdict = verdictOn(notice, now, refuses);
  return rehearsal && (verdict === 'yes' || verdict === 'may-have-left') ? 'rehearsal' : verdict;
}

function verdictOn(notice: Notice, now: string, refuses: boolean): Verdict {
  const { state, reason, channel, followedBy, lookUpAt, acceptedAt, kind, recipient } = notice;
  if (kind === 'work-reminder') return 'withdrawn';
  if (followedBy !== undefined) return 'followed';
  switch (state) {
    case 'pending':
    case 'sending':
      return 'waiting';
    case 'accepted': {
      const age = Date.parse(now) - Date.parse(acceptedAt ?? now);
      return channel === 'email' || age > reportWaitMinutes * 60_000 ? 'may-have-left' : 'waiting';
    }
    case 'unknown':
      return lookUpAt === undefined ? 'may-have-left' : 'asking-provider';
    case 'delivered':
    case 'withdrawn':
      return state;
    case 'failed':
    case 'undelivered':
      return reason === 'opted-out' && mayOptOut(recipient) && refuses ? 'opted-out' : 'yes';
    case 'suppressed':
      if (reason === 'no-address' || reason === 'landline') return reason;
      return reason === 'opted-out' && refuses ? reason : 'yes';
  }
}
