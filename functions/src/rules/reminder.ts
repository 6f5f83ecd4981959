import { z } from 'zod';
import { roleIds } from '../forms/roles';

/**
 * What staff are told of a turn: that it has come, that its deadline is near, that it was missed; then the department
 * heads, then the managers that it is still open.
 */
export const reminderSteps = ['turn', 'soon', 'late', 'head', 'manager'] as const;
export type ReminderStep = (typeof reminderSteps)[number];

/** Told to superiors, not to those whose turn it is. */
export function isEscalation(step: ReminderStep): step is 'head' | 'manager' {
  return step === 'head' || step === 'manager';
}

/** One thing that one person is to be told; what falls into one slot goes to them in one message. Instants in UTC. */
export const reminderSchema = z.object({
  /**
   * Says what it is about, so that a repeat collides: record, stage, role, step, occasion, the record's revision, person.
   * The revision is in it because a deadline that was moved and moved back is told of anew. An address can stand in it,
   * and in the id of a notice: the pattern by which addresses are read allows no slash.
   */
  id: z.string(),
  record: z.string(),
  form: z.string(),
  number: z.string(),
  batch: z.number(),
  dealer: z.string(),
  stage: z.string(),
  role: z.enum(roleIds),
  step: z.enum(reminderSteps),
  /** Who is told (address), and whose turn it is, where that is one person; as of its writing, once sent as of then. */
  person: z.string(),
  responsible: z.string().optional(),
  openedAt: z.string(),
  dueAt: z.string().optional(),
  /** The slot in which it is sent (business time); later, when nobody came to it in business hours. */
  sendAt: z.string(),
  /** `dropped`: it no longer held when its slot came, or there was nobody left to tell. */
  state: z.enum(['waiting', 'sent', 'dropped']),
  createdAt: z.string(),
});
export type Reminder = z.infer<typeof reminderSchema>;
