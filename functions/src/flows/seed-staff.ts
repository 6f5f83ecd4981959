import { createHash } from 'node:crypto';
import { staffForm } from '../forms/settings-staff';
import type { Staff, Values } from '../rules/record';
import { type Seeding, seedRows } from './seed-rows';
import { madeBy, staffPath } from './settings-writes';

/**
 * Puts people on the staff list as if a manager had typed them into the staff tab, where their rows appear with the
 * next sheet sync: the first ones cannot be typed, because nobody is on the list yet who may. Whoever has a row is left
 * as they are, so running it again changes nothing, and nothing that was typed since is overwritten.
 * @returns the addresses of those who were added.
 */
export async function seedStaff(services: Seeding, people: readonly Staff[]): Promise<string[]> {
  const added = await seedRows(
    services,
    staffForm,
    people.map((person) => ({
      key: keyOf(person.email),
      values: valuesOf(person),
      isThere: async (read) => madeBy((await read([staffPath(person.email)]))[0]) !== undefined,
    })),
  );
  return people.filter(({ email }) => added.includes(keyOf(email))).map(({ email }) => email);
}

/** A row's key is part of document names, an address is not fit for that; the same address has the same key. */
function keyOf(email: string): string {
  return `seed-${createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 24)}`;
}

/** The cells that say this of a person; `staffOf` reads them back. */
function valuesOf({
  email,
  name,
  roles,
  phone,
  channel,
  language,
  regions,
  dealers,
  active,
  away,
}: Staff): Values {
  const values = {
    name,
    email,
    roles: roles.join(','),
    phone,
    channel,
    language,
    regions: regions.join('、'),
    dealers: dealers.join('、'),
    active,
    awayFrom: away?.from,
    awayTo: away?.to,
    deputy: away?.deputy,
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([id, value]) =>
      value === undefined || value === '' ? [] : [[id, value]],
    ),
  );
}
