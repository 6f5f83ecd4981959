import { describe, expect, it } from '@jest/globals';
import type { NoticeLine } from '../../functions/src/rules/summary-notice-line';
import { noticesSince } from '../../functions/src/rules/summary-notices';
import { accepted, delivered, failed, noticeLineOf, undelivered } from '../support/notice-stored';
import { testSettings } from '../support/services';
import { li } from '../support/staff';
import { sectionRows, summaryContext, summaryLineOf, tabOf } from '../support/summary-lines';

/** Monday 2026-03-16 at 14:30 in Shanghai. */
const now = '2026-03-16T06:30:00.000Z';
const tab = (notices: readonly NoticeLine[], changes = {}, at = now) =>
  tabOf('通知', [summaryLineOf({ number: 'DH2026-0001', record: 'order~row-1' })], at, changes, { notices });
const order = (row: number, changes: Parameters<typeof noticeLineOf>[0] = {}) =>
  noticeLineOf({ record: `order~row-${row}`, ...changes }, `DH${row}`);

describe('the tab 通知', () => {
  it('says loudly, in the row that stays in view, that this is a rehearsal', () => {
    const rehearsing = tab([noticeLineOf()], { settings: { ...testSettings, rehearsal: true } });
    expect(rehearsing.rows[0]?.[0]).toBe(
      '生成时间 2026-03-16 14:30 · 【演练中：短信和邮件都不会发出】 · 依据近两个月 1 条通知',
    );
    expect(tab([noticeLineOf()]).rows[0]?.[0]).toBe('生成时间 2026-03-16 14:30 · 依据近两个月 1 条通知');
  });

  it('lists the newest with all there is to know, the id last', () => {
    const sms = noticeLineOf({ ...delivered, cost: 0.5 });
    const email = noticeLineOf({ channel: 'email', subject: '发货通知', language: 'zh-TW', ...accepted });
    expect(sectionRows(tab([email, sms]), '最近的通知 2 条')).toEqual(
      [
        [
          ...['03-16 14:10', 'DH2026-0001', '发货', '经销商 李建国', '短信', '+8613800138000', '简体中文'],
          ...['已送达', 1, 0.5, '您的货已发出。', 'order~row-1~goods-shipped~dealer~sms~1'],
        ],
        [
          ...['03-16 14:10', 'DH2026-0001', '发货', '经销商 李建国', '邮件', 'li@dealer.example', '繁体中文'],
          ...['已发出', '', '', '发货通知', 'order~row-1~goods-shipped~dealer~email~1'],
        ],
      ].reverse(),
    );
  });

  it('names staff, corrections and repeats, and says where a cost is not known', () => {
    const work = noticeLineOf({
      ...{ id: `staff~${li.email}~work-reminder~staff~sms~abc`, record: `staff~${li.email}`, form: '' },
      ...{ kind: 'work-reminder', recipient: 'staff', ...accepted },
    });
    const follows = { id: 'x', why: 'correction', by: li.email } as const;
    const corrected = noticeLineOf({ id: 'order~row-1~goods-shipped~dealer~sms~2', follows });
    const rows = sectionRows(tab([work, corrected]), '最近的通知');
    expect(rows.map((row) => [row[1], row[2], row[3], row[9]])).toEqual(
      [
        ['DH2026-0001', '发货（更正）', '经销商 李建国', ''],
        ['', '工作提醒', '李娟', '不明'],
      ].reverse(),
    );
  });

  it('marks a text that is cut', () => {
    const cutTo = (length: number) =>
      sectionRows(tab([noticeLineOf({ text: '货'.repeat(length) })]), '最近的通知')[0]?.[10];
    expect(cutTo(120)).toBe('货'.repeat(120));
    expect(cutTo(121)).toBe(`${'货'.repeat(119)}…`);
  });

  it('says why one waits: at night by its recipient’s clocks, or for more to correct; else only until when', () => {
    const said = (changes: Parameters<typeof noticeLineOf>[0]) =>
      sectionRows(tab([noticeLineOf(changes)]), '最近的通知')[0]?.[7];
    const follows = { id: 'x', why: 'correction', by: li.email } as const;
    expect(said({ dueAt: '2026-03-17T00:00:00.000Z' })).toBe('等待发送（03-17 08:00发，免打扰时段）');
    expect(said({ dueAt: '2026-03-17T00:00:00.000Z', follows })).toBe(
      '等待发送（03-17 08:00发，免打扰时段）',
    );
    expect(said({ dueAt: '2026-03-16T06:40:00.000Z', follows })).toBe('等待发送（14:40发，等改完一起更正）');
    expect(said({ dueAt: '2026-03-16T06:40:00.000Z' })).toBe('等待发送（14:40发）');
    expect(said({ dueAt: '2026-03-16T07:00:00.000Z', country: 'GB' })).toBe('等待发送（15:00发）');
    expect(said({ dueAt: '2026-03-16T08:00:00.000Z', country: 'GB' })).toBe(
      '等待发送（对方当地早上8点，北京时间16:00发）',
    );
  });

  it('keeps to the newest 300, and says how many there are', () => {
    const many = Array.from({ length: 310 }, (_, row) => order(row, delivered));
    expect(sectionRows(tab(many), '最近的通知 300 条，共 310 条')).toHaveLength(300);
  });

  it('reads well before anybody has been told anything', () => {
    expect(tab([]).rows.slice(1)).toEqual([
      [],
      ['近两个月没有通知。升级以前的通知不在此表，请选中订单所在的行，在侧边栏“通知”里看。'],
    ]);
  });
});

describe('what needs a person', () => {
  const needing = (notices: readonly NoticeLine[], order = {}, at = now) => {
    const lines = [summaryLineOf({ number: 'DH2026-0001', record: 'order~row-1', ...order })];
    const shown = tabOf('通知', lines, at, {}, { notices });
    return shown.rows.some(([first]) => first === '没有需要处理的通知。')
      ? []
      : sectionRows(shown, '需要处理').map((row) => [row[3], row[7]]);
  };

  it('is what failed, did not arrive, or perhaps did not leave: newest first', () => {
    const unsure = noticeLineOf({
      ...{ kind: 'order-registered', state: 'unknown', reason: 'no-answer' },
      settledAt: '2026-03-13T02:00:00.000Z',
    });
    const nowhere = noticeLineOf({
      recipient: 'sales-manager',
      to: '',
      state: 'suppressed',
      reason: 'no-address',
    });
    expect(needing([unsure, nowhere, noticeLineOf({ ...undelivered, code: '30005' })])).toEqual([
      ['经销商 李建国', '未送达（号码是空号，请打电话）'],
      ['销售经理', '没有联系方式，请补填'],
      ['经销商 李建国', '是否发出不明，请打电话核实'],
    ]);
  });

  it('is nothing that waits, is looked up, was withdrawn or rehearsed, or was sent again', () => {
    expect(
      needing([
        noticeLineOf(),
        noticeLineOf({ kind: 'payment-confirmed', state: 'unknown', reason: 'no-answer', lookUpAt: now }),
        noticeLineOf({ kind: 'receipt-confirmed', state: 'withdrawn' }),
        noticeLineOf({ kind: 'order-registered', state: 'suppressed', reason: 'rehearsal' }),
        noticeLineOf({ recipient: 'sales-manager', ...failed, followedBy: 'n~2' }),
      ]),
    ).toEqual([]);
  });

  it('waits for the email that follows an SMS to have left', () => {
    const sms = noticeLineOf(undelivered);
    const email = (changes: object) =>
      noticeLineOf({ id: `${sms.id}~email-after-sms`, channel: 'email', createdAt: now, ...changes });
    expect(needing([sms, email({})])).toEqual([['经销商 李建国', '未送达（对方没有收到，将改发邮件）']]);
    expect(needing([sms, email(accepted)])).toEqual([]);
    expect(needing([sms, email({ ...failed, settledAt: now })])).toEqual([
      ['经销商 李建国', '发送失败：邮箱地址有误，请核对'],
    ]);
  });

  it('says of an SMS that did not arrive that they refuse emails', () => {
    const sms = noticeLineOf(failed);
    const refused = { state: 'suppressed', reason: 'opted-out', channel: 'email', createdAt: now } as const;
    expect(needing([sms, noticeLineOf({ id: `${sms.id}~email-after-sms`, ...refused })])).toEqual([
      ['经销商 李建国', '发送失败：号码有误，邮箱已退订，请打电话'],
    ]);
  });

  it('is not hidden by what an earlier occasion achieved', () => {
    const first = noticeLineOf({ channel: 'email', ...accepted });
    const again = noticeLineOf({ id: 'order~row-1~goods-shipped~dealer~sms~2', ...failed, createdAt: now });
    expect(needing([first, again])).toHaveLength(1);
  });

  it('tells reminders of one person apart', () => {
    const work = (channel: 'sms' | 'email', occasion: string, changes: object) =>
      noticeLineOf({
        ...{
          id: `staff~${li.email}~work-reminder~staff~${channel}~${occasion}`,
          record: `staff~${li.email}`,
        },
        ...{ form: '', kind: 'work-reminder', recipient: 'staff', channel, ...changes },
      });
    expect(needing([work('sms', 'abc', failed), work('email', 'abc', accepted)])).toEqual([]);
    expect(needing([work('sms', 'abc', failed), work('email', 'def', accepted)])).toHaveLength(1);
  });

  it('is over once the clerk has phoned and filled the blank, or the order is finished, or two months have passed', () => {
    const line = noticeLineOf(failed);
    const told = (completedAt: string) => ({ stages: [{ stage: 'announcement', completedAt }] });
    expect(needing([line], told('2026-03-16T06:00:00.000Z'))).toHaveLength(1);
    expect(needing([line], told('2026-03-16T06:25:00.000Z'))).toEqual([]);
    expect(needing([line], { done: true })).toEqual([]);
    expect(needing([line], {}, '2026-04-30T06:30:00.000Z')).toHaveLength(1);
    expect(needing([line], {}, '2026-05-02T06:30:00.000Z')).toEqual([]);
  });
});

describe('the figures', () => {
  const lines = [
    order(1, { ...delivered, cost: 0.5 }),
    order(2, { ...undelivered, segments: 2, cost: 1 }),
    order(3, { ...failed, channel: 'email' }),
    order(4, { ...accepted, channel: 'email' }),
    order(5),
    order(6, { state: 'suppressed', reason: 'opted-out' }),
    order(7, { state: 'suppressed', reason: 'rehearsal', cost: 0.5 }),
    order(8, { ...delivered, acceptedAt: '2026-02-27T15:59:00.000Z', createdAt: '2026-02-27T15:00:00.000Z' }),
    order(9, { ...delivered, acceptedAt: '2026-01-31T15:59:00.000Z', createdAt: '2026-01-31T15:00:00.000Z' }),
  ];

  it('count what left, arrived and cost, by month and channel, and name what failed', () => {
    expect(sectionRows(tab(lines), '本月与上月')).toEqual([
      ['2026-03', '短信', 2, 1, 1, 0, 1, 1, 3, 1.5, 0, 'DH2'],
      ['2026-03', '邮件', 1, '—', 1, 0, 0, 0, '—', '—', '—', 'DH3'],
      ['2026-02', '短信', 1, 1, 0, 0, 0, 0, 1, '不明', 1, ''],
    ]);
  });

  it('count emails that came back, and claim of none that it has arrived', () => {
    const bounced = order(1, { ...undelivered, channel: 'email', reason: 'not-delivered' });
    const rows = sectionRows(tab([bounced, order(2, { ...accepted, channel: 'email' })]), '本月与上月');
    expect(rows).toEqual([['2026-03', '邮件', 2, '—', 1, 0, 0, 0, '—', '—', '—', 'DH1']]);
  });

  it('count the same by day for 31 days, today included', () => {
    const on = (at: string) => order(1, { ...delivered, acceptedAt: at, cost: 0.5 });
    const days = [
      on('2026-02-13T15:59:00.000Z'),
      on('2026-02-13T16:00:00.000Z'),
      on('2026-03-16T06:00:00.000Z'),
    ];
    expect(sectionRows(tab(days.map((line, at) => ({ ...line, id: `${at}` }))), '近31天')).toEqual([
      ['2026-03-16', '短信', 1, 1, 0, 0, 0, 0, 1, 0.5, 0, ''],
      ['2026-02-14', '短信', 1, 1, 0, 0, 0, 0, 1, 0.5, 0, ''],
    ]);
  });

  it('never take a cost that is not known for nothing', () => {
    const [known, unknown] = [order(1, { ...delivered, cost: 0.5 }), order(2, delivered)];
    expect(sectionRows(tab([known, unknown]), '本月与上月')[0]?.slice(8, 11)).toEqual([2, 0.5, 1]);
    const rehearsed = [known, unknown].map((line) => ({
      ...line,
      ...({ state: 'suppressed', reason: 'rehearsal' } as const),
    }));
    const said = (lines: readonly NoticeLine[]) =>
      tab(lines).rows.flatMap(([first]) => (String(first).startsWith('【演练清单') ? [first] : []));
    expect(said(rehearsed)).toEqual([
      '【演练清单 2 条（没有发出）：短信 2 条，费用合计 0.50 元，另有 1 条短信费用不明】',
    ]);
    expect(said(rehearsed.slice(1))).toEqual(['【演练清单 1 条（没有发出）：短信 1 条，1 条短信费用不明】']);
  });

  it('list a rehearsal with what it would have cost, and count it nowhere else', () => {
    const title = '演练清单 1 条（没有发出）：短信 1 条，费用合计 0.50 元';
    expect(sectionRows(tab(lines), title).map((row) => [row[1], row[6], row[7], row[9]])).toEqual([
      ['DH7', '简体中文', '演练，未发出', 0.5],
    ]);
  });

  it('want lines from early enough for 31 days and both months', () => {
    expect(noticesSince(summaryContext(now))).toBe('2026-01-28T16:00:00.000Z');
    expect(noticesSince(summaryContext('2026-03-01T06:30:00.000Z'))).toBe('2026-01-26T16:00:00.000Z');
  });
});
