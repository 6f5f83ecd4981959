import { describe, expect, it } from '@jest/globals';
import { chen, li, zhang } from '../support/staff';
import { sectionRows, summaryLineOf, tabOf, waitingFor } from '../support/summary-lines';

describe('今日看板', () => {
  const lines = [
    waitingFor('DH1', 'payment', 'after-sales-clerk', li.email, '2026-03-15T16:00:00.000Z'),
    waitingFor('DH2', 'invoice', 'office-clerk', chen.email, '2026-03-16T01:30:00.000Z'),
    waitingFor('DH3', 'received', 'assessment-clerk', zhang.email, '2026-03-16T16:00:00.000Z'),
    waitingFor('DH4', 'shipping', 'transport-clerk', undefined, '2026-03-18T16:00:00.000Z'),
    waitingFor('DH5', 'payment', 'after-sales-clerk', li.email),
    summaryLineOf({ number: 'DH6', done: true }),
  ];
  const tab = tabOf('今日看板', lines);

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
      ['李娟', 1, 0, 1, 2],
      ['张敏', 0, 1, 0, 1],
      ['陈静', 0, 1, 0, 1],
      ['未指定（储运员）', 0, 0, 1, 1],
    ]);
  });

  it('counts what is done at the deadline itself as overdue, as the deadlines do', () => {
    const atDeadline = tabOf('今日看板', lines, '2026-03-16T01:30:00.000Z');
    expect(sectionRows(atDeadline, '逾期 2 项').map((row) => row[2])).toEqual(['DH1', 'DH2']);
  });

  it('marks the headings, so that they can be set off', () => {
    expect(tab.headingRows.map((row) => tab.rows[row]?.[0])).toContain('【逾期 1 项】');
    expect(tab.headingRows[0]).toBe(0);
  });
});
