import { describe, expect, it } from '@jest/globals';
import type { Services } from '../../functions/src/ports';
import { edit, sendOne } from '../support/edits';
import { head, orderUpTo } from '../support/orders';
import { testServices } from '../support/services';
import { qian, zhang, zhao } from '../support/staff';

const evening = '2026-03-18T10:00:00.000Z';
const begin = () => testServices({ now: evening });
const codes = (answer: { problems: readonly { field: string; code: string }[] }) =>
  answer.problems.map(({ field, code }) => `${field}: ${code}`);
const count = async (services: Services, collection: string) =>
  (await services.store.find({ collection, where: [], limit: 1000 })).length;

describe('an order that goes well', () => {
  it('goes from stage to stage, each typed by its own person and signed with name and time', async () => {
    const { services } = begin();
    const answer = await orderUpTo(services, 'release');
    expect(answer.number).toBe('DH2026-0001');
    expect(answer.cells.receivedSignature).toBe('张敏 2026-03-18 18:00');
    expect(answer.cells.confirmationSignature).toBe('张敏 2026-03-18 18:00');
    expect(answer.cells.transportSignature).toBe('赵强 2026-03-18 18:00');
    expect(answer.next).toMatchObject({ stage: 'announcement', role: 'after-sales-clerk', person: '李娟' });
  });

  it('calls for a notice to dealer and sales manager when received, paid and let out', async () => {
    const { services } = begin();
    await orderUpTo(services, 'release');
    const notices = (await services.store.find({ collection: 'notices', where: [], limit: 100 }))
      .map(({ id }) => id)
      .sort();
    expect(notices).toHaveLength(6);
    expect(notices.filter((id) => id.includes('goods-shipped'))).toHaveLength(2);
  });

  it('names whose turn it is and by when in the answer', async () => {
    const { services } = begin();
    const answer = await orderUpTo(services, 'received');
    expect(answer.next?.text).toBe('2 货款到帐 · 售后专员 李娟');
  });
});

describe('good and bad cells of one row', () => {
  it('saves the good ones, tells all the problems at once, and keeps the refused text', async () => {
    const { services } = begin();
    const answer = await sendOne(services, zhang, {
      cells: { ...head, dealerPhone: '1391234', receivedAt: 3.1, dealerEmail: 'nobody' },
    });
    expect(answer.outcome).toBe('saved');
    expect(answer.problems.map(({ field }) => field)).toEqual(['dealerPhone', 'dealerEmail', 'receivedAt']);
    for (const { message } of answer.problems) expect(message).toMatch(/[\u4e00-\u9fff]/);
    const [record] = await services.store.get(['records/order~row-1']);
    expect(record?.data).toMatchObject({
      refused: { dealerPhone: { text: '1391234' }, receivedAt: { text: '3.1' } },
    });
  });

  it('forgets the refused text when it is mended', async () => {
    const { services } = begin();
    const first = await sendOne(services, zhang, { cells: { ...head, dealerPhone: '1391234' } });
    await sendOne(services, zhang, { revision: first.revision, cells: { dealerPhone: '139 1234 5678' } });
    const [record] = await services.store.get(['records/order~row-1']);
    expect(record?.data).toMatchObject({ refused: {} });
  });

  it('takes formulas and HTML as text', async () => {
    const { services } = begin();
    const answer = await sendOne(services, zhang, {
      cells: { dealerName: '=IMPORTXML("x")', region: '<b>华南</b>' },
    });
    expect(answer.cells).toMatchObject({ dealerName: '=IMPORTXML("x")', region: '<b>华南</b>' });
  });

  it('refuses the row when it names a field that the form does not have', async () => {
    const { services } = begin();
    const answer = await sendOne(services, zhang, { cells: { dealerName: 'A', nothing: 'x' } });
    expect(answer.outcome).toBe('rejected');
    expect(codes(answer)).toEqual(['nothing: unknown-field']);
    expect(await count(services, 'records')).toBe(0);
  });
});

describe('rules between fields', () => {
  it('refuses a planned shipping time later than two days after the invoice', async () => {
    const { services } = begin();
    const invoiced = await orderUpTo(services, 'invoice');
    const answer = await sendOne(services, zhao, {
      revision: invoiced.revision,
      cells: { plannedShipAt: '3.20 9:00' },
    });
    expect(answer.problems[0]?.field).toBe('plannedShipAt');
    expect(
      (await sendOne(services, zhao, { revision: invoiced.revision, cells: { plannedShipAt: '3.19 9:00' } }))
        .outcome,
    ).toBe('saved');
  });

  it('refuses a time of something that has not happened yet', async () => {
    const { services } = begin();
    const answer = await sendOne(services, zhang, { cells: { ...head, receivedAt: '3.19 9:00' } });
    expect(answer.problems.map(({ field }) => field)).toEqual(['receivedAt']);
  });
});

describe('a request that cannot be taken as a whole', () => {
  it('names an unknown form, or a spreadsheet that is not ours', async () => {
    const { services } = begin();
    const { applyEdits } = await import('../../functions/src/flows/apply-edits');
    const { forms } = await import('../../functions/src/forms');
    const request = { spreadsheetId: 'sheet-1', form: 'order', rows: [edit({ cells: head })] };
    await expect(applyEdits(services, forms, qian, { ...request, form: 'x' })).rejects.toMatchObject({
      status: 400,
      code: 'unknown-form',
    });
    await expect(applyEdits(services, forms, qian, { ...request, spreadsheetId: 'x' })).rejects.toMatchObject(
      { status: 403, code: 'unknown-spreadsheet' },
    );
  });
});
