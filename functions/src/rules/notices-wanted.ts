import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Form } from '../forms/form';
import type { Language } from '../forms/label';
import { languages } from '../forms/label';
import type { NoticeKind, Recipient } from '../forms/notice-rule';
import { recordId } from './change';
import { addressed } from './contact';
import { message } from './messages';
import type { Channel, Notice } from './notice';
import { firstPermitted } from './quiet-hours';
import type { Staff, StoredRecord } from './record';
import type { Settings } from './settings';
import { smsLength } from './sms-segments';
import { isOwnStage } from './stage-order';

export type NoticeContext = {
  /** Business time (UTC). */
  readonly now: string;
  readonly settings: Settings;
  readonly staff: readonly Staff[];
};

/**
 * The notices that a change calls for: one for each recipient and channel wanted by a rule whose stage has just become
 * complete. Their ids say what they are for, so a stage that is reopened and completed again yields the same ids:
 * `noticesToStore` decides which of them are news. A further shipment tells of its own stages only. Whoever can't be
 * reached gets a suppressed one, for staff to see.
 */
export function noticesWanted(
  form: Form,
  before: StoredRecord | undefined,
  after: StoredRecord,
  context: NoticeContext,
): Notice[] {
  const rules = (form.notices ?? []).filter(
    ({ when: { completed } }) =>
      isOwnStage(form, completed, after.batch) &&
      after.stages[completed]?.completedAt !== undefined &&
      before?.stages[completed]?.completedAt === undefined,
  );
  return rules.flatMap(({ kind, to }) =>
    to.flatMap((recipient) => noticesFor(form, after, kind, recipient, context)),
  );
}

/**
 * Of the wanted notices those to be written, given what is stored under their ids (read in the same transaction): new
 * ones, and ones that have certainly not left, which now may say something else. What has left, or may have, is never
 * sent again.
 */
export function noticesToStore(wanted: readonly Notice[], stored: ReadonlyMap<string, Notice>): Notice[] {
  return wanted.flatMap((notice) => inPlaceOf(stored.get(notice.id), notice));
}

/** Whether a notice has certainly not left: it waits, was withdrawn or suppressed while it did; also after tries that failed. */
const unsent: readonly Notice['state'][] = ['pending', 'withdrawn', 'suppressed'];

/** The notice as it may be stored over what is there: its tries go on being counted, for their outcomes may come late. */
export function inPlaceOf(known: Notice | undefined, notice: Notice): Notice[] {
  if (!known) return [notice];
  return unsent.includes(known.state) ? [{ ...notice, attempts: known.attempts }] : [];
}

type Address = {
  readonly phone?: string;
  readonly email?: string;
  readonly channels: readonly Channel[];
  readonly language: Language;
};

function noticesFor(
  form: Form,
  record: StoredRecord,
  kind: NoticeKind,
  recipient: Recipient,
  { now, settings, staff }: NoticeContext,
): Notice[] {
  const address = addressOf(form, record, recipient, settings, staff);
  const text = message(kind, recipient, form, record, {
    language: address.language,
    zone: settings.zone,
    company: settings.company,
    ...(address.phone ? { recipientPhone: address.phone } : {}),
  });
  const fills = form.fields.find(
    ({ filledBy }) => typeof filledBy === 'object' && filledBy.notice === kind && filledBy.to === recipient,
  );
  const notice = (channel: Channel): Omit<Notice, 'to' | 'state'> => ({
    id: `${recordId(form.id, record.key)}~${kind}~${recipient}~${channel}~1`,
    record: recordId(form.id, record.key),
    form: form.id,
    kind,
    recipient,
    channel,
    language: address.language,
    ...(channel === 'sms'
      ? { text: text.sms, segments: smsLength(text.sms).segments }
      : { subject: text.email.subject, text: text.email.text, segments: 0 }),
    dueAt: firstPermitted(now, settings.quietHours, settings.zone),
    attempts: 0,
    createdAt: now,
    showPending: true,
    ...(fills ? { fills: fills.id } : {}),
  });
  const { phone, email, channels } = address;
  if (channels.length === 0) return [{ ...notice('sms'), to: '', state: 'suppressed', reason: 'no-address' }];
  return channels.map((channel) => ({
    ...notice(channel),
    ...addressed(recipient, (channel === 'sms' ? phone : email) ?? ''),
    state: 'pending',
    ...(channel === 'sms' && email && !channels.includes('email')
      ? { instead: { to: email, ...text.email } }
      : {}),
  }));
}

/** Where and how a recipient is reached. What they chose is followed as far as there is an address for it. */
function addressOf(
  form: Form,
  record: StoredRecord,
  recipient: Recipient,
  settings: Settings,
  staff: readonly Staff[],
): Address {
  const fields = form.recipients?.[recipient];
  const text = (id: string | undefined) => {
    const value = id === undefined ? undefined : record.values[id];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const phone = text(fields?.phone);
  const colleague =
    recipient === 'sales-manager' && phone
      ? staff.find((person) => person.active && person.phone === phone)
      : undefined;
  const email = text(fields?.email) ?? colleague?.email;
  const reachable = { ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
  const chosen = text(fields?.channel);
  const available: readonly Channel[] = [
    ...(phone ? (['sms'] as const) : []),
    ...(email ? (['email'] as const) : []),
  ];
  const preferred =
    chosen === 'both' ? available : available.filter((channel) => channel === (chosen ?? 'sms'));
  const language = languages.find((one) => one === text(fields?.language)) ?? colleague?.language;
  return {
    ...reachable,
    channels: preferred.length > 0 ? preferred : available,
    language: language ?? languageOf(recipient, phone, settings),
  };
}

/** Where nobody chose a language: dealers by the country of their phone, our own people as the company's staff. */
function languageOf(recipient: Recipient, phone: string | undefined, settings: Settings): Language {
  const code = phone && parsePhoneNumberFromString(phone)?.countryCallingCode;
  if (!code || recipient === 'sales-manager') return settings.staffLanguage;
  if (code === '86') return 'zh-CN';
  return ['886', '852', '853'].includes(code) ? 'zh-TW' : 'en';
}
