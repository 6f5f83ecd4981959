import type { Form } from '../forms/form';
import type { NoticeKind, Recipient } from '../forms/notice-rule';
import { sameValue } from './change';
import { fieldsInMessages } from './message-facts';
import type { Channel, Notice } from './notice';
import { noticeAddress } from './notice-address';
import { messageNow, type NoticeContext, noticesWanted } from './notices-wanted';
import type { StoredRecord } from './record';
import { recordAsSaid } from './said-values';
import { sameAddress } from './same-address';
import { isOwnStage } from './stage-order';

/** What one recipient is to be told of one event, by channel, since a change of the record. */
export type Renewed = {
  readonly kind: NoticeKind;
  readonly recipient: Recipient;
  /** The stage has just become complete, perhaps once more. */
  readonly isNew: boolean;
  /** A later notice of the same shipment has told more. */
  readonly isSuperseded: boolean;
  readonly wanted: Readonly<Partial<Record<Channel, Notice>>>;
};

/**
 * The notices that a change calls for, and those that it makes another: other text, other address or channel, no longer
 * wanted, superseded, or the newest again. Both before and after are worded as messages are now, so that a changed template alone renews nothing.
 */
export function renewedNotices(
  form: Form,
  before: StoredRecord | undefined,
  after: StoredRecord,
  context: NoticeContext,
): Renewed[] {
  if (before && !concernsNotices(form, before, after)) return [];
  const was = before ? noticesWanted(form, undefined, before, context) : [];
  const is = noticesWanted(form, undefined, after, context);
  const rules = form.notices ?? [];
  return rules.flatMap(({ kind, to, when: { completed } }) =>
    to.flatMap((recipient): Renewed[] => {
      const theirs = (notice: Notice) => notice.kind === kind && notice.recipient === recipient;
      const wanted = is.filter(theirs);
      const isPast = isSuperseded(form, after, completed, recipient);
      const wasPast = before !== undefined && isSuperseded(form, before, completed, recipient);
      if (textOf(was.filter(theirs)) === textOf(wanted) && isPast === wasPast) return [];
      return [
        {
          kind,
          recipient,
          isNew: before === undefined || !isDone(before, completed),
          isSuperseded: isPast,
          wanted: Object.fromEntries(wanted.map((notice) => [notice.channel, notice])),
        },
      ];
    }),
  );
}

/** Whether they are told of a later stage of this shipment too, which is complete. */
function isSuperseded(form: Form, record: StoredRecord, stage: string, recipient: Recipient): boolean {
  const position = (id: string) => form.stages.findIndex((one) => one.id === id);
  return (form.notices ?? []).some(
    ({ when: { completed }, to }) =>
      to.includes(recipient) &&
      position(completed) > position(stage) &&
      isOwnStage(form, completed, record.batch) &&
      isDone(record, completed),
  );
}

/** What of the values no message says makes no difference. */
function textOf(notices: readonly Notice[]): string {
  return JSON.stringify(notices.map(({ says: _said, ...notice }) => notice));
}

/** Most edits concern nothing that anybody is told; writing all messages twice to find that out would cost most of an edit. */
function concernsNotices(form: Form, before: StoredRecord, after: StoredRecord): boolean {
  const addresses = Object.values(form.recipients ?? {}).flatMap((fields) => Object.values(fields));
  const said = [...fieldsInMessages, ...addresses].some(
    (id) => !sameValue(before.values[id], after.values[id]),
  );
  return (
    said ||
    (form.notices ?? []).some(({ when }) => isDone(before, when.completed) !== isDone(after, when.completed))
  );
}

function isDone({ stages }: StoredRecord, stage: string): boolean {
  return stages[stage]?.completedAt !== undefined;
}

/**
 * Whether that went to an address that is the recipient's now. Where the present one of that channel is not known it is
 * somebody else's: to be told once more costs less than not to be told.
 */
export function isStillTheirs(
  { to, channel, recipient }: Notice,
  form: Form,
  record: StoredRecord,
  context: NoticeContext,
): boolean {
  if (recipient === 'staff') return true;
  const { phone, landline, email } = noticeAddress(form, record, recipient, context);
  const own = channel === 'sms' ? (phone ?? landline) : email;
  return sameAddress(to, own);
}

/**
 * How what somebody was told compares with what they would be told now, on the channel of the latter: both worded as
 * messages are now, to their present address and in their present language. `news`: a problem that they were told of
 * has been settled, so that neither was wrong. What an old notice was made of may not be known: then it says the same.
 */
export type Comparison = 'same' | 'news' | 'corrected';

export function comparedWith(
  told: Notice,
  wanted: Notice,
  form: Form,
  record: StoredRecord,
  context: NoticeContext,
): Comparison {
  const said = recordAsSaid(form, record, told);
  const { kind, recipient, channel } = wanted;
  if (!said || kind === 'work-reminder' || recipient === 'staff') return 'same';
  const address = noticeAddress(form, record, recipient, context);
  const { sms, email } = messageNow(form, said, kind, recipient, context, address);
  const isSame =
    channel === 'sms' ? sms === wanted.text : email.subject === wanted.subject && email.text === wanted.text;
  if (isSame) return 'same';
  const isSettled = record.values.condition === 'settled' && said.values.condition !== 'settled';
  return isSettled ? 'news' : 'corrected';
}
