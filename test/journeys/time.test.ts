import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { blankForm } from '../../functions/src/forms/blank';
import { calendarForm } from '../../functions/src/forms/settings-calendar';
import { penaltiesForm } from '../../functions/src/forms/settings-penalties';
import { openWorkbench, type WorkbenchPage } from '../support/workbench-page';
import { startWorkbenchProcess, type WorkbenchProcess } from '../support/workbench-process';

// Every step waits for jobs that run by the second, and winding on lets happen what happens on the way.
jest.setTimeout(180_000);

/** The first empty row under the sample orders, as the sheet counts. */
const row = 8;
const zhangmin = 'zhangmin@hongyuan.example';
const wugang = 'wugang@hongyuan.example';
const zhouping = 'zhouping@hongyuan.example';

let workbench: WorkbenchProcess;
let desk: WorkbenchPage;
let ledger: ReturnType<WorkbenchPage['register']>;

beforeAll(async () => {
  workbench = await startWorkbenchProcess();
  desk = await openWorkbench(workbench.url);
  ledger = desk.register(blankForm);
}, 180_000);
afterAll(async () => {
  await desk?.close();
  await workbench?.stop();
});

/** What a summary tab shows, once it shows that. */
async function shows(tab: string, wanted: string | RegExp): Promise<string[]> {
  let lines: string[] = [];
  await desk.until(`${tab} shows ${String(wanted)}`, async () => {
    lines = await desk.lines(tab);
    return lines.some((line) => (typeof wanted === 'string' ? line.includes(wanted) : wanted.test(line)));
  });
  return lines;
}

describe('an order that is left alone', () => {
  it('tells the assessment clerk that it is her turn, and shows how much time is left', async () => {
    await desk.show(desk.tab, desk.address('dealerName', row));
    await desk.be('张敏');
    for (const [id, typed] of Object.entries({
      dealerName: '中山小榄经销部',
      dealerPhone: '139 1234 5678',
      salesManager: '钱磊',
      salesManagerPhone: '13800138001',
      lines: '沙发 A1×10',
      receivedAt: '3.16 8:30',
    }))
      await desk.type(id, row, typed);
    await desk.untilText('next', row, '2 货款到帐 · 售后专员 李娟');
    await desk.be('李娟');
    for (const [id, typed] of Object.entries({ paidAt: '3.16 8:40', bank: '工商银行', amount: '12800' }))
      await desk.type(id, row, typed);
    await desk.untilText('next', row, '3 发货性质 · 考核专员 张敏');
    await desk.untilText('due', row, '03-16 24:00');
    await desk.untilText('left', row, /^还剩1[45]小时/);
    await desk.wind('+1 小时');
    await desk.until('the clerk is told', async () =>
      (await desk.mails(zhangmin)).some((mail) => mail.includes('轮到您') && mail.includes('3 发货性质')),
    );
    await desk.picture('time-1-turn');
  });

  it('turns amber before business closes, with a message then and none at night, and red with an alarm in the morning', async () => {
    const calm = await desk.background('left', row);
    const before = (await desk.mails(zhangmin)).length;
    await desk.windTo('2026-03-16T22:30');
    await desk.untilText('left', row, /^还剩1小时|^还剩2小时/);
    await desk.until('it turns amber', async () => (await desk.background('left', row)) !== calm);
    const amber = await desk.background('left', row);
    await desk.until('the clerk is warned', async () => (await desk.mails(zhangmin)).length === before + 1);
    expect((await desk.mails(zhangmin))[0]).toMatch(/^3月16日 17:[03]0工作提醒：即将到期1项/);
    await desk.windTo('2026-03-17T09:00');
    await desk.untilText('left', row, /^已逾期9小时/);
    await desk.until('it turns red', async () => (await desk.background('left', row)) !== amber);
    await desk.until('the clerk is alarmed', async () => (await desk.mails(zhangmin)).length === before + 2);
    const [alarm] = await desk.mails(zhangmin);
    expect(alarm).toMatch(/^3月17日 08:30工作提醒：已逾期1项/);
    await desk.picture('time-2-late');
  });

  it('is reported to the department head the same morning, and to the manager a day later', async () => {
    expect(await desk.mails(wugang)).toEqual([]);
    await desk.windTo('2026-03-17T10:00');
    await desk.until('the department head is told', async () => (await desk.mails(wugang)).length === 1);
    expect((await desk.mails(wugang))[0]).toMatch(/^3月17日 09:30工作提醒：待您督办3项/);
    expect(await desk.mails(zhouping)).toEqual([]);
    await desk.windTo('2026-03-18T09:00');
    await desk.until('the manager is told', async () => (await desk.mails(zhouping)).length === 1);
    expect((await desk.mails(zhouping))[0]).toMatch(/^3月18日 08:30工作提醒：待您督办3项/);
  });

  it('has its two blanks counted by themselves, in the ledger and on the managers’ tabs', async () => {
    const lines = await shows('考核扣罚', /2026-03\|张敏\|2\|4\.00\|/);
    expect(
      lines.some((line) => line.includes('DH2026-0004|3 发货性质|要求发货时间|张敏|03-16 24:00|2.00')),
    ).toBe(true);
    expect((await shows('今日看板', 'DH2026-0004')).join('\n')).toMatch(/张敏\|1\|/);
    await desk.show('考核扣罚');
    await desk.picture('time-3-penalties');
    await desk.show('今日看板');
    await desk.picture('time-4-board');
  });
});

describe('the ledger of blanks', () => {
  it('takes a clerk’s plea and a manager’s decision, and the month’s table follows', async () => {
    const mine = await rowOf('DH2026-0004-3.1');
    await desk.show(ledger.tab, ledger.address('plea', mine));
    await desk.be('张敏');
    await ledger.type('plea', mine, '当天停电');
    await ledger.untilText('state', mine, '已保存');
    await shows('考核扣罚', /2026-03\|张敏\|2\|4\.00\|0\|1\|/);
    await desk.be('周平');
    await ledger.type('decisionReason', mine, '停电属实');
    await ledger.type('decision', mine, '不免');
    await shows('考核扣罚', /2026-03\|张敏\|2\|4\.00\|0\|0\|/);
    await ledger.type('decision', mine, '免扣');
    await shows('考核扣罚', /2026-03\|张敏\|2\|2\.00\|1\|0\|/);
    await desk.picture('time-5-ledger');
  });
});

describe('the settings', () => {
  it('refuse a clerk, and what cannot be, with a sentence at the cell', async () => {
    const penalties = desk.register(penaltiesForm);
    await desk.show(penalties.tab, penalties.address('kind', 6));
    await desk.be('张敏');
    await penalties.type('kind', 6, '考核标准');
    await desk.until('the clerk is refused', async () => (await penalties.note('kind', 6)).includes('经理'));
    await desk.be('周平');
    await penalties.type('kind', 7, '月结');
    await penalties.type('month', 7, '2026-03');
    await desk.until('the month is not over', async () => (await penalties.note('month', 7)) !== '');
    await desk.picture('time-6-settings');
  });

  it('move a deadline when a manager gives a day off', async () => {
    await desk.show(desk.tab, desk.address('nature', row));
    await desk.be('张敏');
    await desk.type('nature', row, '计划内');
    await desk.type('plannedHandling', row, '尽快发');
    await desk.type('requiredOn', row, '3.25');
    await desk.untilText('due', row, '03-19 24:00');
    const calendar = desk.register(calendarForm);
    await desk.be('周平');
    await calendar.type('kind', 6, '放假');
    await calendar.type('from', 6, '3.19');
    await calendar.type('to', 6, '3.20');
    await calendar.type('reason', 6, '停电检修');
    await calendar.untilText('state', 6, '已保存');
    await desk.until(
      'the deadline moves',
      async () => (await desk.text('due', row)) === '03-23 24:00',
      40_000,
    );
    await desk.show(calendar.tab);
    await desk.picture('time-7-calendar');
    expect(desk.faults).toEqual([]);
  });
});

async function rowOf(number: string): Promise<number> {
  await desk.until(`${number} stands in the ledger`, async () =>
    (await desk.lines(ledger.tab)).some((line) => line.includes(`|${number}|`)),
  );
  return (await desk.lines(ledger.tab)).findIndex((line) => line.includes(`|${number}|`)) + 1;
}
