import type { Form } from '../forms/form';
import type { RoleId } from '../forms/roles';
import { personFor } from './assign';
import type { Staff, StoredRecord } from './record';
import { sameAddress } from './same-address';

/** Who answers for a role on a record: one person, where it is one; else everybody who holds the role. */
export type Responsible = { readonly person?: string; readonly people: readonly string[] };

/**
 * Who answers for a role on a day (local `YYYY-MM-DD`): whoever the record names, as long as they are on the staff and
 * hold the role; else whoever the rules of assignment name now; else all who hold it. While somebody is away, their
 * deputy takes the turn and answers for it.
 */
export function responsibleFor(
  form: Form,
  role: RoleId,
  { assignees: named, values }: Pick<StoredRecord, 'assignees' | 'values'>,
  staff: readonly Staff[],
  day: string,
): Responsible {
  const holders = staff.filter((person) => person.active && person.roles.includes(role));
  const assigned =
    holders.find(({ email }) => email === named[role]) ??
    holders.find(({ email }) => email === personFor(form, role, values, staff));
  if (assigned) {
    const person = standIn(assigned, staff, day).email;
    return { person, people: [person] };
  }
  const people = [...new Set(holders.map((holder) => standIn(holder, staff, day).email))];
  const [only] = people;
  return people.length === 1 && only !== undefined ? { person: only, people } : { people };
}

/** The deputy while somebody is away, if that is somebody on the staff who is there; otherwise the person. */
function standIn(person: Staff, staff: readonly Staff[], day: string): Staff {
  if (!isAway(person, day)) return person;
  const deputy = staff.find(({ email, active }) => active && isDeputy(email, person));
  return deputy && !isAway(deputy, day) ? deputy : person;
}

/** Somebody with the roles of everybody whose deputy they are on that day: they may fill what those fill. */
export function withDeputisedRoles(editor: Staff, staff: readonly Staff[], day: string): Staff {
  const lent = staff
    .filter((person) => person.active && isAway(person, day) && isDeputy(editor.email, person))
    .flatMap(({ roles }) => roles.filter((role) => role !== 'manager'));
  return lent.length === 0 ? editor : { ...editor, roles: [...new Set([...editor.roles, ...lent])] };
}

function isDeputy(email: string, { away }: Staff): boolean {
  return sameAddress(away?.deputy, email);
}

/** In whose name somebody fills a role on that day: their own, or the absent person's whose deputy they are. */
export function roleOwner(
  role: RoleId,
  editor: Staff,
  staff: readonly Staff[],
  day: string,
): string | undefined {
  const own = staff.find(({ email }) => email === editor.email);
  if (own?.roles.includes(role)) return editor.email;
  return staff.find(
    (person) =>
      person.active && person.roles.includes(role) && isAway(person, day) && isDeputy(editor.email, person),
  )?.email;
}

export function isAway({ away }: Staff, day: string): boolean {
  return away !== undefined && away.from <= day && day <= away.to;
}
