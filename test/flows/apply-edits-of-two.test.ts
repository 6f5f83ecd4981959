import { describe, expect, it } from '@jest/globals';
import { sendOne } from '../support/edits';
import { orderUpTo } from '../support/orders';
import { testServices } from '../support/services';
import { li, zhang, zhou } from '../support/staff';

const evening = '2026-03-18T10:00:00.000Z';
const begin = () => testServices({ now: evening });

describe('two people at one order', () => {
  it('merges edits of different blanks', async () => {
    const { services } = begin();
    const paid = await orderUpTo(services, 'payment');
    const first = await sendOne(services, zhang, { revision: paid.revision, cells: { nature: '计划内' } });
    const second = await sendOne(services, zhang, { revision: paid.revision, cells: { requiredOn: '3.20' } });
    expect([first.outcome, second.outcome]).toEqual(['saved', 'saved']);
    expect(second.cells).toMatchObject({ nature: '计划内', requiredOn: '2026-03-20' });
  });

  it('tells a conflict with both values, by whom and when, and saves the other cells', async () => {
    const { services } = begin();
    const paid = await orderUpTo(services, 'payment');
    await sendOne(services, li, { revision: paid.revision, cells: { amount: '13000' } });
    const late = await sendOne(services, zhou, {
      revision: paid.revision,
      cells: { amount: '12000', bank: '农业银行' },
    });
    expect(late.outcome).toBe('conflict');
    expect(late.problems).toEqual([
      {
        field: 'amount',
        code: 'conflict',
        message: '李娟已把这一格改成“13000”，您填的没有保存。请核对后重填。',
        yours: '12000',
        theirs: '13000',
        by: '李娟',
        at: evening,
      },
    ]);
    expect(late.cells).toMatchObject({ amount: 13000, bank: '农业银行' });
  });

  it('sees no conflict where both typed the same', async () => {
    const { services } = begin();
    const paid = await orderUpTo(services, 'payment');
    await sendOne(services, li, { revision: paid.revision, cells: { amount: '13000' } });
    expect(
      (await sendOne(services, zhou, { revision: paid.revision, cells: { amount: '１３，０００ 元' } }))
        .outcome,
    ).toBe('unchanged');
  });

  it('loses none of ten edits at once', async () => {
    const { services } = begin();
    const paid = await orderUpTo(services, 'received');
    const cells = [
      'dealerName',
      'region',
      'dealerEmail',
      'language',
      'channel',
      'salesManager',
      'dealerPhone',
      'salesManagerPhone',
      'lines',
      'receivedAt',
    ];
    const typed = [
      '乙经销部',
      '华南',
      'a@b.example',
      '英文',
      '邮件',
      '钱磊磊',
      '13912345679',
      '13800138002',
      '椅子×2',
      '3.16 9:00',
    ];
    const answers = await Promise.all(
      cells.map((id, index) =>
        sendOne(services, zhang, { revision: paid.revision, cells: { [id]: typed[index] ?? '' } }),
      ),
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual(cells.map(() => 'saved'));
    const [record] = await services.store.get(['records/order~row-1']);
    expect(record?.data).toMatchObject({
      revision: paid.revision + 10,
      values: { region: '华南', language: 'en', channel: 'email', lines: [{ product: '椅子', quantity: 2 }] },
    });
  });
});
