import { describe, expect, it } from '@jest/globals';
import { sendOne } from '../support/edits';
import { head, stages } from '../support/orders';
import { testServices } from '../support/services';
import { wang, zhang, zhou } from '../support/staff';
import { ledger, recordOf, sweep } from '../support/sweeping';
import { classifiedOrder, paidOrder, shanghai, told } from '../support/swept-order';

describe('a deadline that passes', () => {
  it('is announced before, alarmed when it is missed, and escalated by the ladder, each once', async () => {
    const { services, at } = await classifiedOrder({
      reminders: {
        slotMinutes: 30,
        soonMinutes: 120,
        headMinutes: 90,
        managerMinutes: 390,
        escalateBySms: true,
      },
    });
    for (const time of ['16 10:01', '17 22:01', '18 00:01', '18 10:01', '18 15:02', '19 09:00']) {
      at(shanghai(time));
      await sweep(services);
      await sweep(services);
    }
    expect(await told(services)).toEqual([
      'turn scheduling wang 16T10:00',
      'late scheduling wang 18T08:30',
      'soon scheduling wang 18T08:30',
      'head scheduling zhou 18T10:00',
      'manager scheduling zhou 18T15:30',
    ]);
  });

  it('costs the responsible person the amount of its day for every blank, once', async () => {
    const { services, at } = await paidOrder({
      penalties: {
        amounts: [
          { from: '0000-01-01', amount: 2 },
          { from: '2026-03-16', amount: 3 },
          { from: '2026-03-17', amount: 5 },
        ],
        lateFillForgives: false,
      },
    });
    at(shanghai('16 23:59'));
    await sweep(services);
    expect(await ledger(services)).toEqual([]);
    at(shanghai('17 00:00'));
    await sweep(services);
    at(shanghai('18 00:00'));
    await sweep(services);
    const counted = await ledger(services);
    expect(counted.map(({ number, values }) => [number, values.item, values.person, values.amount])).toEqual([
      ['DH2026-0001-3.1', '发货性质', '张敏', 3],
      ['DH2026-0001-3.5', '要求发货时间', '张敏', 3],
    ]);
    expect((await recordOf(services)).stages.classification?.missedAt).toBe(shanghai('17 00:00'));
  });

  it('is judged by the edit itself when that comes before the sweep: what was missed is not saved by it', async () => {
    const { services, at, revision } = await paidOrder();
    at(shanghai('17 08:00'));
    const answer = await sendOne(services, zhang, { revision, cells: stages.classification.cells });
    expect(answer.outcome).toBe('saved');
    expect((await ledger(services)).map(({ values }) => values.item)).toEqual(['发货性质', '要求发货时间']);
    expect(answer.deadlines.find(({ stage }) => stage === 'classification')?.state).toBe('done-late');
    await sweep(services);
    expect(await ledger(services)).toHaveLength(2);
  });

  it('is not missed by what was typed in time and only reached us later', async () => {
    const { services, at, revision } = await paidOrder();
    at(shanghai('17 00:30'));
    await sweep(services);
    expect((await ledger(services)).map(({ values }) => values.voided)).toEqual([undefined, undefined]);
    const answer = await sendOne(services, zhang, {
      revision,
      at: shanghai('16 23:50'),
      cells: stages.classification.cells,
    });
    expect(answer.deadlines.find(({ stage }) => stage === 'classification')?.state).toBe('done');
    expect((await ledger(services)).map(({ values }) => values.voided)).toEqual([
      '按填写时间未逾期，系统撤销',
      '按填写时间未逾期，系统撤销',
    ]);
    expect((await recordOf(services)).blanks).toEqual({});
  });

  it('of an earlier person costs the later one nothing: every turn has its own time from when it opened', async () => {
    const { services, at, revision } = await paidOrder();
    at(shanghai('19 11:00'));
    await sendOne(services, zhang, { revision, cells: stages.classification.cells });
    at(shanghai('20 23:59'));
    await sweep(services);
    expect((await ledger(services)).map(({ values }) => values.person)).toEqual(['张敏', '张敏']);
    at(shanghai('21 00:00'));
    await sweep(services);
    expect((await ledger(services)).at(-1)?.values).toMatchObject({
      item: '安排客服文员开票时间',
      person: '王芳',
    });
  });

  it('is judged once: a blank that is emptied afterwards is not counted again, nor forgiven', async () => {
    const { services, at, revision } = await classifiedOrder();
    at(shanghai('18 00:01'));
    await sweep(services);
    let answer = await sendOne(services, wang, { revision, cells: { invoiceOn: '3.19' } });
    answer = await sendOne(services, wang, { revision: answer.revision, cells: { invoiceOn: null } });
    at(shanghai('20 12:00'));
    await sweep(services);
    const counted = await ledger(services);
    expect(counted).toHaveLength(1);
    expect(counted[0]?.values).toMatchObject({ filledAt: shanghai('18 00:01') });
    expect(counted[0]?.values.voided).toBeUndefined();
    expect(answer.deadlines.find(({ stage }) => stage === 'scheduling')?.state).toBe('late');
  });

  it('forgives a blank that is filled late where the settings say so', async () => {
    const { services, at, revision } = await classifiedOrder({
      penalties: { amounts: [{ from: '0000-01-01', amount: 2 }], lateFillForgives: true },
    });
    at(shanghai('18 09:00'));
    await sweep(services);
    await sendOne(services, wang, { revision, cells: { invoiceOn: '3.19' } });
    expect((await ledger(services)).map(({ values }) => values.voided)).toEqual(['已补填，按设置免扣']);
  });

  it('never counts what the system fills, instructions, or a branch that was not taken', async () => {
    const { services, at, revision } = await classifiedOrder();
    let next = revision;
    for (const stage of ['scheduling', 'invoice'] as const) {
      at(shanghai('17 09:10'));
      const { by, cells } = stages[stage];
      next = (await sendOne(services, by, { revision: next, cells })).revision;
    }
    next = (await sendOne(services, zhou, { revision: next, cells: { transport: '托运' } })).revision;
    at(shanghai('20 00:00'));
    await sweep(services);
    expect((await ledger(services)).map(({ values }) => values.item)).toEqual([
      '计划发货时间',
      '实际发货时间',
      '物流电话',
      '预计货物送到时间',
    ]);
  });
});

describe('the head of a new order', () => {
  it('is counted with the first stage, at the end of the day on which the row was begun if nothing says more', async () => {
    const { services, at } = testServices({ now: shanghai('16 09:20') });
    await sendOne(services, zhang, { cells: { dealerName: head.dealerName } });
    at(shanghai('17 00:00'));
    await sweep(services);
    expect((await ledger(services)).map(({ values }) => values.item)).toEqual([
      '经销商电话',
      '销售经理',
      '销售经理电话',
      '订货单传真收到时间',
    ]);
  });
});
