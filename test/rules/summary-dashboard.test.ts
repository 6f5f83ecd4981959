import { describe, expect, it } from '@jest/globals';
import type { Staff } from '../../functions/src/rules/record';
import { replySchema } from '../../functions/src/rules/reply';
import { chen, everybody, li, wang, zhang, zhao } from '../support/staff';
import { penaltyLine, sectionRows, summaryLineOf, tabOf, waitingFor } from '../support/summary-lines';

describe('今日看板', () => {
  const lines = [
    waitingFor('DH1', 'payment', 'after-sales-clerk', li.email, '2026-03-15T16:00:00.000Z'),
    waitingFor('DH2', 'invoice', 'office-clerk', chen.email, '2026-03-16T01:30:00.000Z'),
    waitingFor('DH3', 'received', 'assessment-clerk', zhang.email, '2026-03-16T16:00:00.000Z'),
    waitingFor('DH4', 'shipping', 'transport-clerk', undefined, '2026-03-18T16:00:00.000Z'),
    waitingFor('DH5', 'payment', 'after-sales-clerk', li.email),
    summaryLineOf({ number: 'DH6', done: true }),
  ];
  const staff = [...everybody, { ...zhao, email: 'second@gendan.example', name: '赵二' }];
  const tab = tabOf('今日看板', lines, undefined, { staff });

  it('lists what is overdue, with the person, the stage and by how long', () => {
    expect(sectionRows(tab, '逾期 1 项')).toEqual([
      ['李娟', '售后专员', 'DH1', '佛山南海经销部', '2 货款到帐', '03-15 24:00', '9小时5分'],
    ]);
  });

  it('lists what is due today, up to midnight', () => {
    expect(sectionRows(tab, '今天到期 2 项').map((row) => [row[0], row[2], row[5], row[6]])).toEqual([
      ['张敏', 'DH3', '03-16 24:00', '14小时55分'],
      ['陈静', 'DH2', '03-16 09:30', '25分钟'],
    ]);
  });

  it('lists everything else that is open; a role stands for the person where nobody is named yet', () => {
    expect(sectionRows(tab, '其他进行中 2 项').map((row) => [row[0], row[2], row[5]])).toEqual([
      ['未指定（储运员）', 'DH4', '03-18 24:00'],
      ['李娟', 'DH5', ''],
    ]);
  });

  it('counts by person, the latest first', () => {
    expect(sectionRows(tab, '按人汇总')).toEqual([
      ['李娟', 1, 0, 1, 2, 0],
      ['张敏', 0, 1, 0, 1, 0],
      ['陈静', 0, 1, 0, 1, 0],
      ['未指定（储运员）', 0, 0, 1, 1, 0],
    ]);
  });

  it('has customers’ letters first, by who is to answer them, and counts them by person', () => {
    const letter = (at: string, record?: string) =>
      replySchema.parse({
        ...{ from: '+886912345678', body: '少了一把椅子', at, outcome: 'kept', handled: false },
        ...(record ? { record } : {}),
      });
    const replies = [letter('2026-03-16T00:35:00.000Z', 'order~DH4~1'), letter('2026-03-15T01:05:00.000Z')];
    const board = tabOf('今日看板', lines, undefined, { staff }, { replies });
    expect(sectionRows(board, '客户来信待处理 2 条：请打电话答复')).toEqual([
      [
        ...['李娟', '售后专员', '（没有对应的单）', '', '+886912345678', '03-15 09:05', '1天'],
        '少了一把椅子',
      ],
      [
        ...['李娟', '售后专员', 'DH4', '佛山南海经销部', '+886912345678', '03-16 08:35', '30分钟'],
        '少了一把椅子',
      ],
    ]);
    const counted = sectionRows(board, '按人汇总').map((row) => [row[0], row[6]]);
    expect(counted[0]).toEqual(['李娟', 2]);
    expect(counted[1]).toEqual(['张敏', 0]);
    expect(tab.rows.flat().join()).not.toContain('来信');
  });

  it('counts the blanks that each person missed since the last working day and has not filled yet', () => {
    const atMidnight = '2026-03-13T16:00:00.000Z';
    const missed = [
      penaltyLine('KF1', { dueAt: atMidnight }),
      penaltyLine('KF2', { dueAt: '2026-03-16T01:00:00.000Z' }),
      penaltyLine('KF3', { dueAt: '2026-03-12T16:00:00.000Z' }),
      penaltyLine('KF4', { dueAt: atMidnight, filledAt: '2026-03-16T01:00:00.000Z' }),
      penaltyLine('KF5', { dueAt: atMidnight, voided: '按填写时间未逾期，系统撤销' }),
      penaltyLine('KF6', { dueAt: atMidnight, person: chen.email, personName: chen.name }),
    ];
    const board = tabOf('今日看板', [...lines, ...missed]);
    expect(board.rows.flat()).toContain('新增漏填（03-13起）');
    const rows = sectionRows(board, '按人汇总');
    expect(rows.map((row) => [row[0], row[5]])).toEqual([
      ['李娟', 2],
      ['张敏', 0],
      ['陈静', 1],
      ['赵强', 0],
    ]);
  });

  it('counts what is done at the deadline itself as overdue, as the deadlines do', () => {
    const atDeadline = tabOf('今日看板', lines, '2026-03-16T01:30:00.000Z');
    expect(sectionRows(atDeadline, '逾期 2 项').map((row) => row[2])).toEqual(['DH1', 'DH2']);
  });

  it('names the deputy while somebody is away, and the person again from the day after', () => {
    const away = { from: '2026-03-16', to: '2026-03-16', deputy: wang.email };
    const staff = everybody.map((one) => (one === zhang ? { ...one, away } : one));
    const named = (now: string) =>
      tabOf('今日看板', lines, now, { staff })
        .rows.filter((row) => row[2] === 'DH3')
        .map(([person]) => person);
    expect(named('2026-03-15T16:00:00.000Z')).toEqual(['王芳（代张敏）']);
    expect(named('2026-03-16T16:00:00.000Z')).toEqual(['张敏']);
  });

  it('names who has taken over from somebody who left, or the role while nobody has', () => {
    const gone = everybody.map((one) => (one === zhang ? { ...one, active: false } : one));
    const heir = { ...zhang, email: 'heir@gendan.example', name: '新来的' };
    const named = (staff: readonly Staff[]) =>
      tabOf('今日看板', lines, undefined, { staff })
        .rows.filter((row) => row[2] === 'DH3')
        .map(([person]) => person);
    expect(named(gone)).toEqual(['未指定（考核专员）']);
    expect(named([...gone, heir])).toEqual(['新来的']);
    expect(named([...gone, heir, { ...heir, email: 'third@gendan.example' }])).toEqual([
      '未指定（考核专员）',
    ]);
  });

  it('names who looks after the dealer or the region, where nobody is named on the order yet', () => {
    const south = { ...zhao, email: 'south@gendan.example', name: '南方储运', regions: ['华南'] };
    const withSouth = tabOf('今日看板', lines, undefined, { staff: [...everybody, south] });
    expect(withSouth.rows.filter((row) => row[2] === 'DH4').map(([person]) => person)).toEqual(['南方储运']);
  });

  it('marks the headings, so that they can be set off', () => {
    expect(tab.headingRows.map((row) => tab.rows[row]?.[0])).toContain('【逾期 1 项】');
    expect(tab.headingRows[0]).toBe(0);
  });
});
