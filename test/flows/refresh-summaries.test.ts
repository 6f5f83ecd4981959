import { describe, expect, it } from '@jest/globals';
import { createGoogleSpreadsheet } from '../../functions/src/adapters/google-spreadsheet';
import { newSummaryMemory } from '../../functions/src/flows/kept-lines';
import { forms } from '../../functions/src/forms';
import { order } from '../../functions/src/forms/order';
import { blankRecord, type CountedBlank } from '../../functions/src/rules/blank-record';
import { BOOK, servedSheetsApi } from '../local/sheets-api-setup';
import { orderUpTo } from '../support/orders';
import { shippedOrder } from '../support/shipped-order';
import { everybody, li } from '../support/staff';
import { pending, put, range, summaryWorld } from '../support/summary-world';

const google = servedSheetsApi();

/** 汇款银行, which this person had left empty on 16 March. */
function bankOf(person: string): CountedBlank {
  const field = order.field('bank');
  if (!field) throw new Error('the order form has no bank');
  return { field, stage: 'payment', role: 'after-sales-clerk', person, dueAt: '2026-03-16T16:00:00.000Z' };
}

describe('refreshing the summary tabs', () => {
  it('shows what was typed: whose turn it is, the lead times and the shipment', async () => {
    const { services, refresh, written, at } = summaryWorld();
    at('2026-03-18T10:00:00.000Z');
    await orderUpTo(services, 'release');
    await refresh();
    expect(written).toHaveLength(1);
    expect(written[0]?.spreadsheetId).toBe('sheet-1');
    const cells = written[0]?.tabs.flatMap(({ rows }) => rows.flat());
    expect(cells).toEqual(expect.arrayContaining(['李娟', '8 发货信息通知', '专车', '刘师傅']));
    expect(written[0]?.tabs.map(({ title }) => title)).toEqual([
      '今日看板',
      '订单时效',
      '考核扣罚',
      '运输时间跟踪',
      '通知',
      '异常',
    ]);
  });

  it('makes and rewrites all tabs of a Google spreadsheet in one read and one write call', async () => {
    const { store, services, refresh } = summaryWorld();
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

  it('takes in the ledger of blanks: a fine that was waived shows though nothing else has changed', async () => {
    const { store, services, refresh, text } = summaryWorld();
    const context = { now: '2026-03-17T00:30:00.000Z', settings: services.settings, staff: everybody };
    const blank = blankRecord(order, shippedOrder(), bankOf(li.email), context);
    await put(store, pending(1), blank);
    await refresh();
    expect(text()).toContain(
      '"DH2026-0001-2.2","DH2026-0001","2 货款到帐","汇款银行","李娟","03-16 24:00",2',
    );
    expect(text()).toContain('依据 1 张未完成的订单');

    const waived = { decision: 'waived', decisionReason: '传真机坏了' };
    await put(store, { ...blank, revision: 2, values: { ...blank.values, ...waived } });
    expect(await refresh()).toMatchObject({ recordsRead: 1, sheetCalls: 2 });
    expect(text()).toContain('"免扣","传真机坏了","已免扣"');
  });

  it('clears the flag of settings, which are no orders, and counts them nowhere', async () => {
    const { store, refresh, text } = summaryWorld();
    const settings = forms.filter((form) => form.settings);
    expect(settings.length).toBeGreaterThan(0);
    await put(store, ...settings.map((form, at) => pending(at, { form: form.id })));
    expect(await refresh()).toMatchObject({ recordsRead: settings.length, unreadable: [] });
    expect((await refresh()).recordsRead).toBe(0);
    expect(text()).toContain('依据 0 张订单');
  });

  it('clears the flags of what it took in', async () => {
    const { store, refresh } = summaryWorld();
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
    const { store, refresh } = summaryWorld();
    await put(store, ...range(450).map((at) => pending(at)));
    const memory = newSummaryMemory();
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
    const newProcess = await refresh(newSummaryMemory());
    expect(newProcess).toMatchObject({ recordsRead: 1, documentsWritten: 4, sheetCalls: 2 });
    expect(newProcess.documentsRead).toBeLessThanOrEqual(4 + 450 / 100);
  });

  it('reads two documents when nothing changed, and builds anew every 15 minutes all the same', async () => {
    const { store, refresh, at } = summaryWorld();
    await put(store, pending(1));
    await refresh();
    at('2026-03-17T01:19:00.000Z');
    expect(await refresh()).toEqual({
      recordsRead: 0,
      documentsRead: 2,
      documentsWritten: 0,
      sheetCalls: 0,
      unreadable: [],
    });
    at('2026-03-17T01:20:00.000Z');
    expect(await refresh()).toMatchObject({ recordsRead: 0, sheetCalls: 2 });
  });

  it('builds anew after the clock was set back', async () => {
    const { refresh, at } = summaryWorld();
    await refresh();
    at('2026-03-16T01:05:00.000Z');
    expect(await refresh()).toMatchObject({ sheetCalls: 2 });
  });

  it('builds the tabs even before there is any order', async () => {
    const { refresh, text } = summaryWorld();
    await refresh();
    expect(text()).toContain('今天没有逾期，也没有今天到期的事项。');
  });
});
