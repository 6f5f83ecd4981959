import { beforeEach, describe, expect, it } from '@jest/globals';
import { createGoogleSpreadsheet } from '../../functions/src/adapters/google-spreadsheet';
import { syncSheet } from '../../functions/src/flows/sync-sheet';
import { forms } from '../../functions/src/forms';
import { order } from '../../functions/src/forms/order';
import { headerRows, registerLayout } from '../../functions/src/forms/register-layout';
import type { Services, Store } from '../../functions/src/ports';
import { recordSchema, type StoredRecord, type Value } from '../../functions/src/rules/record';
import { rowAnswer } from '../../functions/src/rules/row-answer';
import { BOOK, servedSheetsApi } from '../local/sheets-api-setup';
import { testServices, testSettings } from '../support/services';
import { shippedOrder } from '../support/shipped-order';
import { everybody } from '../support/staff';

const google = servedSheetsApi();
const script = { by: 'script' } as const;
const user = { by: 'user', email: 'clerk@example.test' } as const;
const layout = registerLayout(order, 'zh-CN');
const tabId = 42;
const now = '2026-03-16T06:30:00.000Z';
const settings = { ...testSettings, spreadsheets: [BOOK] };
let world: ReturnType<typeof testServices>;
let services: Services;

beforeEach(() => {
  google.workbook.addSheet(
    { id: tabId, title: layout.tab, rowCount: 40, columnCount: layout.columns.length + 2 },
    script,
  );
  google.workbook.setValues(tabId, headerRows.ids, 0, [layout.columns.map(({ id }) => id)], script);
  google.workbook.setValues(tabId, headerRows.label, 0, [layout.columns.map(({ title }) => title)], script);
  world = testServices({ now, settings });
  services = {
    ...world.services,
    spreadsheet: createGoogleSpreadsheet({
      accessToken: async () => 'token-robot',
      rootUrl: google.root,
      wait: async () => undefined,
    }),
  };
});

const grid = () => google.workbook.values(tabId, { row: 0, column: 0, ...google.workbook.dataSize(tabId) });
const column = (id: string): number => (grid()[headerRows.ids] ?? []).indexOf(id);
const rowOf = (key: string): number => grid().findIndex((line) => line[column('key')] === key);
const shown = (key: string, id: string) => google.workbook.cell(tabId, rowOf(key), column(id)).value || null;
const saved = (key: string) => JSON.parse(String(shown(key, 'saved')));
const type = (key: string, id: string, text: string | null) =>
  google.workbook.setValues(tabId, rowOf(key), column(id), [[text]], user);
const sortBy = (id: string, ascending: boolean) =>
  google.workbook.sort(
    tabId,
    { row: headerRows.count, column: 0, rows: 40 - headerRows.count, columns: layout.columns.length },
    column(id),
    ascending,
    user,
  );
/** Once, between the flow's reading and its writing. */
const whileWriting = (happens: () => void) => {
  const end = google.api?.beforeWrite(() => {
    end?.();
    happens();
  });
};

function orderOf(key: string, changes: Readonly<Record<string, Value | undefined>> = {}): StoredRecord {
  return { ...shippedOrder(changes), key, number: `DH-${key}`, spreadsheetId: BOOK };
}

/** A row that shows the record, as the add-on leaves it after an answer. */
function paint(row: number, record: StoredRecord): void {
  const answer = rowAnswer(order, record, { now, settings, staff: everybody });
  const cells: Record<string, string | number> = { ...answer.cells, number: answer.number ?? '' };
  const line: Record<string, string | number> = {
    ...cells,
    key: record.key,
    saved: JSON.stringify({ revision: record.revision, cells }),
    state: '已保存',
    next: answer.next?.text ?? '',
    due: answer.next?.dueText ?? '',
  };
  const values = layout.columns.map(({ id }) => line[id] ?? null);
  google.workbook.setValues(tabId, headerRows.count + row, 0, [values], script);
}

const path = (key: string) => `records/order~${key}` as const;

/** The server changes an order that the register shows: one revision on, to be shown. */
async function change(
  record: StoredRecord,
  values: Readonly<Record<string, Value | undefined>>,
): Promise<void> {
  const kept = Object.entries({ ...record.values, ...values }).filter(([, value]) => value !== undefined);
  const next = { ...record, values: Object.fromEntries(kept), revision: record.revision + 1, toSheet: true };
  await world.store.write([{ kind: 'set', path: path(record.key), data: recordSchema.parse(next) }]);
}

const sync = (more: Partial<Services> = {}) =>
  syncSheet({ services: { ...services, ...more }, forms, budgetMs: 20_000 });
const flagged = async () =>
  (await world.store.find({ collection: 'records', where: [['toSheet', '==', true]], limit: 99 })).map(
    ({ id }) => id,
  );

const told = {
  dealerToldAt: '2026-03-16T06:20:00.000Z',
  managerToldAt: '2026-03-16T06:20:00.000Z',
  loggedAt: now,
};

describe('what changed on the server', () => {
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
    await world.store.write([{ kind: 'set', path: path('a'), data: { ...one, toSheet: true } }]);
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

describe('rows that move between reading and writing', () => {
  const keys = ['a', 'b', 'c', 'd', 'e'];
  /** Everything that the tab shows, by row key. */
  const snapshot = () =>
    Object.fromEntries(
      keys.map((key) => [
        key,
        rowOf(key) < 0
          ? 'gone'
          : google.workbook
              .values(tabId, { row: rowOf(key), column: 0, rows: 1, columns: layout.columns.length })[0]
              ?.map((cell) => cell || null),
      ]),
    );

  async function expected(): Promise<ReturnType<typeof snapshot>> {
    await sync();
    const result = snapshot();
    for (const [row, key] of keys.entries()) paint(row, orderOf(key, { dealerName: `经销商 ${key}` }));
    await changes();
    return result;
  }
  const changes = async () => {
    for (const key of ['b', 'd'])
      await change(orderOf(key, { dealerName: `经销商 ${key}` }), { ...told, conditionNotes: `备注 ${key}` });
  };

  beforeEach(async () => {
    for (const [row, key] of keys.entries()) paint(row, orderOf(key, { dealerName: `经销商 ${key}` }));
    await changes();
  });

  it.each<[string, () => void]>([
    ['sorted', () => sortBy('key', false)],
    ['pushed down by an inserted row', () => google.workbook.insertRows(tabId, headerRows.count, 1, user)],
    ['pushed up by a deleted row', () => google.workbook.deleteRows(tabId, headerRows.count, 1, user)],
    [
      'split by a row inserted between',
      () => google.workbook.insertRows(tabId, headerRows.count + 2, 2, user),
    ],
  ])('are shown rightly, and no other row is harmed, when the tab is %s', async (_how, happens) => {
    const wanted = await expected();
    whileWriting(happens);
    expect(await sync()).toMatchObject({ left: 0 });
    const is = snapshot();
    for (const key of keys) if (is[key] !== 'gone') expect([key, is[key]]).toEqual([key, wanted[key]]);
    const withoutKey = grid()
      .slice(headerRows.count)
      .filter((line) => !line[column('key')]);
    expect(withoutKey.flat().filter((cell) => cell)).toEqual([]);
    expect(await flagged()).toEqual([]);
  });

  it('keep what people typed elsewhere in that moment', async () => {
    whileWriting(() => {
      sortBy('key', false);
      type('c', 'confirmedAt', '3.18 10时');
      type('b', 'summary', '刚填的');
    });
    await sync();
    expect(shown('c', 'confirmedAt')).toBe('3.18 10时');
    expect(shown('b', 'summary')).toBe('刚填的');
    expect(shown('b', 'dealerToldAt')).toBe('2026-03-16 14:20');
  });

  it('stay flagged when the tab keeps moving, and are right at the next run', async () => {
    const wanted = await expected();
    let ascending = true;
    const end = google.api?.beforeWrite(() => {
      ascending = !ascending;
      sortBy('key', ascending);
    });
    const cost = await sync();
    end?.();
    expect(cost.sheetCalls).toBeLessThanOrEqual(7);
    await sync();
    expect(snapshot()).toEqual(wanted);
    expect(await flagged()).toEqual([]);
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
      void world.store.write([
        { kind: 'set', path: path('a'), data: { ...one, revision: 9, toSheet: false } },
      ]);
    });
    expect(await sync()).toMatchObject({ left: 1 });
    expect(await flagged()).toEqual(['order~a']);
  });

  it('that cannot be understood are named and let go', async () => {
    const bad = { toSheet: true, form: 'order', spreadsheetId: BOOK };
    await world.store.write([{ kind: 'set', path: 'records/order~bad', data: bad }]);
    expect(await sync()).toMatchObject({ unreadable: ['order~bad'] });
    expect(await sync()).toMatchObject({ recordsRead: 0 });
  });

  it('stay flagged when the spreadsheet cannot be reached', async () => {
    const one = orderOf('a');
    paint(0, one);
    await change(one, told);
    const deaf = { ...services.spreadsheet, writeCells: () => Promise.reject(new Error('503')) };
    await expect(sync({ spreadsheet: deaf })).rejects.toThrow('503');
    expect(await flagged()).toEqual(['order~a']);
  });

  it('are taken page by page when there are many', async () => {
    const store: Store = world.store;
    google.workbook.setSheet(tabId, { rowCount: 400 }, script);
    for (let at = 0; at < 230; at += 1) {
      paint(at, orderOf(`k${at}`));
      await change(orderOf(`k${at}`), told);
    }
    expect(await sync({ store })).toMatchObject({ recordsRead: 230, left: 0, sheetCalls: 6 });
  });
});
