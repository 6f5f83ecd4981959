import { describe, expect, it } from '@jest/globals';
import { blankForm } from '../../functions/src/forms/blank';
import { recordSchema } from '../../functions/src/rules/record';
import { now, servedDesk } from './served-desk';

const { layout, at, desk, store, requests, sync, cell, type, clearRow } = servedDesk(blankForm);

/** A blank that the system has counted. */
async function count(key: string): Promise<void> {
  const named = { person: '张敏', personEmail: 'zhang@gendan.example' };
  const values = {
    ...named,
    item: '汇款银行',
    amount: 2,
    month: '2026-03',
    dueAt: '2026-03-15T16:00:00.000Z',
  };
  const record = recordSchema.parse({
    ...{ form: blankForm.id, formVersion: 1, key, spreadsheetId: 'sheet-1', number: `KF-${key}`, batch: 1 },
    ...{ revision: 1, values, marks: {}, stages: {}, assignees: {}, refused: {}, shipments: {} },
    ...{ judged: {}, blanks: {}, told: {}, createdAt: now, updatedAt: now, nextDueAt: null, timedUnder: '' },
    ...{ done: true, rowWanted: true, toSheet: true, summaryPending: false },
  });
  await store().write([{ kind: 'set', path: `records/${blankForm.id}~${key}`, data: record }]);
}

describe('a tab whose rows the system makes', () => {
  it('has no columns for a next step and its time, and no card', () => {
    const shown = layout.columns.map(({ id }) => id);
    expect(shown.slice(0, 6)).toEqual(['key', 'saved', 'waiting', 'state', 'number', 'orderNumber']);
    const titles = desk()
      .workbook.sheets()
      .map(({ title }) => title);
    expect(titles).toContain(layout.tab);
    expect(titles.filter((title) => title.startsWith('跟踪表'))).toEqual(['跟踪表']);
  });

  it('shades what only the system fills, and asks back before it is typed over', () => {
    const readOnly = layout.columns.filter((column) => column.readOnly).map(({ id }) => id);
    expect(readOnly).toEqual(expect.arrayContaining(['number', 'orderNumber', 'amount', 'dueAt']));
    expect(readOnly).not.toContain('decisionReason');
    expect([cell(4, 'number').background, cell(4, 'amount').background]).toEqual(['#f3f3f3', '#f3f3f3']);
    expect(cell(4, 'decisionReason').background).toBeUndefined();
  });

  it('gets the rows from the server, formatted, and has nothing to send for them', async () => {
    await count('one');
    await count('two');
    expect(await sync()).toMatchObject({ rowsAppended: 2, left: 0 });
    expect([cell(4, 'item').value, cell(5, 'number').value]).toEqual(['汇款银行', 'KF-two']);
    expect(cell(4, 'dueAt')).toMatchObject({ value: '2026-03-15 24:00', format: '@' });
    expect(cell(4, 'amount')).toMatchObject({ value: 2, format: '#,##0.00' });
    await desk().minute();
    expect(requests()).toBe(0);
  });

  it('lets people fill in what is left to them', async () => {
    await count('one');
    await sync();
    await type(4, 'decisionReason', '系统故障');
    expect([cell(4, 'state').value, cell(4, 'decisionReason').value]).toEqual(['已保存', '系统故障']);
    await type(4, 'plea', '当天停电', 'zhang@gendan.example');
    expect([cell(4, 'state').value, cell(4, 'plea').value]).toEqual(['已保存', '当天停电']);
    await sync();
    expect(cell(5, 'number').value).toBeNull();
  });

  it('explains on the cell that the system fills it, and puts it back when that is deleted', async () => {
    await count('one');
    await sync();
    await type(4, 'amount', '0');
    expect(cell(4, 'amount')).toMatchObject({ value: 0, background: '#f4cccc' });
    expect(cell(4, 'amount').note).toMatch(/系统/);
    await type(4, 'amount', '');
    expect(cell(4, 'amount')).toMatchObject({ value: 2, background: '#f3f3f3' });
    expect(cell(4, 'amount')).not.toHaveProperty('note');
    expect(cell(4, 'state').value).toBe('已保存');
  });

  it('puts back within a minute what was typed over, and asks nobody', async () => {
    await count('one');
    await sync();
    await type(4, 'amount', '0');
    await type(4, 'number', 'KF-9');
    expect([cell(4, 'state').value, cell(4, 'number').background]).toEqual(['有误 2 处', '#f4cccc']);
    await type(4, 'item', '');
    const sent = requests();
    await desk().minute();
    expect([cell(4, 'amount').value, cell(4, 'number').value, cell(4, 'item').value]).toEqual([
      2,
      'KF-one',
      '汇款银行',
    ]);
    expect(cell(4, 'amount')).toMatchObject({ background: '#f3f3f3', format: '#,##0.00' });
    expect(cell(4, 'amount')).not.toHaveProperty('note');
    expect(cell(4, 'number').background).toBe('#f3f3f3');
    expect(cell(4, 'state').value).toBe('已保存');
    await desk().minute();
    expect(requests()).toBe(sent);
  });

  it('leaves alone what people may fill in, right or wrong, while it puts back the rest', async () => {
    await count('one');
    await sync();
    await type(4, 'decision', '也许');
    await type(4, 'amount', '0');
    await desk().minute();
    expect([cell(4, 'amount').value, cell(4, 'decision').value]).toEqual([2, '也许']);
    expect([cell(4, 'state').value, cell(4, 'decision').background]).toEqual(['有误 1 处', '#f4cccc']);
    expect(cell(4, 'decision').note).toMatch(/./);
  });

  it('keeps what was typed over until somebody has been told why it is refused', async () => {
    await count('one');
    await sync();
    desk().workbook.setValues(desk().idOf(layout.tab), 4, at('amount'), [['0']], { by: 'api' });
    await desk().minute();
    expect([cell(4, 'amount').value, cell(4, 'state').value]).toEqual(['0', '未同步']);
    await desk().minute();
    expect([cell(4, 'amount').value, cell(4, 'state').value]).toEqual([2, '已保存']);
    expect(cell(4, 'state')).not.toHaveProperty('note');
  });

  it('brings a row back that somebody emptied', async () => {
    await count('one');
    await sync();
    await type(4, 'decisionReason', '系统故障');
    await clearRow(4);
    expect(cell(4, 'item').value).toBeNull();
    await desk().minute();
    expect([cell(4, 'item').value, cell(4, 'amount').value]).toEqual(['汇款银行', 2]);
    expect([cell(4, 'decisionReason').value, cell(4, 'state').value]).toEqual(['系统故障', '已保存']);
  });
});

describe('a row that somebody adds to it', () => {
  const clerk = 'li@gendan.example';
  const typed = ['number', 'orderNumber'] as const;

  it('is refused on the cells that were typed, and not sent again by anybody', async () => {
    await type(4, 'number', [['KF-1', 'DH-1']], clerk);
    for (const id of typed) {
      expect(cell(4, id).background).toBe('#f4cccc');
      expect(cell(4, id).note).toBe(cell(4, 'state').note);
    }
    expect(cell(4, 'state').note).toMatch(/系统/);
    expect([cell(4, 'state').value, cell(4, 'number').value]).toEqual(['有误 2 处', 'KF-1']);
    const sent = requests();
    await desk().minute();
    await desk().menu('submit', clerk, layout.tab);
    expect(requests()).toBe(sent);
    expect(cell(4, 'state').value).toBe('有误 2 处');
  });

  it('is told the same of what is typed into it later, and not of a cell that is emptied', async () => {
    await type(4, 'number', [['KF-1', 'DH-1']], clerk);
    await type(4, 'item', '汇款银行', clerk);
    expect([cell(4, 'state').value, cell(4, 'item').background]).toEqual(['有误 3 处', '#f4cccc']);
    await type(4, 'item', '', clerk);
    expect([cell(4, 'state').value, cell(4, 'item').background]).toEqual(['有误 2 处', '#f3f3f3']);
  });

  it('leaves no trace once it is emptied', async () => {
    await type(4, 'number', [['KF-1', 'DH-1']], clerk);
    await type(4, 'number', [['', '']], clerk);
    await desk().minute();
    expect(cell(4, 'state').value).toBeNull();
    for (const id of ['state', ...typed]) expect(cell(4, id)).not.toHaveProperty('note');
    expect(cell(4, 'number').background).toBe('#f3f3f3');
  });
});

describe('the rows below the last one', () => {
  it('always has formatted rows to spare below the last one', async () => {
    const id = desk().idOf(layout.tab);
    const before = desk().workbook.sheetByTitle(layout.tab)?.rowCount ?? 0;
    await desk().minute();
    expect(desk().workbook.sheetByTitle(layout.tab)?.rowCount).toBe(before);
    desk().workbook.setValues(id, before - 299, at('number'), [['KF-1']], { by: 'script' });
    await desk().minute();
    expect(desk().workbook.sheetByTitle(layout.tab)?.rowCount).toBe(before + 1000);
    expect(desk().workbook.cell(id, before + 999, at('dueAt')).format).toBe('@');
    await desk().minute();
    expect(desk().workbook.sheetByTitle(layout.tab)?.rowCount).toBe(before + 1000);
  });
});
