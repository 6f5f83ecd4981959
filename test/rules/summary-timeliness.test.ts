import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median, percentile } from '../../functions/src/rules/summary-lead-times';
import type { SummaryLine } from '../../functions/src/rules/summary-line';
import { li, zhang } from '../support/staff';
import { sectionRows, summaryLineOf, tabOf } from '../support/summary-lines';

describe('订单时效: on-time rate', () => {
  const stage = (id: string, person: string, dueAt: string, completedAt?: string) => ({
    stage: id,
    person,
    openedAt: '2026-02-01T00:00:00.000Z',
    dueAt,
    ...(completedAt ? { completedAt } : {}),
  });
  const rows = (lines: readonly SummaryLine[]) =>
    sectionRows(tabOf('订单时效', lines), '按时率').map((row) => row.slice(0, 8));

  it('gives the month as a whole, each person, and each stage by person, with the orders behind each figure', () => {
    const lines = [
      summaryLineOf({
        number: 'DH1',
        stages: [
          stage('received', zhang.email, '2026-03-10T16:00:00.000Z', '2026-03-10T02:00:00.000Z'),
          stage('payment', li.email, '2026-03-11T16:00:00.000Z', '2026-03-12T02:00:00.000Z'),
        ],
      }),
      summaryLineOf({
        number: 'DH2',
        stages: [
          stage('received', zhang.email, '2026-03-11T16:00:00.000Z', '2026-03-11T02:00:00.000Z'),
          stage('payment', zhang.email, '2026-03-12T16:00:00.000Z', '2026-03-12T02:00:00.000Z'),
        ],
      }),
    ];
    expect(rows(lines)).toEqual([
      ['2026-03', '全部环节', '全部人员', 4, 3, '75%', 'DH1', 'DH1、DH2'],
      ['2026-03', '全部环节', '张敏', 3, 3, '100%', '', 'DH1、DH2'],
      ['2026-03', '全部环节', '李娟', 1, 0, '0%', 'DH1', ''],
      ['2026-03', '1 订单接收', '张敏', 2, 2, '100%', '', 'DH1、DH2'],
      ['2026-03', '2 货款到帐', '全部人员', 2, 1, '50%', 'DH1', 'DH2'],
      ['2026-03', '2 货款到帐', '张敏', 1, 1, '100%', '', 'DH2'],
      ['2026-03', '2 货款到帐', '李娟', 1, 0, '0%', 'DH1', ''],
    ]);
  });

  it('counts an open stage whose deadline has passed as late, and one that is not due yet not at all', () => {
    const late = summaryLineOf({
      number: 'DH1',
      stages: [stage('payment', li.email, '2026-03-15T16:00:00.000Z')],
    });
    const notYet = summaryLineOf({
      number: 'DH2',
      stages: [stage('payment', li.email, '2026-03-16T16:00:00.000Z')],
    });
    expect(rows([late, notYet])[0]).toEqual(['2026-03', '全部环节', '全部人员', 1, 0, '0%', 'DH1', '']);
  });

  it('does not count a stage that has never opened', () => {
    const { openedAt: _openedAt, ...unopened } = stage('payment', li.email, '2026-03-15T16:00:00.000Z');
    const tab = tabOf('订单时效', [summaryLineOf({ number: 'DH1', stages: [unopened] })]);
    expect(tab.rows.flat()).toContain('近十二个月还没有到期或完成的环节。');
  });

  it('counts a missed deadline as late, in its month, though it was moved afterwards', () => {
    const moved = stage('scheduling', li.email, '2026-03-20T08:00:00.000Z', '2026-03-12T02:00:00.000Z');
    const missedAt = '2026-02-27T08:00:00.000Z';
    const lines = [summaryLineOf({ number: 'DH1', stages: [{ ...moved, missedAt }] })];
    expect(rows(lines)[0]).toEqual(['2026-02', '全部环节', '全部人员', 1, 0, '0%', 'DH1', '']);
    const stillOpen = { ...moved, missedAt, completedAt: undefined };
    expect(rows([summaryLineOf({ number: 'DH1', stages: [stillOpen] })])[0]?.slice(3, 6)).toEqual([
      1,
      0,
      '0%',
    ]);
  });

  it("asks when the stage's own role was done, not how long the manager's review took", () => {
    const due = '2026-03-11T16:00:00.000Z';
    const reviewed = stage('closing', li.email, due, '2026-03-14T02:00:00.000Z');
    const handed = (handedAt: string) =>
      rows([summaryLineOf({ number: 'DH1', stages: [{ ...reviewed, handedAt }] })])[0]?.slice(3, 6);
    expect(handed('2026-03-11T15:59:00.000Z')).toEqual([1, 1, '100%']);
    expect(handed(due)).toEqual([1, 0, '0%']);
  });

  it('puts a deadline at the end of a month into that month', () => {
    const lines = [
      summaryLineOf({
        number: 'DH1',
        stages: [stage('payment', li.email, '2026-02-28T16:00:00.000Z', '2026-02-28T15:59:00.000Z')],
      }),
    ];
    expect(rows(lines)[0]).toEqual(['2026-02', '全部环节', '全部人员', 1, 1, '100%', '', 'DH1']);
  });

  it('counts what is completed at the deadline itself as late', () => {
    const due = '2026-03-11T16:00:00.000Z';
    const lines = [summaryLineOf({ number: 'DH1', stages: [stage('payment', li.email, due, due)] })];
    expect(rows(lines)[0]?.slice(3, 6)).toEqual([1, 0, '0%']);
  });

  it('shows twelve months, the newest first', () => {
    const months = ['2025-03-20', '2025-04-20', '2026-03-01'].map((date, at) =>
      summaryLineOf({
        number: `DH${at}`,
        stages: [stage('payment', li.email, `${date}T16:00:00.000Z`, `${date}T02:00:00.000Z`)],
      }),
    );
    expect([...new Set(rows(months).map(([month]) => month))]).toEqual(['2026-03', '2025-04']);
  });
});

describe('订单时效: lead times', () => {
  const journey = (number: string, changes: Record<string, string>, batch = 1) =>
    summaryLineOf({
      number,
      batch,
      times: {
        receivedAt: '2026-03-09T01:00:00.000Z',
        paidAt: '2026-03-10T01:00:00.000Z',
        invoicedAt: '2026-03-10T03:00:00.000Z',
        shippedAt: '2026-03-10T06:30:00.000Z',
        arrivedAt: '2026-03-12T06:30:00.000Z',
        ...changes,
      },
    });
  const rows = (lines: readonly SummaryLine[]) => sectionRows(tabOf('订单时效', lines), '周期');

  it('gives median, 90th percentile and longest of each stretch, the slowest orders first', () => {
    const lines = [journey('DH1', {}), journey('DH2', { paidAt: '2026-03-09T05:00:00.000Z' })];
    expect(rows(lines)).toEqual([
      ['2026-03', '订单 → 到款', 2, '14小时', '1天', '1天', 'DH1、DH2'],
      ['2026-03', '到款 → 开票', 2, '12小时', '22小时', '22小时', 'DH2、DH1'],
      ['2026-03', '开票 → 发货', 2, '3小时30分', '3小时30分', '3小时30分', 'DH1、DH2'],
      ['2026-03', '发货 → 到货', 2, '2天', '2天', '2天', 'DH1、DH2'],
      ['2026-03', '订单 → 到货（全程）', 2, '3天5小时', '3天5小时', '3天5小时', 'DH1、DH2'],
    ]);
  });

  it('measures only the journey itself of a further shipment', () => {
    expect(rows([journey('DH1', {}, 2)]).map((row) => row[1])).toEqual(['开票 → 发货', '发货 → 到货']);
  });

  it('leaves out what has not ended and what runs backwards', () => {
    const lines = [
      journey('DH1', { paidAt: '2026-03-08T01:00:00.000Z', arrivedAt: '2026-03-09T02:00:00.000Z' }),
    ];
    expect(rows(lines).map((row) => row[1])).toEqual(['到款 → 开票', '开票 → 发货', '订单 → 到货（全程）']);
  });

  it('takes percentiles that are figures of real orders, not below the median and not above the longest', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (lengths) => {
        const ascending = lengths.toSorted((a, b) => a - b);
        const p90 = percentile(ascending, 90);
        expect(ascending).toContain(p90);
        expect(ascending.filter((length) => length <= p90).length).toBeGreaterThanOrEqual(
          ascending.length * 0.9,
        );
        expect(median(ascending)).toBeLessThanOrEqual(p90);
        expect(median(ascending)).toBeGreaterThanOrEqual(ascending[0] ?? 0);
      }),
    );
    expect([median([]), percentile([], 90), median([1, 2, 9]), median([1, 2, 4, 9])]).toEqual([0, 0, 2, 3]);
  });
});
