import type { Values } from './record';

/**
 * The journey of an order through its fields, as 订单时效 and 运输时间跟踪 read it. A form that has none of these
 * fields has none of these figures.
 */
export const milestones = [
  'receivedAt',
  'paidAt',
  'invoicedAt',
  'shippedAt',
  'expectedArrival',
  'arrivedAt',
] as const;
type Milestone = (typeof milestones)[number];

/** A stretch whose length is measured. `order`: known from the order's first row only, not from further shipments. */
export type Leg = {
  readonly label: string;
  readonly from: Milestone;
  readonly to: Milestone;
  readonly of: 'order' | 'shipment';
};

export const legs: readonly Leg[] = [
  { label: '订单 → 到款', from: 'receivedAt', to: 'paidAt', of: 'order' },
  { label: '到款 → 开票', from: 'paidAt', to: 'invoicedAt', of: 'order' },
  { label: '开票 → 发货', from: 'invoicedAt', to: 'shippedAt', of: 'shipment' },
  { label: '发货 → 到货', from: 'shippedAt', to: 'arrivedAt', of: 'shipment' },
  { label: '订单 → 到货（全程）', from: 'receivedAt', to: 'arrivedAt', of: 'order' },
];

/** Two times of one event, typed by two people: further apart than that, somebody must find out which is right. */
export type AgreeingTimes = {
  readonly label: string;
  readonly first: string;
  readonly second: string;
  readonly minutes: number;
};

export const agreeingTimes: readonly AgreeingTimes[] = [
  { label: '发货时间与货物发出时间不一致', first: 'shippedAt', second: 'releasedAt', minutes: 15 },
];

/** The choice that says how the goods travel. */
export const transportMode = 'transport';

/** Who carries the goods, by name; else by the phone number that the form asks for. */
const carrierFields = ['driverName', 'carrier', 'logistics', 'driverPhone', 'carrierPhone', 'logisticsPhone'];

export function carrierOf(values: Values): string {
  const known = carrierFields.map((field) => values[field]);
  return known.find((value) => typeof value === 'string' && value !== '')?.toString() ?? '';
}
