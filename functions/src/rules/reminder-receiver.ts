import type { RoleId } from '../forms/roles';
import type { Staff } from './record';
import { isEscalation, type Reminder, type ReminderStep } from './reminder';
import type { Responsible } from './responsible';
import { sameAddress } from './same-address';

/** Where there is no department head, the managers are told in their place; nobody is told of their own lateness. */
export function superiors(
  step: ReminderStep,
  { people }: Responsible,
  staff: readonly Staff[],
): readonly string[] {
  const holding = (role: RoleId) =>
    staff.filter((person) => person.active && person.roles.includes(role)).map(({ email }) => email);
  const heads = step === 'head' ? holding('department-head') : [];
  const told = heads.length > 0 ? heads : holding('manager');
  return told.filter((person) => !people.includes(person));
}

/**
 * To whom a reminder goes when its slot comes, which may be days after it was written: to the one it was written for, as
 * long as they answer for the turn (a superior: as long as they are on the staff); else to whoever answers for it in
 * their place. One person, because those who stand beside them have reminders of their own. Undefined: nobody is left.
 */
export function receiverOf(
  { step, person }: Pick<Reminder, 'step' | 'person'>,
  responsible: Responsible,
  staff: readonly Staff[],
): Staff | undefined {
  const addresses = isEscalation(step)
    ? [person, ...superiors(step, responsible, staff)]
    : inTurn(person, responsible, staff);
  return addresses
    .map((address) => staff.find(({ email, active }) => active && sameAddress(email, address)))
    .find((one) => one !== undefined);
}

/** Of those whose turn it is: the person, else the deputy who stands in for them, else the first. */
function inTurn(person: string, { people }: Responsible, staff: readonly Staff[]): readonly string[] {
  const deputy = staff.find(({ email }) => sameAddress(email, person))?.away?.deputy;
  return [person, ...(deputy === undefined ? [] : [deputy]), ...people].filter((address) =>
    people.some((one) => sameAddress(one, address)),
  );
}
