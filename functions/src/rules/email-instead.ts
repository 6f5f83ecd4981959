import { addressed, mayOptOut } from './contact';
import type { Notice } from './notice';
import { permittedAt } from './permitted-at';
import type { Settings } from './settings';

/**
 * The email that follows an SMS which certainly did not arrive. Nothing follows where nobody knows whether it arrived,
 * or where another message has taken its place, or where the recipient asked not to be written to; that is for customers
 * only, staff are told of their work.
 */
export function emailInstead(sms: Notice, now: string, settings: Settings): Notice | undefined {
  const optedOut = sms.reason === 'opted-out' && mayOptOut(sms.recipient);
  const lost = sms.state === 'undelivered' || sms.state === 'failed';
  if (sms.channel !== 'sms' || !sms.instead || !lost || optedOut || sms.followedBy !== undefined)
    return undefined;
  return {
    id: `${sms.id}~email-after-sms`,
    record: sms.record,
    form: sms.form,
    kind: sms.kind,
    recipient: sms.recipient,
    channel: 'email',
    ...addressed(sms.recipient, sms.instead.to),
    language: sms.language,
    ...(sms.country === undefined ? {} : { country: sms.country }),
    subject: sms.instead.subject,
    text: sms.instead.text,
    segments: 0,
    state: 'pending',
    dueAt: permittedAt(sms, now, settings),
    attempts: 0,
    createdAt: now,
    showPending: true,
    ...(sms.says === undefined ? {} : { says: sms.says }),
    ...(sms.fills === undefined ? {} : { fills: sms.fills }),
  };
}
