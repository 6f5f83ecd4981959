import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median, percentile } from '../../functions/src/rules/summary-lead-times';
import { summaryTabs } from '../../functions/src/rules/summary-tabs';
import { orderNames, type SummaryTab, showDuration, showTime } from '../../functions/src/rules/summary-text';
import { sectionRows, summaryContext, summaryLineOf } from '../support/summary-lines';

const people = { zhang: 'zhang@gendan.example', li: 'li@gendan.example', chen: 'chen@gendan.example' };
const open = (number: string, stage: string, role: string, person: string | undefined, dueAt?: string) =>
  summaryLineOf({
    number,
    next: { stage, role, ...(person ? { person } : {}), ...(dueAt ? { dueAt } : {}) },
  });

function tabs(lines: Parameters<typeof summaryTabs>[0], now?: string): Record<string, SummaryTab> {
  return Object.fromEntries(summaryTabs(lines, summaryContext(now)).map((tab) => [tab.title, tab]));
}
const tabOf = (title: string, lines: Parameters<typeof summaryTabs>[0], now?: string): SummaryTab => {
  const tab = tabs(lines, now)[title];
  if (!tab) throw new Error(`no tab ${title}`);
  return tab;
};

describe('every tab', () => {
  it('says at the top when it was built and from what', () => {
    const lines = [
      open('DH1', 'payment', 'after-sales-clerk', people.li),
      summaryLineOf({ number: 'DH1', batch: 2 }),
    ];
    expect(summaryTabs(lines, summaryContext()).map(({ title, rows }) => [title, rows[0]?.[0]])).toEqual([
      ['今日看板', '生成时间 2026-03-16 09:05 · 依据 1 张未完成的订单'],
      ['订单时效', '生成时间 2026-03-16 09:05 · 依据 1 张订单，近十二个月'],
      ['运输时间跟踪', '生成时间 2026-03-16 09:05 · 依据近三个月 0 批发货'],
    ]);
  });

  it('reads well before there is any order', () => {
    const said = Object.values(tabs([])).map(({ rows }) => rows.slice(1).flat());
    expect(said).toEqual([
      ['今天没有逾期，也没有今天到期的事项。', '目前没有进行中的订单。'],
      ['近十二个月还没有到期或完成的环节。'],
      ['近三个月没有发货。'],
    ]);
  });

  it('passes over lines of a form that is no more', () => {
    const line = summaryLineOf({
      number: 'X',
      form: 'gone',
      stages: [{ stage: 's', openedAt: '2026-03-01T00:00:00.000Z', dueAt: '2026-03-02T00:00:00.000Z' }],
    });
    expect(() => summaryTabs([line], summaryContext())).not.toThrow();
  });
});

describe('今日看板', () => {
  const lines = [
    open('DH1', 'payment', 'after-sales-clerk', people.li, '2026-03-15T16:00:00.000Z'),
    open('DH2', 'invoice', 'office-clerk', people.chen, '2026-03-16T01:30:00.000Z'),
    open('DH3', 'received', 'assessment-clerk', people.zhang, '2026-03-16T16:00:00.000Z'),
    open('DH4', 'shipping', 'transport-clerk', undefined, '2026-03-18T16:00:00.000Z'),
    open('DH5', 'payment', 'after-sales-clerk', people.li),
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

describe('订单时效: on-time rate', () => {
  const stage = (id: string, person: string, dueAt: string, completedAt?: string) => ({
    stage: id,
    person,
    openedAt: '2026-02-01T00:00:00.000Z',
    dueAt,
    ...(completedAt ? { completedAt } : {}),
  });
  const rows = (lines: Parameters<typeof summaryTabs>[0]) =>
    sectionRows(tabOf('订单时效', lines), '按时率').map((row) => row.slice(0, 8));

  it('gives the month as a whole, each person, and each stage by person, with the orders behind each figure', () => {
    const lines = [
      summaryLineOf({
        number: 'DH1',
        stages: [
          stage('received', people.zhang, '2026-03-10T16:00:00.000Z', '2026-03-10T02:00:00.000Z'),
          stage('payment', people.li, '2026-03-11T16:00:00.000Z', '2026-03-12T02:00:00.000Z'),
        ],
      }),
      summaryLineOf({
        number: 'DH2',
        stages: [
          stage('received', people.zhang, '2026-03-11T16:00:00.000Z', '2026-03-11T02:00:00.000Z'),
          stage('payment', people.zhang, '2026-03-12T16:00:00.000Z', '2026-03-12T02:00:00.000Z'),
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
      stages: [stage('payment', people.li, '2026-03-15T16:00:00.000Z')],
    });
    const notYet = summaryLineOf({
      number: 'DH2',
      stages: [stage('payment', people.li, '2026-03-16T16:00:00.000Z')],
    });
    expect(rows([late, notYet])[0]).toEqual(['2026-03', '全部环节', '全部人员', 1, 0, '0%', 'DH1', '']);
  });

  it('does not count a stage that has never opened', () => {
    const { openedAt: _openedAt, ...unopened } = stage('payment', people.li, '2026-03-15T16:00:00.000Z');
    const tab = tabOf('订单时效', [summaryLineOf({ number: 'DH1', stages: [unopened] })]);
    expect(tab.rows.flat()).toContain('近十二个月还没有到期或完成的环节。');
  });

  it('puts a deadline at the end of a month into that month', () => {
    const lines = [
      summaryLineOf({
        number: 'DH1',
        stages: [stage('payment', people.li, '2026-02-28T16:00:00.000Z', '2026-02-28T15:59:00.000Z')],
      }),
    ];
    expect(rows(lines)[0]).toEqual(['2026-02', '全部环节', '全部人员', 1, 1, '100%', '', 'DH1']);
  });

  it('counts what is completed at the deadline itself as late', () => {
    const due = '2026-03-11T16:00:00.000Z';
    const lines = [summaryLineOf({ number: 'DH1', stages: [stage('payment', people.li, due, due)] })];
    expect(rows(lines)[0]?.slice(3, 6)).toEqual([1, 0, '0%']);
  });

  it('shows twelve months, the newest first', () => {
    const months = ['2025-03-20', '2025-04-20', '2026-03-01'].map((date, at) =>
      summaryLineOf({
        number: `DH${at}`,
        stages: [stage('payment', people.li, `${date}T16:00:00.000Z`, `${date}T02:00:00.000Z`)],
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
  const rows = (lines: Parameters<typeof summaryTabs>[0]) => sectionRows(tabOf('订单时效', lines), '周期');

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

describe('运输时间跟踪', () => {
  const shipment = (number: string, times: Record<string, string>, changes = {}) =>
    summaryLineOf({
      number,
      times: { shippedAt: '2026-03-10T06:00:00.000Z', expectedArrival: '2026-03-12T06:00:00.000Z', ...times },
      transport: { mode: 'dedicated', carrier: '刘师傅' },
      ...changes,
    });
  const lines = [
    shipment('DH1', { arrivedAt: '2026-03-12T02:00:00.000Z' }),
    shipment('DH2', { arrivedAt: '2026-03-12T11:00:00.000Z', shippedAt: '2026-03-10T07:00:00.000Z' }),
    shipment('DH3', {}, { batch: 2, region: '', transport: { mode: 'part-load', carrier: '' } }),
  ];

  it('has a line per shipment, the newest first: days on the road, and how late', () => {
    expect(sectionRows(tabOf('运输时间跟踪', lines), '每批发货 3 批')).toEqual([
      [
        'DH2',
        1,
        '佛山南海经销部',
        '华南',
        '专车',
        '刘师傅',
        '03-10 15:00',
        '03-12 14:00',
        '03-12 19:00',
        2.2,
        '晚 5小时',
      ],
      [
        'DH1',
        1,
        '佛山南海经销部',
        '华南',
        '专车',
        '刘师傅',
        '03-10 14:00',
        '03-12 14:00',
        '03-12 10:00',
        1.8,
        '按时',
      ],
      [
        'DH3',
        2,
        '佛山南海经销部',
        '',
        '零担',
        '（未填）',
        '03-10 14:00',
        '03-12 14:00',
        '',
        5.8,
        '未到，已超 3天19小时',
      ],
    ]);
  });

  it('averages per mode, carrier and region what has arrived', () => {
    const tab = tabOf('运输时间跟踪', lines);
    expect(sectionRows(tab, '按运输方式')).toEqual([
      ['专车', 2, 2, 2, '50%', 'DH2', 'DH2、DH1'],
      ['零担', 1, 0, '—', '—', '', 'DH3 第2批'],
    ]);
    expect(sectionRows(tab, '按承运人/司机').map(([name]) => name)).toEqual(['刘师傅', '（未填）']);
    expect(sectionRows(tab, '按区域').map(([name]) => name)).toEqual(['华南', '（未填区域）']);
  });

  it('shows three months, and what is still on the road however long', () => {
    const old = { shippedAt: '2025-12-30T06:00:00.000Z', expectedArrival: '2026-01-02T06:00:00.000Z' };
    const tab = tabOf('运输时间跟踪', [
      shipment('DH1', { ...old, arrivedAt: '2026-01-02T06:00:00.000Z' }),
      shipment('DH2', old),
      shipment('DH3', { shippedAt: '2026-01-01T06:00:00.000Z', arrivedAt: '2026-01-03T06:00:00.000Z' }),
    ]);
    expect(sectionRows(tab, '每批发货 2 批').map(([number]) => number)).toEqual(['DH3', 'DH2']);
  });
});

describe('wording', () => {
  it.each([
    [0, '0分钟'],
    [40 * 60_000, '40分钟'],
    [60 * 60_000, '1小时'],
    [320 * 60_000, '5小时20分'],
    [24 * 3_600_000, '1天'],
    [51 * 3_600_000, '2天3小时'],
  ])('shows %d ms as %s', (milliseconds, text) => expect(showDuration(milliseconds)).toBe(text));

  it('shows midnight as the end of the day before', () => {
    expect(showTime('2026-03-16T16:00:00.000Z', 'Asia/Shanghai')).toBe('03-16 24:00');
    expect(showTime('2026-12-31T16:00:00.000Z', 'Asia/Shanghai')).toBe('12-31 24:00');
    expect(showTime(undefined, 'Asia/Shanghai')).toBe('');
  });

  it('names the first fifty orders of a long list and how many there are', () => {
    const many = Array.from({ length: 60 }, (_, at) => summaryLineOf({ number: `DH${at}` }));
    expect(orderNames(many)).toMatch(/^DH0、DH1、.*、DH49 等 60 张$/);
    expect(orderNames([summaryLineOf({ number: '' }), summaryLineOf({ number: 'DH1', batch: 2 })])).toBe(
      '（未编号）、DH1 第2批',
    );
  });

  it('lists at most 800 rows of a section and says how many are left', () => {
    const many = Array.from({ length: 803 }, (_, at) =>
      open(`DH${at}`, 'payment', 'after-sales-clerk', people.li),
    );
    const rows = sectionRows(tabOf('今日看板', many), '其他进行中 803 项');
    expect(rows).toHaveLength(801);
    expect(rows.at(-1)).toEqual(['另有 3 行未列出']);
  });
});
