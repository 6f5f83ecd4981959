import { type Contact, contactAddress, type Trouble } from './contact';
import type { Notice } from './notice';

/**
 * The SMS provider's words for what is not the number's fault: its queue was full (30001), our account suspended
 * (30002), the text filtered (30007), too dear (30010), our sender's rate or daily cap (30022, 30023, 63038, 14107), not
 * registered (30034), in the queue till its time was over (30036), faults of the networks between (30410, 30500); or
 * somebody of ours took the message back.
 */
const notTheNumbers: readonly string[] = [
  ...['30001', '30002', '30007', '30010', '30022', '30023', '30034', '30036', '30410', '30500'],
  ...['63038', '14107'],
  'canceled',
];

/** Enhanced status codes of mail servers that speak of our message, our sender or of rules (RFC 3463), not of the address. */
const notTheMailbox = /^(\d{3} )?[45]\.([367]\.|1\.[78]$)/;

/**
 * What a customer's notice that has ended tells of the address: undelivered, or refused as no good. Undefined where it
 * tells nothing: an opt-out, a fault of the provider's or of ours, and what colleagues are sent.
 *
 * Of an email it does not matter whether the server refused it at once or sent it back later, nor whether for good: a
 * full mailbox, or a server that could not be reached for days, is in trouble too. Nothing tells when that is over but the
 * next email that is taken; should that come back as well, the trouble begins anew.
 */
export function troubleOf(notice: Notice): Trouble | undefined {
  const { id, channel, contact, state, reason, code, settledAt } = notice;
  if (contact === undefined || reason === undefined || settledAt === undefined) return undefined;
  const isAddress =
    channel === 'sms'
      ? (state === 'failed' && reason === 'bad-number') ||
        (state === 'undelivered' && reason === 'not-delivered' && !notTheNumbers.includes(code ?? ''))
      : ((state === 'failed' && reason === 'refused') ||
          (state === 'undelivered' && reason === 'not-delivered')) &&
        !notTheMailbox.test(code ?? '');
  return isAddress
    ? { at: settledAt, reason, ...(code === undefined ? {} : { code }), notice: id }
    : undefined;
}

/** The address with the trouble that it has now; its owner's choice stays. */
export function inTrouble(
  contact: Contact | undefined,
  { to, channel }: Pick<Notice, 'to' | 'channel'>,
  trouble: Trouble,
): Contact {
  return {
    ...(contact ?? { address: contactAddress(to), channel, optedOut: null, history: [] }),
    trouble,
  };
}

/** Whether a notice may end its address's trouble: it has arrived, which of an email is known no better than that it was taken. */
export function mayEndTrouble({ troubled, channel, state }: Notice): boolean {
  return troubled === true && state === (channel === 'sms' ? 'delivered' : 'accepted');
}

/** The address without the trouble that is over; undefined where none is, or an email was taken before it began. */
export function outOfTrouble(contact: Contact | undefined, notice: Notice): Contact | undefined {
  if (!contact?.trouble || !mayEndTrouble(notice)) return undefined;
  if (notice.channel === 'email' && (notice.acceptedAt ?? '') <= contact.trouble.at) return undefined;
  const { trouble: _trouble, ...rest } = contact;
  return rest;
}
