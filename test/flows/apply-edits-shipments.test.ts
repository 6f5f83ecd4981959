import { describe, expect, it } from '@jest/globals';
import type { Services } from '../../functions/src/ports';
import { recordSchema } from '../../functions/src/rules/record';
import { edit, send, sendOne } from '../support/edits';
import { head, orderUpTo, stages } from '../support/orders';
import { testServices } from '../support/services';
import { chen, li, sun, wang, zhang, zhao, zhou } from '../support/staff';

const evening = '2026-03-18T10:00:00.000Z';
const codes = (answer: { problems: readonly { field: string; code: string }[] }) =>
  answer.problems.map(({ field, code }) => `${field}: ${code}`);
const record = async (services: Services, key: string) =>
  recordSchema.parse((await services.store.get([`records/order~${key}`]))[0]?.data);

/** An order that owes goods, received; its second shipment received in this condition. */
async function secondShipment(condition: string) {
  const { services } = testServices({ now: evening });
  const shipped = await orderUpTo(services, 'shipping');
  let revision = shipped.revision;
  const told = { dealerToldAt: '3.17 14:30', managerToldAt: '3.17 14:35' };
  for (const { by, cells } of [
    { by: sun, cells: { ...stages.release.cells, owed: '茶几 B2×4' } },
    { by: li, cells: told },
    { by: li, cells: stages.receipt.cells },
  ])
    ({ revision } = await sendOne(services, by, { revision, cells }));
  let second = await sendOne(services, wang, {
    key: 'row-2',
    cells: { number: 'DH2026-0001', batch: '2', invoiceOn: '3.17' },
  });
  for (const { by, cells } of [
    { by: chen, cells: { ...stages.invoice.cells, deliveryNote: 'FH-0089' } },
    { by: zhao, cells: stages.shipping.cells },
    { by: sun, cells: { ...stages.release.cells, quantity: '4', owed: '无' } },
    { by: li, cells: told },
    { by: li, cells: { ...stages.receipt.cells, condition } },
  ]) {
    second = await sendOne(services, by, { key: 'row-2', revision: second.revision, cells });
    expect(second.problems).toEqual([]);
  }
  return { services, revision, second };
}

describe('a further shipment', () => {
  it('may not begin before the order itself has come so far', async () => {
    const { services } = testServices({ now: evening });
    await orderUpTo(services, 'received');
    const answer = await sendOne(services, wang, {
      key: 'row-2',
      cells: { number: 'DH2026-0001', batch: '2', invoiceOn: '3.17' },
    });
    expect(codes(answer)).toEqual(['batch: stage-not-open']);
    expect(answer.problems[0]?.message).toContain('货款到帐时间（售后专员）');
    expect(await services.store.get(['records/order~row-2'])).toEqual([undefined]);
  });

  it('is found in whatever order the rows of one request stand', async () => {
    const { services } = testServices({ now: evening });
    await orderUpTo(services, 'release');
    const shipment = (batch: string) =>
      edit({ key: `row-${batch}`, at: evening, cells: { number: 'DH2026-0001', batch, invoiceOn: '3.18' } });
    const answers = await send(services, wang, shipment('3'), shipment('4'), shipment('2'));
    expect(answers.map(({ key, outcome }) => [key, outcome])).toEqual([
      ['row-3', 'saved'],
      ['row-4', 'saved'],
      ['row-2', 'saved'],
    ]);
  });

  it('that arrived damaged keeps the closing shut until that is settled', async () => {
    const { services, second } = await secondShipment('破损');
    expect((await record(services, 'row-1')).openStage).toBe('closing');
    const closing = () => sendOne(services, li, { revision: 99, cells: { summary: '完成' } });
    expect(codes(await closing())).toEqual(['summary: stage-not-open']);
    await sendOne(services, li, {
      key: 'row-2',
      revision: second.revision,
      cells: { condition: '问题已解决' },
    });
    expect((await closing()).outcome).toBe('saved');
  });

  it('follows corrections of what it carries over: nobody is told at the old phone', async () => {
    const { services } = testServices({ now: evening });
    const first = await orderUpTo(services, 'release');
    await sendOne(services, wang, {
      key: 'row-2',
      cells: { number: 'DH2026-0001', batch: '2', invoiceOn: '3.18' },
    });
    await sendOne(services, zhang, { revision: first.revision, cells: { dealerPhone: '13700009999' } });
    const second = await record(services, 'row-2');
    expect(second.values).toMatchObject({ dealerPhone: '+8613700009999', batch: 2, invoiceOn: '2026-03-18' });
    expect(second).toMatchObject({ revision: 2, toSheet: true, summaryPending: true });
  });
});

describe('a row that says only its number', () => {
  it('has its first stage open, with its person', async () => {
    const { services } = testServices({ now: evening });
    const answer = await sendOne(services, zhang, { cells: { number: 'N-1' } });
    expect(answer).toMatchObject({ outcome: 'saved', number: 'N-1' });
    expect(await record(services, 'row-1')).toMatchObject({
      openStage: 'received',
      stages: { received: { openedAt: evening } },
      done: false,
    });
  });

  it('may say it again as it is, whoever does', async () => {
    const { services } = testServices({ now: evening });
    const answer = await sendOne(services, zhang, { cells: { number: 'n-1', ...head } });
    for (const who of [sun, zhou])
      expect(
        await sendOne(services, who, { revision: answer.revision, cells: { number: ' Ｎ-1 ', batch: '1' } }),
      ).toMatchObject({ outcome: 'unchanged', problems: [] });
    expect(
      codes(await sendOne(services, sun, { revision: answer.revision, cells: { number: 'N-2' } })),
    ).toEqual(['number: number-fixed']);
  });
});
