import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { clerk, type Desk, desksSetUp, owner, register } from './desk';

let desks: Awaited<ReturnType<typeof desksSetUp>>;
let desk: Desk;
beforeAll(async () => {
  desks = await desksSetUp();
});
beforeEach(() => {
  desk = desks.open();
});
afterEach(() => desk.close());

const sent = () => desk.server.received.flatMap(({ body }) => body.rows);

describe('while the server cannot be reached', () => {
  it('rows stay, marked 未同步, and go by themselves when it is back, dated by when they were typed', async () => {
    desk.server.stop();
    await desk.type(4, 'dealerName', '王五');
    expect(desk.value(4, 'state')).toBe('未同步');
    expect(desk.cell(4, 'state').note).toContain('暂时连不上服务器');
    desk.wind(3600);
    await desk.minute();
    expect(desk.value(4, 'dealerName')).toBe('王五');

    desk.server.recover();
    await desk.minute();
    expect(sent().at(-1)).toMatchObject({
      editedAt: '2026-03-16T01:00:00.000Z',
      editedBy: clerk,
      cells: { dealerName: '王五' },
    });
    expect(desk.value(4, 'state')).toBe('已保存');
    expect(desk.cell(4, 'state')).not.toHaveProperty('note');
    expect(desk.value(4, 'waiting')).toBeNull();
  });

  it('a row is seen not to be saved by the colour of its state, until it is', async () => {
    const background = () => desk.cell(4, 'state').background;
    await desk.type(4, 'dealerName', '王五');
    expect(background()).toBe('#f3f3f3');
    desk.server.stop();
    await desk.type(4, 'dealerName', '赵六');
    expect([desk.value(4, 'state'), background()]).toEqual(['未同步', '#fce5cd']);
    desk.server.recover();
    await desk.minute();
    expect([desk.value(4, 'state'), background()]).toEqual(['已保存', '#f3f3f3']);
  });

  it('a row in which somebody types back what is saved looks saved again', async () => {
    await desk.type(4, 'dealerName', '王五');
    desk.server.stop();
    await desk.type(4, 'dealerName', '赵六');
    await desk.type(4, 'dealerName', '王五');
    await desk.minute();
    const { value, background } = desk.cell(4, 'state');
    expect([value, background]).toEqual(['已保存', '#f3f3f3']);
  });

  it('each person and time keeps its own edit, in order, though all typed into one row', async () => {
    desk.server.stop();
    await desk.type(4, 'dealerName', '王五', 'a@gendan.example');
    desk.wind(600);
    await desk.type(4, 'bank', '工行', 'b@gendan.example');
    desk.wind(600);
    await desk.type(4, 'region', '华东', 'a@gendan.example');
    desk.server.recover();
    const before = desk.server.received.length;
    await desk.minute();
    const rows = desk.server.received.slice(before).flatMap(({ body }) => body.rows);
    expect(rows.map(({ editedBy, editedAt, cells }) => [editedBy, editedAt, cells])).toEqual([
      ['a@gendan.example', '2026-03-16T01:00:00.000Z', { dealerName: '王五' }],
      ['b@gendan.example', '2026-03-16T01:10:00.000Z', { bank: '工行' }],
      ['a@gendan.example', '2026-03-16T01:20:00.000Z', { region: '华东' }],
    ]);
    expect(desk.value(4, 'state')).toBe('已保存');
  });

  it("提交 says so, and later sends the person's own entries, leaving others' to the timer", async () => {
    desk.server.stop();
    await desk.type(4, 'dealerName', '王五', clerk);
    await desk.type(5, 'dealerName', '赵六', 'b@gendan.example');
    await desk.menu('submit');
    expect(desk.toasts.at(-1)).toContain('暂时连不上服务器');
    desk.server.recover();
    await desk.menu('submit');
    expect(desk.value(4, 'state')).toBe('已保存');
    expect(desk.value(5, 'state')).toBe('未同步');
    expect(desk.toasts.at(-1)).toBe('已提交 1 行。1 行有别人填的内容，会以他们的名义自动提交。');
    await desk.minute();
    expect(sent().at(-1)).toMatchObject({ editedBy: 'b@gendan.example', cells: { dealerName: '赵六' } });
  });

  it('a row that is cleared again is sent no more', async () => {
    await desk.type(4, 'dealerName', '王五');
    desk.server.stop();
    await desk.type(4, 'region', '华东');
    await desk.type(4, 'region', '');
    desk.server.recover();
    const before = desk.server.received.length;
    await desk.minute();
    expect(desk.server.received).toHaveLength(before);
    expect(desk.value(4, 'state')).toBe('已保存');
    expect(desk.value(4, 'waiting')).toBeNull();
  });
});

describe('an answer that will pass', () => {
  it.each([401, 408, 429, 500, 503])(
    '%i leaves the row waiting, with the sentence that came',
    async (status) => {
      desk.server.failWith(status, { error: { code: 'x', message: '请稍候。' } });
      await desk.type(4, 'dealerName', '王五');
      expect(desk.value(4, 'state')).toBe('未同步');
      expect(desk.cell(4, 'state').note).toBe('请稍候。');
      desk.server.recover();
      await desk.minute();
      expect(desk.value(4, 'state')).toBe('已保存');
    },
  );

  it.each(['<html>登录</html>', '{"rows":[{"key":1}]}', '{"rows":[]}', ''])(
    '%j with 200 is no answer',
    async (body) => {
      desk.server.failWith(200, body);
      await desk.type(4, 'dealerName', '王五');
      expect(desk.value(4, 'state')).toBe('未同步');
      desk.server.recover();
      await desk.minute();
      expect(desk.value(4, 'state')).toBe('已保存');
    },
  );

  it('the outcome retry keeps that row waiting', async () => {
    await desk.type(4, 'dealerName', '王五');
    const row = { key: desk.value(4, 'key'), outcome: 'retry', revision: 1, number: null, cells: {} };
    const problems = [{ field: '', code: 'busy', message: '太忙。' }];
    desk.server.failWith(200, { rows: [{ ...row, problems, deadlines: [], next: null }] });
    await desk.type(4, 'region', '华东');
    expect(desk.value(4, 'region')).toBe('华东');
    expect(desk.value(4, 'state')).toBe('未同步');
    desk.server.recover();
    await desk.minute();
    expect(desk.value(4, 'state')).toBe('已保存');
  });
});

describe('a refused request', () => {
  it.each([400, 403, 413])(
    "%i shows the server's sentence and is not repeated by the timer",
    async (status) => {
      desk.server.failWith(status, { error: { code: 'x', message: '这张表还没有登记，请联系管理员。' } });
      await desk.type(4, 'dealerName', '王五');
      expect(desk.value(4, 'state')).toBe('未同步');
      expect(desk.cell(4, 'state').note).toBe('这张表还没有登记，请联系管理员。');
      await desk.minute();
      await desk.minute();
      expect(desk.server.received).toHaveLength(1);

      await desk.menu('submit');
      expect(desk.server.received).toHaveLength(2);
      expect(desk.toasts.at(-1)).toContain('这张表还没有登记，请联系管理员。');
      desk.server.recover();
      await desk.type(4, 'dealerName', '王六');
      expect(desk.value(4, 'state')).toBe('已保存');
    },
  );
});

describe('where Google does not say who typed', () => {
  it('the row is kept with the explanation, and goes when the person submits it', async () => {
    await desk.type(4, 'dealerName', '王五', 'guest@elsewhere.example');
    expect(sent()[0]?.editedBy).toBe('');
    expect(desk.value(4, 'state')).toBe('未同步');
    expect(desk.cell(4, 'state').note).toBe('不知道是谁填的，请本人提交。');
    await desk.minute();
    expect(desk.server.received).toHaveLength(1);
    await desk.menu('submit', 'guest@elsewhere.example');
    expect(desk.server.received[1]?.email).toBe('guest@elsewhere.example');
    expect(desk.value(4, 'state')).toBe('已保存');
  });

  it('a change that no trigger saw is found by the timer', async () => {
    await desk.type(4, 'dealerName', '王五');
    desk.write(4, 'region', '华东');
    await desk.minute();
    expect(desk.server.received[1]).toMatchObject({ email: owner });
    expect(sent().at(-1)).toMatchObject({ editedBy: '', cells: { region: '华东' } });
    expect(desk.value(4, 'state')).toBe('未同步');
    expect(desk.value(4, 'region')).toBe('华东');
  });
});

it('a waiting text does not silently replace what the server has changed meanwhile', async () => {
  await desk.type(4, 'bank', '工行');
  desk.server.stop();
  await desk.type(4, 'bank', '建行', 'a@gendan.example');
  desk.server.recover();
  desk.server.records.forEach((record) => {
    record.cells.bank = '农行';
    record.revision = 7;
  });
  desk.wind(600);
  await desk.type(4, 'region', '华东', 'b@gendan.example');
  const sent = desk.server.received.slice(2).flatMap(({ body }) => body.rows);
  expect(sent[0]).toMatchObject({ editedBy: 'a@gendan.example', revision: 1, cells: { bank: '建行' } });
});

it('what a trigger marked without the time of each cell goes with the time of the row', async () => {
  desk.server.stop();
  await desk.type(4, 'dealerName', '王五');
  desk.write(4, 'waiting', JSON.stringify({ at: '2026-03-15T23:00:00.000Z', by: 'b@gendan.example' }));
  desk.server.recover();
  await desk.minute();
  expect(sent().at(-1)).toMatchObject({ editedAt: '2026-03-15T23:00:00.000Z', editedBy: 'b@gendan.example' });
  expect(desk.workbook.sheetByTitle(register)).toBeDefined();
});
