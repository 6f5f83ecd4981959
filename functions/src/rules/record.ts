import { z } from 'zod';
import { languages } from '../forms/label';
import { roleIds } from '../forms/roles';
import { noticeReasons, noticeStates } from './notice';

/** A stamped signature: who completed the stage, and when they typed it (UTC). */
const signatureSchema = z.object({ by: z.string(), name: z.string(), at: z.string() });

const lineSchema = z.object({ product: z.string(), quantity: z.number() });

/**
 * A stored value, by kind of field: text, phone (E.164), email and choice (option id) as strings; date as
 * `YYYY-MM-DD`; instant in UTC (`2026-03-16T01:30:00.000Z`); quantity and money (yuan, two decimals) as numbers;
 * yes-no as boolean; time of day as `HH:MM`; choices as option ids with commas between; lines and signature as below.
 */
const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(lineSchema), signatureSchema]);
export type Value = z.infer<typeof valueSchema>;
export type Line = z.infer<typeof lineSchema>;
export type Values = Readonly<Record<string, Value>>;

/** The last change of a field: at which revision of the record, by whom (email, 'system'), typed when (UTC). */
const fieldMarkSchema = z.object({ revision: z.number(), by: z.string(), at: z.string() });

/**
 * What was left of somebody's time when their clock stopped: milliseconds of the clock, of working days (from the
 * opening of business until midnight) or of business hours, whichever the deadline was counted in.
 */
const timeLeftSchema = z.object({ ms: z.number(), of: z.enum(['clock', 'working-days', 'working-hours']) });
export type TimeLeft = z.infer<typeof timeLeftSchema>;

const stageMarkSchema = z.object({
  /** When the stage became open to its people, and when its last required field was filled (UTC). */
  openedAt: z.string().optional(),
  completedAt: z.string().optional(),
  /** When the stage's own role had done its part, and the rest (审核意见) was handed on. */
  handedAt: z.string().optional(),
  /** The deadline under which it was completed, or handed on. */
  dueAt: z.string().optional(),
  /** What its own role had left when it was shut or complete, and has since it opened again. */
  left: timeLeftSchema.optional(),
  /** The same of the other roles, and since when they have it (UTC) where that is not `handedAt`. */
  othersLeft: timeLeftSchema.optional(),
  othersSince: z.string().optional(),
  /** While it is shut, where what was left is not known: how much time had been spent before, in milliseconds. */
  spentMs: z.number().optional(),
  /** The deadline that was missed first; moving the deadline afterwards does not erase it. */
  missedAt: z.string().optional(),
});

const standSchema = z.object({
  /** The newest notice's id. */
  id: z.string(),
  state: z.enum(noticeStates),
  reason: z.enum(noticeReasons).optional(),
  /** The provider's word for why, and whether an unknown one is still looked up there. */
  code: z.string().optional(),
  lookingUp: z.boolean().optional(),
  /** While it waits: whose clocks say when it is night for the recipient. */
  country: z.string().optional(),
  /** UTC: when it is due while it waits, when it left, or when its state became final. */
  at: z.string(),
});
const messageStandSchema = standSchema.extend({
  /** Why it follows another, and how that one stands: its recipient knows that while this one has not left. */
  why: z.enum(['correction', 'resend']).optional(),
  before: standSchema.optional(),
});
export type Stand = z.infer<typeof standSchema>;
export type MessageStand = z.infer<typeof messageStandSchema>;

export const recordSchema = z.object({
  form: z.string(),
  formVersion: z.number(),
  key: z.string(),
  spreadsheetId: z.string(),
  /** Absent until one good cell was saved. */
  number: z.string(),
  /** 1 for the order itself, 2, 3, … for further shipments under its number. */
  batch: z.number(),
  /** The first shipment's record, on further shipments. */
  parent: z.string().optional(),
  revision: z.number(),
  values: z.record(z.string(), valueSchema),
  marks: z.record(z.string(), fieldMarkSchema),
  stages: z.record(z.string(), stageMarkSchema),
  /** The person (email) of each role on this order, once known. */
  assignees: z.partialRecord(z.enum(roleIds), z.string()),
  /** Refused texts by field id, until mended. */
  refused: z.record(
    z.string(),
    z.object({ text: z.string(), code: z.string(), by: z.string(), at: z.string() }),
  ),
  /** On the first shipment: how its further shipments stand. */
  shipments: z.record(
    z.string(),
    z.object({ record: z.string(), arrived: z.boolean(), owed: z.array(lineSchema).optional() }),
  ),
  /** Blanks are judged once for each turn (`stage~role`): the deadline at which that was done. */
  judged: z.record(z.string(), z.string()).default({}),
  /** Blanks that were counted, by field id: the deadline that they missed. */
  blanks: z.record(z.string(), z.string()).default({}),
  /** What people were told of, by `stage~role~step`: the deadline (of the turn itself: the opening) it was about. */
  told: z.record(z.string(), z.string()).default({}),
  /** How its notices stand, by `kind~recipient~channel`; brought up to date after them, within a minute. */
  messages: z.record(z.string(), messageStandSchema).default({}),
  /** Answers of its customers that nobody has read yet; absent before the first. */
  unreadReplies: z.int().nonnegative().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** The stage whose turn it is; absent when all is done. */
  openStage: z.string().optional(),
  /** When the sweep must look at the record next, to tell somebody or to judge; null when there is nothing to wait for. */
  nextDueAt: z.string().nullable().default(null),
  /** The settings (`era`) by which its moments were computed. */
  timedUnder: z.string().default(''),
  done: z.boolean(),
  /** Set by the system on a record that has no row in the register yet; the sheet sync appends one. */
  rowWanted: z.boolean().optional(),
  /** Set while the register does not show this revision yet; the sheet sync clears it. */
  toSheet: z.boolean(),
  /** Set by every write, until the summaries have taken it in. */
  summaryPending: z.boolean(),
});
export type StoredRecord = z.infer<typeof recordSchema>;

export const staffSchema = z.object({
  email: z.string(),
  name: z.string(),
  phone: z.string().optional(),
  language: z.enum(languages),
  roles: z.array(z.enum(roleIds)),
  /** Where one role is held by several people: the regions and dealers this person looks after. */
  regions: z.array(z.string()),
  dealers: z.array(z.string()),
  active: z.boolean(),
  /** How they are told of their work. */
  channel: z.enum(['email', 'sms', 'both']).default('email'),
  /** Who takes their turns (address) from one day to another (YYYY-MM-DD, both included). */
  away: z.object({ from: z.string(), to: z.string(), deputy: z.string().optional() }).optional(),
});
export type Staff = z.infer<typeof staffSchema>;
