import { describe, expect, it } from '@jest/globals';
import { applyEdits } from '../../functions/src/flows/apply-edits';
import { forms } from '../../functions/src/forms';
import type { CellInput } from '../../functions/src/forms/edit-contract';
import type { Services } from '../../functions/src/ports';
import type { Staff } from '../../functions/src/rules/record';
import { edit, sendOne } from '../support/edits';
import { stages } from '../support/orders';
import { testServices } from '../support/services';
import { chen, li, wang, zhang, zhou } from '../support/staff';
import { ledger, sweep } from '../support/sweeping';

const midnight = '2026-03-16T16:00:00.000Z';

/** The assessment clerk has let the classification slip: two blanks are counted. */
async function counted() {
  const world = testServices({ now: '2026-03-16T01:20:00.000Z' });
  const { revision } = await sendOne(world.services, zhang, { cells: stages.received.cells });
  await sendOne(world.services, li, { revision, cells: stages.payment.cells });
  world.at(midnight);
  await sweep(world.services);
  const [blank] = await ledger(world.services);
  if (!blank) throw new Error('no blank was counted');
  return { ...world, key: blank.key };
}

async function type(services: Services, who: Staff, key: string, cells: Record<string, CellInput>) {
  const { rows } = await applyEdits(
    services,
    forms,
    { email: who.email },
    {
      spreadsheetId: 'sheet-1',
      form: 'blank',
      rows: [edit({ key, revision: 1, at: services.clock.business().toISOString(), cells })],
    },
  );
  return rows[0];
}
const refusals = (answer: Awaited<ReturnType<typeof type>>) =>
  answer?.problems.map(({ code, message }) => `${code}: ${message}`);

describe('the ledger of blanks', () => {
  it('takes the plea of the person who was charged, and a manager, but of nobody else', async () => {
    const { services, key } = await counted();
    expect(refusals(await type(services, li, key, { plea: '我替她说' }))).toEqual([
      'not-yours: 这一格由张敏填写。需要改动请找张敏或经理。',
    ]);
    expect((await type(services, zhang, key, { plea: '当天停电' }))?.outcome).toBe('saved');
  });

  it('takes the decision of a manager only, and only as one of its two words', async () => {
    const { services, key } = await counted();
    expect(
      refusals(await type(services, zhang, key, { decision: '免扣', decisionReason: '我自己免' })),
    ).toEqual([
      'not-yours: 这一格由经理填写，需要改动请找经理。',
      'not-yours: 这一格由经理填写，需要改动请找经理。',
    ]);
    for (const word of ['不', '无', '同意']) {
      const [refusal] = refusals(await type(services, zhou, key, { decision: word })) ?? [];
      expect(refusal).toMatch(/免扣.+不免/);
    }
    const decided = { decision: '不免', decisionReason: '当天有电' };
    expect((await type(services, zhou, key, decided))?.outcome).toBe('saved');
    expect((await ledger(services)).find((one) => one.key === key)?.values).toMatchObject({
      decision: 'kept',
      decisionReason: '当天有电',
    });
  });

  it('lets nobody change what the system has entered, nor add a row', async () => {
    const { services, key } = await counted();
    expect(refusals(await type(services, zhou, key, { amount: 0 }))).toEqual([
      'system-fills: 这一格由系统填写，不用手填。',
    ]);
    expect(refusals(await type(services, zhou, 'mine', { decision: '免扣' }))).toEqual([
      'system-rows: 这张表由系统登记，不能自己加行。',
    ]);
  });

  it('stays as it was once its month is closed', async () => {
    const { services, store, key, at } = await counted();
    const closed = { ...services, settings: { ...services.settings, closedMonths: ['2026-03'] } };
    at('2026-04-02T02:00:00.000Z');
    const values = { kind: 'closing', month: '2026-03' };
    const closing = { kind: 'penalties', values, enteredAt: '2026-04-01T02:00:00.000Z', number: 'KH-1' };
    const rows = { version: 1, rows: { 'penalties~march': closing } };
    await store.write([{ kind: 'set', path: 'settings/rows', data: rows }]);
    expect(refusals(await type(closed, zhou, key, { decision: '免扣' }))).toEqual([
      'month-closed: 2026-03 已经月结，不能再改。',
    ]);
    await sendOne(closed, zhang, { revision: 2, cells: stages.classification.cells });
    expect((await ledger(closed)).map(({ values }) => values.filledAt)).toEqual([undefined, undefined]);
  });
});

describe('a deputy', () => {
  it('fills what the absent person would, in their own name', async () => {
    const away = { from: '2026-03-16', to: '2026-03-16', deputy: chen.email };
    const staff = [zhang, li, { ...wang, away }, chen, zhou];
    const { services, at } = testServices({ now: '2026-03-16T01:20:00.000Z', staff });
    let { revision } = await sendOne(services, zhang, { cells: stages.received.cells });
    ({ revision } = await sendOne(services, li, { revision, cells: stages.payment.cells }));
    const turn = await sendOne(services, zhang, { revision, cells: stages.classification.cells });
    expect(turn.next?.text).toBe('4 安排开票 · 客服部副部长 陈静');
    const answer = await sendOne(services, chen, { revision: turn.revision, cells: { invoiceOn: '3.18' } });
    expect(answer).toMatchObject({ outcome: 'saved', problems: [] });
    at('2026-03-17T02:00:00.000Z');
    const late = await sendOne(services, chen, { revision: answer.revision, cells: { invoiceOn: '3.19' } });
    expect(late.problems[0]?.code).toBe('not-yours');
  });
});
