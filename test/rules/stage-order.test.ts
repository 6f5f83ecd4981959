import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import type { Value } from '../../functions/src/rules/record';
import {
  currentStage,
  isComplete,
  missingFields,
  obstacleTo,
  type StageFacts,
} from '../../functions/src/rules/stage-order';
import { shippedOrder } from '../support/shipped-order';

const facts = (changes: Record<string, Value | undefined>, more: Partial<StageFacts> = {}): StageFacts => ({
  ...shippedOrder(changes),
  ...more,
});
const ids = (fields: readonly { id: string }[]) => fields.map(({ id }) => id);
const received = {
  dealerToldAt: '2026-03-16T06:15:00.000Z',
  managerToldAt: '2026-03-16T06:16:00.000Z',
  loggedAt: '2026-03-16T06:16:00.000Z',
  confirmedAt: '2026-03-18T06:30:00.000Z',
  arrivedAt: '2026-03-18T06:00:00.000Z',
  condition: 'good',
};
const owed = [{ product: '茶几', quantity: 4 }];

describe('the head', () => {
  it('belongs to the first stage: neither is complete without the other', () => {
    expect(isComplete(order, 'received', facts({}))).toBe(true);
    expect(isComplete(order, 'received', facts({ dealerPhone: undefined }))).toBe(false);
    expect(isComplete(order, 'received', facts({ receivedAt: undefined }))).toBe(false);
    expect(currentStage(order, facts({ dealerPhone: undefined }))?.id).toBe('received');
  });

  it('has blanks that may stay empty', () => {
    expect(isComplete(order, 'received', facts({ region: undefined, dealerEmail: undefined }))).toBe(true);
  });
});

describe('what is missing', () => {
  it.each([
    ['planned', { nature: 'planned', plannedHandling: undefined }, ['plannedHandling']],
    ['unplanned', { nature: 'unplanned', plannedHandling: undefined }, ['unplannedHandling']],
    ['both', { nature: 'both', plannedHandling: undefined }, ['unplannedHandling']],
    ['not known', { nature: undefined, plannedHandling: undefined }, ['nature']],
  ])('of the classification when it is %s', (_name, changes, expected) => {
    expect(ids(missingFields(order, 'classification', facts(changes)))).toEqual(expected);
  });

  it.each([
    ['dedicated', ['driverName', 'driverPhone', 'freightAdvance']],
    ['part-load', ['carrierPhone']],
    ['consignment', ['logisticsPhone']],
  ])('of the transport by %s', (transport, expected) => {
    const empty = { driverName: undefined, driverPhone: undefined, freightAdvance: undefined };
    expect(ids(missingFields(order, 'shipping', facts({ transport, ...empty })))).toEqual(expected);
  });

  it('is nothing where 无 was the answer: nothing owed, no freight advanced', () => {
    expect(missingFields(order, 'release', facts({ owed: [] }))).toEqual([]);
    expect(missingFields(order, 'shipping', facts({ freightAdvance: 0 }))).toEqual([]);
  });

  it('is never a signature', () => {
    expect(ids(missingFields(order, 'payment', facts({ bank: undefined })))).toEqual(['bank']);
  });
});

describe('the closing', () => {
  const obstacle = (changes: Record<string, Value | undefined>, more: Partial<StageFacts> = {}) =>
    obstacleTo(order, 'closing', facts({ ...received, ...changes }, more))?.kind;

  it.each([
    ['open after a receipt in order', {}, {}, undefined],
    ['open when a problem was settled', { condition: 'settled' }, {}, undefined],
    ['shut before the receipt', { arrivedAt: undefined }, {}, 'missing'],
    ['shut while something is broken', { condition: 'damaged' }, {}, 'condition'],
    ['shut while goods are owed', { owed }, {}, 'shipments'],
    [
      'shut while a shipment is on its way, though it owes nothing',
      { owed },
      { shipments: { 2: { record: 'r2', arrived: false, owed: [] } } },
      'shipments',
    ],
    [
      'shut while the last shipment still owes',
      { owed },
      { shipments: { 2: { record: 'r2', arrived: true, owed } } },
      'shipments',
    ],
    [
      'open when all that was owed has arrived, the tenth shipment counting after the ninth',
      { owed },
      {
        shipments: {
          9: { record: 'r9', arrived: true, owed },
          10: { record: 'r10', arrived: true, owed: [] },
        },
      },
      undefined,
    ],
  ] as const)('is %s', (_name, changes, more, expected) => {
    expect(obstacle({ ...changes } as Record<string, Value | undefined>, more as Partial<StageFacts>)).toBe(
      expected,
    );
  });
});

describe('a further shipment', () => {
  const second = facts({ dealerPhone: undefined, paidAt: undefined }, { batch: 2 });

  it('asks for nothing that its order’s first row fills', () => {
    expect(missingFields(order, 'payment', second)).toEqual([]);
    expect(obstacleTo(order, 'scheduling', second)).toBeUndefined();
  });

  it('is done with its own last stage', () => {
    expect(currentStage(order, second)?.id).toBe('announcement');
    expect(currentStage(order, facts(received, { batch: 2 }))).toBeUndefined();
  });
});
