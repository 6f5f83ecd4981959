import { contactId } from './contact';
import type { Channel, Notice } from './notice';
import type { Staff } from './record';
import { isEscalation, type Reminder } from './reminder';
import type { Settings } from './settings';
import { takesSms } from './sms-number';
import { smsLength } from './sms-segments';
import { type WorkContext, workMessage } from './work-message';

/**
 * The notices that tell one person of their work, one for each channel. `occasion` says which reminders they are made
 * of, so that the same ones make the same ids, which hold no address: they are shown to providers and stand in logs. They may be sent at once: when staff are told was decided with the slot.
 */
export function workNotices(
  items: readonly Reminder[],
  person: Staff,
  occasion: string,
  settings: Settings,
  context: Pick<WorkContext, 'now' | 'forms' | 'staff'>,
): readonly Notice[] {
  const { sms, email } = workMessage(items, person, { ...settings, ...context });
  const channels = channelsFor(items, person, settings);
  const of = `staff~${contactId(person.email)}`;
  return channels.map((channel) => ({
    id: `${of}~work-reminder~staff~${channel}~${occasion}`,
    record: `staff~${person.email}`,
    form: '',
    kind: 'work-reminder',
    recipient: 'staff',
    channel,
    to: channel === 'sms' ? (person.phone ?? '') : person.email,
    language: person.language,
    ...(channel === 'sms'
      ? { text: sms, segments: smsLength(sms).segments }
      : { subject: email.subject, text: email.text, segments: 0 }),
    ...(channels.includes('email') ? {} : { instead: { to: person.email, ...email } }),
    state: 'pending',
    dueAt: context.now,
    attempts: 0,
    createdAt: context.now,
    showPending: true,
  }));
}

/** As they chose; without a phone that takes SMS by email. What was brought before somebody is told by SMS as well, if so set. */
function channelsFor(
  items: readonly Reminder[],
  { channel, phone }: Staff,
  { reminders }: Settings,
): readonly Channel[] {
  const escalated = items.some(({ step }) => isEscalation(step));
  const bySms =
    phone !== undefined && takesSms(phone) && (channel !== 'email' || (escalated && reminders.escalateBySms));
  const byEmail = channel !== 'sms' || !bySms;
  return [...(bySms ? (['sms'] as const) : []), ...(byEmail ? (['email'] as const) : [])];
}
