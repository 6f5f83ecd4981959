import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { card, clerk, type Desk, desksSetUp, owner } from './desk';

let desks: Awaited<ReturnType<typeof desksSetUp>>;
let desk: Desk;
beforeAll(async () => {
  desks = await desksSetUp();
});
beforeEach(() => {
  desk = desks.open();
});
afterEach(() => desk.close());

const grey = '#d9d9d9';
const red = '#f4cccc';
const amber = '#fce5cd';
const onCard = (field: string) => desk.cardCell(field).value;
const lastSent = () => desk.server.received.at(-1)?.body.rows[0];

describe('a number typed or chosen on the card', () => {
  beforeEach(async () => {
    await desk.type(4, 'dealerName', [
      ['王五', '138'],
      ['赵六', '139'],
    ]);
  });

  it('shows that record', async () => {
    await desk.typeOnCard('number', 'DH2026-0002');
    expect([onCard('dealerName'), onCard('dealerPhone'), onCard('state')]).toEqual(['赵六', '139', '已保存']);
    await desk.typeOnCard('number', 'DH2026-0001');
    expect([onCard('dealerName'), onCard('dealerPhone'), onCard('next')]).toEqual([
      '王五',
      '138',
      '货款到帐',
    ]);
    expect(desk.server.received).toHaveLength(1);
  });

  it('is offered from the register, the latest first', async () => {
    await desk.typeOnCard('number', 'DH2026-0002');
    expect(desk.cardCell('number').dropdown?.options).toEqual(['DH2026-0002', 'DH2026-0001']);
  });

  it('that is not there says so and leaves the record shown', async () => {
    await desk.typeOnCard('number', 'DH2026-0001');
    await desk.typeOnCard('number', 'DH2099-9999');
    expect(desk.toasts.at(-1)).toBe('没有找到编号 DH2099-9999。');
    expect([onCard('number'), onCard('dealerName')]).toEqual(['DH2026-0001', '王五']);
  });

  it('when cleared leaves an empty card', async () => {
    await desk.typeOnCard('number', 'DH2026-0001');
    await desk.typeOnCard('number', '');
    expect([onCard('dealerName'), onCard('state')]).toEqual([null, null]);
    expect(desk.value(4, 'dealerName')).toBe('王五');
  });

  it('does not replace blanks that are filled in for a new record', async () => {
    await desk.typeOnCard('dealerName', '新客户');
    await desk.typeOnCard('number', 'DH2026-0001');
    expect(onCard('dealerName')).toBe('新客户');
  });
});

describe('what is typed into a blank of the card', () => {
  beforeEach(async () => {
    await desk.type(4, 'dealerName', [['王五', '138']]);
    await desk.typeOnCard('number', 'DH2026-0001');
  });

  it('goes into the record’s row and is sent for who typed it', async () => {
    await desk.typeOnCard('receivedAt', '3.15 9:30');
    expect(desk.server.received.at(-1)?.email).toBe(owner);
    expect(lastSent()).toMatchObject({
      key: desk.value(4, 'key'),
      revision: 1,
      editedBy: clerk,
      cells: { receivedAt: '3.15 9:30' },
    });
    expect(desk.value(4, 'receivedAt')).toBe('2026-03-15 09:30');
    expect(onCard('receivedAt')).toBe('2026-03-15 09:30');
  });

  it('is painted and explained on the card as in the register when it is refused', async () => {
    await desk.typeOnCard('dealerPhone', '不详');
    for (const cell of [desk.cardCell('dealerPhone'), desk.cell(4, 'dealerPhone')])
      expect(cell).toMatchObject({ value: '不详', background: red, note: '电话只能是数字。' });
    expect(onCard('state')).toBe('有误 1 处');
    await desk.typeOnCard('dealerPhone', '139');
    expect(desk.cardCell('dealerPhone').background).not.toBe(red);
    expect(desk.cardCell('dealerPhone')).not.toHaveProperty('note');
  });

  it('waits in the register while the server cannot be reached', async () => {
    desk.server.stop();
    await desk.typeOnCard('bank', '工行');
    expect([desk.value(4, 'bank'), desk.value(4, 'state'), onCard('state')]).toEqual([
      '工行',
      '未同步',
      '未同步',
    ]);
    desk.server.recover();
    await desk.minute();
    expect(lastSent()).toMatchObject({ editedBy: clerk, cells: { bank: '工行' } });
  });

  it('is not written over a newer text in the register, but kept, explained, and sent when submitted again', async () => {
    await desk.type(4, 'bank', '农行');
    await desk.typeOnCard('bank', '工行');
    expect(desk.value(4, 'bank')).toBe('农行');
    expect(desk.cardCell('bank')).toMatchObject({ value: '工行', background: amber });
    expect(desk.cardCell('bank').note).toContain('现在的：农行');
    await desk.menu('submit', clerk, card);
    expect([desk.value(4, 'bank'), onCard('bank')]).toEqual(['工行', '工行']);
    expect(desk.cardCell('bank').background).not.toBe(amber);
  });

  it('stays when it is typed while the server works', async () => {
    const { row, column } = desk.cardPlace('bank');
    desk.server.meanwhile(() =>
      desk.workbook.setValues(desk.idOf(card), row, column, [['工行']], { by: 'user', email: clerk }),
    );
    await desk.typeOnCard('region', '华东');
    expect([onCard('bank'), onCard('region')]).toEqual(['工行', '华东']);
    await desk.menu('submit', clerk, card);
    expect(lastSent()?.cells).toEqual({ bank: '工行' });
  });

  it('never becomes a formula', async () => {
    await desk.typeOnCard('dealerName', '=1+1');
    for (const cell of [desk.cardCell('dealerName'), desk.cell(4, 'dealerName')]) {
      expect(cell.value).toBe('=1+1');
      expect(cell.formula).toBeUndefined();
    }
  });

  it('greys the blanks of branches that are not taken', async () => {
    const colors = () =>
      ['driverName', 'carrierPhone', 'logisticsPhone'].map(
        (field) => desk.cardCell(field).background === grey,
      );
    expect(colors()).toEqual([false, false, false]);
    await desk.typeOnCard('transport', '专车');
    expect(colors()).toEqual([false, true, true]);
    await desk.typeOnCard('transport', '託運');
    expect(colors()).toEqual([true, true, false]);
  });
});

describe('a new order filled in on the card', () => {
  it('waits for 提交, then becomes a row of the register, sent by the person', async () => {
    await desk.typeOnCard('dealerName', '新客户');
    await desk.typeOnCard('dealerPhone', '137 5');
    expect(desk.server.received).toEqual([]);
    await desk.menu('submit', clerk, card);
    expect(desk.server.received).toHaveLength(1);
    expect(desk.server.received[0]?.email).toBe(clerk);
    expect(lastSent()).toMatchObject({ revision: 0, cells: { dealerName: '新客户', dealerPhone: '137 5' } });
    expect(lastSent()).not.toHaveProperty('editedBy');
    expect([desk.value(4, 'dealerPhone'), desk.value(4, 'state')]).toEqual(['1375', '已保存']);
    expect([onCard('number'), onCard('dealerPhone')]).toEqual(['DH2026-0001', '1375']);
  });

  it('may bring its own number', async () => {
    await desk.typeOnCard('number', 'A-17');
    await desk.typeOnCard('dealerName', '新客户');
    await desk.menu('submit', clerk, card);
    expect(desk.value(4, 'number')).toBe('A-17');
  });

  it('is not made of an empty card', async () => {
    await desk.menu('submit', clerk, card);
    expect(desk.server.received).toEqual([]);
    expect(desk.toasts.at(-1)).toBe('没有要提交的内容。');
  });
});

describe('further shipments on the card', () => {
  it('a batch that is there is shown, not edited', async () => {
    await desk.type(4, 'dealerName', '王五');
    await desk.menu('addShipment', clerk, undefined, 4);
    await desk.type(5, 'bank', '工行');
    await desk.typeOnCard('number', 'DH2026-0001');
    expect([onCard('batch'), onCard('bank')]).toEqual([null, null]);
    const before = desk.server.received.length;
    await desk.typeOnCard('batch', '2');
    expect([onCard('batch'), onCard('bank')]).toEqual([2, '工行']);
    expect(desk.server.received).toHaveLength(before);
  });
});
