import { describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { showNotices } from '../../functions/src/flows/show-notices';
import { forms } from '../../functions/src/forms';
import type { Store } from '../../functions/src/ports';
import { recordSchema } from '../../functions/src/rules/record';
import { decodeLines } from '../../functions/src/rules/summary-buckets';
import { noticeShelf } from '../../functions/src/rules/summary-notice-line';
import { accepted, delivered, failed, noticeOf, putNotices } from '../support/notice-stored';
import { testServices } from '../support/services';
import { shippedOrder } from '../support/shipped-order';
import { pending, put, range } from '../support/summary-world';

const slot = 'goods-shipped~dealer~sms';

async function world(store: Store = createMemoryStore()) {
  const { services } = testServices({ now: '2026-03-16T06:30:00.000Z', store });
  await put(services.store, shippedOrder());
  const show = (through: Store = services.store) =>
    showNotices({ services: { ...services, store: through }, forms, budgetMs: 20_000 });
  const record = async (key = 'row-1') =>
    recordSchema.parse((await services.store.get([`records/order~${key}`]))[0]?.data);
  const flagged = async () =>
    (
      await services.store.find({ collection: 'notices', where: [['showPending', '==', true]], limit: 999 })
    ).map(({ id }) => id);
  const lines = async () => {
    const buckets = await services.store.find({ collection: 'summaries', where: [], limit: 99 });
    return buckets
      .filter(({ id }) => /^notices-\d+$/.test(id))
      .flatMap(({ data }) => decodeLines(noticeShelf, data));
  };
  return { store: services.store, show, record, flagged, lines };
}

describe('showing where notices stand', () => {
  it('writes on the record how each stands, for the sheet sync, and keeps a line of each', async () => {
    const { store, show, record, flagged, lines } = await world();
    const email = noticeOf({
      recipient: 'sales-manager',
      channel: 'email',
      subject: '发货通知',
      text: '全文',
    });
    await putNotices(store, noticeOf(delivered), email);
    expect(await show()).toEqual({
      noticesRead: 2,
      documentsRead: 1 + 2,
      documentsWritten: 1 + 2 + 2,
      recordsTold: 1,
      left: 0,
      unreadable: [],
    });
    expect(await record()).toMatchObject({
      toSheet: true,
      revision: 7,
      summaryPending: false,
      messages: {
        [slot]: { state: 'delivered', at: delivered.settledAt },
        'goods-shipped~sales-manager~email': { state: 'pending' },
      },
    });
    expect(await flagged()).toEqual([]);
    expect(await lines()).toMatchObject([
      { number: 'DH2026-0001', dealer: '李建国', channel: 'sms', state: 'delivered', text: '您的货已发出。' },
      { recipient: 'sales-manager', channel: 'email', state: 'pending', text: '发货通知', done: false },
    ]);
  });

  it('costs nothing when no notice has changed', async () => {
    const { show } = await world();
    expect(await show()).toMatchObject({ noticesRead: 0, documentsRead: 0, documentsWritten: 0 });
  });

  it('shows a record again only when something of it stands otherwise', async () => {
    const { store, show, record } = await world();
    await putNotices(store, noticeOf(accepted));
    await show();
    await put(store, { ...(await record()), toSheet: false });
    await putNotices(store, noticeOf({ ...accepted, attempts: 2 }));
    expect(await show()).toMatchObject({ noticesRead: 1, recordsTold: 0 });
    expect((await record()).toSheet).toBe(false);
  });

  it('takes in what staff were told, which belongs to no row', async () => {
    const { store, show, flagged, lines } = await world();
    const id = 'staff~li@example.com~work-reminder~staff~email~abc';
    await putNotices(
      store,
      noticeOf({
        ...{ id, record: 'staff~li@example.com', form: '', kind: 'work-reminder', recipient: 'staff' },
        channel: 'email',
        subject: '今天的工作',
      }),
    );
    expect(await show()).toMatchObject({ noticesRead: 1, recordsTold: 0, left: 0 });
    expect([await flagged(), (await lines()).map((line) => line.id)]).toEqual([[], [id]]);
  });

  it('clears the flag of what it can’t read, and of notices whose record is gone', async () => {
    const { store, show, flagged, lines } = await world();
    await store.write([{ kind: 'set', path: 'notices/bad', data: { showPending: true, state: 'lost' } }]);
    await putNotices(store, noticeOf({ record: 'order~gone' }));
    expect(await show()).toMatchObject({ noticesRead: 2, unreadable: ['bad'], left: 0 });
    expect(await flagged()).toEqual([]);
    expect(await lines()).toMatchObject([{ record: 'order~gone', number: '' }]);
  });

  it('works through pages of 200 as long as its time lasts', async () => {
    const { store, show, flagged } = await world();
    await put(store, ...range(250).map((at) => pending(at)));
    await putNotices(store, ...range(250).map((at) => noticeOf({ record: `order~row-${at}` })));
    expect(await show()).toMatchObject({ noticesRead: 250, recordsTold: 250, left: 0 });
    expect(await flagged()).toEqual([]);
  });
});

describe('what changes meanwhile', () => {
  /** Once, after the page has been read. */
  const meddling = (store: Store, meddle: () => Promise<void>): Store => {
    let done = false;
    return {
      ...store,
      find: async (query) => {
        const found = await store.find(query);
        if (!done) {
          done = true;
          await meddle();
        }
        return found;
      },
    };
  };

  it('leaves a notice that went on flagged, and its record as it was; the others are shown', async () => {
    const { store, show, record, flagged } = await world();
    await put(store, pending(2));
    await putNotices(store, noticeOf(accepted), noticeOf({ record: 'order~row-2', ...failed }));
    const cost = await show(meddling(store, () => putNotices(store, noticeOf(delivered))));
    expect(cost).toMatchObject({ recordsTold: 1, left: 1 });
    expect((await record()).messages).toEqual({});
    expect((await record('row-2')).messages).toMatchObject({ [slot]: { state: 'failed' } });
    expect(await flagged()).toEqual([noticeOf().id]);
    await show();
    expect((await record()).messages).toMatchObject({ [slot]: { state: 'delivered' } });
  });

  it('never overwrites an edit of the record: both hold after the next run', async () => {
    const { store, show, record } = await world();
    await putNotices(store, noticeOf(delivered));
    const edit = async () =>
      put(store, { ...(await record()), revision: 8, values: { dealerName: '新名称' } });
    const slow: Store = {
      ...store,
      get: async (paths) => {
        const found = await store.get(paths);
        if (paths.some((path) => path.startsWith('records/'))) await edit();
        return found;
      },
    };
    expect(await show(slow)).toMatchObject({ recordsTold: 0, left: 1 });
    await show();
    expect(await record()).toMatchObject({
      revision: 8,
      values: { dealerName: '新名称' },
      messages: { [slot]: { state: 'delivered' } },
    });
  });

  it('ends with the newest state although an older run comes last', async () => {
    const { store, show, record, lines } = await world();
    await putNotices(store, noticeOf(accepted));
    const late = meddling(store, async () => {
      await putNotices(store, noticeOf(delivered));
      await show();
    });
    await show(late);
    await show();
    expect((await record()).messages).toMatchObject({ [slot]: { state: 'delivered' } });
    expect(await lines()).toMatchObject([{ state: 'delivered' }]);
  });

  it('keeps a notice once though it was withdrawn and called for again later', async () => {
    const { store, show, lines } = await world();
    await putNotices(store, noticeOf({ state: 'withdrawn' }));
    await show();
    await putNotices(store, noticeOf({ createdAt: '2026-03-17T01:00:00.000Z' }));
    await show();
    expect(await lines()).toMatchObject([{ state: 'pending', createdAt: '2026-03-17T01:00:00.000Z' }]);
  });
});
