import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Penalty } from '../../functions/src/rules/summary-line-penalty';
import { testSettings } from '../support/services';
import { chen, zhou } from '../support/staff';
import { penaltyLine, sectionRows, tabOf } from '../support/summary-lines';

const ofChen = { person: chen.email, personName: chen.name };
const settings = { ...testSettings, closedMonths: ['2026-02'] };

describe('考核扣罚: by month and person', () => {
  const rows = (penalties: readonly Partial<Penalty>[]) => {
    const lines = penalties.map((changes, at) => penaltyLine(`KF${at}`, changes));
    return sectionRows(tabOf('考核扣罚', lines, undefined, { settings }), '按月份和责任人');
  };

  it('adds up a month, then each person, whoever is fined most first; the newest month first', () => {
    expect(rows([{}, ofChen, ofChen, { month: '2026-02' }])).toEqual([
      ['2026-03', '合计', 3, 6, 0, 0, 0, '未月结'],
      ['2026-03', '陈静', 2, 4, 0, 0, 0, '未月结'],
      ['2026-03', '李娟', 1, 2, 0, 0, 0, '未月结'],
      ['2026-02', '合计', 1, 2, 0, 0, 0, '已月结'],
      ['2026-02', '李娟', 1, 2, 0, 0, 0, '已月结'],
    ]);
  });

  it('fines nothing for what was waived or withdrawn; asking alone does not help', () => {
    const [total] = rows([
      {},
      { plea: '传真机坏了' },
      { plea: '传真机坏了', decision: 'waived' },
      { voided: '按填写时间未逾期，系统撤销' },
      { decision: 'waived', voided: '已补填，按设置免扣' },
    ]);
    expect(total).toEqual(['2026-03', '合计', 5, 4, 1, 1, 2, '未月结']);
  });

  it('waives by the decision alone: a reason without one, or against it, leaves the fine', () => {
    const [total] = rows([
      { plea: '传真机坏了', decisionReason: '不' },
      { plea: '传真机坏了', decision: 'kept', decisionReason: '无' },
      { decision: 'kept' },
    ]);
    expect(total).toEqual(['2026-03', '合计', 3, 6, 0, 1, 0, '未月结']);
  });

  it('fines in a closed month what nobody decided on, and nothing waits there any more', () => {
    const [total] = rows([
      { month: '2026-02', plea: '传真机坏了' },
      { month: '2026-02', plea: '传真机坏了', decision: 'waived' },
    ]);
    expect(total).toEqual(['2026-02', '合计', 2, 2, 1, 0, 0, '已月结']);
  });

  it('keeps the amount of its day for every blank', () => {
    expect(rows([{ amount: 2 }, { amount: 5.5 }])[0]?.[3]).toBe(7.5);
    expect(rows([{ amount: 0.1 }, { amount: 0.2 }])[0]?.[3]).toBe(0.3);
  });

  it('has a line of its own for blanks that nobody was named for', () => {
    const line = penaltyLine('KF1', { person: undefined, personName: '未指定' });
    expect(sectionRows(tabOf('考核扣罚', [line]), '按月份和责任人')[1]?.slice(1, 4)).toEqual([
      '未指定',
      1,
      2,
    ]);
  });

  it('shows twelve months', () => {
    expect(rows([{ month: '2025-04' }, { month: '2025-03' }]).map(([month]) => month)).toEqual([
      '2025-04',
      '2025-04',
    ]);
  });

  it('fines in a month what its people are fined together, whatever became of each blank', () => {
    const outcome = fc.record({
      person: fc.constantFrom({}, ofChen),
      amount: fc.integer({ min: 0, max: 5000 }).map((fen) => fen / 100),
      changes: fc.constantFrom<Partial<Penalty>>(
        {},
        { plea: '忙' },
        { decision: 'waived' },
        { plea: '忙', decision: 'kept' },
        { voided: '撤销' },
      ),
    });
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 30 }), (drawn) => {
        const [total, ...people] = rows(
          drawn.map(({ person, amount, changes }) => ({ ...person, amount, ...changes })),
        );
        const sum = people.reduce((fen, row) => fen + Math.round(Number(row[3]) * 100), 0);
        expect(Math.round(Number(total?.[3]) * 100)).toBe(sum);
        expect(people.reduce((count, row) => count + Number(row[2]), 0)).toBe(drawn.length);
      }),
    );
  });
});

describe('考核扣罚: every blank', () => {
  const rows = (changes: Partial<Penalty>) =>
    sectionRows(
      tabOf('考核扣罚', [penaltyLine('DH1-2.2', changes)], undefined, { settings }),
      '每个漏填的空 1 个',
    )[0];

  it('says which blank of which order, of whom, since when, and what it costs', () => {
    expect(rows({})).toEqual([
      '2026-03',
      'DH1-2.2',
      'DH1',
      '2 货款到帐',
      '汇款银行',
      '李娟',
      '03-10 24:00',
      2,
      '',
      '',
      '',
      '',
      '扣罚',
    ]);
  });

  it.each<[Partial<Penalty>, string[]]>([
    [{ filledAt: '2026-03-11T02:00:00.000Z' }, ['03-11 10:00', '', '', '', '扣罚']],
    [{ plea: '出差' }, ['', '出差', '', '', '申请中']],
    [{ plea: '出差', decisionReason: '不' }, ['', '出差', '', '不', '申请中']],
    [
      { plea: '出差', decision: 'waived', decisionReason: '属实', decidedBy: zhou.email },
      ['', '出差', '免扣（周总）', '属实', '已免扣'],
    ],
    [{ plea: '出差', decision: 'kept', decidedBy: zhou.email }, ['', '出差', '不免（周总）', '', '扣罚']],
    [{ plea: '出差', month: '2026-02' }, ['', '出差', '', '', '扣罚（月结前未审批）']],
    [{ decision: 'waived', month: '2026-02' }, ['', '', '免扣', '', '已免扣']],
    [{ voided: '按填写时间未逾期，系统撤销' }, ['', '', '', '按填写时间未逾期，系统撤销', '已撤销']],
  ])('says what became of it: %j', (changes, said) => {
    expect(rows(changes)?.slice(8)).toEqual(said);
  });

  it('has the newest first', () => {
    const tab = tabOf('考核扣罚', [
      penaltyLine('KF1', { dueAt: '2026-02-10T16:00:00.000Z', month: '2026-02' }),
      penaltyLine('KF2', { dueAt: '2026-03-01T16:00:00.000Z' }),
      penaltyLine('KF3', { dueAt: '2026-03-02T16:00:00.000Z' }),
      penaltyLine('KF4', { dueAt: '2026-02-20T16:00:00.000Z' }),
    ]);
    expect(sectionRows(tab, '每个漏填的空 4 个').map((row) => row[1])).toEqual(['KF3', 'KF2', 'KF4', 'KF1']);
  });
});

describe('考核扣罚: what it says beside the figures', () => {
  const said = (lines: Parameters<typeof tabOf>[1], more?: Parameters<typeof tabOf>[3]) =>
    tabOf('考核扣罚', lines, undefined, more).rows.flat();

  it('says that this month has none, though an earlier one had', () => {
    expect(said([penaltyLine('KF1', { month: '2026-02' })])).toContain('本月没有漏填。');
    expect(said([penaltyLine('KF1')])).not.toContain('本月没有漏填。');
  });

  it('says where a fine is waived, by the names that the register has', () => {
    const where =
      '免扣：责任人可在“考核明细”表填写“申请免扣理由”；经理在该表的“审批”列选“免扣”或“不免”，可写“审批理由”。已月结的月份不再变动。';
    expect(said([penaltyLine('KF1')])).toContain(where);
    const inTaiwan = { settings: { ...testSettings, staffLanguage: 'zh-TW' as const } };
    expect(said([penaltyLine('KF1')], inTaiwan).join()).toContain('“考核明細”');
    expect(said([])).not.toContain(where);
  });

  it('counts in the month of the business clock, not of UTC', () => {
    const lines = [penaltyLine('KF1', { month: '2026-04' })];
    const inApril = tabOf('考核扣罚', lines, '2026-03-31T16:30:00.000Z').rows.flat();
    expect(inApril).not.toContain('本月没有漏填。');
    expect(tabOf('考核扣罚', lines, '2026-03-31T15:30:00.000Z').rows.flat()).toContain('本月没有漏填。');
  });
});
