import { addressed } from './contact';
import type { Slots } from './next-notice';
import type { Notice } from './notice';
import { type Chain, emailAfter, isLost, lastTold, noticeSlot, occasionId } from './notice-chain';
import type { Comparison } from './notices-corrected';
import { sameAddress } from './same-address';

/**
 * Whose SMS did not arrive, and who got an email in its place, is told by email what there is still to be told: as long
 * as nobody has corrected the number.
 */
export function emailGoesOn({ sms, email }: Slots): Slots {
  const lost = sms.chain.at(-1);
  const wanted = sms.wanted;
  const isStill = wanted && lost && isLost(lost) && sameAddress(lost.to, wanted.to);
  if (!isStill || email.wanted || !email.chain.some(({ id }) => id === emailAfter(lost.id)))
    return { sms, email };
  const instead = emailOf(wanted);
  return { sms, email: { ...email, wanted: instead } };
}

/** An SMS that does not arrive either is followed by no email that says what an earlier one has said. */
export function withoutToldEmail(
  sms: Notice,
  emails: Chain,
  compare: (told: Notice, wanted: Notice) => Comparison,
): Notice {
  const email = emailOf(sms);
  const told = email && lastTold(emails, email.to);
  if (!told || compare(told, email) !== 'same') return sms;
  return withoutEmail(sms);
}

export function withoutEmail({ instead: _instead, ...sms }: Notice): Notice {
  return sms;
}

/** What an SMS would be followed by, as a notice of its own. */
export function emailOf(sms: Notice): Notice | undefined {
  const { instead, ...notice } = sms;
  if (!instead) return undefined;
  const { to, subject, text } = instead;
  const id = occasionId(noticeSlot({ ...sms, channel: 'email' }), 1);
  return { ...notice, id, channel: 'email', ...addressed(sms.recipient, to), subject, text, segments: 0 };
}
