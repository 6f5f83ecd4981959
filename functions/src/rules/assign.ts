import type { Form } from '../forms/form';
import type { RoleId } from '../forms/roles';
import type { Staff, StoredRecord, Values } from './record';

/**
 * Names the person of each role on an order: the one who holds the role; among several the one who looks after the
 * dealer, else the region; else nobody yet, until somebody fills a stage of that role. Whoever is named stays.
 */
export function assignees(
  form: Form,
  named: StoredRecord['assignees'],
  values: Values,
  staff: readonly Staff[],
): StoredRecord['assignees'] {
  const result = { ...named };
  for (const role of new Set(form.fields.map((field) => field.role))) {
    const person = result[role] ?? personFor(form, role, values, staff);
    if (person) result[role] = person;
  }
  return result;
}

/** Whom these rules name for one role (address), where they name one person. */
export function personFor(
  form: Form,
  role: RoleId,
  values: Values,
  staff: readonly Staff[],
): string | undefined {
  const dealer = form.recipients?.dealer && values[form.recipients.dealer.name];
  const { region } = values;
  const holders = staff.filter((person) => person.active && person.roles.includes(role));
  const byDealer = holders.filter((person) => typeof dealer === 'string' && person.dealers.includes(dealer));
  const byRegion = holders.filter((person) => typeof region === 'string' && person.regions.includes(region));
  const only = [holders, byDealer, byRegion].find((group) => group.length === 1);
  return only?.[0]?.email;
}

/**
 * Whoever first fills a field of a role that is still unnamed becomes its person on this order; for a deputy, who has
 * the role for some days only, the person they stand in for.
 */
export function claimRoles(
  named: StoredRecord['assignees'],
  filled: readonly RoleId[],
  claimant: (role: RoleId) => string | undefined,
): StoredRecord['assignees'] {
  const result = { ...named };
  for (const role of filled) {
    const person = result[role] ?? claimant(role);
    if (person) result[role] = person;
  }
  return result;
}
