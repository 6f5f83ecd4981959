import { order } from '../../functions/src/forms/order';
import { recordSchema, type StoredRecord, staffSchema, type Value } from '../../functions/src/rules/record';
import { defaultManaged, settingsSchema } from '../../functions/src/rules/settings';

export const settings = settingsSchema.parse({
  zone: 'Asia/Shanghai',
  company: '全友家居',
  staffLanguage: 'zh-CN',
  spreadsheets: ['sheet-1'],
  bridges: [],
  phoneCountry: 'CN',
  legalCalendar: 'china',
  ...defaultManaged,
  quietHours: { from: '21:00', to: '08:00' },
});

export const salesManager = staffSchema.parse({
  email: 'wang@example.com',
  name: '王芳',
  phone: '+8613900139000',
  language: 'zh-CN',
  roles: ['sales-manager'],
  regions: [],
  dealers: [],
  active: true,
});

/** Everything that stages 1–7 of an order ask for; the goods left on 16 March 2026 at 14:00 local time. */
const shippedValues: Readonly<Record<string, Value>> = {
  dealerName: '李建国',
  dealerPhone: '+8613800138000',
  salesManager: '王芳',
  salesManagerPhone: '+8613900139000',
  lines: [
    { product: '沙发', quantity: 10 },
    { product: '茶几', quantity: 5 },
  ],
  receivedAt: '2026-03-13T01:30:00.000Z',
  paidAt: '2026-03-14T02:00:00.000Z',
  bank: '工商银行',
  amount: 12000,
  nature: 'planned',
  plannedHandling: '按计划发货',
  requiredOn: '2026-03-17',
  invoiceOn: '2026-03-16',
  invoicedAt: '2026-03-16T01:00:00.000Z',
  deliveryNote: 'FH0316',
  adjusted: false,
  plannedShipAt: '2026-03-16T06:00:00.000Z',
  shippedAt: '2026-03-16T06:00:00.000Z',
  transport: 'dedicated',
  driverName: '张师傅',
  driverPhone: '+8613700137000',
  freightAdvance: 0,
  expectedArrival: '2026-03-18T06:00:00.000Z',
  releasedAt: '2026-03-16T06:05:00.000Z',
  quantity: 15,
  owed: [],
};

const done = { openedAt: '2026-03-16T06:00:00.000Z', completedAt: '2026-03-16T06:10:00.000Z' };

/** An order whose goods have left the warehouse; `changes` overrides values, undefined removes one. */
export function shippedOrder(changes: Readonly<Record<string, Value | undefined>> = {}): StoredRecord {
  const values = Object.entries({ ...shippedValues, ...changes }).filter(([, value]) => value !== undefined);
  return recordSchema.parse({
    form: order.id,
    formVersion: order.version,
    key: 'row-1',
    spreadsheetId: 'sheet-1',
    number: 'DH2026-0001',
    batch: 1,
    revision: 7,
    values: Object.fromEntries(values),
    marks: {},
    stages: Object.fromEntries(
      ['received', 'payment', 'classification', 'scheduling', 'invoice', 'shipping', 'release'].map((id) => [
        id,
        done,
      ]),
    ),
    assignees: {},
    refused: {},
    shipments: {},
    judged: {},
    blanks: {},
    told: {},
    nextDueAt: null,
    timedUnder: '',
    createdAt: '2026-03-13T01:30:00.000Z',
    updatedAt: '2026-03-16T06:10:00.000Z',
    done: false,
    toSheet: false,
    summaryPending: false,
  });
}

/** The same order before the named stages were completed. */
export function uncompleted(record: StoredRecord, ...stages: readonly string[]): StoredRecord {
  const kept = Object.entries(record.stages).filter(([id]) => !stages.includes(id));
  return { ...record, stages: Object.fromEntries(kept) };
}
