import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import { card, clerk, type Desk, desksSetUp } from './desk';

let desks: Awaited<ReturnType<typeof desksSetUp>>;
let desk: Desk;
beforeAll(async () => {
  desks = await desksSetUp();
});
beforeEach(async () => {
  desk = desks.open();
  desk.server.tellTimes(({ dealerName }) => (dealerName === '王五' ? times : {}));
  await desk.type(4, 'dealerName', [['王五'], ['赵六']]);
});
afterEach(() => desk.close());

const times = {
  deadlines: [
    { stage: 'received', dueAt: '2026-03-15T16:00:00.000Z', state: 'done' as const },
    { stage: 'payment', dueAt: '2026-03-16T04:00:00.000Z', state: 'open' as const },
  ],
  dueAt: '2026-03-16T04:00:00.000Z',
  soonAt: '2026-03-16T02:00:00.000Z',
};
const [amber, red] = ['#ffe599', '#ea9999'];

/** 填写要求 of a stage: what stands in the last column beside its title. */
function beside(stage: string) {
  const id = desk.idOf(card);
  const { rows, columns } = desk.workbook.dataSize(id);
  const title = order.stage(stage)?.label['zh-CN'] ?? '';
  const row = desk.workbook
    .values(id, { row: 0, column: 0, rows, columns })
    .findIndex((line) => String(line[2] ?? '').endsWith(` ${title}`));
  const { value, background } = desk.workbook.cell(id, row, 6);
  return { text: value, color: background };
}
const printed = (stage: string) => order.stage(stage)?.fillBy?.['zh-CN'] ?? null;

describe('the deadlines on the card', () => {
  it('stand under the paper’s own words, with how each stage stands', async () => {
    await desk.typeOnCard('number', 'DH2026-0001');
    expect(beside('received')).toEqual({
      text: `${printed('received')}\n期限 03-15 24:00\n按时完成`,
      color: undefined,
    });
    expect(beside('payment')).toEqual({
      text: `${printed('payment')}\n期限 03-16 12:00`,
      color: undefined,
    });
    expect(beside('invoice').text).toBe(printed('invoice'));
  });

  it('are amber when near and red when late, as of the moment they are shown', async () => {
    await desk.typeOnCard('number', 'DH2026-0001');
    desk.wind(2 * 3600);
    await desk.typeOnCard('number', 'DH2026-0002');
    await desk.typeOnCard('number', 'DH2026-0001');
    expect(beside('payment')).toEqual({
      text: `${printed('payment')}\n期限 03-16 12:00`,
      color: amber,
    });
    desk.wind(2 * 3600);
    await desk.typeOnCard('number', 'DH2026-0002');
    await desk.typeOnCard('number', 'DH2026-0001');
    expect(beside('payment')).toEqual({
      text: `${printed('payment')}\n期限 03-16 12:00\n已逾期`,
      color: red,
    });
  });

  it('are brought up to date when the record is settled', async () => {
    await desk.typeOnCard('number', 'DH2026-0001');
    desk.wind(5 * 3600);
    const done = times.deadlines.map((deadline) =>
      deadline.stage === 'payment' ? { ...deadline, state: 'done-late' as const } : deadline,
    );
    desk.server.tellTimes(() => ({ deadlines: done, isDone: true }));
    await desk.typeOnCard('bank', '工行');
    expect(beside('payment')).toEqual({
      text: `${printed('payment')}\n期限 03-16 12:00\n逾期完成`,
      color: undefined,
    });
  });

  it('go when a record without deadlines, or an empty card, is shown', async () => {
    await desk.typeOnCard('number', 'DH2026-0001');
    await desk.typeOnCard('number', 'DH2026-0002');
    expect(beside('payment')).toEqual({ text: printed('payment'), color: undefined });
    await desk.typeOnCard('number', 'DH2026-0001');
    await desk.typeOnCard('number', '');
    expect(beside('received')).toEqual({ text: printed('received'), color: undefined });
  });

  it('have room beside every stage', () => {
    const sheet = desk.workbook.sheetByTitle(card);
    const merged = (sheet?.merges ?? []).filter(({ column, rows }) => column === 6 && rows > 1);
    expect(merged.length).toBeGreaterThanOrEqual(order.stages.length);
    for (const { row, rows } of merged) {
      const height = Array.from({ length: rows }, (_, at) => sheet?.rowHeights[row + at] ?? 21).reduce(
        (sum, pixels) => sum + pixels,
      );
      const words = String(desk.workbook.cell(desk.idOf(card), row, 6).value ?? '');
      if (words !== '') expect(height).toBeGreaterThanOrEqual(16 * (Math.ceil(words.length / 10) + 2));
    }
  });

  it('stay when the tabs are set up again', async () => {
    await desk.typeOnCard('number', 'DH2026-0001', clerk);
    const before = beside('received');
    await desk.setUp();
    expect(beside('received')).toEqual(before);
  });
});
