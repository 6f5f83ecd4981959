import { describe, expect, it } from '@jest/globals';
import { newSummaryMemory } from '../../functions/src/flows/kept-lines';
import { answerNotices } from '../../functions/src/flows/notice-desk-acts';
import { showNotices } from '../../functions/src/flows/show-notices';
import { forms } from '../../functions/src/forms';
import type { Store } from '../../functions/src/ports';
import type { Reply } from '../../functions/src/rules/reply';
import type { Settings } from '../../functions/src/rules/settings';
import { accepted, failed, noticeOf, putNotices } from '../support/notice-stored';
import { li } from '../support/staff';
import { budgetMs, pending, put, range, summaryWorld } from '../support/summary-world';

/** Counts every document that is read. */
function countingReads(store: Store): { readonly store: Store; readonly reads: () => number } {
  let reads = 0;
  const counted: Store['get'] = async (paths) => {
    reads += paths.length;
    return store.get(paths);
  };
  return {
    reads: () => reads,
    store: {
      ...store,
      get: counted,
      find: async (query) => {
        const found = await store.find(query);
        reads += found.length;
        return found;
      },
      transact: (decide, turn) =>
        store.transact(
          (read) =>
            decide((paths) => {
              reads += paths.length;
              return read(paths);
            }),
          turn,
        ),
    },
  };
}

async function world() {
  const summaries = summaryWorld();
  const { services, store, refresh } = summaries;
  const memory = newSummaryMemory();
  const minute = async (through: Store = store) => {
    const served = { ...services, store: through };
    const notices = await showNotices({ services: served, forms, memory, budgetMs });
    return { notices, summaries: await refresh(memory, { store: through }) };
  };
  const reply = async (id: string, changes: Partial<Reply> = {}) => {
    const data: Reply = {
      ...{ from: '+8613800138000', body: `来信${id}`, at: '2026-03-17T01:04:00.000Z' },
      ...{ outcome: 'kept', handled: false, ...changes },
    };
    await store.write([{ kind: 'set', path: `replies/${id}`, data }]);
  };
  const read = (id: string) => {
    const desk = { services, forms, person: li, spreadsheetId: 'sheet-1' };
    return answerNotices(desk, { do: 'read', reply: id, inbox: true });
  };
  await put(store, pending(1));
  await minute();
  return { ...summaries, minute, reply, read };
}

describe('notices in the summary tabs', () => {
  it('show within a minute though no record has changed, and change with what becomes of them', async () => {
    const { store, minute, text } = await world();
    await putNotices(store, noticeOf({ ...failed, settledAt: '2026-03-17T01:00:00.000Z' }));
    expect((await minute()).summaries).toMatchObject({ recordsRead: 0, sheetCalls: 2 });
    expect(text()).toContain('【没有送到或不确定的通知 1 条');
    expect(text()).toContain('【需要处理 1 条');
    await putNotices(store, noticeOf({ ...accepted }));
    expect((await minute()).summaries).toMatchObject({ recordsRead: 0, sheetCalls: 2 });
    expect(text()).not.toContain('【没有送到或不确定的通知');
    expect((await minute()).summaries).toMatchObject({ sheetCalls: 0 });
  });

  it('cost the buckets of two months and what is open, however old the ledger is', async () => {
    const { store, minute, refresh, at } = await world();
    const old = { createdAt: '2025-11-10T06:10:00.000Z', ...accepted };
    await putNotices(store, ...range(600).map((row) => noticeOf({ record: `order~old-${row}`, ...old })));
    await minute();
    await putNotices(store, noticeOf());
    await minute();
    at('2026-03-17T01:25:00.000Z');
    const { documentsRead } = await refresh(newSummaryMemory());
    // Both indexes, one bucket of records, and of notices the last bucket: three hold only what is over.
    expect(documentsRead).toBe(2 + 1 + 1);
  });
});

describe('what customers have written', () => {
  it('shows within a minute, and is gone within a minute once somebody has dealt with it, be it not the newest', async () => {
    const { minute, reply, text, read } = await world();
    await reply('SM1');
    expect((await minute()).summaries).toMatchObject({ sheetCalls: 2 });
    expect(text()).toContain('来信SM1');
    expect((await minute()).summaries).toMatchObject({ sheetCalls: 0 });
    await reply('SM2', { at: '2026-03-17T01:05:00.000Z' });
    expect((await minute()).summaries).toMatchObject({ sheetCalls: 2 });
    await read('SM1');
    expect((await minute()).summaries).toMatchObject({ sheetCalls: 2 });
    expect(text()).toContain('来信SM2');
    expect(text()).not.toContain('来信SM1');
    await read('SM2');
    await read('SM2');
    expect((await minute()).summaries).toMatchObject({ sheetCalls: 2 });
    expect(text()).not.toContain('来信');
    expect((await minute()).summaries).toMatchObject({ sheetCalls: 0 });
  });

  it('that is dealt with while the tabs are being built is gone with the next', async () => {
    const { services, minute, reply, text, read, refresh } = await world();
    for (const id of ['SM1', 'SM2']) await reply(id, { at: `2026-03-17T01:0${id.slice(2)}:00.000Z` });
    const overtaken = {
      ...services.spreadsheet,
      writeTabs: async (...call: Parameters<typeof services.spreadsheet.writeTabs>) => {
        await services.spreadsheet.writeTabs(...call);
        await read('SM1');
      },
    };
    await refresh(undefined, { spreadsheet: overtaken });
    expect(text()).toContain('来信SM1');
    await minute();
    expect(text()).not.toContain('来信SM1');
  });

  it('can be dealt with before there are any tabs', async () => {
    const { reply, read, store } = await world();
    await store.write([{ kind: 'delete', path: 'summaries/index' }]);
    await reply('SM1');
    await read('SM1');
    expect((await store.get(['replies/SM1']))[0]?.data).toMatchObject({ handled: true });
    expect(await store.get(['summaries/index'])).toEqual([undefined]);
  });

  it('does not have the tabs built again and again for one that can’t be read', async () => {
    const { store, minute } = await world();
    const bad = { handled: false, at: '2026-03-17T01:05:00.000Z' };
    await store.write([{ kind: 'set', path: 'replies/bad', data: bad }]);
    await minute();
    expect((await minute()).summaries).toMatchObject({ sheetCalls: 0 });
  });
});

describe('what managers set', () => {
  it('shows within a minute: that a rehearsal has begun or ended, and that a month is closed', async () => {
    const { services, refresh, text } = await world();
    const under = (changes: Partial<Settings>) =>
      refresh(undefined, { settings: { ...services.settings, ...changes } });
    expect(await under({ rehearsal: true })).toMatchObject({ sheetCalls: 2 });
    expect(text()).toContain('【演练中】');
    expect(await under({ rehearsal: true })).toMatchObject({ documentsRead: 2, sheetCalls: 0 });
    expect(await under({})).toMatchObject({ sheetCalls: 2 });
    expect(text()).not.toContain('演练中');
    expect(await under({ closedMonths: ['2026-02'] })).toMatchObject({ sheetCalls: 2 });
    expect(await under({ closedMonths: ['2026-02'] })).toMatchObject({ sheetCalls: 0 });
  });
});

describe('a minute in which nothing has happened', () => {
  it('costs two documents, and a third while a customer waits for an answer', async () => {
    const { store, minute, reply } = await world();
    const readsOf = async () => {
      const counting = countingReads(store);
      await minute(counting.store);
      return counting.reads();
    };
    expect(await readsOf()).toBe(2);
    for (const id of ['SM1', 'SM2', 'SM3']) await reply(id);
    await minute();
    expect(await readsOf()).toBe(3);
  });
});
