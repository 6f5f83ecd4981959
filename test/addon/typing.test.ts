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

describe('what is typed into the register', () => {
  it('is sent with who typed it, as the account that installed the trigger', async () => {
    await desk.type(4, 'dealerName', '王五');
    const [request] = desk.server.received;
    expect(request).toMatchObject({ path: '/edits', email: owner });
    expect(request?.body).toMatchObject({ spreadsheetId: 'sheet-1', form: 'order' });
    expect(request?.body.rows).toEqual([
      {
        key: desk.value(4, 'key'),
        editId: expect.stringMatching(/^[0-9a-f]{32}$/),
        revision: 0,
        editedAt: '2026-03-16T01:00:00.000Z',
        editedBy: clerk,
        cells: { dealerName: '王五' },
      },
    ]);
  });

  it('comes back with number, state, next step and canonical text', async () => {
    await desk.type(4, 'receivedAt', '3.15 9:30');
    expect(desk.value(4, 'receivedAt')).toBe('2026-03-15 09:30');
    expect(desk.value(4, 'number')).toBe('DH2026-0001');
    expect(desk.value(4, 'state')).toBe('已保存');
    expect(desk.value(4, 'next')).toBe('货款到帐');
    expect(desk.value(4, 'due')).toBe('03-16 24:00');
    expect(desk.value(4, 'waiting')).toBeNull();
    expect(desk.saved(4)).toEqual({
      revision: 1,
      cells: { receivedAt: '2026-03-15 09:30', number: 'DH2026-0001' },
    });
  });

  it('is sent cell by cell: what is saved already is not sent again', async () => {
    await desk.type(4, 'dealerName', '王五');
    await desk.type(4, 'amount', '12');
    expect(desk.server.received[1]?.body.rows[0]).toMatchObject({ revision: 1, cells: { amount: 12 } });
    await desk.type(4, 'amount', '12');
    await desk.minute();
    expect(desk.server.received).toHaveLength(2);
  });

  it('is sent as null when a cell is cleared', async () => {
    await desk.type(4, 'dealerName', [['王五', '138']]);
    await desk.type(4, 'dealerPhone', '');
    expect(desk.server.received[1]?.body.rows[0]?.cells).toEqual({ dealerPhone: null });
  });

  it('goes as wall time of the spreadsheet where Sheets has made a date of it', async () => {
    const column = desk.columnOf('requiredOn');
    desk.workbook.setCells(
      desk.idOf(register),
      { row: 4, column, rows: 1, columns: 1 },
      { format: undefined },
      { by: 'script' },
    );
    await desk.type(4, 'requiredOn', '2026/3/20 14:05');
    expect(desk.server.received[0]?.body.rows[0]?.cells).toEqual({ requiredOn: '2026-03-20T14:05:00' });
    await desk.minute();
    expect(desk.server.received).toHaveLength(1);
  });

  it('in a derived column is put right by the next answer', async () => {
    await desk.type(4, 'dealerName', '王五');
    await desk.type(4, 'next', '我来');
    expect(desk.server.received).toHaveLength(1);
    await desk.type(4, 'region', '华东');
    expect(desk.value(4, 'next')).toBe('货款到帐');
  });

  it('makes no record of rows that are empty, nor of the header', async () => {
    await desk.type(4, 'dealerName', [[''], ['']]);
    await desk.minute();
    expect(desk.server.received).toEqual([]);
    expect(desk.value(4, 'key')).toBeNull();
  });
});

describe('text that looks like a formula', () => {
  it.each(['=1+1', '=HYPERLINK("http://x")', '+86-138', "'=1", '=甲+乙'])('%s stays text', async (typed) => {
    await desk.type(4, 'dealerName', typed);
    const sent = desk.server.received[0]?.body.rows[0]?.cells.dealerName;
    expect(sent).toBe(typed);
    const cell = desk.cell(4, 'dealerName');
    expect(cell).toMatchObject({ value: typed, format: '@' });
    expect(cell.formula).toBeUndefined();
    await desk.minute();
    expect(desk.server.received).toHaveLength(1);
  });

  it('and a real formula, in a cell that lost its text format, are stored as their text', async () => {
    await desk.type(4, 'amount', '=1+1');
    expect(desk.cell(4, 'amount').formula).toBeUndefined();
    expect(desk.value(4, 'amount')).toBe('=1+1');
    expect(desk.server.received[0]?.body.rows[0]?.cells).toEqual({ amount: '=1+1' });
    await desk.minute();
    expect(desk.server.received).toHaveLength(1);
  });
});

describe('a signature', () => {
  it('that is deleted comes back with the next answer, without being sent', async () => {
    await desk.type(4, 'dealerName', '王五');
    desk.server.records.forEach((record) => {
      record.cells.receivedSignature = '李四 03-15 09:30';
    });
    await desk.type(4, 'region', '华东');
    expect(desk.value(4, 'receivedSignature')).toBe('李四 03-15 09:30');
    await desk.type(4, 'receivedSignature', '');
    expect(desk.server.received).toHaveLength(2);
    await desk.type(4, 'region', '华南');
    expect(desk.value(4, 'receivedSignature')).toBe('李四 03-15 09:30');
  });
});

describe('hidden cells that somebody has overwritten', () => {
  it.each(['', 'x', '{}', '[1]', '{"revision":"1","cells":{}}', '{"revision":1,"cells":{"bank":{}}}'])(
    '%j as what is saved lets the server merge anew',
    async (saved) => {
      await desk.type(4, 'dealerName', '王五');
      desk.write(4, 'saved', saved);
      await desk.type(4, 'region', '华东');
      expect(desk.server.received[1]?.body.rows[0]).toMatchObject({
        revision: 0,
        cells: { region: '华东' },
      });
      expect(desk.value(4, 'state')).toBe('已保存');
    },
  );
});
