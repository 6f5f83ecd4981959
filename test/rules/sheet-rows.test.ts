import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import { headerRows } from '../../functions/src/forms/register-layout';
import {
  newLine,
  planRow,
  registerSheet,
  type ShownAnswer,
  type Target,
} from '../../functions/src/rules/sheet-rows';
import { answerOf, dueIn, type Grid, headers, ids, row, sheetOf, showing } from '../support/register-grid';

const plan = (values: Grid, key: string, answer: ShownAnswer) =>
  planRow(order, sheetOf(values), key, answer, showing);

function targetsOf(values: Grid, key: string, answer: ShownAnswer): readonly Target[] {
  const planned = plan(values, key, answer);
  return planned.kind === 'targets' ? planned.targets : [];
}
const written = (targets: readonly Target[]) =>
  Object.fromEntries(
    targets.map(({ column, value }) => [column, column === 'saved' ? JSON.parse(String(value)) : value]),
  );

describe('a row that is saved but does not hold', () => {
  const standing = { text: '未生效', note: '还缺 姓名，补齐后才生效。' };
  const lineOf = (answer: ShownAnswer) =>
    newLine(order, sheetOf([['key', 'saved', 'state']]), 'a', answer, showing);

  it('says so in its state when it is appended, and keeps that for the add-on; every other is 已保存', () => {
    const [, saved, state] = lineOf({ ...answerOf(1, {}), standing });
    expect([state, JSON.parse(String(saved))]).toEqual([
      '未生效',
      { revision: 1, cells: {}, standing: '未生效' },
    ]);
    const [, plain, usual] = lineOf(answerOf(1, {}));
    expect([usual, JSON.parse(String(plain))]).toEqual(['已保存', { revision: 1, cells: {} }]);
  });

  it('has its saved state rewritten when only that changes', () => {
    const grid = [...headers(), row('a', { number: 'DH1' })];
    expect(written(targetsOf(grid, 'a', answerOf(1, {}, 'DH1')))).toEqual({});
    expect(written(targetsOf(grid, 'a', { ...answerOf(1, {}, 'DH1'), standing }))).toEqual({
      saved: { revision: 1, cells: { number: 'DH1' }, standing: '未生效' },
    });
  });
});

describe('what a row is to show', () => {
  it('is only what differs, and the new saved state', () => {
    const grid = [...headers(), row('a', { bank: '工商银行', number: 'DH1' })];
    const targets = targetsOf(grid, 'a', answerOf(2, { bank: '建设银行', summary: '好' }, 'DH1'));
    expect(written(targets)).toEqual({
      bank: '建设银行',
      summary: '好',
      saved: { revision: 2, cells: { bank: '建设银行', summary: '好', number: 'DH1' } },
    });
  });

  it('takes a number and its text for the same, and a text that kept its apostrophe for itself', () => {
    const grid = [...headers(), row('a', { bank: 12, summary: '=A1' }, 1, { bank: '12', summary: "'=A1" })];
    expect(written(targetsOf(grid, 'a', answerOf(2, { bank: 13, summary: '=A1' })))).toEqual({
      bank: 13,
      saved: { revision: 2, cells: { bank: 13, summary: '=A1' } },
    });
  });

  it('is nothing when the row is gone or shows a later revision', () => {
    const grid = [...headers(), row('a', {}, 5)];
    expect(plan(grid, 'b', answerOf(2, {}))).toEqual({ kind: 'gone' });
    expect(plan(grid, 'a', answerOf(4, {}))).toEqual({ kind: 'newer' });
  });

  it('keeps a typed cell as unsent against what was saved before', () => {
    const grid = [...headers(), row('a', { bank: '工商银行' }, 1, { bank: '农业银行' })];
    expect(written(targetsOf(grid, 'a', answerOf(2, { bank: '建设银行', summary: '好' })))).toEqual({
      summary: '好',
      saved: { revision: 1, cells: { bank: '工商银行', summary: '好' } },
    });
  });

  it('leaves out fields that have no column', () => {
    const values = { amount: 5, bank: '工商银行' };
    const targets = targetsOf([...headers(), row('a', {})], 'a', answerOf(2, values));
    expect(written(targets)).toEqual({ bank: '工商银行', saved: { revision: 2, cells: values } });
  });

  it.each([[[]], [[[]]], [[['key']]], [[['saved', 'bank']]], [[[null, 7, 'key']]]])(
    'cannot be told for a tab without the hidden ids: %j',
    (values) => expect(registerSheet(values)).toBeUndefined(),
  );

  it('counts the upper of two rows with one key, and no header row', () => {
    const grid = [...headers(), row('a', { bank: '甲' }), row('a', { bank: '乙' })];
    expect(sheetOf(grid).rows).toEqual(new Map([['a', headerRows.count]]));
  });
});

describe('the times of a row', () => {
  it('are kept with what is saved, and the time left goes along', () => {
    const answer = { ...answerOf(2, { bank: '建设银行' }), ...dueIn(3) };
    const targets = written(targetsOf([...headers(), row('a', {})], 'a', answer));
    expect(targets).toMatchObject({ next: '2 货款到帐', due: '03-17 12:00', left: '还剩3小时' });
    expect(targets.saved.times).toEqual({
      deadlines: dueIn(3).deadlines,
      next: { stage: 'payment', dueAt: dueIn(3).next.dueAt, soonAt: dueIn(3).next.soonAt },
    });
  });

  it('are written once: what shows them already is left alone, the time left to the add-on', () => {
    const answer = { ...answerOf(2, { bank: '建设银行' }), ...dueIn(3) };
    const grid = [...headers(), row('a', {})];
    const line = grid[headerRows.count] ?? [];
    for (const { column, value } of targetsOf(grid, 'a', answer)) line[ids.indexOf(column)] = value;
    expect(targetsOf(grid, 'a', answer)).toEqual([]);
    line[ids.indexOf('left')] = '还剩2小时59分';
    expect(targetsOf(grid, 'a', answer)).toEqual([]);
    expect(Object.keys(written(targetsOf(grid, 'a', { ...answer, ...dueIn(-1) })))).toEqual([
      'saved',
      'left',
    ]);
  });

  it('are emptied when all is done', () => {
    const answer = { ...answerOf(2, {}), ...dueIn(3) };
    const grid = [...headers(), row('a', {})];
    const line = grid[headerRows.count] ?? [];
    for (const { column, value } of targetsOf(grid, 'a', answer)) line[ids.indexOf(column)] = value;
    expect(written(targetsOf(grid, 'a', answerOf(3, {})))).toEqual({
      next: '',
      due: '',
      left: '',
      saved: { revision: 3, cells: {} },
    });
  });

  it('that somebody has overwritten count as nothing saved: a filled cell is then unsent', () => {
    const broken = JSON.stringify({ revision: 2, cells: {}, times: { deadlines: '明天' } });
    const grid = [...headers(), row('a', { bank: '工商银行' }, 2, { saved: broken })];
    expect(targetsOf(grid, 'a', answerOf(2, { bank: '建设银行' }))).toEqual([]);
  });
});

describe('the line of a record without a row', () => {
  it('shows what a row is brought to show, with its key, each in its column', () => {
    const answer = { ...answerOf(4, { bank: '=A1', summary: '好' }, 'DH1'), ...dueIn(3) };
    const sheet = sheetOf(headers());
    const line = newLine(order, sheet, 'new', answer, showing);
    expect(line).toHaveLength(ids.length);
    expect(line[ids.indexOf('key')]).toBe('new');
    expect(line[ids.indexOf('bank')]).toBe('=A1');
    expect(line[ids.indexOf('deliveryNote')]).toBe('');
    expect(line[ids.indexOf('left')]).toBe('还剩3小时');
    expect(targetsOf([...headers(), [...line]], 'new', answer)).toEqual([]);
  });

  it('leaves cells empty in columns that are nobody’s', () => {
    const [first = []] = headers();
    const grid = [['备注', ...first.toReversed(), null, '再注'], [], [], []];
    const line = newLine(order, sheetOf(grid), 'new', answerOf(1, { bank: '工行' }), showing);
    expect(line[0]).toBe('');
    expect(line[grid[0]?.indexOf('bank') ?? -1]).toBe('工行');
    expect(targetsOf([...grid, [...line]], 'new', answerOf(1, { bank: '工行' }))).toEqual([]);
  });
});
