import { createHash } from 'node:crypto';
import { staffForm } from '../forms/settings-staff';
import type { DocumentPath, Services } from '../ports';
import { recordId } from '../rules/change';
import type { Staff, StoredRecord, Values } from '../rules/record';
import { newRecord, numberId } from '../rules/row-claim';
import { systemFill } from '../rules/system-fill';
import { madeBy, settingsWrites, staffPath } from './settings-writes';
import { takeNumbers } from './take-numbers';

type Seeding = Pick<Services, 'store' | 'clock' | 'settings'>;

/**
 * Puts people on the staff list as if a manager had typed them into the staff tab, where their rows appear with the
 * next sheet sync: the first ones cannot be typed, because nobody is on the list yet who may. Whoever has a row is left
 * as they are, so running it again changes nothing, and nothing that was typed since is overwritten.
 * @returns the addresses of those who were added.
 */
export async function seedStaff(services: Seeding, people: readonly Staff[]): Promise<string[]> {
  const listed = await services.store.get(people.map(({ email }) => staffPath(email)));
  const missing = people.filter((_person, index) => madeBy(listed[index]) === undefined);
  if (missing.length === 0) return [];
  const numbers = await takeNumbers(services, staffForm, missing.length, 0);
  const outcomes = await Promise.all(
    missing.map(async (person, index) => {
      let outcome = await addPerson(services, person, numbers[index] ?? '');
      while (outcome === 'number-taken') {
        const [another = ''] = await takeNumbers(services, staffForm, 1, 0);
        outcome = await addPerson(services, person, another);
      }
      return outcome;
    }),
  );
  return missing.filter((_person, index) => outcomes[index] === 'added').map(({ email }) => email);
}

type Outcome = 'added' | 'there-already' | 'number-taken';

async function addPerson(services: Seeding, person: Staff, number: string): Promise<Outcome> {
  const { record, change } = typed(services, person, number);
  const id = recordId(record.form, record.key);
  const path: DocumentPath = `records/${id}`;
  const numberPath: DocumentPath = `numbers/${numberId(record.form, number, 1)}`;
  return services.store.transact<Outcome>(async (read) => {
    const [stored, listed, taken] = await read([path, staffPath(person.email), numberPath]);
    if (stored || madeBy(listed) !== undefined) return { writes: [], result: 'there-already' };
    if (taken) return { writes: [], result: 'number-taken' };
    return {
      writes: [
        { kind: 'create', path, data: record },
        { kind: 'create', path: `changes/${id}~seeded`, data: change },
        { kind: 'create', path: numberPath, data: { record: id } },
        ...(await settingsWrites(staffForm, record, read, services.settings)),
      ],
      result: 'added',
    };
  });
}

/** The record of the row that a manager would have typed, and its change entry. @throws Error when it has no value at all */
function typed({ clock, settings }: Seeding, person: Staff, number: string) {
  const now = clock.business().toISOString();
  const [spreadsheetId = ''] = settings.spreadsheets;
  const row = { key: keyOf(person.email), editId: '', revision: 0, editedAt: now, cells: {} };
  const context = { editor: person, editedAt: now, now, settings, staff: [], spreadsheetId };
  const begun = newRecord(staffForm, row, { number, batch: 1 }, context);
  const filled = systemFill(staffForm, begun, valuesOf(person), context);
  if (!filled) throw new Error('a person without a name and an address');
  const record: StoredRecord = { ...filled.record, rowWanted: true, summaryPending: false };
  return { record, change: filled.change };
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
