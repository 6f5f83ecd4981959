import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { recordSchema } from '../../functions/src/rules/record';
import { owner } from '../../infra/local/sample-people';
import { startWorkbench, type Workbench } from '../../infra/local/workbench';
import { slowLine } from '../support/slow-line';
import { openWorkbench, type WorkbenchPage } from '../support/workbench-page';

jest.setTimeout(180_000);
const morning = Date.parse('2026-03-16T01:00:00Z');
/** As the sheet counts: the first two rows under the headings, which hold orders, and the one below. */
const [south, east, fresh] = [5, 6, 7];
const orders = {
  [south]: { dealerName: '佛山南海经销部', dealerPhone: '139 2600 1101' },
  [east]: { dealerName: '宁波江东经销部', dealerPhone: '139 2600 1102' },
};
const head = {
  salesManager: '钱磊',
  salesManagerPhone: '13800138001',
  lines: '沙发 A1×10；茶几 B2×4',
  receivedAt: '3.16 8:50',
};

const changeSchema = z.object({
  number: z.string(),
  editedBy: z.string(),
  sentBy: z.string(),
  editedAt: z.string(),
  savedAt: z.string(),
  to: z.record(z.string(), z.unknown()),
});

let line: Awaited<ReturnType<typeof slowLine>>;
let workbench: Workbench;
let desk: WorkbenchPage;
const failures: string[] = [];

beforeAll(async () => {
  workbench = await startWorkbench({
    port: 0,
    emulator: undefined,
    onFailure: (what, error) => failures.push(`${what}: ${error}`),
  });
  line = await slowLine(workbench.functions.url);
  workbench.script.load({
    properties: { script: { GENDAN_ENDPOINT: line.url } },
    triggers: [],
    installed: 0,
  });
  expect(await workbench.script.run('setUpTabs', { user: owner })).toMatchObject({ ok: true });
  desk = await openWorkbench(workbench.url);
  await desk.show(desk.tab);
  await desk.be('张敏');
  for (const [row, order] of Object.entries(orders)) {
    await typeInto(Number(row), { ...order, ...head });
    await desk.untilText('next', Number(row), /货款到帐/);
  }
}, 180_000);
afterAll(async () => {
  await desk?.close();
  await workbench?.close();
  await line?.close();
});

async function typeInto(row: number, cells: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, typed] of Object.entries(cells)) await desk.type(id, row, typed);
}

async function shows(row: number, cells: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, shown] of Object.entries(cells)) await desk.untilText(id, row, shown);
}

/** The entries in the record's history that touch this field, oldest first. */
async function changesOf(number: string, field: string) {
  const found = await workbench.services.store.find({ collection: 'changes', where: [], limit: 1000 });
  return found
    .map(({ data }) => changeSchema.parse(data))
    .filter((change) => change.number === number && field in change.to)
    .sort((a, b) => (a.savedAt < b.savedAt ? -1 : 1));
}

/** What the orders' records hold, by number. */
async function records() {
  const found = await workbench.services.store.find({
    collection: 'records',
    where: [['form', '==', 'order']],
    limit: 1000,
  });
  return new Map(found.map(({ data }) => recordSchema.parse(data)).map((record) => [record.number, record]));
}

describe('while the functions cannot be reached', () => {
  const paid = { paidAt: '3.16 8:55', bank: '工商银行佛山分行', amount: '１２，８００元' };
  const opened = { dealerName: '中山小榄经销部', dealerPhone: '139 1234 5678', region: '华南' };

  it('what several people type stays as they typed it, marked 未同步, with the reason', async () => {
    await workbench.functions.stop();
    await desk.be('李娟');
    await typeInto(south, paid);
    await desk.be('张敏');
    await typeInto(fresh, opened);
    for (const row of [south, fresh]) {
      await desk.untilText('state', row, '未同步');
      await desk.until('the reason is told', async () =>
        (await desk.note('state', row)).includes('暂时连不上服务器'),
      );
    }
    await desk.picture('outage');
    // An hour later, after vain tries by the timer, nothing has changed.
    await desk.wind('+1 小时');
    await shows(south, { ...paid, state: '未同步', number: 'DH2026-0001' });
    await shows(fresh, { ...opened, state: '未同步', number: '' });
    expect((await records()).size).toBe(2);
  });

  it('goes by itself when they are back, with its own author and the time at which it was typed', async () => {
    await workbench.functions.start();
    for (const row of [south, fresh])
      await desk.until(
        `row ${row} is sent by the timer`,
        async () => (await desk.text('state', row)) === '已保存',
        40_000,
      );
    await shows(south, { paidAt: '2026-03-16 08:55', bank: paid.bank, amount: '12,800.00' });
    await shows(fresh, { ...opened, number: 'DH2026-0003' });
    expect(await desk.text('paymentSignature', south)).toMatch(/^李娟 2026-03-16 09:0/);
    for (const [number, field, by] of [
      ['DH2026-0001', 'bank', 'lijuan'],
      ['DH2026-0003', 'dealerName', 'zhangmin'],
    ] as const) {
      const [change, ...more] = await changesOf(number, field);
      expect(more).toEqual([]);
      expect(change).toMatchObject({ editedBy: `${by}@hongyuan.example`, sentBy: owner });
      const typedAfter = Date.parse(change?.editedAt ?? '') - morning;
      expect(typedAfter).toBeGreaterThan(0);
      expect(typedAfter).toBeLessThan(15 * 60_000);
      expect(Date.parse(change?.savedAt ?? '') - morning).toBeGreaterThan(60 * 60_000);
    }
  });
});

describe('with the timer stopped', () => {
  beforeAll(() => workbench.schedule.stop());

  it('提交 says that nothing goes through, and later sends it as the person who presses it', async () => {
    await workbench.functions.stop();
    await desk.be('张敏');
    await typeInto(east, { region: '华东' });
    await desk.untilText('state', east, '未同步');
    await desk.choose('跟单', '提交');
    const toast = desk.page.locator('.toast, .notice', { hasText: '暂时连不上服务器' });
    await toast.first().waitFor();
    await workbench.functions.start();
    await desk.choose('跟单', '提交');
    await shows(east, { state: '已保存', region: '华东' });
    expect(await changesOf('DH2026-0002', 'region')).toMatchObject([
      { editedBy: 'zhangmin@hongyuan.example', sentBy: 'zhangmin@hongyuan.example' },
    ]);
  });

  it('a sort while the edit is under way brings the answer to the row wherever it has gone', async () => {
    line.hold();
    await typeInto(south, { dealerEmail: 'nanhai@dealer.example' });
    await desk.until('the edit is under way', async () => line.isWaiting());
    await desk.untilText('state', south, '未同步');
    await desk.show(desk.tab, desk.address('dealerPhone', south));
    await desk.choose('数据', '按所选列升序排列');
    await desk.untilText('number', south, 'DH2026-0003');
    expect(await desk.text('state', south + 1)).toBe('未同步');
    line.letGo();
    await desk.untilText('state', south + 1, '已保存');
    const kept = await records();
    for (const row of [south, east, fresh]) {
      const record = kept.get(await desk.text('number', row));
      const values = z.record(z.string(), z.unknown()).parse(record?.values);
      for (const id of ['dealerName', 'region', 'dealerEmail', 'bank'])
        expect([row, id, await desk.text(id, row)]).toEqual([row, id, values[id] ?? '']);
    }
    expect(kept.get('DH2026-0001')?.values.dealerEmail).toBe('nanhai@dealer.example');
    expect(desk.faults).toEqual([]);
    expect(failures).toEqual([]);
  });
});
