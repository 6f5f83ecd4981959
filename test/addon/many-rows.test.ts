import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { forms } from '../../functions/src/forms';
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

const block = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => [
    `经销商${from + at}`,
    at % 7 === 0 ? '不详' : `138 ${1000 + from + at}`,
    '李四',
  ]);
const calls = (runs: readonly { calls: number }[]) => runs.map((run) => run.calls);
const rowsOf = (request: number) => desk.server.received[request]?.body.rows ?? [];

function sortBy(id: string, ascending: boolean) {
  const { rows } = desk.workbook.dataSize(desk.idOf(register));
  const columns = desk.workbook.dataSize(desk.idOf(register)).columns;
  const range = { row: 4, column: 0, rows: rows - 4, columns };
  const user = { by: 'user', email: 'li@gendan.example' } as const;
  desk.workbook.sort(desk.idOf(register), range, desk.columnOf(id), ascending, user);
}

/** Every filled row's name beside what its own record says. */
function namesAndRecords(): [unknown, unknown][] {
  const { rows } = desk.workbook.dataSize(desk.idOf(register));
  return Array.from({ length: rows - 4 }, (_, at): [unknown, unknown] => [
    desk.value(4 + at, 'dealerName'),
    desk.server.records.get(String(desk.value(4 + at, 'key')))?.cells.dealerName,
  ]);
}

describe('a paste', () => {
  it('of 300 rows is one request, whose answers reach every row', async () => {
    await desk.type(4, 'dealerName', block(300));
    expect(desk.server.received).toHaveLength(1);
    expect(rowsOf(0)).toHaveLength(300);
    expect(new Set(rowsOf(0).map(({ key }) => key)).size).toBe(300);
    expect(desk.value(4, 'state')).toBe('有误 1 处');
    expect(desk.value(303, 'state')).toBe('已保存');
    expect(desk.value(303, 'dealerPhone')).toBe('1381299');
    expect(desk.value(303, 'number')).toBe('DH2026-0300');
  });

  it('takes as many calls for 300 rows as for one', async () => {
    const other = desks.open();
    const one = calls(await other.type(4, 'dealerName', [['经销商', '138 1', '李四']]));
    await other.close();
    const good = block(300).map(([name = '', , manager = '']) => [name, '138 1', manager]);
    expect(calls(await desk.type(4, 'dealerName', good))).toEqual(one);
  });

  it('takes hardly more calls when some of its cells are refused', async () => {
    const [, sending] = calls(await desk.type(4, 'dealerName', block(300)));
    expect(sending).toBeLessThan(60);
  });

  it('of more rows than a request may have goes in several', async () => {
    await desk.type(4, 'dealerName', block(620));
    expect(desk.server.received.map(({ body }) => body.rows.length)).toEqual([500, 120]);
    expect(desk.value(623, 'state')).toBe('已保存');
  });

  it('of more than two megabytes goes in several, each within the limit', async () => {
    const long = '长'.repeat(40_000);
    await desk.type(
      4,
      'dealerName',
      Array.from({ length: 40 }, () => [long]),
    );
    expect(desk.server.received.length).toBeGreaterThan(1);
    for (const { body } of desk.server.received)
      expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(2 * 1024 * 1024);
    expect(desk.server.records.size).toBe(40);
  });
});

describe('the timer', () => {
  it('takes as many calls for 300 waiting rows as for one, and as few when nothing waits', async () => {
    const other = desks.open();
    other.server.stop();
    await other.type(4, 'dealerName', '经销商');
    other.server.recover();
    const one = calls(await other.minute());
    await other.close();

    desk.server.stop();
    await desk.type(
      4,
      'dealerName',
      block(300).map((line) => line.slice(0, 1)),
    );
    desk.server.recover();
    expect(calls(await desk.minute())).toEqual(one);
    const idle = calls(await desk.minute());
    expect(idle[0]).toBeLessThan(15 + 6 * forms.length);
  });

  it('finds waiting rows that lie scattered, with a bounded number of calls', async () => {
    await desk.type(4, 'dealerName', block(200));
    const places = Array.from({ length: 60 }, (_, at) => 4 + at * 3);
    for (const row of places) desk.write(row, 'region', '华东');
    const [run] = await desk.minute();
    expect(rowsOf(1)).toHaveLength(60);
    expect(run?.calls).toBeLessThan(72);
  });
});

describe('sorting', () => {
  it('while the server works sends every answer to its own row', async () => {
    desk.server.meanwhile(() => sortBy('dealerName', false));
    await desk.type(4, 'dealerName', block(30));
    expect(desk.value(4, 'dealerName')).toBe('经销商9');
    for (const [name, record] of namesAndRecords()) expect(name).toBe(record);
    expect(desk.value(4, 'dealerPhone')).toBe('1381009');
  });

  it('sends nothing by itself, since every cell went with its row', async () => {
    await desk.type(4, 'dealerName', block(30));
    sortBy('dealerPhone', true);
    await desk.minute();
    expect(desk.server.received).toHaveLength(1);
  });

  it('does not take waiting entries from the people who typed them', async () => {
    desk.server.stop();
    await desk.type(4, 'dealerName', '甲', 'a@gendan.example');
    await desk.type(5, 'dealerName', '乙', 'b@gendan.example');
    sortBy('dealerName', false);
    desk.server.recover();
    const before = desk.server.received.length;
    await desk.minute();
    const sent = desk.server.received.slice(before).flatMap(({ body }) => body.rows);
    expect(new Set(sent.map(({ editedBy, cells }) => `${editedBy} ${cells.dealerName}`))).toEqual(
      new Set(['a@gendan.example 甲', 'b@gendan.example 乙']),
    );
  });
});

describe('while the server works', () => {
  it('a cell that is typed anew is not overwritten, and goes with the next run', async () => {
    desk.server.meanwhile(() => {
      desk.workbook.setValues(desk.idOf(register), 4, desk.columnOf('dealerPhone'), [['139 2']], {
        by: 'user',
        email: 'li@gendan.example',
      });
    });
    await desk.type(4, 'dealerPhone', '138 1');
    expect(desk.value(4, 'dealerPhone')).toBe('139 2');
    expect(desk.value(4, 'state')).toBe('未同步');
    await desk.type(4, 'dealerPhone', '139 2');
    expect(desk.value(4, 'dealerPhone')).toBe('1392');
    expect(desk.server.received[1]?.body.rows[0]).toMatchObject({
      revision: 1,
      cells: { dealerPhone: '139 2' },
    });
  });

  it('a row that is deleted stays deleted', async () => {
    desk.server.meanwhile(() =>
      desk.workbook.deleteRows(desk.idOf(register), 4, 1, { by: 'user', email: 'li@gendan.example' }),
    );
    await desk.type(4, 'dealerName', block(2));
    expect(desk.value(4, 'dealerName')).toBe('经销商1');
    expect(desk.value(5, 'dealerName')).toBeNull();
    expect(desk.value(4, 'number')).toBe('DH2026-0002');
  });

  it('a newer state that the server wrote into the row is not set back', async () => {
    await desk.type(4, 'dealerName', '王五');
    desk.server.meanwhile(() => {
      const cells = { dealerName: '王五', number: 'DH2026-0001', region: '华东', bank: '工行' };
      desk.write(4, 'bank', '工行');
      desk.write(4, 'saved', JSON.stringify({ revision: 9, cells }));
    });
    await desk.type(4, 'region', '华东');
    expect(desk.value(4, 'bank')).toBe('工行');
    expect(desk.saved(4)).toMatchObject({ revision: 9, cells: { bank: '工行' } });
    await desk.minute();
    expect(desk.server.received).toHaveLength(2);
  });
});

describe('a row that is copied and pasted whole', () => {
  const copy = (from: number, to: number) => {
    const id = desk.idOf(register);
    const { columns } = desk.workbook.dataSize(id);
    const [line = []] = desk.workbook.values(id, { row: from, column: 0, rows: 1, columns });
    return desk.type(to, 'key', [line.map((value) => String(value ?? ''))]);
  };

  it('becomes a row of its own, wherever it is pasted', async () => {
    await desk.type(6, 'dealerName', [['王五', '1381']]);
    const key = desk.value(6, 'key');
    await copy(6, 4);
    expect(desk.value(6, 'key')).toBe(key);
    expect(desk.value(4, 'key')).not.toBe(key);
    expect(rowsOf(1)).toEqual([
      expect.objectContaining({
        key: desk.value(4, 'key'),
        revision: 0,
        cells: { number: 'DH2026-0001', dealerName: '王五', dealerPhone: '1381' },
      }),
    ]);
  });

  it('leaves signatures behind', async () => {
    await desk.type(4, 'dealerName', '王五');
    desk.server.records.forEach((record) => {
      record.cells.receivedSignature = '李四 03-15 09:30';
    });
    await desk.type(4, 'region', '华东');
    await copy(4, 5);
    expect(rowsOf(2)[0]?.cells).not.toHaveProperty('receivedSignature');
    expect(desk.value(5, 'receivedSignature')).toBeNull();
  });
});
