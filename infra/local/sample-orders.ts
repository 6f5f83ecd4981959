import { order } from '../../functions/src/forms/order';
import { headerRows, registerLayout } from '../../functions/src/forms/register-layout';
import { owner } from './sample-people';
import type { Workbench } from './workbench';

/** What one person typed at one moment: cells of one row of the register, side by side. */
type Typing = {
  readonly at: string;
  readonly by: string;
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
};

/** What a new spreadsheet begins with. */
const emptyTab = '工作表1';

const dealers = [
  {
    dealerName: '佛山南海经销部',
    dealerPhone: '139 2600 1101',
    region: '华南',
    lines: '沙发 A1×10；茶几 B2×4',
  },
  {
    dealerName: '台中家居生活館',
    dealerPhone: '+886 912 345 678',
    dealerEmail: 'taichung@dealer.example',
    language: '繁体中文',
    channel: '短信和邮件',
    region: '台湾',
    lines: '餐桌 C3×6',
  },
  {
    dealerName: 'Riverside Furniture',
    dealerPhone: '+1 415 555 2671',
    dealerEmail: 'orders@riverside.example',
    language: '英文',
    channel: '邮件',
    region: '北美',
    lines: '沙发 A1×20',
  },
] as const;
const manager = { salesManager: '钱磊', salesManagerPhone: '138 0013 8001' };

/** Three orders on their way, typed into the register as the staff would have typed them in the days before. */
const typings: readonly Typing[] = [
  {
    at: '2026-03-12T01:10:00Z',
    by: 'zhangmin',
    row: 0,
    cells: { ...dealers[0], ...manager, receivedAt: '3.12 8:40' },
  },
  {
    at: '2026-03-12T02:30:00Z',
    by: 'lijuan',
    row: 0,
    cells: { paidAt: '3.12 10:10', bank: '工商银行佛山分行', amount: '12800' },
  },
  {
    at: '2026-03-12T03:00:00Z',
    by: 'zhangmin',
    row: 0,
    cells: { nature: '计划内', plannedHandling: '尽早开票发货', requiredOn: '3.16' },
  },
  { at: '2026-03-12T06:00:00Z', by: 'wangfang', row: 0, cells: { invoiceOn: '3.13' } },
  {
    at: '2026-03-13T01:05:00Z',
    by: 'chenjing',
    row: 0,
    cells: { invoicedAt: '3.13 9:00', deliveryNote: 'FH-0312', adjusted: '否' },
  },
  {
    at: '2026-03-13T06:20:00Z',
    by: 'zhaoqiang',
    row: 0,
    cells: {
      plannedShipAt: '3.13 14:00',
      shippedAt: '3.13 14:15',
      transport: '专车',
      driverName: '刘师傅',
      driverPhone: '137 0000 1111',
      freightAdvance: '无',
      expectedArrival: '3.16 17:00',
    },
  },
  {
    at: '2026-03-13T06:28:00Z',
    by: 'sunwei',
    row: 0,
    cells: { releasedAt: '3.13 14:25', quantity: '14', owed: '无' },
  },
  {
    at: '2026-03-13T02:00:00Z',
    by: 'zhangmin',
    row: 1,
    cells: { ...dealers[1], ...manager, receivedAt: '3.13 9:45' },
  },
  {
    at: '2026-03-13T07:40:00Z',
    by: 'lijuan',
    row: 1,
    cells: { paidAt: '3.13 15:30', bank: '中国银行', amount: '26400' },
  },
  {
    at: '2026-03-13T08:10:00Z',
    by: 'zhangmin',
    row: 1,
    cells: {
      nature: '计划外',
      unplannedHandling: '餐桌 C3 计划外 6 件，已与钱经理商定下周发',
      requiredOn: '3.18',
    },
  },
  {
    at: '2026-03-16T00:40:00Z',
    by: 'zhangmin',
    row: 2,
    cells: { ...dealers[2], ...manager, receivedAt: '3.16 8:30' },
  },
];

/** Sets the tabs up as the owner and types the sample orders, with the clock at the moment of each; then it is morning again. */
export async function fillSampleOrders(workbench: Workbench): Promise<void> {
  const { script, workbook, clock, schedule } = workbench;
  const morning = clock.business();
  const setUp = await script.run('setUpTabs', { user: owner });
  if (!setUp.ok) throw new Error(`The tabs could not be set up: ${setUp.error}`);
  for (const { id, title } of workbook.sheets()) {
    if (title === emptyTab) workbook.deleteSheet(id, { by: 'user', email: owner });
  }
  const { tab, columns } = registerLayout(order, 'zh-CN');
  const sheet = workbook.sheetByTitle(tab);
  if (!sheet) throw new Error(`There is no tab ${tab}.`);
  for (const { at, by, row, cells } of typings) {
    clock.set(new Date(at));
    const ids = columns.map(({ id }) => id).filter((id) => id in cells);
    for (const block of neighbours(
      ids,
      columns.map(({ id }) => id),
    )) {
      const typed = [block.map((id) => cells[id] ?? '')];
      const column = columns.findIndex(({ id }) => id === block[0]);
      const edit = script.userEdits(
        `${by}@hongyuan.example`,
        sheet.id,
        headerRows.count + row,
        column,
        typed,
      );
      if (!edit.typed.ok) throw new Error(`A sample order could not be typed: ${edit.typed.message}`);
      for (const result of await edit.triggers)
        if (!result.ok) throw new Error(`A sample order could not be sent: ${result.error}`);
    }
    await schedule.run('deliver');
  }
  clock.set(morning);
  await schedule.runAll();
}

/** Splits columns into runs that stand side by side, as one paste fills them. */
function neighbours(ids: readonly string[], all: readonly string[]): string[][] {
  const runs: string[][] = [];
  for (const id of ids) {
    const last = runs.at(-1);
    if (last && all.indexOf(id) === all.indexOf(last.at(-1) ?? '') + 1) last.push(id);
    else runs.push([id]);
  }
  return runs;
}
