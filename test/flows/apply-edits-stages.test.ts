import { describe, expect, it } from '@jest/globals';
import type { Services } from '../../functions/src/ports';
import { sendOne } from '../support/edits';
import { orderUpTo, stages } from '../support/orders';
import { testServices } from '../support/services';
import { li, wang, zhou } from '../support/staff';

const evening = '2026-03-18T10:00:00.000Z';
const begin = () => testServices({ now: evening });
const codes = (answer: { problems: readonly { field: string; code: string }[] }) =>
  answer.problems.map(({ field, code }) => `${field}: ${code}`);
const count = async (services: Services, collection: string) =>
  (await services.store.find({ collection, where: [], limit: 1000 })).length;

describe('the order of stages', () => {
  it('keeps a stage closed until the earlier ones are complete, naming what is missing and whose it is', async () => {
    const { services } = begin();
    const first = await orderUpTo(services, 'received');
    const answer = await sendOne(services, wang, {
      revision: first.revision,
      cells: { invoiceOn: '3月17日' },
    });
    expect(codes(answer)).toEqual(['invoiceOn: stage-not-open']);
    expect(answer.problems[0]?.message).toBe(
      '还不能填：前面还缺 货款到帐时间（售后专员）、汇款银行（售后专员）、到帐金额（售后专员）、发货性质（考核专员） 等5项。补齐后点“提交”即可。',
    );
  });

  it('lets one row fill a whole order when its person holds every role', async () => {
    const { services } = begin();
    const cells = Object.assign({}, ...Object.values(stages).map((stage) => stage.cells));
    const answer = await sendOne(services, zhou, { cells });
    // The dealer has not been told yet, so what comes after waits.
    expect(answer.problems.map(({ field }) => field)).toEqual([
      'confirmedAt',
      'arrivedAt',
      'condition',
      'summary',
    ]);
    expect(answer.next?.stage).toBe('announcement');
  });

  it('takes the signature away when a required blank is cleared, and stamps anew when it is filled', async () => {
    const { services } = begin();
    const paid = await orderUpTo(services, 'payment');
    expect(paid.cells.paymentSignature).toBe('李娟 2026-03-18 18:00');
    const cleared = await sendOne(services, li, { revision: paid.revision, cells: { bank: null } });
    expect(cleared.cells.paymentSignature).toBeUndefined();
    const filled = await sendOne(services, zhou, { revision: cleared.revision, cells: { bank: '农业银行' } });
    expect(filled.cells.paymentSignature).toBe('周总 2026-03-18 18:00');
  });

  it('does not sign again when a complete stage is corrected', async () => {
    const { services, at } = begin();
    const paid = await orderUpTo(services, 'payment');
    at('2026-03-19T02:00:00.000Z');
    const corrected = await sendOne(services, li, { revision: paid.revision, cells: { amount: '12900' } });
    expect(corrected.cells.paymentSignature).toBe('李娟 2026-03-18 18:00');
  });

  it('does not send a notice twice when a stage is completed again', async () => {
    const { services } = begin();
    const paid = await orderUpTo(services, 'payment');
    const before = await count(services, 'notices');
    const cleared = await sendOne(services, li, { revision: paid.revision, cells: { bank: null } });
    await sendOne(services, li, { revision: cleared.revision, cells: { bank: '工商银行' } });
    expect(await count(services, 'notices')).toBe(before);
  });

  it('keeps the closing shut while the goods did not arrive in order', async () => {
    const { services } = begin();
    const last = await orderUpTo(services, 'release');
    const told = await sendOne(services, li, {
      revision: last.revision,
      cells: { dealerToldAt: '3.17 14:30', managerToldAt: '3.17 14:35' },
    });
    const arrived = await sendOne(services, li, {
      revision: told.revision,
      cells: { ...stages.receipt.cells, condition: '破损' },
    });
    expect(arrived.outcome).toBe('saved');
    const closing = await sendOne(services, li, { revision: arrived.revision, cells: { summary: '完成' } });
    expect(closing.problems[0]?.message).toBe('还不能填：要等“收货情况”为完好或问题已解决。');
  });
});
