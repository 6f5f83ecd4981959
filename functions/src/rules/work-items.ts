import { type Reminder, reminderSteps } from './reminder';
import type { Turn } from './turn';

/**
 * A reminder as it stands with the record's present turn: undefined when that is another role's or stage's, opened at
 * another time (where the reminder tells of the opening), or has another deadline than the one it warns of.
 */
export function asItIsNow(reminder: Reminder, turn: Turn | undefined): Reminder | undefined {
  if (turn?.stage !== reminder.stage || turn.role !== reminder.role) return undefined;
  if (reminder.step !== 'turn') return turn.dueAt === reminder.dueAt ? reminder : undefined;
  const { dueAt: _before, ...opening } = reminder;
  if (turn.openedAt !== reminder.openedAt) return undefined;
  return turn.dueAt === undefined ? opening : { ...opening, dueAt: turn.dueAt };
}

/** Of several reminders of one turn the one furthest up the ladder: whoever reads that it is late need not read that it was near. */
export function mostAdvanced(reminders: readonly Reminder[]): readonly Reminder[] {
  const byTurn = new Map<string, Reminder>();
  for (const reminder of reminders) {
    const key = `${reminder.record}~${reminder.stage}~${reminder.role}`;
    const known = byTurn.get(key);
    if (!known || rank(reminder) > rank(known)) byTurn.set(key, reminder);
  }
  return [...byTurn.values()];
}

function rank({ step }: Reminder): number {
  return reminderSteps.indexOf(step);
}
