import { describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { settingsFault, settingsWrites } from '../../functions/src/flows/settings-writes';
import type { Form } from '../../functions/src/forms/form';
import { order } from '../../functions/src/forms/order';
import { calendarForm } from '../../functions/src/forms/settings-calendar';
import { staffForm } from '../../functions/src/forms/settings-staff';
import { type StoredRecord, staffSchema, type Values } from '../../functions/src/rules/record';
import { newRecord } from '../../functions/src/rules/row-claim';
import { testSettings } from '../support/services';
import { everybody, zhang, zhou } from '../support/staff';

const now = '2026-03-16T02:00:00.000Z';

function recordOf(form: Form, key: string, values: Values): StoredRecord {
  const context = { editor: zhou, editedAt: now, now, settings: testSettings, staff: everybody };
  const row = { key, editId: key, revision: 0, editedAt: now, cells: {} };
  const begun = newRecord(
    form,
    row,
    { number: `N-${key}`, batch: 1 },
    { ...context, spreadsheetId: 'sheet-1' },
  );
  return { ...begun, values };
}

const staffRow = (key: string, values: Values) => recordOf(staffForm, key, values);
const wu = { name: '吴刚', email: 'WuGang@hongyuan.example', roles: 'department-head,repairer' };

function world(documents: Readonly<Record<string, object>> = {}) {
  const store = createMemoryStore(documents);
  const context = { editor: zhou, staff: everybody, settings: testSettings };
  return {
    at: async (path: `${string}/${string}`) => (await store.get([path]))[0]?.data,
    save: (form: Form, record: StoredRecord) =>
      store.transact(async (read) => {
        const writes = await settingsWrites(form, record, read, testSettings);
        return { writes, result: writes.length };
      }),
    fault: (record: StoredRecord, staff = everybody) =>
      store.transact(async (read) => ({
        writes: [],
        result: await settingsFault(staffForm, record, read, { ...context, staff }),
      })),
  };
}

describe('a saved row of the staff tab', () => {
  it('puts the person on the staff list under the address in small letters, with the row’s record', async () => {
    const { at, save } = world();
    await save(staffForm, staffRow('row-1', { ...wu, regions: '华南、华东', active: true }));
    const listed = await at('staff/wugang@hongyuan.example');
    expect(listed).toMatchObject({ record: 'staff~row-1', roles: ['department-head', 'repairer'] });
    expect(staffSchema.parse(listed)).toMatchObject({
      name: '吴刚',
      regions: ['华南', '华东'],
      active: true,
    });
  });

  it('means nothing while it is incomplete', async () => {
    const { save } = world();
    expect(await save(staffForm, staffRow('row-1', { name: '吴刚' }))).toBe(0);
    expect(await save(staffForm, staffRow('row-1', { name: '吴刚', email: wu.email }))).toBe(0);
  });

  it('takes the person’s rights away when it becomes incomplete, and gives them back when it is mended', async () => {
    const { at, save } = world();
    const { roles, ...rest } = wu;
    await save(staffForm, staffRow('row-1', wu));
    await save(staffForm, staffRow('row-1', rest));
    expect(await at('staff/wugang@hongyuan.example')).toMatchObject({ name: '吴刚', active: false });
    await save(staffForm, staffRow('row-1', { ...rest, roles }));
    expect(await at('staff/wugang@hongyuan.example')).toMatchObject({ active: true });
  });

  it('when incomplete leaves a person alone whom another row, or nobody’s row, put there', async () => {
    const listed = { 'staff/wugang@hongyuan.example': { name: '吴刚', active: true, record: 'staff~row-2' } };
    const { save } = world(listed);
    expect(await save(staffForm, staffRow('row-1', { email: wu.email }))).toBe(0);
    const older = world({ 'staff/wugang@hongyuan.example': { name: '吴刚', active: true } });
    expect(await older.save(staffForm, staffRow('row-1', { email: wu.email }))).toBe(0);
  });
});

describe('a saved row of another settings tab', () => {
  const off = { kind: 'off', from: '2026-10-01', to: '2026-10-08' };
  const entered = (key: string) => ({ enteredAt: now, number: `N-${key}` });

  it('joins the others in one document, whose version grows', async () => {
    const { at, save } = world();
    await save(calendarForm, recordOf(calendarForm, 'row-1', off));
    const worked = { kind: 'worked', from: '2026-10-10', to: '2026-10-10' };
    await save(calendarForm, recordOf(calendarForm, 'row-2', worked));
    expect(await at('settings/rows')).toEqual({
      version: 2,
      rows: {
        'calendar~row-1': { kind: 'calendar', ...entered('row-1'), values: off },
        'calendar~row-2': { kind: 'calendar', ...entered('row-2'), values: worked },
      },
    });
  });

  it('changes nothing when it says the same as before, in whatever order the store gives it back', async () => {
    const { to, from, kind } = off;
    const rows = { 'calendar~row-1': { kind: 'calendar', ...entered('row-1'), values: { to, kind, from } } };
    const { save } = world({ 'settings/rows': { version: 7, rows } });
    expect(await save(calendarForm, recordOf(calendarForm, 'row-1', off))).toBe(0);
  });

  it('leaves when it becomes incomplete, and was never there when it always was', async () => {
    const { at, save } = world();
    expect(await save(calendarForm, recordOf(calendarForm, 'row-1', { kind: 'off' }))).toBe(0);
    await save(calendarForm, recordOf(calendarForm, 'row-1', off));
    await save(calendarForm, recordOf(calendarForm, 'row-1', { kind: 'off' }));
    expect(await at('settings/rows')).toEqual({ version: 2, rows: {} });
  });

  it('is not saved over settings that cannot be read: the other rows would be lost', async () => {
    const { at, save } = world({ 'settings/rows': { version: 'one' } });
    await expect(save(calendarForm, recordOf(calendarForm, 'row-1', off))).rejects.toThrow();
    expect(await at('settings/rows')).toEqual({ version: 'one' });
  });
});

it('a row of any other form is no setting', async () => {
  const { save } = world();
  expect(await save(order, recordOf(order, 'row-1', { dealerName: '南海经销部' }))).toBe(0);
});

describe('a row of the staff tab is refused', () => {
  const manager = { name: '周总', email: zhou.email, roles: 'manager', active: true };
  const listed = { [`staff/${zhou.email}`]: { ...zhou, record: 'staff~row-1' } };
  const second = { ...zhou, email: 'second@gendan.example', record: 'staff~row-9' };

  it('when the address, however capitalised, is on another row', async () => {
    const { fault } = world({ 'staff/wugang@hongyuan.example': { ...zhang, record: 'staff~row-2' } });
    expect(await fault(staffRow('row-1', wu))).toMatchObject({ field: 'email', code: 'email-taken' });
    expect(await fault(staffRow('row-2', wu))).toBeUndefined();
  });

  it('but not when the person was put on the list by nobody’s row', async () => {
    const { fault } = world({ 'staff/wugang@hongyuan.example': zhang });
    expect(await fault(staffRow('row-1', wu))).toBeUndefined();
  });

  it.each([
    ['no role of manager any more', { ...manager, roles: 'repairer' }, 'roles'],
    ['left', { ...manager, active: false }, 'active'],
    ['no name any more', { email: zhou.email, roles: 'manager', active: true }, 'name'],
  ])('when the last manager has %s', async (_what, values: Values, field) => {
    const { fault } = world(listed);
    expect(await fault(staffRow('row-1', values))).toMatchObject({ field, code: 'last-manager' });
  });

  it('but not when there is another active manager', async () => {
    const { fault } = world({ ...listed, [`staff/${second.email}`]: second });
    const without = staffRow('row-1', { ...manager, roles: 'repairer' });
    expect(await fault(without, [...everybody, staffSchema.parse(second)])).toBeUndefined();
  });

  it('when the other manager of the list at hand has ceased to be one meanwhile', async () => {
    const { fault } = world({ ...listed, [`staff/${second.email}`]: { ...second, active: false } });
    const without = staffRow('row-1', { ...manager, roles: 'repairer' });
    expect(await fault(without, [...everybody, staffSchema.parse(second)])).toMatchObject({
      code: 'last-manager',
    });
  });

  it('never for leaving the last manager as they are, or for somebody who was no manager', async () => {
    const { fault } = world(listed);
    expect(await fault(staffRow('row-1', { ...manager, phone: '+8613800138000' }))).toBeUndefined();
    expect(await fault(staffRow('row-3', { ...wu, active: false }))).toBeUndefined();
  });

  it('in the language of the person who typed', async () => {
    const { fault } = world(listed);
    const problem = await fault(staffRow('row-1', { ...manager, active: false }));
    expect(problem?.message).toBe(
      '至少要留一位在职的经理，否则没有人能再改设置。请先登记另一位经理，再改这一行。',
    );
  });
});
