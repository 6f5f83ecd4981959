import { describe, expect, it } from '@jest/globals';
import { createGoogleSpreadsheet } from '../../functions/src/adapters/google-spreadsheet';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { refreshSummaries, type SummaryMemory } from '../../functions/src/flows/refresh-summaries';
import { forms } from '../../functions/src/forms';
import type { Services, SheetTab, Store } from '../../functions/src/ports';
import { recordId } from '../../functions/src/rules/change';
import type { StoredRecord } from '../../functions/src/rules/record';
import { BOOK, servedSheetsApi } from '../local/sheets-api-setup';
import { orderUpTo } from '../support/orders';
import { testServices } from '../support/services';
import { shippedOrder } from '../support/shipped-order';

const google = servedSheetsApi();
const budgetMs = 20_000;

/** Services whose spreadsheet keeps what was written into it. */
function worldOf(store: Store = createMemoryStore()) {
  const world = testServices({ now: '2026-03-17T01:05:00.000Z', store });
  const written: { readonly spreadsheetId: string; readonly tabs: readonly SheetTab[] }[] = [];
  const services: Services = {
    ...world.services,
    spreadsheet: {
      ...world.services.spreadsheet,
      writeTabs: async (spreadsheetId, tabs) => void written.push({ spreadsheetId, tabs }),
    },
  };
  const refresh = (memory?: SummaryMemory, more: Partial<Services> = {}) =>
    refreshSummaries({ services: { ...services, ...more }, forms, ...(memory ? { memory } : {}), budgetMs });
  const text = () => JSON.stringify(written.at(-1)?.tabs ?? []);
  return { ...world, services, written, refresh, text };
}

/** An order that is to be taken into the summaries, made so many minutes after the first. */
function pending(at: number, changes: Partial<StoredRecord> = {}): StoredRecord {
  return {
    ...shippedOrder(),
    key: `row-${at}`,
    number: `DH2026-${String(at).padStart(4, '0')}`,
    createdAt: new Date(Date.parse('2026-03-10T00:00:00.000Z') + at * 60_000).toISOString(),
    summaryPending: true,
    ...changes,
  };
}

async function put(store: Store, ...records: readonly StoredRecord[]): Promise<void> {
  for (const record of records)
    await store.write([{ kind: 'set', path: `records/${recordId(record.form, record.key)}`, data: record }]);
}

const range = (count: number) => Array.from({ length: count }, (_, at) => at);

describe('refreshing the summary tabs', () => {
  it('shows what was typed: whose turn it is, the lead times and the shipment', async () => {
    const { services, refresh, written, at } = worldOf();
    at('2026-03-18T10:00:00.000Z');
    await orderUpTo(services, 'release');
    await refresh();
    expect(written).toHaveLength(1);
    expect(written[0]?.spreadsheetId).toBe('sheet-1');
    const cells = written[0]?.tabs.flatMap(({ rows }) => rows.flat());
    expect(cells).toEqual(expect.arrayContaining(['李娟', '8 发货信息通知', '专车', '刘师傅']));
    expect(written[0]?.tabs.map(({ title }) => title)).toEqual(['今日看板', '订单时效', '运输时间跟踪']);
  });

  it('makes and rewrites all tabs of a Google spreadsheet in one read and one write call', async () => {
    const { store, services, refresh } = worldOf();
    const spreadsheet = createGoogleSpreadsheet({
      accessToken: async () => 'token-robot',
      rootUrl: google.root,
    });
    const settings = { ...services.settings, spreadsheets: [BOOK] };
    await put(store, ...range(30).map((at) => pending(at)));
    await refresh(undefined, { spreadsheet, settings });
    expect(google.counts()).toEqual({ reads: 1, writes: 1 });
    const tab = google.workbook.sheetByTitle('今日看板');
    const rows = () =>
      google.workbook.values(tab?.id ?? -1, { row: 0, column: 0, rows: 20, columns: 1 }).flat();
    expect(rows()[0]).toBe('生成时间 2026-03-17 09:05 · 依据 30 张未完成的订单');
    const heading = rows().indexOf('【逾期 30 项】');
    expect(google.workbook.cell(tab?.id ?? -1, heading, 0).bold).toBe(true);

    await put(store, ...range(30).map((at) => pending(at, { done: true, revision: 8, values: {} })));
    await refresh(undefined, { spreadsheet, settings });
    expect(google.counts()).toEqual({ reads: 2, writes: 2 });
  });

  it('clears the flags of what it took in', async () => {
    const { store, refresh } = worldOf();
    await put(store, pending(1), pending(2));
    await refresh();
    const left = await store.find({
      collection: 'records',
      where: [['summaryPending', '==', true]],
      limit: 10,
    });
    expect(left).toEqual([]);
  });

  it('costs in proportion to what changed, however many records there are', async () => {
    const { store, refresh } = worldOf();
    await put(store, ...range(450).map((at) => pending(at)));
    const memory: SummaryMemory = new Map();
    const first = await refresh(memory);
    expect(first.recordsRead).toBe(450);
    expect(first.documentsWritten).toBeLessThan(450 + 30);
    expect(first.sheetCalls).toBe(2);

    await put(store, pending(17, { revision: 8 }));
    expect(await refresh(memory)).toEqual({
      recordsRead: 1,
      documentsRead: 4,
      documentsWritten: 4,
      sheetCalls: 2,
      unreadable: [],
    });

    await put(store, pending(18, { revision: 8 }));
    const newProcess = await refresh(new Map());
    expect(newProcess).toMatchObject({ recordsRead: 1, documentsWritten: 4, sheetCalls: 2 });
    expect(newProcess.documentsRead).toBeLessThanOrEqual(4 + 450 / 100);
  });

  it('costs one document read when nothing changed, and builds anew every 15 minutes all the same', async () => {
    const { store, refresh, at } = worldOf();
    await put(store, pending(1));
    await refresh();
    at('2026-03-17T01:19:00.000Z');
    expect(await refresh()).toEqual({
      recordsRead: 0,
      documentsRead: 1,
      documentsWritten: 0,
      sheetCalls: 0,
      unreadable: [],
    });
    at('2026-03-17T01:20:00.000Z');
    expect(await refresh()).toMatchObject({ recordsRead: 0, sheetCalls: 2 });
  });

  it('builds anew after the clock was set back', async () => {
    const { refresh, at } = worldOf();
    await refresh();
    at('2026-03-16T01:05:00.000Z');
    expect(await refresh()).toMatchObject({ sheetCalls: 2 });
  });

  it('builds the tabs even before there is any order', async () => {
    const { refresh, text } = worldOf();
    await refresh();
    expect(text()).toContain('今天没有逾期，也没有今天到期的事项。');
  });
});

describe('what may go wrong meanwhile', () => {
  it('does not take for its own what a process remembers of another store', async () => {
    const memory: SummaryMemory = new Map();
    const [one, other] = [worldOf(), worldOf()];
    await put(one.store, pending(1));
    await put(other.store, pending(2));
    await one.refresh(memory);
    await other.refresh();
    other.at('2026-03-17T02:05:00.000Z');
    await other.refresh(memory);
    expect(other.text()).toContain('DH2026-0002');
    expect(other.text()).not.toContain('DH2026-0001');
  });

  it('keeps the flag of a record that was written while its line was made', async () => {
    const { store, refresh, text } = worldOf();
    await put(store, pending(1), pending(2));
    const meddling: Store = {
      ...store,
      find: async (query) => {
        const found = await store.find(query);
        if (found.length > 0) await put(store, pending(1, { revision: 9, values: { dealerName: '新名称' } }));
        return found;
      },
    };
    await refresh(undefined, { store: meddling });
    const left = await store.find({
      collection: 'records',
      where: [['summaryPending', '==', true]],
      limit: 10,
    });
    expect(left.map(({ id }) => id)).toEqual(['order~row-1']);
    await refresh();
    expect(text()).toContain('新名称');
  });

  it('never puts an older state over a newer one', async () => {
    const { store, refresh, text } = worldOf();
    await put(store, pending(1, { revision: 9, values: { dealerName: '新名称' } }));
    await refresh();
    await put(store, pending(1, { revision: 8, values: { dealerName: '旧名称' } }));
    await refresh();
    expect(text()).toContain('新名称');
    expect(text()).not.toContain('旧名称');
  });

  it('builds the tabs at the next run when the spreadsheet could not be written', async () => {
    const { store, services, refresh, text } = worldOf();
    await put(store, pending(1));
    const broken = { ...services.spreadsheet, writeTabs: () => Promise.reject(new Error('503')) };
    await expect(refresh(undefined, { spreadsheet: broken })).rejects.toThrow('503');
    expect(await refresh()).toMatchObject({ recordsRead: 0, sheetCalls: 2 });
    expect(text()).toContain('DH2026-0001');
  });

  it('names records that cannot be understood, and goes on with the others', async () => {
    const { store, refresh, text } = worldOf();
    await store.write([{ kind: 'set', path: 'records/order~bad', data: { summaryPending: true, form: 7 } }]);
    await put(store, pending(1), pending(2, { form: 'gone' }));
    expect((await refresh()).unreadable).toEqual(['gone~row-2', 'order~bad']);
    expect(text()).toContain('DH2026-0001');
    expect((await refresh()).recordsRead).toBe(0);
  });

  it('begins no further page when its time is up, and leaves the rest flagged', async () => {
    const { store, services, refresh } = worldOf();
    await put(store, ...range(250).map((at) => pending(at)));
    let machine = 0;
    const clock = {
      ...services.clock,
      machine: () => {
        machine += budgetMs;
        return new Date(machine);
      },
    };
    expect(await refresh(undefined, { clock })).toMatchObject({ recordsRead: 200, sheetCalls: 2 });
    expect(await refresh()).toMatchObject({ recordsRead: 50 });
  });

  it('counts each record once when two runs overlap', async () => {
    const { store, refresh, text } = worldOf();
    await put(store, ...range(300).map((at) => pending(at)));
    await Promise.all([refresh(), refresh()]);
    await refresh();
    expect(text()).toContain('依据 300 张未完成的订单');
  });
});
