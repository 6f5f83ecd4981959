import type { Form } from '../forms/form';
import type { NoticeKind, Recipient } from '../forms/notice-rule';
import { recordId } from './change';
import { companyName } from './company-name';
import { addressed } from './contact';
import type { Preference } from './contact-preference';
import { type Message, message } from './messages';
import type { Channel, Notice } from './notice';
import { type NoticeAddress, noticeAddress } from './notice-address';
import { noticeSlot, occasionId } from './notice-chain';
import { permittedAt } from './permitted-at';
import type { Staff, StoredRecord } from './record';
import { saidValues } from './said-values';
import type { Settings } from './settings';
import { smsLength } from './sms-segments';
import { isOwnStage } from './stage-order';

export type NoticeContext = {
  /** Business time (UTC). */
  readonly now: string;
  readonly settings: Settings;
  readonly staff: readonly Staff[];
  /** Of the record's customer, where its own cells leave channel or language open. */
  readonly prefers?: Preference;
};

/**
 * The notices that a change calls for: one for each recipient and channel wanted by a rule whose stage has just become
 * complete; without `before` for every completed stage. Each is the first of its slot: what is stored there already
 * decides whether it is news (`next-notice`). A further shipment tells of its own stages only. Whoever chose one channel
 * and can be reached by the other is told there if it fails. Whoever can't be reached gets a suppressed one, for staff to
 * see.
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

/** What a recipient would read now, as the present templates and settings word it. */
export function messageNow(
  form: Form,
  record: StoredRecord,
  kind: NoticeKind,
  recipient: Recipient,
  { settings }: Pick<NoticeContext, 'settings'>,
  { language, phone }: NoticeAddress,
): Message {
  return message(kind, recipient, form, record, {
    language,
    zone: settings.zone,
    company: companyName(settings, language),
    templates: settings.templates,
    servicePhone: settings.servicePhone,
    ...(phone ? { recipientPhone: phone } : {}),
  });
}

function noticesFor(
  form: Form,
  record: StoredRecord,
  kind: NoticeKind,
  recipient: Recipient,
  context: NoticeContext,
): Notice[] {
  const { now, settings } = context;
  const address = noticeAddress(form, record, recipient, context);
  const text = messageNow(form, record, kind, recipient, context, address);
  const fills = form.fields.find(
    ({ filledBy }) => typeof filledBy === 'object' && filledBy.notice === kind && filledBy.to === recipient,
  );
  const whom = { recipient, ...(address.country ? { country: address.country } : {}) };
  const about = { record: recordId(form.id, record.key), kind, recipient };
  const notice = (channel: Channel): Omit<Notice, 'to' | 'state'> => ({
    id: occasionId(noticeSlot({ ...about, channel }), 1),
    record: about.record,
    form: form.id,
    kind,
    channel,
    language: address.language,
    ...whom,
    ...(channel === 'sms'
      ? { text: text.sms, segments: smsLength(text.sms).segments }
      : { subject: text.email.subject, text: text.email.text, segments: 0 }),
    dueAt: permittedAt(whom, now, settings),
    attempts: 0,
    createdAt: now,
    showPending: true,
    says: saidValues(form, record, kind),
    ...(fills ? { fills: fills.id } : {}),
  });
  const { phone, landline, email, channels } = address;
  if (channels.length === 0) {
    const whereTo = landline === undefined ? { to: '' } : addressed(recipient, landline);
    const reason = landline === undefined ? 'no-address' : 'landline';
    return [{ ...notice('sms'), ...whereTo, state: 'suppressed', reason }];
  }
  const other: Readonly<Record<Channel, Notice['instead']>> = {
    sms: email ? { to: email, ...text.email } : undefined,
    email: phone ? { to: phone, text: text.sms } : undefined,
  };
  return channels.map((channel) => ({
    ...notice(channel),
    ...addressed(recipient, (channel === 'sms' ? phone : email) ?? ''),
    state: 'pending',
    ...(channels.length === 1 && other[channel] ? { instead: other[channel] } : {}),
  }));
}
