import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Desk, desksSetUp, register } from './desk';

let desks: Awaited<ReturnType<typeof desksSetUp>>;
let desk: Desk;
beforeAll(async () => {
  desks = await desksSetUp();
});
beforeEach(() => {
  desk = desks.open();
  desk.server.tellTimes(() => ({ dueAt: '2026-03-16T08:00:00.000Z', soonAt: '2026-03-16T06:00:00.000Z' }));
});
afterEach(() => desk.close());

const [calm, amber, red] = ['#f3f3f3', '#ffe599', '#ea9999'];
const shown = (row: number) => [desk.value(row, 'left'), desk.cell(row, 'left').background];
const names = (count: number) =>
  Array.from({ length: count }, (_, at) => [`经销商${String(at).padStart(3, '0')}`]);

function sortBy(id: string, ascending: boolean) {
  const { rows, columns } = desk.workbook.dataSize(desk.idOf(register));
  const range = { row: 4, column: 0, rows: rows - 4, columns };
  const user = { by: 'user', email: 'li@gendan.example' } as const;
  desk.workbook.sort(desk.idOf(register), range, desk.columnOf(id), ascending, user);
}

describe('the time left', () => {
  it('is shown with the answer, and kept beside what is saved', async () => {
    await desk.type(4, 'dealerName', '王五');
    expect(shown(4)).toEqual(['还剩7小时', calm]);
    expect(desk.saved(4).times).toEqual({
      deadlines: [],
      next: { stage: 'payment', dueAt: '2026-03-16T08:00:00.000Z', soonAt: '2026-03-16T06:00:00.000Z' },
    });
  });

  it('runs down every minute without the server: amber when it is near, red when it is over', async () => {
    await desk.type(4, 'dealerName', '王五');
    await desk.minute();
    expect(shown(4)).toEqual(['还剩6小时59分', calm]);
    desk.wind(5 * 3600);
    await desk.minute();
    expect(shown(4)).toEqual(['还剩1小时58分', amber]);
    desk.wind(7 * 3600);
    await desk.minute();
    expect(shown(4)).toEqual(['已逾期5小时3分', red]);
    expect(desk.server.received).toHaveLength(1);
  });

  it('is painted at once where the answer itself says that it is over', async () => {
    desk.server.tellTimes(() => ({ dueAt: '2026-03-15T16:00:00.000Z', soonAt: '2026-03-15T14:00:00.000Z' }));
    await desk.type(4, 'dealerName', '王五');
    expect(shown(4)).toEqual(['已逾期9小时', red]);
  });

  it('goes, with its colour, when all is done', async () => {
    desk.wind(6 * 3600);
    await desk.type(4, 'dealerName', '王五');
    expect(shown(4)).toEqual(['还剩1小时', amber]);
    desk.server.tellTimes(() => ({ isDone: true }));
    await desk.type(4, 'region', '华东');
    expect(shown(4)).toEqual([null, calm]);
    await desk.minute();
    expect(shown(4)).toEqual([null, calm]);
  });

  it('is not known where the server does not know it', async () => {
    desk.server.tellTimes(() => ({}));
    await desk.type(4, 'dealerName', '王五');
    await desk.minute();
    expect(shown(4)).toEqual([null, calm]);
    expect(desk.saved(4)).not.toHaveProperty('times');
  });

  it('goes on while the server cannot be reached, and on a row with an entry that waits', async () => {
    await desk.type(4, 'dealerName', '王五');
    desk.server.stop();
    await desk.type(4, 'region', '华东');
    desk.wind(6 * 3600);
    await desk.minute();
    expect([desk.value(4, 'state'), ...shown(4)]).toEqual(['未同步', '还剩59分钟', amber]);
  });

  it('is put right, text and colour, a minute after a sort', async () => {
    desk.server.tellTimes(({ dealerName }) =>
      dealerName === '甲'
        ? { dueAt: '2026-03-16T00:00:00.000Z', soonAt: '2026-03-15T22:00:00.000Z' }
        : { dueAt: '2026-03-18T01:00:00.000Z', soonAt: '2026-03-17T23:00:00.000Z' },
    );
    await desk.type(4, 'dealerName', [['甲'], ['乙']]);
    expect([shown(4), shown(5)]).toEqual([
      ['已逾期1小时', red],
      ['还剩2天', calm],
    ]);
    sortBy('dealerName', false);
    expect(desk.value(4, 'dealerName')).toBe('乙');
    await desk.minute();
    expect([shown(4), shown(5)]).toEqual([
      ['还剩1天23小时', calm],
      ['已逾期1小时1分', red],
    ]);
  });

  it('that somebody types over comes back, and is sent to nobody', async () => {
    await desk.type(4, 'dealerName', '王五');
    desk.write(4, 'left', '不急');
    await desk.minute();
    expect(desk.value(4, 'left')).toBe('还剩6小时59分');
    expect(desk.server.received).toHaveLength(1);
  });

  it('is not taken along by a copied row', async () => {
    await desk.type(4, 'dealerName', '王五');
    desk.server.stop();
    const id = desk.idOf(register);
    const { columns } = desk.workbook.dataSize(id);
    const [line = []] = desk.workbook.values(id, { row: 4, column: 0, rows: 1, columns });
    await desk.type(5, 'key', [line.map((value) => String(value ?? ''))]);
    expect(desk.value(5, 'left')).toBeNull();
  });

  it('is shown by 刷新 without waiting for the minute', async () => {
    await desk.type(4, 'dealerName', '王五');
    desk.wind(6.5 * 3600);
    await desk.menu('refresh');
    expect(shown(4)).toEqual(['还剩30分钟', amber]);
  });

  it('of a tab that was set up before there was such a column is not shown, and all else works', async () => {
    desk.workbook.setValues(desk.idOf(register), 0, desk.columnOf('left'), [['']], { by: 'script' });
    await desk.type(4, 'dealerName', '王五');
    await desk.minute();
    expect(desk.value(4, 'state')).toBe('已保存');
  });
});

describe('for hundreds of rows', () => {
  const times = ({ dealerName }: { dealerName?: string | number }) => {
    const hours = Number(String(dealerName).slice(-3)) % 9;
    const at = Date.parse('2026-03-16T01:00:00Z') + (hours - 4) * 3600_000;
    return { dueAt: new Date(at).toISOString(), soonAt: new Date(at - 2 * 3600_000).toISOString() };
  };

  it('all are right after a minute, with as many calls as for one row', async () => {
    const other = desks.open();
    other.server.tellTimes(times);
    await other.type(4, 'dealerName', names(1));
    other.wind(3600);
    const [one] = await other.minute();
    await other.close();

    desk.server.tellTimes(times);
    await desk.type(4, 'dealerName', names(300));
    desk.wind(3600);
    const [many] = await desk.minute();
    expect(many?.calls).toBeLessThanOrEqual((one?.calls ?? 0) + 1);
    const states = Array.from({ length: 300 }, (_, at) => shown(4 + at));
    expect(states[4]).toEqual(['已逾期1小时1分', red]);
    expect(states[6]).toEqual(['还剩59分钟', amber]);
    expect(states[8]).toEqual(['还剩2小时59分', calm]);
    for (const [at, state] of states.entries()) expect(state).toEqual(states[at % 9]);
  });

  it('nothing is written where nothing has changed', async () => {
    desk.server.tellTimes(() => ({ dueAt: '2026-03-20T01:30:00.000Z', soonAt: '2026-03-20T01:00:00.000Z' }));
    await desk.type(4, 'dealerName', names(300));
    await desk.minute();
    const before = JSON.stringify(desk.workbook.save());
    const [run] = await desk.minute();
    expect(JSON.stringify(desk.workbook.save())).toBe(before);
    desk.wind(3600);
    const [writing] = await desk.minute();
    expect((writing?.calls ?? 0) - (run?.calls ?? 0)).toBe(1);
  });
});
