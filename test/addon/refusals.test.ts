import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Desk, desksSetUp, register } from './desk';

let desks: Awaited<ReturnType<typeof desksSetUp>>;
let desk: Desk;
beforeAll(async () => {
  desks = await desksSetUp();
});
beforeEach(() => {
  desk = desks.open();
});
afterEach(() => desk.close());

const red = '#f4cccc';
const amber = '#fce5cd';

describe('a refused cell', () => {
  beforeEach(() => desk.type(4, 'dealerName', [['王五', '电话 ABC']]));

  it('keeps its text, is painted and explained, while good cells of its row are saved', () => {
    expect(desk.cell(4, 'dealerPhone')).toMatchObject({
      value: '电话 ABC',
      background: red,
      note: '电话只能是数字。',
    });
    expect(desk.cell(4, 'state')).toMatchObject({ value: '有误 1 处', background: '#fce5cd' });
    expect(desk.saved(4)).toMatchObject({
      cells: { dealerName: '王五' },
      refused: { dealerPhone: '电话 ABC' },
    });
  });

  it('is not sent again by itself, and stays painted when other cells of the row are saved', async () => {
    await desk.minute();
    await desk.type(4, 'region', '华东');
    expect(desk.server.received).toHaveLength(2);
    expect(desk.server.received[1]?.body.rows[0]?.cells).toEqual({ region: '华东' });
    expect(desk.cell(4, 'dealerPhone')).toMatchObject({ background: red, note: '电话只能是数字。' });
    expect(desk.value(4, 'state')).toBe('有误 1 处');
  });

  it('is sent again by 提交, as the person who chose it', async () => {
    await desk.menu('submit', 'zhao@gendan.example');
    const request = desk.server.received[1];
    expect(request?.email).toBe('zhao@gendan.example');
    expect(request?.body.rows[0]?.cells).toEqual({ dealerPhone: '电话 ABC' });
    expect(request?.body.rows[0]).not.toHaveProperty('editedBy');
    expect(desk.toasts.at(-1)).toBe('已提交 1 行。有 1 行需要改，请看红色和橙色格子上的说明。');
  });

  it('loses paint and note once it is mended', async () => {
    await desk.type(4, 'dealerPhone', '138 0000');
    expect(desk.cell(4, 'dealerPhone').value).toBe('1380000');
    expect(desk.cell(4, 'dealerPhone')).not.toHaveProperty('note');
    expect(desk.cell(4, 'dealerPhone').background).not.toBe(red);
    expect(desk.value(4, 'state')).toBe('已保存');
  });

  it('is over as well when what is saved is typed back', async () => {
    await desk.type(4, 'dealerPhone', '');
    expect(desk.server.received[1]?.body.rows[0]?.cells).toEqual({ dealerPhone: null });
    expect(desk.cell(4, 'dealerPhone').background).not.toBe(red);
    expect(desk.value(4, 'state')).toBe('已保存');
  });

  it("does not take other people's colours and notes with it", async () => {
    const at = { row: 4, column: desk.columnOf('region'), rows: 1, columns: 1 };
    desk.workbook.setCells(
      desk.idOf(register),
      at,
      { background: '#00ffff', note: '问一下' },
      { by: 'script' },
    );
    await desk.type(4, 'dealerPhone', '138');
    expect(desk.cell(4, 'region')).toMatchObject({ background: '#00ffff', note: '问一下' });
  });
});

describe('a row that is refused for its number', () => {
  beforeEach(() => {
    const between = desk.columnOf('dealerName') - desk.columnOf('number') - 1;
    const pasted = ['重号', ...Array<string>(between).fill(''), '王五'];
    return desk.type(4, 'number', [pasted], 'a@gendan.example');
  });

  it('paints the number only, and sends the rest along once the number is changed', async () => {
    expect(desk.cell(4, 'number')).toMatchObject({ background: red, note: '这个编号已经用过了。' });
    expect(desk.cell(4, 'dealerName')).not.toHaveProperty('note');
    expect(desk.value(4, 'state')).toBe('有误 1 处');
    await desk.minute();
    expect(desk.server.received).toHaveLength(1);
    desk.wind(600);
    await desk.type(4, 'number', 'A-18', 'b@gendan.example');
    expect(desk.server.received.slice(1).flatMap(({ body }) => body.rows)).toEqual([
      expect.objectContaining({
        editedBy: 'a@gendan.example',
        editedAt: '2026-03-16T01:00:00.000Z',
        cells: { number: 'A-18', dealerName: '王五' },
      }),
    ]);
    expect(desk.value(4, 'state')).toBe('已保存');
    expect(desk.value(4, 'waiting')).toBeNull();
  });

  it('does not hold up what others type into the row meanwhile', async () => {
    desk.wind(600);
    await desk.type(4, 'region', '华东', 'b@gendan.example');
    const sent = desk.server.received.slice(1).flatMap(({ body }) => body.rows);
    expect(sent.map(({ editedBy, cells }) => [editedBy, cells])).toEqual([
      ['a@gendan.example', { dealerName: '王五' }],
      ['b@gendan.example', { region: '华东' }],
    ]);
  });
});

describe('a conflict', () => {
  beforeEach(async () => {
    await desk.type(4, 'bank', '工行');
    desk.server.records.forEach((record) => {
      record.cells.bank = '农行';
      record.revision += 1;
    });
    desk.server.conflicts.set('bank', {
      field: 'bank',
      code: 'conflict',
      message: '别人刚改过这一格。',
      yours: '建行',
      theirs: '农行',
      by: '赵六',
      at: '2026-03-16T00:58:00Z',
    });
    await desk.type(4, 'bank', '建行');
  });

  it('shows both texts, and who wrote the other one when', () => {
    expect(desk.cell(4, 'bank')).toMatchObject({
      value: '建行',
      background: amber,
      note: '别人刚改过这一格。\n您填的：建行\n现在的：农行 (赵六 03-16 08:58)',
    });
    expect(desk.value(4, 'state')).toBe('冲突');
  });

  it('never overwrites the other text by itself, only when a person submits again', async () => {
    await desk.minute();
    expect(desk.server.received).toHaveLength(2);
    desk.server.conflicts.clear();
    await desk.menu('submit');
    expect(desk.server.received[2]?.body.rows[0]).toMatchObject({ revision: 2, cells: { bank: '建行' } });
    expect(desk.value(4, 'state')).toBe('已保存');
  });
});
