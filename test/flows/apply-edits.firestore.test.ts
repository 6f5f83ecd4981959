import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { recordSchema } from '../../functions/src/rules/record';
import { edit, send, sendOne } from '../support/edits';
import { head, stages } from '../support/orders';
import { testServices } from '../support/services';
import { wang, zhang } from '../support/staff';

const evening = '2026-03-18T10:00:00.000Z';
const store = createFirestoreStore({
  projectId: 'gendan-test',
  emulatorHost: process.env.FIRESTORE_EMULATOR_HOST,
});
const begin = () => ({ ...testServices({ now: evening, store }), run: randomUUID().slice(0, 8) });
/** Edit ids are the store's for ever, and other suites use it too. */
const id = () => randomUUID();
const record = async (key: string) =>
  recordSchema.parse((await store.get([`records/order~${key}`]))[0]?.data);

describe('on Firestore', () => {
  it('ten edits of one order at once are all saved, one after another', async () => {
    const { services, run: key } = begin();
    await sendOne(services, zhang, { key, editId: id(), cells: { number: `A-${key}`, ...head } });
    const fields = ['region', 'dealerEmail', 'language', 'channel', 'receivedAt'];
    const typed = ['华南', 'a@b.example', '英文', '邮件', '3.16 9:00'];
    const rows = [...fields, 'dealerName', 'dealerPhone', 'salesManager', 'salesManagerPhone', 'lines'].map(
      (field, index) => {
        const others = ['乙经销部', '13912345679', '钱磊磊', '13800138002', '椅子×2'];
        const text = typed[index] ?? others[index - 5] ?? '';
        return edit({ key, revision: 1, at: evening, editId: id(), cells: { [field]: text } });
      },
    );
    const answers = await Promise.all(rows.map((row) => send(services, zhang, row)));
    expect(answers.map(([answer]) => answer?.outcome)).toEqual(rows.map(() => 'saved'));
    expect(await record(key)).toMatchObject({
      revision: 11,
      values: { region: '华南', dealerName: '乙经销部', lines: [{ product: '椅子', quantity: 2 }] },
    });
  });

  it('one request sent twice at the same moment makes one record and one change', async () => {
    const { services, run: key } = begin();
    const row = edit({ key, at: evening, editId: id(), cells: { ...head, receivedAt: '3.16 8:00' } });
    const [[first], [second]] = await Promise.all([send(services, zhang, row), send(services, zhang, row)]);
    expect(first).toMatchObject({ outcome: 'saved', revision: 1 });
    expect(second).toEqual(first);
    const changes = await store.find({
      collection: 'changes',
      where: [['record', '==', `order~${key}`]],
      limit: 10,
    });
    expect(changes).toHaveLength(1);
    expect(await record(key)).toMatchObject({ revision: 1, number: first?.number });
  });

  it('of two orders that type one number at the same moment one gets it, and the other is told', async () => {
    const { services, run } = begin();
    const number = `B-${run}`.toUpperCase();
    const answers = await Promise.all(
      ['x', 'y'].map((name) =>
        sendOne(services, zhang, { key: `${run}-${name}`, editId: id(), cells: { number, ...head } }),
      ),
    );
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['rejected', 'saved']);
    const loser = answers.find(({ outcome }) => outcome === 'rejected');
    expect(loser?.problems).toMatchObject([{ field: 'number', code: 'number-taken' }]);
  });

  it('twenty new rows in two requests at once get twenty numbers', async () => {
    const { services, run } = begin();
    const request = (name: string) =>
      send(
        services,
        zhang,
        ...Array.from({ length: 10 }, (_, index) =>
          edit({ key: `${run}-${name}${index}`, at: evening, editId: id(), cells: { dealerName: name } }),
        ),
      );
    const answers = (await Promise.all([request('p'), request('q')])).flat();
    expect(answers.map(({ outcome }) => outcome)).toEqual(answers.map(() => 'saved'));
    expect(new Set(answers.map(({ number }) => number)).size).toBe(20);
  });

  it('a further shipment and a correction of its order at the same moment lose neither', async () => {
    const { services, run } = begin();
    let revision = 0;
    for (const stage of ['received', 'payment', 'classification'] as const) {
      const { by, cells } = stages[stage];
      const numbered = revision === 0 ? { number: `C-${run}`, ...cells } : cells;
      ({ revision } = await sendOne(services, by, { key: run, editId: id(), revision, cells: numbered }));
    }
    const shipment = { number: `C-${run}`, batch: '2', invoiceOn: '3.17' };
    const answers = await Promise.all([
      sendOne(services, wang, { key: `${run}-2`, editId: id(), cells: shipment }),
      sendOne(services, zhang, { key: run, editId: id(), revision, cells: { dealerPhone: '13700009999' } }),
    ]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['saved', 'saved']);
    expect(await record(run)).toMatchObject({
      values: { dealerPhone: '+8613700009999' },
      shipments: { 2: { record: `order~${run}-2` } },
    });
    expect((await record(`${run}-2`)).values.dealerPhone).toBe('+8613700009999');
  });
});
