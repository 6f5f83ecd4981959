import { describe, expect, it } from '@jest/globals';
import { applyEdits } from '../../functions/src/flows/apply-edits';
import { forms } from '../../functions/src/forms';
import type { CellInput } from '../../functions/src/forms/edit-contract';
import { recordSchema } from '../../functions/src/rules/record';
import { edit } from '../support/edits';
import { testServices } from '../support/services';
import { zhou } from '../support/staff';

const now = '2026-03-16T01:30:00.000Z';
const wu = { name: '吴刚', email: 'wugang@hongyuan.example', roles: '维修专员' };
const manager = { name: zhou.name, email: zhou.email, roles: '经理' };

/** Rows of 员工与角色, typed by the manager, and who is on the staff list because of them. */
function world() {
  const { services, store } = testServices({ now });
  const type = async (key: string, cells: Record<string, CellInput>) => {
    const [stored] = await store.get([`records/staff~${key}`]);
    const revision = stored ? recordSchema.parse(stored.data).revision : 0;
    const row = edit({ key, revision, cells, at: now });
    const request = { spreadsheetId: 'sheet-1', form: 'staff', rows: [row] };
    return (await applyEdits(services, forms, { email: zhou.email }, request)).rows[0];
  };
  const isActive = async (email = wu.email) =>
    ((await store.get([`staff/${email}`]))[0]?.data as { active?: boolean } | undefined)?.active;
  return { type, isActive };
}

describe('a person of whom it is refused what stands under 在职', () => {
  it('is not let in until that is mended', async () => {
    const { type, isActive } = world();
    const refused = await type('wu', { ...wu, active: '离职' });
    expect(refused).toMatchObject({
      problems: [{ field: 'active' }],
      standing: { text: '未生效', note: '在职 有误，改好后这一行才生效。' },
    });
    expect(await isActive()).toBeUndefined();
    await type('wu', { active: '是' });
    expect(await isActive()).toBe(true);
  });

  it('may do nothing any more from then on, and again once the cell is cleared', async () => {
    const { type, isActive } = world();
    await type('wu', wu);
    expect(await isActive()).toBe(true);
    await type('wu', { active: '离职' });
    expect(await isActive()).toBe(false);
    await type('wu', { active: null });
    expect(await isActive()).toBe(true);
  });

  it('stays what a good text said before', async () => {
    const { type, isActive } = world();
    await type('wu', { ...wu, active: '是' });
    await type('wu', { active: '也许' });
    expect(await isActive()).toBe(true);
  });

  it('stays a manager where there is no other', async () => {
    const { type, isActive } = world();
    await type('zhou', manager);
    expect(await type('zhou', { active: '也许' })).toMatchObject({ problems: [{ field: 'active' }] });
    expect(await isActive(zhou.email)).toBe(true);
    await type('zhou', { phone: '13800138009' });
    expect(await isActive(zhou.email)).toBe(true);
  });
});
