import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { applyEdits } from '../../functions/src/flows/apply-edits';
import { showNotices } from '../../functions/src/flows/show-notices';
import { forms } from '../../functions/src/forms';
import { headerRows } from '../../functions/src/forms/register-layout';
import { editRequestSchema } from '../../functions/src/rules/edit-request';
import { testServices } from '../support/services';
import { type Desk, desksSetUp, register } from './desk';

const zhang = 'zhang@gendan.example';
let desks: Awaited<ReturnType<typeof desksSetUp>>;
let desk: Desk;
let services: ReturnType<typeof testServices>['services'];
beforeAll(async () => {
  desks = await desksSetUp();
});
beforeEach(() => {
  ({ services } = testServices({ now: '2026-03-16T01:30:00Z' }));
  desk = desks.open(async (_, init) => {
    const token = new Headers(init?.headers).get('authorization') ?? '';
    const body = editRequestSchema.parse(JSON.parse(String(init?.body)));
    return Response.json(
      await applyEdits(services, forms, { email: token.replace('Bearer token:', '') }, body),
    );
  });
});
afterEach(() => desk.close());

const show = () => showNotices({ services, forms, budgetMs: 20_000 });

/** An order whose dealer and sales manager are to be told that it came in. */
async function registerOrder(): Promise<void> {
  await desk.type(4, 'dealerName', [['佛山经销部', '139 2600 1101', '钱磊', '13800138001']], zhang);
  await desk.type(4, 'lines', '沙发 A1×10', zhang);
  await desk.type(4, 'receivedAt', '3.16 8:40', zhang);
}

describe('the register’s column of notices', () => {
  it('shows with the next answer what became of them, and what a person must see to', async () => {
    await registerOrder();
    expect(desk.value(4, 'messages') || null).toBeNull();
    await show();
    await desk.type(4, 'region', '华南', zhang);
    expect(desk.value(4, 'messages')).toBe('收到订单：经销商待发送，销售经理待发送');
    const [notice] = await services.store.find({
      collection: 'notices',
      where: [['recipient', '==', 'dealer']],
      limit: 1,
    });
    await services.store.write([
      {
        kind: 'update',
        path: notice?.path ?? 'notices/none',
        data: {
          state: 'failed',
          reason: 'bad-number',
          settledAt: '2026-03-16T01:31:00.000Z',
          showPending: true,
        },
      },
    ]);
    await show();
    await desk.type(4, 'region', '华东', zhang);
    expect(desk.value(4, 'messages')).toBe(
      '⚠ 收到订单 → 经销商：号码有误，请核对\n收到订单：经销商发送失败，销售经理待发送',
    );
  });

  it('wraps, and only asks back when somebody types into it', async () => {
    expect(desk.cell(4, 'messages').wrap).toBe(true);
    await desk.type(4, 'messages', '我改一下', zhang);
    expect(desk.value(4, 'state') || null).toBeNull();
  });

  it('is no part of a row that is copied', async () => {
    await registerOrder();
    await show();
    await desk.type(4, 'region', '华南', zhang);
    const id = desk.idOf(register);
    const { columns } = desk.workbook.dataSize(id);
    const line = desk.workbook.values(id, { row: 4, column: 0, rows: 1, columns })[0] ?? [];
    const texts = line.map((cell) => String(cell ?? ''));
    await Promise.all([desk.script.userEdits(zhang, id, 5, 0, [texts]).triggers]);
    expect(desk.value(4, 'messages')).toContain('收到订单');
    expect(desk.value(5, 'messages') || null).toBeNull();
  });
});

describe('a register that was set up before there was this column', () => {
  beforeEach(() => {
    const [id, at] = [desk.idOf(register), desk.columnOf('messages')];
    for (const row of [headerRows.ids, headerRows.label])
      desk.workbook.setValues(id, row, at, [['']], { by: 'script' });
  });

  it('goes on as before, and gets it with its texts when it is set up again, losing nothing', async () => {
    await registerOrder();
    await show();
    await desk.type(4, 'region', '华南', zhang);
    expect(() => desk.columnOf('messages')).toThrow();
    expect([desk.value(4, 'state'), desk.value(4, 'region')]).toEqual(['已保存', '华南']);
    const kept = desk.value(4, 'saved');

    await desk.setUp();
    const id = desk.idOf(register);
    expect(desk.workbook.cell(id, headerRows.label, desk.columnOf('messages')).value).toBe('通知');
    expect(desk.columnOf('messages')).toBe(desk.columnOf('left') + 1);
    expect(desk.cell(4, 'messages')).toMatchObject({ wrap: true, format: '@' });
    const columns = desk.workbook.dataSize(id).columns;
    await desk.setUp();
    expect(desk.workbook.dataSize(id).columns).toBe(columns);
    expect([desk.value(4, 'saved'), desk.value(4, 'region')]).toEqual([kept, '华南']);
    await desk.type(4, 'region', '华东', zhang);
    expect(desk.value(4, 'messages')).toBe('收到订单：经销商待发送，销售经理待发送');
  });
});
