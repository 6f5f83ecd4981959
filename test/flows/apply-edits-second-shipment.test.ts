import { describe, expect, it } from '@jest/globals';
import { sendOne } from '../support/edits';
import { orderUpTo, stages } from '../support/orders';
import { testServices } from '../support/services';
import { chen, li, sun, wang, zhang, zhao } from '../support/staff';

const evening = '2026-03-18T10:00:00.000Z';
const begin = () => testServices({ now: evening });
const codes = (answer: { problems: readonly { field: string; code: string }[] }) =>
  answer.problems.map(({ field, code }) => `${field}: ${code}`);

describe('further shipments under one number', () => {
  const owing = { ...stages.release.cells, owed: '茶几 B2×4' };
  const withDebt = async () => {
    const { services, at } = begin();
    const shipped = await orderUpTo(services, 'shipping');
    const released = await sendOne(services, sun, { revision: shipped.revision, cells: owing });
    return { services, at, released };
  };

  it('carry over what the first row says and go through stages 4 to 9 again', async () => {
    const { services } = await withDebt();
    const second = await sendOne(services, wang, {
      key: 'row-2',
      cells: { number: 'DH2026-0001', batch: '2', invoiceOn: '3.18' },
    });
    expect(second).toMatchObject({
      outcome: 'saved',
      number: 'DH2026-0001',
      cells: { batch: 2, dealerName: '佛山南海经销部', invoiceOn: '2026-03-18' },
    });
    expect(second.next?.stage).toBe('invoice');
    const head = await sendOne(services, zhang, {
      key: 'row-2',
      revision: second.revision,
      cells: { dealerName: '别的' },
    });
    expect(codes(head)).toEqual(['dealerName: first-shipment-only']);
  });

  it('must follow one another under a number that exists', async () => {
    const { services } = await withDebt();
    expect(
      codes(await sendOne(services, wang, { key: 'row-2', cells: { number: 'DH2026-0001', batch: '3' } })),
    ).toEqual(['batch: batch-order']);
    expect(
      codes(await sendOne(services, wang, { key: 'row-2', cells: { number: 'DH2026-0099', batch: '2' } })),
    ).toEqual(['number: no-such-order']);
  });

  it('clear what is owed, and only then does the closing open', async () => {
    const { services, released } = await withDebt();
    const told = await sendOne(services, li, {
      revision: released.revision,
      cells: { dealerToldAt: '3.17 14:30', managerToldAt: '3.17 14:35' },
    });
    const received = await sendOne(services, li, { revision: told.revision, cells: stages.receipt.cells });
    const early = await sendOne(services, li, { revision: received.revision, cells: { summary: '完成' } });
    expect(early.problems[0]?.message).toBe('还不能填：欠发货物还没有全部发出并确认收货。');

    let second = await sendOne(services, wang, {
      key: 'row-2',
      cells: { number: 'DH2026-0001', batch: '2', invoiceOn: '3.17' },
    });
    for (const { by, cells } of [
      { by: chen, cells: { ...stages.invoice.cells, deliveryNote: 'FH-0089' } },
      { by: zhao, cells: stages.shipping.cells },
      { by: sun, cells: { ...stages.release.cells, quantity: '4', owed: '无' } },
      { by: li, cells: { dealerToldAt: '3.17 14:30', managerToldAt: '3.17 14:35' } },
      { by: li, cells: stages.receipt.cells },
    ]) {
      second = await sendOne(services, by, { key: 'row-2', revision: second.revision, cells });
      expect(second.problems).toEqual([]);
    }
    expect(second.next).toBeNull();
    const [parent] = await services.store.get(['records/order~row-1']);
    expect(parent?.data).toMatchObject({ toSheet: true, shipments: { 2: { arrived: true, owed: [] } } });
    expect((await sendOne(services, li, { revision: 99, cells: { summary: '完成' } })).outcome).toBe('saved');
  });
});
