import { describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { seedStaff } from '../../functions/src/flows/seed-staff';
import { settingsWrites } from '../../functions/src/flows/settings-writes';
import { takeNumbers } from '../../functions/src/flows/take-numbers';
import { staffForm } from '../../functions/src/forms/settings-staff';
import { recordSchema, staffSchema } from '../../functions/src/rules/record';
import { testServices, testSettings } from '../support/services';
import { everybody, qian, zhou } from '../support/staff';

const away = staffSchema.parse({
  ...qian,
  channel: 'both',
  language: 'zh-TW',
  regions: ['华南', '华东'],
  dealers: ['南海经销部'],
  away: { from: '2026-03-20', to: '2026-03-25', deputy: zhou.email },
});

function world() {
  const store = createMemoryStore();
  const { services } = testServices({ now: '2026-03-16T01:00:00.000Z', store });
  const all = async (collection: string) =>
    (await store.find({ collection, where: [], limit: 100 })).map(({ id, data }) => [id, data] as const);
  return { store, services, all, seed: (...people: (typeof zhou)[]) => seedStaff(services, people) };
}

describe('seeding the staff list', () => {
  it('makes for each person a row that waits to be shown, its number, its change and the entry of the list', async () => {
    const { all, seed } = world();
    expect(await seed(zhou)).toEqual([zhou.email]);
    const [[id, data] = ['', {}]] = await all('records');
    const record = recordSchema.parse(data);
    expect(id).toBe(`staff~${record.key}`);
    expect(record).toMatchObject({
      form: 'staff',
      number: 'YG2026-0001',
      spreadsheetId: 'sheet-1',
      revision: 1,
      values: { name: '周总', email: zhou.email, roles: 'manager', active: true },
      createdAt: '2026-03-16T01:00:00.000Z',
      done: true,
      rowWanted: true,
      toSheet: true,
      summaryPending: false,
    });
    expect(record.key).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    expect(await all('numbers')).toEqual([['staff~YG2026-0001~1', { record: id }]]);
    expect((await all('changes')).map(([, change]) => change)).toMatchObject([
      { record: id, number: 'YG2026-0001', revision: 1, editedBy: 'system', to: { roles: 'manager' } },
    ]);
    expect(await all('staff')).toEqual([[zhou.email, { ...zhou, record: id }]]);
  });

  it('loses nothing that is known of a person', async () => {
    const { all, seed } = world();
    await seed(away);
    expect(staffSchema.parse((await all('staff'))[0]?.[1])).toEqual(away);
  });

  it('changes nothing when it is done again, and adds whoever is new', async () => {
    const { store, seed } = world();
    await seed(...everybody);
    const before = store.save();
    expect(await seed(...everybody)).toEqual([]);
    expect(store.save()).toEqual(before);
    const upper = staffSchema.parse({ ...zhou, email: 'New@gendan.example', name: '新人' });
    expect(await seed(...everybody, upper)).toEqual([upper.email]);
    expect(await seed({ ...upper, email: upper.email.toUpperCase() })).toEqual([]);
  });

  it('never overwrites what a manager has typed since', async () => {
    const { store, all, seed } = world();
    await seed(zhou);
    const [[id, data] = ['', {}]] = await all('records');
    const record = recordSchema.parse(data);
    const typed = { ...record, revision: 2, values: { ...record.values, roles: 'manager,cashier' } };
    await store.transact(async (read) => ({
      writes: [
        { kind: 'set', path: `records/${id}`, data: typed },
        ...(await settingsWrites(staffForm, typed, read, testSettings)),
      ],
      result: undefined,
    }));
    const before = store.save();
    await seed(zhou);
    expect(store.save()).toEqual(before);
  });

  it('leaves a person alone whose row a manager typed', async () => {
    const { store, all, seed } = world();
    await store.write([
      { kind: 'set', path: `staff/${zhou.email}`, data: { ...zhou, record: 'staff~typed' } },
    ]);
    expect(await seed(zhou)).toEqual([]);
    expect(await all('records')).toEqual([]);
  });

  it('gives a row to a person who was listed before there were rows, as the file says', async () => {
    const { store, all, seed } = world();
    await store.write([{ kind: 'set', path: `staff/${zhou.email}`, data: { ...zhou, roles: ['cashier'] } }]);
    expect(await seed(zhou)).toEqual([zhou.email]);
    expect((await all('staff'))[0]?.[1]).toMatchObject({ roles: ['manager'], record: expect.any(String) });
  });

  it('goes round numbers that somebody has typed', async () => {
    const { store, services, all, seed } = world();
    await takeNumbers(services, staffForm, 3, 0);
    await store.write([
      { kind: 'set', path: 'numbers/staff~YG2026-0004~1', data: { record: 'staff~typed' } },
      { kind: 'set', path: 'numbers/staff~YG2026-0005~1', data: { record: 'staff~typed-too' } },
    ]);
    await seed(zhou);
    expect((await all('records'))[0]?.[1]).toMatchObject({ number: 'YG2026-0006' });
  });
});
