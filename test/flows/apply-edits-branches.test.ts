import { describe, expect, it } from '@jest/globals';
import { sendOne } from '../support/edits';
import { orderUpTo, stages } from '../support/orders';
import { testServices } from '../support/services';
import { li, zhang, zhao, zhou } from '../support/staff';

const evening = '2026-03-18T10:00:00.000Z';
const begin = () => testServices({ now: evening });
const codes = (answer: { problems: readonly { field: string; code: string }[] }) =>
  answer.problems.map(({ field, code }) => `${field}: ${code}`);

it('a blank corrected in the same edit that leaves its branch is refused, not taken and then lost', async () => {
  const { services } = testServices({ now: evening });
  const shipped = await orderUpTo(services, 'shipping');
  const answer = await sendOne(services, zhao, {
    revision: shipped.revision,
    cells: { transport: '零担', driverName: '王师傅' },
  });
  expect(codes(answer)).toEqual(['driverName: not-on-this-branch']);
  expect(answer.cells.driverName).toBeUndefined();
});

it('a conflict with a blank that was emptied says so, and who it was in the language of the reader', async () => {
  const { services } = testServices({ now: evening });
  const paid = await orderUpTo(services, 'payment');
  await sendOne(services, li, { revision: paid.revision, cells: { bank: null } });
  const late = await sendOne(services, zhou, { revision: paid.revision, cells: { bank: '农业银行' } });
  expect(late.problems).toMatchObject([
    { code: 'conflict', theirs: '', message: '李娟已清空这一格，您填的没有保存。请核对后重填。' },
  ]);
});

it('a stage that is shut again and opened later gives its person the time that was left', async () => {
  const { services, at } = testServices({ now: '2026-03-18T02:00:00.000Z' });
  const first = await orderUpTo(services, 'classification');
  at('2026-03-18T03:00:00.000Z');
  const shut = await sendOne(services, li, { revision: first.revision, cells: { bank: null } });
  at('2026-03-19T02:00:00.000Z');
  await sendOne(services, li, { revision: shut.revision, cells: { bank: '工商银行' } });
  const [record] = await services.store.get(['records/order~row-1']);
  expect(record?.data).toMatchObject({
    stages: { scheduling: { openedAt: '2026-03-19T02:00:00.000Z', left: { of: 'working-days' } } },
  });
});

describe('branches', () => {
  it('refuses blanks of a branch that was not taken, and clears them when the branch changes', async () => {
    const { services } = begin();
    const invoiced = await orderUpTo(services, 'invoice');
    const wrong = await sendOne(services, zhao, {
      revision: invoiced.revision,
      cells: { transport: '零担', driverName: '刘师傅', carrierPhone: '0757-88886666' },
    });
    expect(codes(wrong)).toEqual(['driverName: not-on-this-branch']);
    expect(wrong.problems[0]?.message).toBe('“运输方式”为专车时才填这一格。');
    const changed = await sendOne(services, zhao, { revision: wrong.revision, cells: { transport: '专车' } });
    expect(changed.cells.carrierPhone).toBeUndefined();
    const [change] = await services.store.get([
      `changes/${(await services.store.find({ collection: 'changes', where: [['revision', '==', changed.revision]], limit: 1 }))[0]?.id}`,
    ]);
    expect(change?.data).toMatchObject({
      from: { carrierPhone: '+8675788886666' },
      to: { carrierPhone: null },
    });
  });

  it('asks for the unplanned details when both kinds are shipped', async () => {
    const { services } = begin();
    const paid = await orderUpTo(services, 'payment');
    const answer = await sendOne(services, zhang, {
      revision: paid.revision,
      cells: { nature: '两者兼有', requiredOn: '3.20' },
    });
    expect(answer.next?.stage).toBe('classification');
    const both = await sendOne(services, zhang, {
      revision: answer.revision,
      cells: { unplannedHandling: '沙发先发，茶几补发' },
    });
    expect(both.next?.stage).toBe('scheduling');
  });

  it('takes a carrier that sends it on consignment', async () => {
    const { services } = begin();
    const invoiced = await orderUpTo(services, 'invoice');
    const {
      driverName: _name,
      driverPhone: _phone,
      freightAdvance: _freight,
      ...common
    } = stages.shipping.cells;
    const answer = await sendOne(services, zhao, {
      revision: invoiced.revision,
      cells: { ...common, transport: '托运', logistics: '德邦物流', logisticsPhone: '95353' },
    });
    expect(codes(answer)).toEqual([]);
    expect(answer.next?.stage).toBe('release');
  });
});
