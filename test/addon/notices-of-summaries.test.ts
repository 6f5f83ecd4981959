import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { summaryTabs } from '../../functions/src/rules/summary-tabs';
import { replyOf } from '../support/notice-desk';
import { failed, noticeLineOf } from '../support/notice-stored';
import { li } from '../support/staff';
import { penaltyLine, summaryContext, summaryLineOf, waitingFor } from '../support/summary-lines';
import { clerk, type Desk, desksSetUp } from './desk';

const [first, second, unknown] = ['DH2026-0001', 'DH2026-0002', 'DH2026-0009'];
const staffNotice = 'staff~c2hhMjU2~work-reminder~staff~sms~abc';
const idOf = (record: string) => `${record}~goods-shipped~dealer~sms~1`;

const letter = (number: string | undefined, body: string) => {
  const { record: _record, number: _number, form: _form, ...plain } = replyOf({ body });
  return number ? { ...plain, record: `order~${number}~1`, form: 'order', number } : plain;
};
const candidates = [first, second].map((number) => ({ record: `order~${number}~1`, number, batch: 1 }));
const differs = [
  {
    ...{ first: 'shippedAt', second: 'departedAt' },
    ...{ firstAt: '2026-03-15T01:00:00.000Z', secondAt: '2026-03-15T05:00:00.000Z' },
  },
];

/** The tabs as the server makes them. */
const tabs = summaryTabs(
  {
    lines: [
      waitingFor(first, 'payment', 'after-sales-clerk', li.email, '2026-03-15T16:00:00.000Z'),
      {
        ...waitingFor(first, 'payment', 'after-sales-clerk', li.email),
        batch: 2,
        record: 'order~2',
        differs,
      },
      {
        ...summaryLineOf({ number: second }),
        refused: [{ field: 'freight', text: '800~900', by: li.email }],
      },
      waitingFor(unknown, 'payment', 'after-sales-clerk', li.email),
      waitingFor('DH2026-0003', 'payment', 'cashier', undefined),
      waitingFor(second, 'payment', 'cashier', undefined),
      { ...waitingFor(second, 'closing', 'cashier', undefined), record: 'order~3' },
      penaltyLine('KF1', { orderNumber: second, plea: '台风延误3~5天' }),
      penaltyLine('KF2', { orderNumber: unknown, plea: '仓库停电~' }),
    ],
    notices: [
      noticeLineOf({ ...failed, record: `order~${first}~1` }, first),
      noticeLineOf({ ...failed, record: `order~${unknown}~1` }, unknown),
      noticeLineOf(
        {
          ...failed,
          id: staffNotice,
          record: `staff~${li.email}`,
          kind: 'work-reminder',
          recipient: 'staff',
        },
        '',
      ),
    ],
    replies: [
      letter(second, '好的~'),
      letter(undefined, '大概3~5天能到吗'),
      letter(undefined, first),
      { ...letter(first, '收到了~'), why: 'several', candidates },
    ],
  },
  summaryContext(),
);

/** Where the line stands whose cells hold these, below the title of its section. */
function lineOf(tab: string, title: string, ...held: readonly (string | number)[]): number {
  const { rows } = tabs.find((one) => one.title === tab) ?? { rows: [] };
  const start = rows.findIndex(([cell]) => String(cell).startsWith(`【${title}`));
  const line = rows.findIndex((row, at) => at > start && held.every((cell) => row.includes(cell)));
  if (start < 0 || line < 0) throw new Error(`no ${held} under ${title} in ${JSON.stringify(rows)}`);
  return line;
}

let desks: Awaited<ReturnType<typeof desksSetUp>>;
let desk: Desk;
beforeAll(async () => {
  desks = await desksSetUp();
});
beforeEach(async () => {
  desk = desks.open();
  await desk.type(4, 'dealerName', [['王五'], ['赵六'], ['钱七']]);
  for (const [row, number, batch] of [
    [4, first, ''],
    [5, first, '2'],
    [6, second, '1'],
  ] as const) {
    desk.write(row, 'number', number);
    desk.write(row, 'batch', batch);
  }
  for (const { title, rows } of tabs) {
    const { id } = desk.workbook.addSheet({ title }, { by: 'api' });
    const width = Math.max(...rows.map(({ length }) => length));
    const grid = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
    desk.workbook.setValues(id, 0, 0, grid, { by: 'api' });
  }
});
afterEach(() => desk.close());

const opened = async (tab: string, line: number): Promise<unknown> => {
  const asked = await desk.call('nowSelected', [], tab, line, clerk);
  return asked.ok ? asked.value : asked.error;
};
const listOf = (row: number) => ({
  kind: 'asked',
  asked: { do: 'list', form: 'order', key: desk.value(row, 'key') },
});
const inbox = { kind: 'asked', asked: { do: 'inbox' } };
const letters = '客户来信待处理';

describe('a line of a summary tab', () => {
  it.each([
    ['今日看板', '逾期', [first], 4],
    ['今日看板', '其他进行中', [`${first} 第2批`], 5],
    ['异常', '时间不一致', [`${first} 第2批`], 5],
    ['异常', '单元格被退回', [second, '800~900'], 6],
  ])('opens its order: %s, %s %s', async (tab, title, held, row) => {
    expect(await opened(tab, lineOf(tab, title, ...held))).toEqual(listOf(row));
  });

  it('opens its order though the last cell, which somebody has typed, holds what ids hold', async () => {
    expect(await opened('异常', lineOf('异常', '申请免扣待批', '台风延误3~5天'))).toEqual(listOf(6));
    expect(await opened('异常', lineOf('异常', '申请免扣待批', '仓库停电~'))).toMatchObject({ kind: 'none' });
  });

  it.each(['今日看板', '异常'])('opens the order of a letter, whatever the letter says: %s', async (tab) => {
    expect(await opened(tab, lineOf(tab, letters, '好的~'))).toEqual(listOf(6));
  });

  it.each(['今日看板', '异常'])(
    'opens the first order of a letter that may be about several: %s',
    async (tab) => {
      expect(await opened(tab, lineOf(tab, letters, '收到了~'))).toEqual(listOf(4));
    },
  );

  it.each(['今日看板', '异常'])('opens all letters where one is about no order: %s', async (tab) => {
    expect(await opened(tab, lineOf(tab, letters, '大概3~5天能到吗'))).toEqual(inbox);
    expect(await opened(tab, lineOf(tab, letters, '（没有对应的单）', first))).toEqual(inbox);
  });

  it.each([
    ['异常', '没有送到或不确定的通知'],
    ['通知', '需要处理'],
    ['通知', '最近'],
  ])('opens its notice, also where the order is in no register any more: %s, %s', async (tab, title) => {
    for (const notice of [idOf(`order~${first}~1`), idOf(`order~${unknown}~1`), staffNotice])
      expect(await opened(tab, lineOf(tab, title, notice))).toEqual({
        kind: 'asked',
        asked: { do: 'list', notice },
      });
  });
});

describe('what to select is said', () => {
  it('on titles, headings, figures, empty lines and below the last one', async () => {
    for (const { title, rows } of tabs.filter((one) => ['今日看板', '异常', '通知'].includes(one.title)))
      for (const [line, cells] of [...rows, [], ...Array.from({ length: 3 }, () => [])].entries()) {
        const isLine = cells.some((cell) => [first, second, `${first} 第2批`].includes(String(cell)));
        const isLetter = cells.includes('（没有对应的单）') || cells.includes(`${first}、${second}`);
        const isNotice = cells.some((cell) => /^(order|staff)~/.test(String(cell)));
        if (isLine || isLetter || isNotice) continue;
        expect([title, line, await opened(title, line)]).toEqual([
          title,
          line,
          { kind: 'none', message: expect.stringMatching('选中') },
        ]);
      }
  });

  it('on an order that is in no register, and on several that nobody has written about', async () => {
    expect(await opened('今日看板', lineOf('今日看板', '其他进行中', unknown))).toMatchObject({
      kind: 'none',
    });
    const nobody = '无人负责的环节';
    expect(await opened('异常', lineOf('异常', nobody, second))).toEqual(listOf(6));
    const several = `DH2026-0003、${second}`;
    expect(await opened('异常', lineOf('异常', nobody, several))).toMatchObject({ kind: 'none' });
  });
});
