import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { clerk, type Desk, desksSetUp, register } from './desk';

let desks: Awaited<ReturnType<typeof desksSetUp>>;
let desk: Desk;
beforeAll(async () => {
  desks = await desksSetUp();
});
beforeEach(() => {
  desk = desks.open();
});
afterEach(() => desk.close());

describe('提交', () => {
  it('on a tab that is no form of ours says where to go', async () => {
    await desk.menu('submit', clerk, '工作表1');
    expect(desk.toasts).toEqual(['请先打开登记表或跟踪表，再用这个菜单。']);
  });

  it('says so when there is nothing to send', async () => {
    await desk.type(4, 'dealerName', '王五');
    await desk.menu('submit');
    expect(desk.toasts).toEqual(['没有要提交的内容。']);
    expect(desk.server.received).toHaveLength(1);
  });

  it('sends what no trigger has seen as the person’s own', async () => {
    desk.write(4, 'dealerName', '王五');
    await desk.menu('submit');
    expect(desk.server.received[0]?.email).toBe(clerk);
    expect(desk.server.received[0]?.body.rows[0]).toMatchObject({ cells: { dealerName: '王五' } });
    expect(desk.toasts).toEqual(['已提交 1 行。']);
  });
});

describe('刷新', () => {
  it('asks the server to bring this spreadsheet up to date', async () => {
    await desk.menu('refresh');
    expect(desk.server.received).toEqual([
      { path: '/refresh', email: clerk, body: { spreadsheetId: 'sheet-1' } },
    ]);
    expect(desk.toasts).toEqual(['已刷新']);
  });

  it('says what is wrong when the server refuses or is down', async () => {
    desk.server.failWith(403, { error: { code: 'x', message: '没有权限。' } });
    await desk.menu('refresh');
    desk.server.stop();
    await desk.menu('refresh');
    expect(desk.toasts).toEqual(['没有权限。', expect.stringContaining('暂时连不上服务器')]);
  });

  it('names the status when the server gives no sentence', async () => {
    desk.server.failWith(404, 'not found');
    await desk.menu('refresh');
    expect(desk.toasts).toEqual(['服务器没有接受这次提交（404），请联系管理员。']);
  });
});

describe('追加批次', () => {
  it('adds a row with the same number and the next batch, sent by the person', async () => {
    await desk.type(4, 'dealerName', [['王五'], ['赵六']]);
    await desk.menu('addShipment', clerk, register, 4);
    await desk.menu('addShipment', clerk, register, 4);
    expect([desk.value(6, 'number'), desk.value(6, 'batch')]).toEqual(['DH2026-0001', 2]);
    expect([desk.value(7, 'number'), desk.value(7, 'batch')]).toEqual(['DH2026-0001', 3]);
    expect(desk.server.received.at(-1)).toMatchObject({ email: clerk });
    expect(desk.server.received.at(-1)?.body.rows[0]).toMatchObject({
      key: desk.value(7, 'key'),
      revision: 0,
      cells: { number: 'DH2026-0001', batch: 3 },
    });
  });

  it('needs a row that has a number', async () => {
    await desk.menu('addShipment', clerk, register, 4);
    await desk.menu('addShipment', clerk, register, 0);
    expect(desk.toasts).toEqual(['请先选中一行有编号的记录。', '请先选中一行有编号的记录。']);
    expect(desk.server.received).toEqual([]);
  });

  it('needs a register tab', async () => {
    await desk.menu('addShipment', clerk, '工作表1');
    expect(desk.toasts).toEqual(['请先打开登记表或跟踪表，再用这个菜单。']);
  });
});
