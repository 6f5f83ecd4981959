import { describe, expect, it } from '@jest/globals';
import type { SummaryLine } from '../../functions/src/rules/summary-line';
import { testSettings } from '../support/services';
import { everybody, li, sun, zhao } from '../support/staff';
import { penaltyLine, sectionRows, summaryLineOf, tabOf, waitingFor } from '../support/summary-lines';

describe('异常', () => {
  it('says so when there is nothing to tell', () => {
    const lines = [waitingFor('DH1', 'payment', 'after-sales-clerk', li.email), penaltyLine('KF1')];
    expect(tabOf('异常', lines).rows.slice(1).flat()).toEqual(['目前没有异常。']);
  });

  it('names the years whose legal calendar is not known, and the orders whose deadline depends on them', () => {
    const counted = (number: string, dueAt: string) =>
      summaryLineOf({
        number,
        next: { stage: 'closing', role: 'after-sales-clerk', dueAt, calendarUnknown: true },
      });
    const tab = tabOf('异常', [
      counted('DH1', '2028-01-06T16:00:00.000Z'),
      counted('DH2', '2027-01-07T16:00:00.000Z'),
      counted('DH3', '2027-12-31T16:00:00.000Z'),
    ]);
    expect(
      sectionRows(
        tab,
        '有2年的法定节假日还不知道：2027年、2028年（暂按周一至周五和“日历”表计算，系统更新后此提示消失）】',
      ),
    ).toEqual([
      ['2027年', 2, 'DH2、DH3'],
      ['2028年', 1, 'DH1'],
    ]);
  });

  it('names stages whose turn it is and whose role nobody holds', () => {
    const lines = [
      waitingFor('DH1', 'shipping', 'transport-clerk', undefined),
      waitingFor('DH2', 'shipping', 'transport-clerk', zhao.email),
      waitingFor('DH3', 'payment', 'after-sales-clerk', li.email),
    ];
    const without = everybody.map((one) => (one === zhao ? { ...one, active: false } : one));
    const tab = tabOf('异常', lines, undefined, { staff: without });
    expect(sectionRows(tab, '无人负责的环节 1 个')).toEqual([['储运员', '6 运输信息', 2, 'DH1、DH2']]);
    expect(tabOf('异常', lines).rows.flat()).toContain('目前没有异常。');
  });

  describe('where several share a role and nobody is named', () => {
    const second = { ...zhao, email: 'second@gendan.example', name: '赵二' };
    const staff = [...everybody, second];
    const title = '岗位有多人、没有指定责任人';
    const unnamed = { person: undefined, personName: '未指定', role: '储运员' };
    const rows = (lines: readonly SummaryLine[], people = staff) => {
      const tab = tabOf('异常', lines, undefined, { staff: people });
      expect(tab.rows.flat().join()).not.toContain('无人负责');
      return tab.rows.flat().includes('目前没有异常。') ? [] : sectionRows(tab, title);
    };

    it('lists the open turn with all who hold the role, and the blanks of this month charged to nobody', () => {
      const lines = [
        waitingFor('DH1', 'shipping', 'transport-clerk', undefined),
        waitingFor('DH2', 'shipping', 'transport-clerk', zhao.email),
        penaltyLine('KF1', { ...unnamed, orderNumber: 'DH1' }),
        penaltyLine('KF2', { ...unnamed, orderNumber: 'DH1' }),
        penaltyLine('KF3', { ...unnamed, orderNumber: 'DH3' }),
        penaltyLine('KF4'),
      ];
      expect(rows(lines)).toEqual([
        ['储运员', 'DH1', '赵强、赵二', '6 运输信息', 2],
        ['储运员', 'DH3', '赵强、赵二', '', 1],
      ]);
    });

    it('leaves out blanks of other months, those let off, and those of a role that nobody holds', () => {
      const lines = [
        penaltyLine('KF1', { ...unnamed, month: '2026-02' }),
        penaltyLine('KF2', { ...unnamed, voided: '按填写时间未逾期，系统撤销' }),
        penaltyLine('KF3', { ...unnamed, decision: 'waived' }),
        penaltyLine('KF4', { ...unnamed, role: '早已没有的岗位' }),
      ];
      expect(rows(lines)).toEqual([]);
      const gone = staff.map((one) =>
        one.roles.includes('transport-clerk') ? { ...one, active: false } : one,
      );
      expect(rows([penaltyLine('KF1', unnamed)], gone)).toEqual([]);
    });

    it('knows the role in whatever language the ledger names it', () => {
      const lines = [penaltyLine('KF1', { ...unnamed, role: 'Transport clerk' })];
      expect(rows(lines)).toEqual([['储运员', 'DH1', '赵强、赵二', '', 1]]);
    });
  });

  it('lists cells that were refused, with what was typed and by whom', () => {
    const refused = [{ field: 'quantity', text: '十来件', by: sun.email }];
    const tab = tabOf('异常', [summaryLineOf({ number: 'DH1', batch: 2, refused })]);
    expect(sectionRows(tab, '单元格被退回 1 处')).toEqual([
      ['DH1 第2批', '佛山南海经销部', '货物数量', '十来件', '孙伟'],
    ]);
  });

  it('lists times that differ: of open orders, and of all of this month and the last', () => {
    const differing = (number: string, firstAt: string, done: boolean) =>
      summaryLineOf({
        number,
        done,
        differs: [
          { first: 'shippedAt', second: 'releasedAt', firstAt, secondAt: '2026-03-10T07:00:00.000Z' },
        ],
      });
    const tab = tabOf('异常', [
      differing('DH1', '2026-03-10T06:00:00.000Z', true),
      differing('DH2', '2026-01-31T15:59:00.000Z', false),
      differing('DH3', '2026-01-31T15:59:00.000Z', true),
    ]);
    const rows = sectionRows(tab, '时间不一致 2 处');
    expect(rows.map(([number]) => number)).toEqual(['DH1', 'DH2']);
    expect(rows[0]?.slice(2)).toEqual([
      '发货时间与货物发出时间不一致',
      '实际发货时间 03-10 14:00',
      '货物发出时间 03-10 15:00',
      '1小时',
    ]);
  });

  it('lists who asks to be let off, until the manager has answered or the month is closed', () => {
    const lines = [
      penaltyLine('KF1', { plea: '出差' }),
      penaltyLine('KF2', { plea: '出差', decision: 'waived' }),
      penaltyLine('KF3', { plea: '出差', voided: '按填写时间未逾期，系统撤销' }),
      penaltyLine('KF4', { plea: '出差', month: '2026-02' }),
      penaltyLine('KF5'),
      penaltyLine('KF6', { plea: '出差', decision: 'kept' }),
    ];
    const settings = { ...testSettings, closedMonths: ['2026-02'] };
    expect(sectionRows(tabOf('异常', lines, undefined, { settings }), '申请免扣待批 1 个')).toEqual([
      ['KF1', '2 货款到帐', '汇款银行', 'DH1', '李娟', 2, '出差'],
    ]);
  });

  it('reads lines of a form that is no more', () => {
    const line = summaryLineOf({
      number: 'X',
      form: 'gone',
      next: { stage: 's', role: 'nobody-knows', dueAt: '2026-03-16T00:00:00.000Z' },
      refused: [{ field: 'f', text: '?', by: li.email }],
    });
    const tab = tabOf('异常', [line]);
    expect(sectionRows(tab, '无人负责的环节 1 个')).toEqual([['nobody-knows', 's', 1, 'X']]);
    expect(sectionRows(tab, '单元格被退回 1 处')[0]?.[2]).toBe('f');
  });
});
