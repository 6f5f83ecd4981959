import { describe, expect, it } from '@jest/globals';
import { BOOK } from '../local/sheets-api-setup';
import { layout, now, orderOf, path, servedRegister, tabId, told, user } from '../support/register-tab';

const { google, shown, saved, type, whileWriting, paint, change, sync, flagged, store, services } =
  servedRegister();

describe('what changed on the server', () => {
  /** The turn has begun, so that it has a deadline. */
  const stages = { announcement: { openedAt: '2026-03-16T06:05:00.000Z' } };

  it('is shown in its row, with the next step and what is saved, in two reads and one write', async () => {
    const [one, two] = [orderOf('a'), orderOf('b')];
    paint(0, one);
    paint(1, two);
    expect(shown('b', 'next')).toContain('8 发货信息通知');
    await change(two, told);
    expect(await sync()).toEqual({
      recordsRead: 1,
      cellsWritten: 6,
      sheetCalls: 3,
      rowsAppended: 0,
      rowsGone: 0,
      left: 0,
      unreadable: [],
    });
    expect(shown('b', 'dealerToldAt')).toBe('2026-03-16 14:20');
    expect(shown('b', 'next')).toContain('9 收货情况反馈');
    expect(shown('b', 'due')).toBe('03-18 24:00');
    expect(saved('b')).toMatchObject({
      revision: 8,
      cells: { dealerToldAt: '2026-03-16 14:20', number: 'DH-b' },
    });
    expect(shown('a', 'dealerToldAt')).toBeNull();
    expect(await flagged()).toEqual([]);
    expect(google.counts()).toEqual({ reads: 2, writes: 1 });
  });

  it('is shown with the time that is left, and kept as times that the add-on counts down from', async () => {
    const one = { ...orderOf('a'), stages: { ...orderOf('a').stages, ...stages } };
    paint(0, one);
    type('a', 'left', '还剩5小时');
    await change(one, { conditionNotes: '无' });
    expect(await sync()).toMatchObject({ cellsWritten: 3, left: 0 });
    expect(shown('a', 'left')).toBe('还剩35分钟');
    expect(saved('a').times.next).toMatchObject({ stage: 'announcement', dueAt: '2026-03-16T07:05:00.000Z' });
  });

  it('leaves the time left to the add-on where nothing else is to be written', async () => {
    const one = orderOf('a');
    paint(0, one);
    type('a', 'left', '还剩5小时');
    await store().write([{ kind: 'set', path: path('a'), data: { ...one, toSheet: true } }]);
    expect(await sync()).toMatchObject({ cellsWritten: 0, sheetCalls: 1, left: 0 });
  });

  it('is settled in one write though the add-on writes another time left right after it', async () => {
    const one = { ...orderOf('a'), stages: { ...orderOf('a').stages, ...stages } };
    paint(0, one);
    type('a', 'left', '还剩36分钟');
    await change(one, { conditionNotes: '无' });
    const { spreadsheet } = services();
    const writeCells: typeof spreadsheet.writeCells = async (...call) => {
      await spreadsheet.writeCells(...call);
      type('a', 'left', '还剩34分钟');
    };
    const cost = await sync({ spreadsheet: { ...spreadsheet, writeCells } });
    expect(cost).toMatchObject({ cellsWritten: 3, sheetCalls: 3, left: 0 });
    expect(shown('a', 'left')).toBe('还剩34分钟');
  });

  it('is cleared in its row when it is gone from the record', async () => {
    const one = orderOf('a');
    paint(0, one);
    await change(one, { deliveryNote: undefined });
    await sync();
    expect(shown('a', 'deliveryNote')).toBeNull();
    expect(saved('a').cells).not.toHaveProperty('deliveryNote');
  });

  it('is found by the hidden ids after columns were moved', async () => {
    const one = orderOf('a');
    paint(0, one);
    google.workbook.insertColumns(tabId, 2, 1, user);
    await change(one, told);
    await sync();
    expect(shown('a', 'dealerToldAt')).toBe('2026-03-16 14:20');
  });

  it('makes no call to the spreadsheet when there is nothing to show', async () => {
    expect(await sync()).toMatchObject({ recordsRead: 0, sheetCalls: 0 });
    expect(google.counts()).toEqual({ reads: 0, writes: 0 });
  });

  it('writes nothing where the register shows it already', async () => {
    const one = orderOf('a');
    paint(0, one);
    await store().write([{ kind: 'set', path: path('a'), data: { ...one, toSheet: true } }]);
    expect(await sync()).toMatchObject({ cellsWritten: 0, sheetCalls: 1, left: 0 });
    expect(await flagged()).toEqual([]);
  });
});

describe('what people have typed', () => {
  it('is never touched while it waits to be sent, and is then found to be a conflict', async () => {
    const one = orderOf('a');
    paint(0, one);
    type('a', 'dealerToldAt', '3.16 14:00');
    type('a', 'confirmedAt', '3.18 9时');
    await change(one, told);
    await sync();
    expect(shown('a', 'dealerToldAt')).toBe('3.16 14:00');
    expect(shown('a', 'confirmedAt')).toBe('3.18 9时');
    expect(shown('a', 'managerToldAt')).toBe('2026-03-16 14:20');
    expect(saved('a').revision).toBe(7);
    expect(saved('a').cells).not.toHaveProperty('dealerToldAt');
    expect(await flagged()).toEqual([]);
  });

  it('is sent with the new revision where the server did not change that cell', async () => {
    const one = orderOf('a');
    paint(0, one);
    type('a', 'confirmedAt', '3.18 9时');
    await change(one, told);
    await sync();
    expect(shown('a', 'confirmedAt')).toBe('3.18 9时');
    expect(saved('a').revision).toBe(8);
  });

  it('is left alone where it was refused, with the refusal', async () => {
    const one = orderOf('a');
    paint(0, one);
    type('a', 'quantity', '很多');
    const state = { ...saved('a'), refused: { quantity: '很多' } };
    type('a', 'saved', JSON.stringify(state));
    await change(one, { ...told, quantity: 14 });
    await sync();
    expect(shown('a', 'quantity')).toBe('很多');
    expect(saved('a')).toMatchObject({ refused: { quantity: '很多' }, cells: { quantity: 15 } });
    expect(shown('a', 'dealerToldAt')).toBe('2026-03-16 14:20');
  });

  it('is taken for shown when it says what the server has', async () => {
    const one = orderOf('a');
    paint(0, one);
    type('a', 'dealerToldAt', '2026-03-16 14:20');
    await change(one, told);
    await sync();
    expect(saved('a')).toMatchObject({ revision: 8, cells: { dealerToldAt: '2026-03-16 14:20' } });
  });

  it('counts as unsent in every filled cell where somebody has overwritten the hidden state', async () => {
    const one = orderOf('a');
    paint(0, one);
    type('a', 'saved', '???');
    await change(one, { ...told, deliveryNote: 'FH-NEW' });
    await sync();
    expect(shown('a', 'deliveryNote')).toBe('FH0316');
    expect(shown('a', 'dealerToldAt')).toBe('2026-03-16 14:20');
    expect(saved('a').revision).toBe(0);
  });

  it('is not covered by a stamped signature that somebody deleted: that one is put back', async () => {
    const one = orderOf('a', { transportSignature: { by: 'zhao', name: '赵强', at: now } });
    paint(0, one);
    type('a', 'transportSignature', null);
    await change(one, told);
    await sync();
    expect(shown('a', 'transportSignature')).toBe('赵强 2026-03-16 14:30');
  });
});

describe('what is not in the register', () => {
  it('is let go when its row was deleted, and counted', async () => {
    await change(orderOf('gone'), told);
    expect(await sync()).toMatchObject({ rowsGone: 1, left: 0, cellsWritten: 0 });
    expect(await flagged()).toEqual([]);
  });

  it('stays flagged while the tab is missing or its hidden ids are', async () => {
    await change(orderOf('a'), told);
    google.workbook.setSheet(tabId, { title: '改了名' }, user);
    expect(await sync()).toMatchObject({ left: 1 });
    google.workbook.setSheet(tabId, { title: layout.tab }, user);
    google.workbook.setValues(tabId, 0, 0, [['']], user);
    expect(await sync()).toMatchObject({ left: 1 });
    expect(await flagged()).toEqual(['order~a']);
  });

  it('stays flagged where the row shows a later revision already', async () => {
    const one = orderOf('a');
    paint(0, { ...one, revision: 12 });
    await change(one, told);
    expect(await sync()).toMatchObject({ left: 1, cellsWritten: 0 });
  });
});

describe('records', () => {
  it('keep their flag when they were written meanwhile, even by somebody who cleared it', async () => {
    const one = orderOf('a');
    paint(0, one);
    await change(one, told);
    whileWriting(() => {
      void store().write([{ kind: 'set', path: path('a'), data: { ...one, revision: 9, toSheet: false } }]);
    });
    expect(await sync()).toMatchObject({ left: 1 });
    expect(await flagged()).toEqual(['order~a']);
  });

  it('that cannot be understood are named and let go', async () => {
    const bad = { toSheet: true, form: 'order', spreadsheetId: BOOK };
    await store().write([{ kind: 'set', path: 'records/order~bad', data: bad }]);
    expect(await sync()).toMatchObject({ unreadable: ['order~bad'] });
    expect(await sync()).toMatchObject({ recordsRead: 0 });
  });

  it('stay flagged when the spreadsheet cannot be reached', async () => {
    const one = orderOf('a');
    paint(0, one);
    await change(one, told);
    const deaf = { ...services().spreadsheet, writeCells: () => Promise.reject(new Error('503')) };
    await expect(sync({ spreadsheet: deaf })).rejects.toThrow('503');
    expect(await flagged()).toEqual(['order~a']);
  });

  it('are taken page by page when there are many', async () => {
    google.workbook.setSheet(tabId, { rowCount: 400 }, user);
    for (let at = 0; at < 230; at += 1) {
      paint(at, orderOf(`k${at}`));
      await change(orderOf(`k${at}`), told);
    }
    expect(await sync()).toMatchObject({ recordsRead: 230, left: 0, sheetCalls: 6 });
  });
});
