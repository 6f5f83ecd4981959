import type { CellInput, RowAnswer } from '../../functions/src/forms/edit-contract';
import type { Services } from '../../functions/src/ports';
import type { Staff } from '../../functions/src/rules/record';
import { sendOne } from './edits';
import { chen, li, sun, wang, zhang, zhao } from './staff';

export const head = {
  dealerName: '佛山南海经销部',
  dealerPhone: '139 1234 5678',
  salesManager: '钱磊',
  salesManagerPhone: '13800138001',
  lines: '沙发 A1×10；茶几 B2×4',
} satisfies Record<string, CellInput>;

/** What each person types on an order that goes well, stage by stage. */
export const stages = {
  received: { by: zhang, cells: { ...head, receivedAt: '3月16日8时' } },
  payment: { by: li, cells: { paidAt: '3.16 9:10', bank: '工商银行', amount: '12,800元' } },
  classification: {
    by: zhang,
    cells: { nature: '计划内', plannedHandling: '尽早开票发货', requiredOn: '3月20日' },
  },
  scheduling: { by: wang, cells: { invoiceOn: '2026-03-17' } },
  invoice: { by: chen, cells: { invoicedAt: '3.17 9:00', deliveryNote: 'FH-0088', adjusted: '否' } },
  shipping: {
    by: zhao,
    cells: {
      plannedShipAt: '3.17 14:00',
      shippedAt: '3.17 14:05',
      transport: '专车',
      driverName: '刘师傅',
      driverPhone: '13700001111',
      freightAdvance: '无',
      expectedArrival: '3月18日17:00',
    },
  },
  release: { by: sun, cells: { releasedAt: '3.17 14:10', quantity: '14件', owed: '无' } },
  receipt: { by: li, cells: { confirmedAt: '3.18 17:30', arrivedAt: '3.18 16时', condition: '完好' } },
  closing: { by: li, cells: { summary: '客户满意，无遗留问题' } },
} as const satisfies Record<string, { by: Staff; cells: Record<string, CellInput> }>;

export type StageName = keyof typeof stages;

/** Takes an order through its stages up to and including `last`, each typed by its own person, and gives the last answer. */
export async function orderUpTo(services: Services, last: StageName, key = 'row-1'): Promise<RowAnswer> {
  let answer: RowAnswer | undefined;
  for (const [name, { by, cells }] of Object.entries(stages)) {
    answer = await sendOne(services, by, { key, revision: answer?.revision ?? 0, cells });
    if (answer.outcome !== 'saved' || answer.problems.length > 0)
      throw new Error(`${name}: ${JSON.stringify(answer.problems)}`);
    if (name === last) return answer;
  }
  throw new Error(`no stage ${last}`);
}
