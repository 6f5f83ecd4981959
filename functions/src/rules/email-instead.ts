import type { Notice } from './notice';
import { firstPermitted } from './quiet-hours';
import type { Settings } from './settings';

/**
 * The email that follows an SMS which certainly did not arrive. Nothing follows where nobody knows whether it arrived,
 * or where the recipient asked not to be written to.
 */
export function emailInstead(sms: Notice, now: string, settings: Settings): Notice | undefined {
  const lost = sms.state === 'undelivered' || (sms.state === 'failed' && sms.reason !== 'opted-out');
  if (sms.channel !== 'sms' || !sms.instead || !lost) return undefined;
  return {
    id: `${sms.id}~email-after-sms`,
    record: sms.record,
    form: sms.form,
    kind: sms.kind,
    recipient: sms.recipient,
    channel: 'email',
    to: sms.instead.to,
    language: sms.language,
    subject: sms.instead.subject,
    text: sms.instead.text,
    segments: 0,
    state: 'pending',
    dueAt: firstPermitted(now, settings.quietHours, settings.zone),
    attempts: 0,
    createdAt: now,
    ...(sms.fills === undefined ? {} : { fills: sms.fills }),
  };
}
