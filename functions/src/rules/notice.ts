import { z } from 'zod';
import { languages } from '../forms/label';
import { noticeKinds, recipients } from '../forms/notice-rule';

/**
 * pending: to be sent at `dueAt`. sending: somebody has claimed it until `leaseUntil`. accepted: the provider has
 * taken it over. delivered, undelivered: what the provider said became of it. failed: certainly not sent, and trying
 * again won't help. unknown: it may have left, so it is sent again on proof that it has not, or by a person's decision. withdrawn: no
 * longer wanted. suppressed: never meant to leave (no address, opt-out, rehearsal).
 */
export const noticeStates = [
  'pending',
  'sending',
  'accepted',
  'delivered',
  'undelivered',
  'failed',
  'unknown',
  'withdrawn',
  'suppressed',
] as const;
export type NoticeState = (typeof noticeStates)[number];

export const noticeReasons = [
  'no-address',
  'landline',
  'bad-number',
  'opted-out',
  'refused',
  'not-delivered',
  'passing',
  'gave-up',
  'lease-expired',
  'no-answer',
  'unreadable',
  'rehearsal',
  'provider-down',
] as const;
export type NoticeReason = (typeof noticeReasons)[number];

export const channels = ['sms', 'email'] as const;
export type Channel = (typeof channels)[number];
export const otherChannel: Readonly<Record<Channel, Channel>> = { sms: 'email', email: 'sms' };

export const noticeSchema = z.object({
  /** Says what it is for, so that a repeat collides: record, kind, recipient, channel, occasion. */
  id: z.string(),
  /** Id of the record that called for it, and its form. What staff are told of many records has `staff~address` and no form. */
  record: z.string(),
  form: z.string(),
  /** Forms name what people outside the spreadsheet are told; staff are told of their work besides. */
  kind: z.enum([...noticeKinds, 'work-reminder']),
  recipient: z.enum([...recipients, 'staff']),
  channel: z.enum(channels),
  /** Phone (E.164) or email address; empty where there is none. */
  to: z.string(),
  /** Of customers: under which their choice is stored, so that a refusal finds what is still to be sent. */
  contact: z.string().optional(),
  /** What was sent there before did not arrive (the contact's `trouble`), which ends when this does. */
  troubled: z.boolean().optional(),
  language: z.enum(languages),
  /** Whose clocks (ISO 3166) say when it is night for the recipient; absent: the company's own. */
  country: z.string().optional(),
  /** Email only. */
  subject: z.string().optional(),
  /** Exactly what is sent. */
  text: z.string(),
  /** SMS segments that the provider bills; 0 for email. */
  segments: z.number(),
  /** Yuan, by the settings' price per segment when it left, or in a rehearsal would have; absent before, and for email. */
  cost: z.number().optional(),
  /** The email that follows when this SMS certainly did not arrive, or the SMS when this email did not. */
  instead: z.object({ to: z.string(), subject: z.string().optional(), text: z.string() }).optional(),
  state: z.enum(noticeStates),
  /** Why it is failed, unknown, undelivered, suppressed or being tried again; `code` is the provider's word for it. */
  reason: z.enum(noticeReasons).optional(),
  code: z.string().optional(),
  /** Business time (UTC) from which it may be sent. */
  dueAt: z.string(),
  /** When it was due at first, where that has been put off since: its age, which tries and nights must not renew. */
  firstDueAt: z.string().optional(),
  /** How often it was claimed; also tells a late outcome which claim it belongs to. */
  attempts: z.number(),
  /** Machine time (UTC) until which whoever claimed it may be, or of an unknown one may have been, at work. */
  leaseUntil: z.string().optional(),
  /** Random, of whoever claimed it: they know their own claim by it where the store's answer got lost. */
  claim: z.string().optional(),
  /** Of an SMS that is unknown, or accepted: machine time (UTC) at which the provider is asked next what became of it. */
  lookUpAt: z.string().optional(),
  /** Of an unknown SMS: how often the provider's list lacked it. */
  absences: z.number().optional(),
  /** Of an accepted SMS: how often the provider was asked and had no news. */
  lookUps: z.number().optional(),
  providerId: z.string().optional(),
  /** The provider's ids of messages that it had taken over for this notice and never sent (`not-sent`). */
  spent: z.array(z.string()).optional(),
  createdAt: z.string(),
  /** Why there is another of the same occasion: what it said has changed, or somebody (email) asked for it again. */
  follows: z.object({ id: z.string(), why: z.enum(['correction', 'resend']), by: z.string() }).optional(),
  /** The one that follows it. */
  followedBy: z.string().optional(),
  acceptedAt: z.string().optional(),
  /** Business time (UTC) at which it became delivered, undelivered, failed or unknown. */
  settledAt: z.string().optional(),
  /** The record's values that it was made of: by them a later change is known to correct what it says. */
  says: z.record(z.string(), z.json()).optional(),
  /** The blank of the record that its acceptance fills. */
  fills: z.string().optional(),
  /** Business time (UTC) at which its recipient's complaint about it was noted as a refusal: it is one only once. */
  complainedAt: z.string().optional(),
  /** Accepted, but the blank is not filled yet. */
  fillPending: z.boolean().optional(),
  /** It did not get through: business time (UTC) at which to look whether its blank is filled though nobody was told. */
  unfillAt: z.string().optional(),
  /** The register's row and the tab of notices don't show its present state yet. */
  showPending: z.boolean().optional(),
});
export type Notice = z.infer<typeof noticeSchema>;
