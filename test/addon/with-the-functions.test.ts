import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { applyEdits } from '../../functions/src/flows/apply-edits';
import { forms } from '../../functions/src/forms';
import { editRequestSchema } from '../../functions/src/rules/edit-request';
import { testServices } from '../support/services';
import { type Desk, desksSetUp, register } from './desk';

let desks: Awaited<ReturnType<typeof desksSetUp>>;
let desk: Desk;
let requests: number;
beforeAll(async () => {
  desks = await desksSetUp();
});
beforeEach(() => {
  requests = 0;
  const { services } = testServices({ now: '2026-03-16T01:30:00Z' });
  desk = desks.open(async (_, init) => {
    requests += 1;
    const token = new Headers(init?.headers).get('authorization') ?? '';
    const body = editRequestSchema.parse(JSON.parse(String(init?.body)));
    const email = token.replace('Bearer token:', '');
    return Response.json(await applyEdits(services, forms, { email }, body));
  });
});
afterEach(() => desk.close());

const zhang = 'zhang@gendan.example';
const li = 'li@gendan.example';

describe('with the functions that answer in production', () => {
  it('an order moves from one person to the next, and nothing is sent twice', async () => {
    await desk.type(4, 'dealerName', [['佛山经销部', '139 2600 1101', '钱磊', '13800138001']], zhang);
    await desk.type(4, 'lines', '沙发 A1×10；茶几 B2×4', zhang);
    await desk.type(4, 'receivedAt', '3.16 8:40', zhang);
    expect(desk.value(4, 'state')).toBe('已保存');
    expect(desk.value(4, 'number')).toBe('DH2026-0001');
    expect(desk.value(4, 'receivedSignature')).toContain('张敏');
    expect(desk.value(4, 'next')).toContain('货款到帐');

    await desk.type(4, 'paidAt', [['3月16日 9时', '工商银行', '12,800']], li);
    expect(desk.value(4, 'state')).toBe('已保存');
    expect(desk.value(4, 'amount')).toBe(12800);
    expect(desk.value(4, 'paymentSignature')).toContain('李娟');

    const sent = requests;
    await desk.minute();
    await desk.menu('submit', zhang);
    expect(requests).toBe(sent);
  });

  it('what is refused is explained on its cell, and mended there', async () => {
    await desk.type(4, 'dealerName', [['佛山经销部', '电话不详']], zhang);
    expect(desk.value(4, 'state')).toBe('有误 1 处');
    expect(desk.cell(4, 'dealerPhone').note).toMatch(/./);
    await desk.type(4, 'dealerPhone', '13926001101', zhang);
    expect(desk.value(4, 'state')).toBe('已保存');
    expect(desk.cell(4, 'dealerPhone')).not.toHaveProperty('note');
  });

  it('a stage of somebody else is refused to whoever types into it, then goes when the right person submits', async () => {
    await desk.type(4, 'dealerName', [['佛山经销部', '13926001101', '钱磊', '13800138001']], zhang);
    await desk.type(4, 'lines', '沙发 A1×10', zhang);
    await desk.type(4, 'receivedAt', '3.16 8:40', zhang);
    await desk.type(4, 'bank', '工商银行', zhang);
    expect(desk.value(4, 'state')).toBe('有误 1 处');
    await desk.menu('submit', li);
    expect(desk.value(4, 'state')).toBe('已保存');
    expect(desk.value(4, 'bank')).toBe('工商银行');
  });

  it('a paste of 100 orders is saved row by row', async () => {
    const rows = Array.from({ length: 100 }, (_, at) => [`经销商${at}`, `138${String(10000000 + at)}`]);
    await desk.type(4, 'dealerName', rows, zhang);
    expect(new Set(rows.map((_, at) => desk.value(4 + at, 'state')))).toEqual(new Set(['已保存']));
    expect(new Set(rows.map((_, at) => desk.value(4 + at, 'number'))).size).toBe(100);
  });

  it('a further shipment is opened and its record carries the order over', async () => {
    await desk.type(4, 'dealerName', [['佛山经销部', '13926001101', '钱磊', '13800138001']], zhang);
    await desk.type(4, 'lines', '沙发 A1×10', zhang);
    await desk.type(4, 'receivedAt', '3.16 8:40', zhang);
    await desk.type(4, 'paidAt', [['3.16 8:45', '工商银行', '12800']], li);
    await desk.type(4, 'nature', [['计划内', '尽早开票发货']], zhang);
    await desk.type(4, 'requiredOn', '3.18', zhang);
    await desk.menu('addShipment', zhang, register, 4);
    expect([desk.value(5, 'number'), desk.value(5, 'batch')]).toEqual(['DH2026-0001', 2]);
    expect([desk.value(5, 'dealerName'), desk.value(5, 'state')]).toEqual(['佛山经销部', '已保存']);
    const sent = requests;
    await desk.minute();
    expect(requests).toBe(sent);
  });
});
