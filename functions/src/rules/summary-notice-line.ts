import { z } from 'zod';
import type { Form } from '../forms/form';
import { languages } from '../forms/label';
import { noticeKinds, recipients } from '../forms/notice-rule';
import { cutText, shortened } from './cut-text';
import { channels, type Notice, noticeReasons, noticeStates } from './notice';
import type { StoredRecord } from './record';
import type { Shelf } from './summary-buckets';

/**
 * What the summaries keep of one notice, less than 2 KB: every figure of the tab 通知 is counted from these lines
 * alone. Times are UTC instants.
 */
const noticeLineSchema = z.object({
  /** The notice's id, and its record's; of reminders to staff `staff~address`. */
  id: z.string(),
  record: z.string(),
  /** Of its record: '' and 1 where there is none. */
  form: z.string(),
  number: z.string(),
  batch: z.number(),
  dealer: z.string(),
  kind: z.enum([...noticeKinds, 'work-reminder']),
  recipient: z.enum([...recipients, 'staff']),
  channel: z.enum(channels),
  language: z.enum(languages),
  to: z.string(),
  state: z.enum(noticeStates),
  reason: z.enum(noticeReasons).optional(),
  code: z.string().optional(),
  dueAt: z.string(),
  /** Whose clocks say when it is night for the recipient. */
  country: z.string().optional(),
  createdAt: z.string(),
  acceptedAt: z.string().optional(),
  settledAt: z.string().optional(),
  lookUpAt: z.string().optional(),
  segments: z.number(),
  /** Yuan; absent where it is not known. */
  cost: z.number().optional(),
  why: z.enum(['correction', 'resend']).optional(),
  followedBy: z.string().optional(),
  /** The beginning of an SMS, or an email's subject. */
  text: z.string(),
  /** The same for all: whatever is taken in later is what then holds. */
  revision: z.literal(0),
  done: z.boolean(),
});
export type NoticeLine = z.infer<typeof noticeLineSchema>;

/** `summaries/notice-index` and `summaries/notices-n`. */
export const noticeShelf: Shelf<NoticeLine> = {
  index: 'summaries/notice-index',
  bucket: 'notices',
  line: noticeLineSchema,
  keyOf: ({ id }) => id,
};

const longestText = 120;
const longestName = 60;

/** `record` and its form where it has one that can be read. */
export function noticeLine(
  notice: Notice,
  record: StoredRecord | undefined,
  form: Form | undefined,
): NoticeLine {
  const { id, kind, recipient, channel, language, to, state, reason, code, dueAt, createdAt } = notice;
  const { acceptedAt, settledAt, lookUpAt, segments, cost, follows, followedBy, country } = notice;
  const dealer = record?.values[form?.recipients?.dealer?.name ?? ''];
  return {
    ...{ id, kind, recipient, channel, language, to, state, dueAt, createdAt, segments },
    record: notice.record,
    form: notice.form,
    number: record?.number ?? '',
    batch: record?.batch ?? 1,
    dealer: typeof dealer === 'string' ? cutText(dealer, longestName) : '',
    ...(reason === undefined ? {} : { reason }),
    ...(code === undefined ? {} : { code }),
    ...(acceptedAt === undefined ? {} : { acceptedAt }),
    ...(settledAt === undefined ? {} : { settledAt }),
    ...(lookUpAt === undefined ? {} : { lookUpAt }),
    ...(cost === undefined ? {} : { cost }),
    ...(country === undefined ? {} : { country }),
    ...(follows === undefined ? {} : { why: follows.why }),
    ...(followedBy === undefined ? {} : { followedBy }),
    text: shortened(notice.subject ?? notice.text, longestText),
    revision: 0,
    done: !(state === 'pending' || state === 'sending' || (state === 'unknown' && lookUpAt !== undefined)),
  };
}

/** Each notice once: one that was withdrawn and called for again counts from then, and an older line of it is no more. */
export function newestOfEach(lines: readonly NoticeLine[]): NoticeLine[] {
  const byId = new Map<string, NoticeLine>();
  for (const line of lines) {
    const known = byId.get(line.id);
    if (!known || known.createdAt <= line.createdAt) byId.set(line.id, line);
  }
  return [...byId.values()];
}

/** When it left, else when its state became final, else when it was called for. */
export function timeOf({ acceptedAt, settledAt, createdAt }: NoticeLine): string {
  return acceptedAt ?? settledAt ?? createdAt;
}
