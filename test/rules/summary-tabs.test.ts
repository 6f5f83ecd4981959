import { describe, expect, it } from '@jest/globals';
import type { SummaryLine } from '../../functions/src/rules/summary-line';
import { summaryTabs } from '../../functions/src/rules/summary-tabs';
import { orderNames, showDuration, showTime } from '../../functions/src/rules/summary-text';
import { delivered, failed, noticeLineOf } from '../support/notice-stored';
import { testSettings } from '../support/services';
import { li } from '../support/staff';
import {
  penaltyLine,
  sectionRows,
  summaryContext,
  summaryLineOf,
  tabOf,
  waitingFor,
} from '../support/summary-lines';

const kindOf = (cell: string | number | undefined) => (typeof cell === 'number' ? 'number' : cell);
const of = (lines: readonly SummaryLine[]) => ({ lines, notices: [], replies: [] });

describe('every tab', () => {
  it('says at the top when it was built and from what', () => {
    const lines = [
      waitingFor('DH1', 'payment', 'after-sales-clerk', li.email),
      summaryLineOf({ number: 'DH1', batch: 2 }),
    ];
    expect(summaryTabs(of(lines), summaryContext()).map(({ title, rows }) => [title, rows[0]?.[0]])).toEqual([
      ['今日看板', '生成时间 2026-03-16 09:05 · 依据 1 张未完成的订单'],
      ['订单时效', '生成时间 2026-03-16 09:05 · 依据 1 张订单，近十二个月'],
      ['考核扣罚', '生成时间 2026-03-16 09:05 · 依据近十二个月 0 个漏填的空'],
      ['运输时间跟踪', '生成时间 2026-03-16 09:05 · 依据近三个月 0 批发货'],
      ['通知', '生成时间 2026-03-16 09:05 · 依据近两个月 0 条通知'],
      ['异常', '生成时间 2026-03-16 09:05 · 依据 1 张订单和 0 个漏填的空'],
    ]);
  });

  it('reads well before there is any order', () => {
    const said = summaryTabs(of([]), summaryContext()).map(({ rows }) => rows.slice(1).flat());
    expect(said).toEqual([
      ['今天没有逾期，也没有今天到期的事项。', '目前没有进行中的订单。'],
      ['近十二个月还没有到期或完成的环节。'],
      ['本月没有漏填。'],
      ['近三个月没有发货。'],
      ['近两个月没有通知。升级以前的通知不在此表，请选中订单所在的行，在侧边栏“通知”里看。'],
      ['目前没有异常。'],
    ]);
  });

  it('says in the row that stays in view, where people look in the morning, that this is a rehearsal', () => {
    const settings = { ...testSettings, rehearsal: true };
    for (const title of ['今日看板', '通知', '异常']) {
      const first = (changes = {}) => tabOf(title, [], undefined, changes).rows[0]?.[0];
      expect(first({ settings })).toContain('【演练中：短信和邮件都不会发出】');
      expect(first()).not.toContain('演练');
    }
  });

  it('says first, where people look in the morning, that this is a rehearsal and how it ends', () => {
    const settings = { ...testSettings, rehearsal: true };
    for (const title of ['今日看板', '异常'])
      expect([title, tabOf(title, [], undefined, { settings }).rows[2]]).toEqual([
        title,
        ['【演练中】短信和邮件都不会发出。结束演练：请在“通知设置”里把演练改为“否”。'],
      ]);
  });

  it.each([
    ['通知', ['费用（元）']],
    ['考核扣罚', ['扣罚金额', '金额']],
    ['异常', ['金额']],
  ])('has money as numbers that can be added up, and says which cells it is: %s', (title, headings) => {
    const asking = penaltyLine('KF1', { amount: 2.5, plea: '传真机坏了' });
    const lines = [waitingFor('DH1', 'payment', 'after-sales-clerk', li.email), asking, penaltyLine('KF2')];
    const priced = [noticeLineOf({ ...delivered, cost: 0.5 }), noticeLineOf({ ...failed, id: 'x' })];
    const tab = tabOf(title, lines, undefined, {}, { notices: priced });
    const marked = tab.money.flatMap(({ row, rows, column }) =>
      tab.rows
        .slice(row, row + rows)
        .map((cells) => ({ heading: tab.rows[row - 1]?.[column], cells, column })),
    );
    expect([...new Set(marked.map(({ heading }) => heading))]).toEqual(headings);
    for (const { cells, column } of marked)
      expect(['number', '', '—', '不明']).toContain(kindOf(cells[column]));
    const unmarked = tab.rows.flatMap((cells) =>
      cells.filter((_cell, column) => !marked.some((one) => one.cells === cells && one.column === column)),
    );
    for (const cell of unmarked) expect(String(cell)).not.toMatch(/^\d+\.\d+$/);
  });

  it('counts no blank of the ledger as an order', () => {
    const orders = [waitingFor('DH1', 'payment', 'after-sales-clerk', li.email)];
    const [alone, withBlanks] = [orders, [...orders, penaltyLine('KF1'), penaltyLine('KF2')]].map((lines) =>
      summaryTabs(of(lines), summaryContext()).filter(({ title }) => !['考核扣罚', '异常'].includes(title)),
    );
    expect(withBlanks).toEqual(alone);
  });

  it('passes over lines of a form that is no more', () => {
    const line = summaryLineOf({
      number: 'X',
      form: 'gone',
      stages: [{ stage: 's', openedAt: '2026-03-01T00:00:00.000Z', dueAt: '2026-03-02T00:00:00.000Z' }],
    });
    expect(() => summaryTabs(of([line]), summaryContext())).not.toThrow();
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
      waitingFor(`DH${at}`, 'payment', 'after-sales-clerk', li.email),
    );
    const rows = sectionRows(tabOf('今日看板', many), '其他进行中 803 项');
    expect(rows).toHaveLength(801);
    expect(rows.at(-1)).toEqual(['另有 3 行未列出']);
  });
});
