import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { headerRows } from '../../functions/src/forms/register-layout';
import type { Protection } from '../../infra/local/workbook/workbook-types';
import { card, clerk, type Desk, desksSetUp, owner, register } from './desk';

let desks: Awaited<ReturnType<typeof desksSetUp>>;
let desk: Desk;
beforeAll(async () => {
  desks = await desksSetUp();
});
beforeEach(() => {
  desk = desks.open();
});
afterEach(() => desk.close());

const byScript = { by: 'script' } as const;
const mayNot = '这个账号不能改表头，请用表格所有者的账号再点一次。';

/** What an attempt that was broken off has left: a column without a name. @returns where it stands. */
function forgetMessages(): number {
  const at = desk.columnOf('messages');
  for (const row of [headerRows.ids, headerRows.label])
    desk.workbook.setValues(desk.idOf(register), row, at, [[null]], byScript);
  return at;
}

function protectOnly(range: Protection['range'], tab = register): void {
  const protections = [{ id: 1, description: '', range, warningOnly: false, editors: [owner] }];
  for (const { id } of desk.workbook.sheets()) desk.workbook.setSheet(id, { protections: [] }, byScript);
  desk.workbook.setSheet(desk.idOf(tab), { protections }, byScript);
}

const setUpByClerk = () => desk.script.run('setUpTabs', { user: clerk });
const saved = () => JSON.stringify(desk.workbook.save());

describe('set-up by somebody who may not change the headings', () => {
  it('changes nothing, and says whose account it takes', async () => {
    const at = forgetMessages();
    desk.workbook.setValues(desk.idOf(register), headerRows.label, at, [['我的备注']], byScript);
    const before = saved();
    await setUpByClerk();
    expect(saved()).toBe(before);
    expect(desk.alerts).toEqual([mayNot]);
    expect(desk.script.triggers().map(({ installer }) => installer)).toEqual([owner, owner]);
  });

  it('changes nothing either where the whole tab is protected', async () => {
    protectOnly('sheet');
    const before = saved();
    await setUpByClerk();
    expect([saved(), desk.alerts]).toEqual([before, [mayNot]]);
  });

  it('is not hindered by what is protected below them', async () => {
    protectOnly({ row: 10, column: desk.columnOf('dealerName'), rows: 5, columns: 1 });
    await setUpByClerk();
    expect(desk.alerts).toEqual([expect.stringContaining('表格设置好了')]);
  });
});

describe('set-up that fails for another reason', () => {
  it('says which', async () => {
    protectOnly('sheet', card);
    desk.workbook.setValues(desk.idOf(card), 1, 0, [['']], byScript);
    await setUpByClerk();
    expect(desk.alerts).toEqual([expect.stringMatching(/^没有设置成功：You are trying to edit a protected/)]);
  });
});

describe('a column of the system that is missing', () => {
  it('takes the place of an empty column without a name', async () => {
    const at = forgetMessages();
    const { columnCount } = desk.workbook.sheetByTitle(register) ?? {};
    await desk.setUp();
    expect(desk.columnOf('messages')).toBe(at);
    expect(desk.workbook.sheetByTitle(register)?.columnCount).toBe(columnCount);
    expect(desk.columnOf('batch')).toBe(at + 1);
  });

  it.each([
    ['a heading', headerRows.label],
    ['a note', 700],
  ])('leaves a column alone in which a person has written %s', async (_what, row) => {
    const at = forgetMessages();
    desk.workbook.setValues(desk.idOf(register), row, at, [['我的备注']], byScript);
    await desk.setUp();
    expect(desk.columnOf('messages')).toBe(at);
    expect(desk.columnOf('batch')).toBe(at + 2);
    if (row !== headerRows.label)
      expect(desk.workbook.cell(desk.idOf(register), row, at + 1).value).toBe('我的备注');
  });
});

describe('the texts of a template', () => {
  it('are shown whole, from the top of their row', () => {
    const id = desk.idOf('通知模板');
    const { columns } = desk.workbook.dataSize(id);
    const ids = desk.workbook.values(id, { row: 0, column: 0, rows: 1, columns })[0] ?? [];
    const looks = (tab: number, column: number) => {
      const { wrap, verticalAlign } = desk.workbook.cell(tab, 10, column);
      return [wrap, verticalAlign];
    };
    for (const field of ['placeholders', 'sms', 'body', 'bodyDraft', 'emailPreview'])
      expect([field, looks(id, ids.indexOf(field))]).toEqual([field, [true, 'top']]);
    expect(looks(desk.idOf(register), desk.columnOf('next'))).toEqual([true, 'middle']);
  });
});
