import { describe, expect, it } from '@jest/globals';
import { headerRows } from '../../functions/src/forms/register-layout';
import { staffForm } from '../../functions/src/forms/settings-staff';
import { servedDesk } from './served-desk';

const { layout, desk, store, requests, sync, restore, cell, type, clearRow } = servedDesk(staffForm);

const wu = ['吴刚', 'wugang@hongyuan.example', '维修专员'];
const state = (row: number) => [cell(row, 'state').value, cell(row, 'state').note];
const deleteRow = (row: number) =>
  desk().workbook.deleteRows(desk().idOf(layout.tab), row, 1, { by: 'user', email: 'zhou@gendan.example' });

describe('a row of a settings tab', () => {
  it('is 已保存 only when it holds: until then it says what is missing', async () => {
    await type(4, 'email', 'wugang@hongyuan.example');
    expect(state(4)).toEqual(['未生效', '还缺 姓名、岗位，补齐后才生效。']);
    await type(4, 'name', '吴刚');
    expect(state(4)).toEqual(['未生效', '还缺 岗位，补齐后才生效。']);
    await type(4, 'roles', wu[2] ?? '');
    expect(state(4)).toEqual(['已保存', undefined]);
    await type(4, 'name', '');
    expect(state(4)).toEqual(['未生效', '还缺 姓名，补齐后才生效。']);
  });

  it('still says so when what was typed is taken back before it is sent', async () => {
    await type(4, 'email', 'wugang@hongyuan.example');
    const { workbook } = desk();
    const id = desk().idOf(layout.tab);
    const waiting = layout.columns.findIndex((column) => column.id === 'waiting');
    const typed = { at: '2026-03-16T01:00:00Z', cells: { name: { at: '2026-03-16T01:00:00Z' } } };
    workbook.setValues(id, 4, waiting, [[JSON.stringify(typed)]], { by: 'script' });
    workbook.setValues(id, 4, waiting + 1, [['未同步']], { by: 'script' });
    await desk().minute();
    expect(state(4)).toEqual(['未生效', '还缺 姓名、岗位，补齐后才生效。']);
  });

  it('that does not hold is nothing to mend for whoever submits, and sends nothing', async () => {
    await type(4, 'email', 'wugang@hongyuan.example');
    const sent = requests();
    await desk().minute();
    expect(requests()).toBe(sent);
    desk().workbook.setValues(desk().idOf(layout.tab), 4, 5, [['吴刚']], { by: 'api' });
    await desk().menu('submit', 'zhou@gendan.example', layout.tab);
    expect(state(4)).toEqual(['未生效', '还缺 岗位，补齐后才生效。']);
    expect(desk().toasts.at(-1)).toBe('已提交 1 行。');
  });

  it('says what is wrong before it says what is missing', async () => {
    await type(4, 'name', [['吴刚', '没有']]);
    expect(state(4)).toEqual(['有误 1 处', '还缺 邮箱、岗位，补齐后才生效。']);
  });

  it('comes back within a minute when somebody empties it, since it still holds', async () => {
    await type(4, 'name', [wu]);
    await clearRow(4);
    await desk().minute();
    expect(['name', 'email', 'roles', 'state'].map((id) => cell(4, id).value)).toEqual([...wu, '已保存']);
  });
});

describe('a row of a settings tab that somebody deletes', () => {
  it('stays away through the minutes and comes back with 刷新, with its state', async () => {
    await restore();
    await sync();
    await type(4, 'name', [wu]);
    await type(5, 'email', 'he@hongyuan.example');
    const number = cell(4, 'number').value;
    deleteRow(headerRows.count);
    deleteRow(headerRows.count);
    expect(await sync()).toMatchObject({ recordsRead: 0 });
    expect(await restore()).toEqual({ rowsMissing: 2 });
    expect(await sync()).toMatchObject({ rowsAppended: 2, rowsGone: 0, left: 0 });
    expect([cell(4, 'number').value, cell(4, 'name').value]).toEqual([number, wu[0]]);
    expect([cell(4, 'state').value, cell(5, 'state').value]).toEqual(['已保存', '未生效']);
    expect([await restore(), await sync()]).toMatchObject([{ rowsMissing: 0 }, { recordsRead: 0 }]);

    await type(4, 'name', '吴刚强');
    expect([cell(4, 'name').value, cell(4, 'state').value]).toEqual(['吴刚强', '已保存']);
  });

  it('comes back by itself when its record changes', async () => {
    await type(4, 'name', [wu]);
    const key = cell(4, 'key').value;
    deleteRow(headerRows.count);
    await store().write([{ kind: 'update', path: `records/staff~${key}`, data: { toSheet: true } }]);
    expect(await sync()).toMatchObject({ rowsAppended: 1, rowsGone: 0 });
    expect(cell(4, 'name').value).toBe(wu[0]);
  });

  it('is not looked for where its tab is missing', async () => {
    await type(4, 'name', [wu]);
    desk().workbook.setSheet(desk().idOf(layout.tab), { title: '改了名' }, { by: 'script' });
    expect(await restore()).toEqual({ rowsMissing: 0 });
  });
});
