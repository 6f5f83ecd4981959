import { beforeEach, describe, expect, it } from '@jest/globals';
import { applyEdits } from '../../functions/src/flows/apply-edits';
import { createSettingsDirectory } from '../../functions/src/flows/settings-directory';
import { templateRows } from '../../functions/src/flows/template-rows';
import { forms } from '../../functions/src/forms';
import type { CellInput, RowAnswer } from '../../functions/src/forms/edit-contract';
import { recordSchema } from '../../functions/src/rules/record';
import { builtIn, slotOf } from '../../functions/src/rules/templates';
import { edit } from '../support/edits';
import { testServices, testSettings } from '../support/services';
import { zhang, zhou } from '../support/staff';

const now = '2026-03-16T01:30:00.000Z';
const id = 'payment-confirmed~dealer~zh-CN';
const key = id.replaceAll('~', '_');
const sms = '订单{编号}的货款{金额}元收到了，谢谢！';
const slot = slotOf(id);
const own = slot && builtIn(slot);

let world: ReturnType<typeof testServices>;
beforeEach(async () => {
  world = testServices({ now });
  await templateRows(world.services);
});

async function type(
  cells: Record<string, CellInput>,
  { editor = zhou, of = key, editId }: { editor?: typeof zhou; of?: string; editId?: string } = {},
): Promise<RowAnswer> {
  const [stored] = await world.store.get([`records/templates~${of}`]);
  const revision = stored ? recordSchema.parse(stored.data).revision : 0;
  const row = edit({ key: of, revision, cells, at: now, ...(editId ? { editId } : {}) });
  const request = { spreadsheetId: 'sheet-1', form: 'templates', rows: [row] };
  const { rows } = await applyEdits(world.services, forms, { email: editor.email }, request);
  const [answer] = rows;
  if (!answer) throw new Error('no answer');
  return answer;
}
/** As a function that starts now reads them. */
const settings = () => createSettingsDirectory(world.store, world.services.clock, testSettings).current();

describe('a template', () => {
  it('is what messages say once its draft is put into effect, and until the built-in one is put back', async () => {
    expect((await type({ smsDraft: sms })).cells.smsDraft).toBe(sms);
    expect(await world.store.get(['settings/rows'])).toEqual([undefined]);
    const enabled = await type({ action: '启用草稿' });
    expect(enabled).toMatchObject({ outcome: 'saved', problems: [], number: 'MB-07' });
    expect(enabled.cells).toMatchObject({ sms, source: '已修改', enabledAt: '2026-03-16 09:30' });
    for (const field of ['smsDraft', 'action']) expect(enabled.cells).not.toHaveProperty(field);
    expect((await settings()).templates).toEqual({ [id]: { ...own, sms } });
    expect((await type({ action: '恢复内置' })).cells.source).toBe('内置');
    expect((await settings()).templates).toEqual({});
  });

  it('with a draft in one edit with what is to be done is one change, and the same edit sent again is none', async () => {
    const first = await type({ smsDraft: sms, action: '启用草稿' }, { editId: 'once' });
    const again = await type({ smsDraft: sms, action: '启用草稿' }, { editId: 'other' });
    expect([first.outcome, again.outcome]).toEqual(['saved', 'saved']);
    expect(again.cells).toEqual(first.cells);
    const [change] = await world.store.get(['changes/once']);
    expect(change?.data).toMatchObject({
      editedBy: zhou.email,
      from: { sms: own?.sms, source: 'built-in' },
      to: { sms, source: 'modified' },
    });
  });

  it('is not changed by what is refused; the refused text is known, and the row as it was answered', async () => {
    const bad = await type({ smsDraft: '{没有}', action: '启用草稿' });
    expect(bad.outcome).toBe('rejected');
    expect(bad.problems.map(({ field }) => field)).toEqual(['smsDraft', 'action']);
    expect(bad.cells).toMatchObject({ ...own, source: '内置' });
    expect(bad.cells.smsPreview).toMatch(/^草稿有误，未生效；仍在使用：\n【宏远家具】/);
    const [stored] = await world.store.get([`records/templates~${key}`]);
    expect(recordSchema.parse(stored?.data).refused).toMatchObject({
      smsDraft: { text: '{没有}' },
      action: { text: '启用草稿', code: 'draft-refused' },
    });
    const mended = await type({ smsDraft: sms, action: '启用草稿' });
    expect([mended.outcome, mended.cells.sms]).toEqual(['saved', sms]);
    expect(mended.cells.smsPreview).toMatch(/^【宏远家具】.*收到了，谢谢！$/);
    expect((await settings()).templates).toHaveProperty([id]);
  });

  it('whose refused draft is cleared shows again what it shows without one', async () => {
    const [stored] = await world.store.get([`records/templates~${key}`]);
    const { smsPreview, smsCost } = recordSchema.parse(stored?.data).values;
    expect((await type({ smsDraft: '{没有}' })).cells.smsPreview).not.toBe(smsPreview);
    const cleared = await type({ smsDraft: null });
    expect(cleared).toMatchObject({ problems: [], cells: { smsPreview, smsCost } });
  });

  it('is changed by managers alone, and has no rows but those of the system', async () => {
    const clerk = await type({ smsDraft: sms, action: '启用草稿' }, { editor: zhang });
    expect(clerk.problems.map(({ field, code }) => `${field}: ${code}`)).toEqual([
      'smsDraft: not-yours',
      'action: not-yours',
    ]);
    const own = await type({ smsDraft: sms }, { of: 'row-1' });
    expect([own.outcome, own.problems]).toMatchObject(['rejected', [{ code: 'system-rows' }]]);
    expect((await settings()).templates).toEqual({});
  });

  it('leaves open orders timed as they are: the era of the settings stays', async () => {
    const { era } = await settings();
    await type({ smsDraft: sms, action: '启用草稿' });
    expect((await settings()).era).toBe(era);
  });
});
