import type { Form } from '../forms/form';
import type { DocumentPath, Read, Services } from '../ports';
import { recordId } from '../rules/change';
import type { StoredRecord, Values } from '../rules/record';
import { newRecord, numberId } from '../rules/row-claim';
import { systemFill } from '../rules/system-fill';
import { inLanes } from './in-lanes';
import { settingsWrites } from './settings-writes';
import { takeNumbers } from './take-numbers';

export type Seeding = Pick<Services, 'store' | 'clock' | 'settings'>;

/** A row of a settings tab; `isThere` says whether another row says the same already. */
export type SeedRow = {
  readonly key: string;
  readonly values: Values;
  readonly isThere?: (read: Read) => Promise<boolean>;
};

/**
 * Enters rows into a settings tab as if a manager had typed them; the next sheet sync appends them. A row whose key has
 * a record already is left as it is, whatever that says by now.
 * @returns the keys of those that were added.
 */
export async function seedRows(services: Seeding, form: Form, rows: readonly SeedRow[]): Promise<string[]> {
  const there = await Promise.all(rows.map((row) => isThere(services.store.get, form, row)));
  const missing = rows.filter((_row, index) => !there[index]);
  if (missing.length === 0) return [];
  const numbers = await takeNumbers(services, form, missing.length, 0);
  const outcomes = await inLanes(missing, missing.length, async (row, index) => {
    let outcome = await addRow(services, form, row, numbers[index] ?? '');
    while (outcome === 'number-taken') {
      const [another = ''] = await takeNumbers(services, form, 1, 0);
      outcome = await addRow(services, form, row, another);
    }
    return outcome;
  });
  return missing.filter((_row, index) => outcomes[index] === 'added').map(({ key }) => key);
}

async function isThere(read: Read, form: Form, row: SeedRow): Promise<boolean> {
  const [stored] = await read([`records/${recordId(form.id, row.key)}`]);
  return stored !== undefined || (await row.isThere?.(read)) === true;
}

type Outcome = 'added' | 'there-already' | 'number-taken';

async function addRow(services: Seeding, form: Form, row: SeedRow, number: string): Promise<Outcome> {
  const { record, change } = typed(services, form, row, number);
  const id = recordId(record.form, record.key);
  const numberPath: DocumentPath = `numbers/${numberId(record.form, number, 1)}`;
  return services.store.transact<Outcome>(async (read) => {
    if (await isThere(read, form, row)) return { writes: [], result: 'there-already' };
    const [taken] = await read([numberPath]);
    if (taken) return { writes: [], result: 'number-taken' };
    return {
      writes: [
        { kind: 'create', path: `records/${id}`, data: record },
        { kind: 'create', path: `changes/${id}~seeded`, data: change },
        { kind: 'create', path: numberPath, data: { record: id } },
        ...(await settingsWrites(form, record, read, services.settings)),
      ],
      result: 'added',
    };
  }, 'settings/rows');
}

/** The record of the row that a manager would have typed, and its change entry. @throws Error when it has no value at all */
function typed({ clock, settings }: Seeding, form: Form, { key, values }: SeedRow, number: string) {
  const now = clock.business().toISOString();
  const [spreadsheetId = ''] = settings.spreadsheets;
  const row = { key, editId: '', revision: 0, editedAt: now, cells: {} };
  const context = { editedAt: now, now, settings, staff: [], spreadsheetId };
  const begun = newRecord(form, row, { number, batch: 1 }, context);
  const filled = systemFill(form, begun, values, context);
  if (!filled) throw new Error(`a row of ${form.id} without a value`);
  const record: StoredRecord = { ...filled.record, rowWanted: true, summaryPending: false };
  return { record, change: filled.change };
}
