import { describe, expect, it } from '@jest/globals';
import { newSummaryMemory } from '../../functions/src/flows/kept-lines';
import type { Store } from '../../functions/src/ports';
import { budgetMs, pending, put, range, summaryWorld } from '../support/summary-world';

describe('what may go wrong meanwhile', () => {
  it('does not take for its own what a process remembers of another store', async () => {
    const memory = newSummaryMemory();
    const [one, other] = [summaryWorld(), summaryWorld()];
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
    const { store, refresh, text } = summaryWorld();
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
    const { store, refresh, text } = summaryWorld();
    await put(store, pending(1, { revision: 9, values: { dealerName: '新名称' } }));
    await refresh();
    await put(store, pending(1, { revision: 8, values: { dealerName: '旧名称' } }));
    await refresh();
    expect(text()).toContain('新名称');
    expect(text()).not.toContain('旧名称');
  });

  it('builds the tabs at the next run when the spreadsheet could not be written', async () => {
    const { store, services, refresh, text } = summaryWorld();
    await put(store, pending(1));
    const broken = { ...services.spreadsheet, writeTabs: () => Promise.reject(new Error('503')) };
    await expect(refresh(undefined, { spreadsheet: broken })).rejects.toThrow('503');
    expect(await refresh()).toMatchObject({ recordsRead: 0, sheetCalls: 2 });
    expect(text()).toContain('DH2026-0001');
  });

  it('names records that cannot be understood, and goes on with the others', async () => {
    const { store, refresh, text } = summaryWorld();
    await store.write([{ kind: 'set', path: 'records/order~bad', data: { summaryPending: true, form: 7 } }]);
    await put(store, pending(1), pending(2, { form: 'gone' }));
    expect((await refresh()).unreadable).toEqual(['gone~row-2', 'order~bad']);
    expect(text()).toContain('DH2026-0001');
    expect((await refresh()).recordsRead).toBe(0);
  });

  it('begins no further page when its time is up, and leaves the rest flagged', async () => {
    const { store, services, refresh } = summaryWorld();
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
    const { store, refresh, text } = summaryWorld();
    await put(store, ...range(300).map((at) => pending(at)));
    await Promise.all([refresh(), refresh()]);
    await refresh();
    expect(text()).toContain('依据 300 张未完成的订单');
  });
});
