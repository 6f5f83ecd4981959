import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import { headerRows } from '../../functions/src/forms/register-layout';
import type { Services } from '../../functions/src/ports';
import { recordSchema, type StoredRecord } from '../../functions/src/rules/record';
import { layout, orderOf, path, servedRegister, tabId, told, user } from '../support/register-tab';

const { google, grid, shown, saved, type, whileWriting, paint, change, sync, flagged, store, services } =
  servedRegister();

/** The system makes a record that has no row yet. */
async function make(...records: StoredRecord[]): Promise<void> {
  await store().write(
    records.map((record) => ({
      kind: 'set',
      path: path(record.key),
      data: { ...record, toSheet: true, rowWanted: true },
    })),
  );
}
const stored = async (key: string): Promise<StoredRecord> => {
  const [document] = await store().get([path(key)]);
  return recordSchema.parse(document?.data);
};
/** Whose turn has begun, so that it has a deadline. */
const opened = (record: StoredRecord): StoredRecord => ({
  ...record,
  stages: { ...record.stages, announcement: { openedAt: '2026-03-16T06:05:00.000Z' } },
});
const keys = () =>
  grid()
    .slice(headerRows.count)
    .map((line) => line[0])
    .filter((key) => key);
const spreadsheet = () => services().spreadsheet;
const failing = (more: Partial<Services['spreadsheet']>) => ({ spreadsheet: { ...spreadsheet(), ...more } });

describe('a record that the system has made', () => {
  it('gets a row below the last one that shows all of it, with its hidden state, and is then let go', async () => {
    paint(0, opened(orderOf('a')));
    await make(opened(orderOf('new', { dealerName: '=HYPERLINK("x")', deliveryNote: '0911' })));
    expect(await sync()).toEqual({
      recordsRead: 1,
      cellsWritten: 0,
      sheetCalls: 5,
      rowsAppended: 1,
      rowsGone: 0,
      left: 0,
      unreadable: [],
    });
    expect(keys()).toEqual(['a', 'new']);
    expect(shown('new', 'number')).toBe('DH-new');
    expect(shown('new', 'dealerName')).toBe('=HYPERLINK("x")');
    expect(shown('new', 'deliveryNote')).toBe('0911');
    expect(shown('new', 'quantity')).toBe(15);
    expect(shown('new', 'next')).toBe(shown('a', 'next'));
    expect(shown('new', 'due')).toBe(shown('a', 'due'));
    expect(shown('new', 'left')).toBe(shown('a', 'left'));
    expect(shown('new', 'left')).toBe('还剩35分钟');
    expect(shown('new', 'state')).toBe('已保存');
    expect(saved('new')).toMatchObject({ revision: 7, cells: { number: 'DH-new', deliveryNote: '0911' } });
    expect(saved('new').times).toEqual(saved('a').times);
    expect(await stored('new')).toMatchObject({ toSheet: false, rowWanted: false });
    expect(google.counts()).toEqual({ reads: 4, writes: 1 });
  });

  it('has its row once, however often the sync runs and the record changes', async () => {
    await make(orderOf('new'));
    await sync();
    expect(await sync()).toMatchObject({ recordsRead: 0, sheetCalls: 0 });
    await change(await stored('new'), told);
    expect(await sync()).toMatchObject({ rowsAppended: 0, left: 0 });
    expect(keys()).toEqual(['new']);
    expect(shown('new', 'dealerToldAt')).toBe('2026-03-16 14:20');
  });

  it('has its row once where the run before was cut off right after appending', async () => {
    await make(orderOf('new'));
    const cutOff = failing({
      appendRows: async (...call) => {
        await spreadsheet().appendRows(...call);
        throw new Error('killed');
      },
    });
    await expect(sync(cutOff)).rejects.toThrow('killed');
    expect(await flagged()).toEqual(['order~new']);
    expect(await sync()).toMatchObject({ rowsAppended: 0, left: 0 });
    expect(keys()).toEqual(['new']);
    expect(await stored('new')).toMatchObject({ toSheet: false, rowWanted: false });
  });

  it('has its row once where two runs come at the same time', async () => {
    await make(orderOf('new'), orderOf('other'));
    const runs = await Promise.all([sync(), sync(), sync()]);
    expect(runs.reduce((sum, { rowsAppended }) => sum + rowsAppended, 0)).toBe(2);
    await sync();
    expect(keys().sort()).toEqual(['new', 'other']);
    expect(await flagged()).toEqual([]);
  });

  it('waits for the next run while another one is appending, and not for ever when that one is killed', async () => {
    await make(orderOf('new'));
    const until = services().clock.machine().getTime() + 60_000;
    const lease = { kind: 'set', path: 'leases/rows~book-1~order', data: { until } } as const;
    await store().write([lease]);
    expect(await sync()).toMatchObject({ rowsAppended: 0, left: 1 });
    expect(keys()).toEqual([]);
    await store().write([{ ...lease, data: { until: until - 60_000 } }]);
    expect(await sync()).toMatchObject({ rowsAppended: 1, left: 0 });
  });

  it('waits while its tab is missing or its hidden ids are, and comes once it is set up', async () => {
    await make(orderOf('new'));
    google.workbook.setSheet(tabId, { title: '改了名' }, user);
    expect(await sync()).toMatchObject({ rowsAppended: 0, left: 1 });
    google.workbook.setSheet(tabId, { title: layout.tab }, user);
    google.workbook.setValues(tabId, 0, 0, [['']], user);
    expect(await sync()).toMatchObject({ rowsAppended: 0, left: 1 });
    google.workbook.setValues(tabId, 0, 0, [['key']], user);
    expect(await sync()).toMatchObject({ rowsAppended: 1, left: 0 });
    expect(await stored('new')).toMatchObject({ toSheet: false, rowWanted: false });
  });

  it('stays flagged when the spreadsheet cannot be reached', async () => {
    await make(orderOf('new'));
    const deaf = failing({ appendRows: () => Promise.reject(new Error('503')) });
    await expect(sync(deaf)).rejects.toThrow('503');
    expect(await flagged()).toEqual(['order~new']);
    expect(await sync()).toMatchObject({ rowsAppended: 1 });
  });

  it('is shown, and stays flagged, where it changes while its row is appended', async () => {
    const made = orderOf('new');
    await make(made);
    whileWriting(() => {
      void change({ ...made, rowWanted: true }, told);
    });
    expect(await sync()).toMatchObject({ rowsAppended: 1, left: 1 });
    expect(await sync()).toMatchObject({ rowsAppended: 0, left: 0 });
    expect(keys()).toEqual(['new']);
    expect(shown('new', 'dealerToldAt')).toBe('2026-03-16 14:20');
  });

  it('stays gone once somebody has deleted its row', async () => {
    await make(orderOf('new'));
    await sync();
    google.workbook.deleteRows(tabId, headerRows.count, 1, user);
    await change(await stored('new'), told);
    expect(await sync()).toMatchObject({ rowsAppended: 0, rowsGone: 1, left: 0 });
    expect(keys()).toEqual([]);
  });
});

describe('appended rows', () => {
  it('are many: a page of 200 in one call each, in the order of their numbers, in a tab that grows', async () => {
    const all = Array.from({ length: 250 }, (_, at) => orderOf(`k${String(at).padStart(3, '0')}`));
    await make(...all.toReversed());
    expect(await sync()).toMatchObject({ recordsRead: 250, rowsAppended: 250, left: 0, sheetCalls: 10 });
    expect(keys()).toEqual(all.map(({ key }) => key));
    expect(google.counts()).toEqual({ reads: 8, writes: 2 });
    expect(await flagged()).toEqual([]);
  });

  it('go below everything that stands in the tab, be it beside the columns or after a gap', async () => {
    paint(0, orderOf('a'));
    google.workbook.setValues(tabId, headerRows.count + 9, layout.columns.length + 1, [['旁注']], user);
    await make(orderOf('new'));
    await sync();
    expect(grid()[headerRows.count + 10]?.[0]).toBe('new');
    expect(grid()[headerRows.count + 9]?.[layout.columns.length + 1]).toBe('旁注');
    expect(grid()[headerRows.count]?.[0]).toBe('a');
  });

  it('go below what somebody types in that very moment', async () => {
    await make(orderOf('new'));
    whileWriting(() => {
      google.workbook.setValues(tabId, headerRows.count, 4, [['手填的']], user);
    });
    await sync();
    expect(grid()[headerRows.count]?.[4]).toBe('手填的');
    expect(shown('new', 'number')).toBe('DH-new');
  });

  it('have their cells in the right columns after columns were moved', async () => {
    google.workbook.insertColumns(tabId, 0, 2, user);
    await make(orderOf('new'));
    await sync();
    expect(shown('new', 'number')).toBe('DH-new');
    expect(shown('new', 'dealerName')).toBe(orderOf('new').values.dealerName);
  });

  it('come along with what is to be written into other rows', async () => {
    const one = orderOf('a');
    paint(0, one);
    type('a', 'confirmedAt', '3.18 9时');
    await change(one, told);
    await make(orderOf('new'));
    expect(await sync()).toMatchObject({ rowsAppended: 1, left: 0 });
    expect(shown('a', 'dealerToldAt')).toBe('2026-03-16 14:20');
    expect(shown('a', 'confirmedAt')).toBe('3.18 9时');
    expect(keys()).toEqual(['a', 'new']);
  });

  it('leave out a column that is not there', async () => {
    const left = layout.columns.findIndex(({ id }) => id === 'left');
    google.workbook.setValues(tabId, 0, left, [['']], user);
    await make(orderOf('new'));
    expect(await sync()).toMatchObject({ rowsAppended: 1, left: 0 });
    expect(order.field('deliveryNote')).toBeDefined();
    expect(shown('new', 'deliveryNote')).toBe('FH0316');
  });
});
