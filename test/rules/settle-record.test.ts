import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { order } from '../../functions/src/forms/order';
import type { StoredRecord, Value } from '../../functions/src/rules/record';
import { settleRecord } from '../../functions/src/rules/settle-record';
import { settings, shippedOrder } from '../support/shipped-order';

const li = {
  by: 'li@gendan.example',
  name: '李娟',
  at: '2026-03-16T06:20:00.000Z',
  now: '2026-03-16T06:21:30.000Z',
  settings,
};
const later = { ...li, by: 'zhou@gendan.example', name: '周总', at: '2026-03-17T06:20:00.000Z' };

const whole = shippedOrder({
  dealerToldAt: '2026-03-16T06:15:00.000Z',
  managerToldAt: '2026-03-16T06:16:00.000Z',
  confirmedAt: '2026-03-18T06:30:00.000Z',
  arrivedAt: '2026-03-18T06:00:00.000Z',
  condition: 'good',
  summary: '完成',
  review: '同意',
});

/** Orders of which any blanks may be empty, on any branch, whatever was settled of them before. */
const drafts: fc.Arbitrary<StoredRecord> = fc
  .record({
    empty: fc.subarray(Object.keys(whole.values)),
    nature: fc.constantFrom('planned', 'unplanned', 'both'),
    transport: fc.constantFrom('dedicated', 'part-load', 'consignment'),
    condition: fc.constantFrom('good', 'damaged', 'settled'),
    adjusted: fc.boolean(),
    signed: fc.subarray(['receivedSignature', 'paymentSignature', 'transportSignature']),
    forgotten: fc.subarray(Object.keys(whole.stages)),
    batch: fc.constantFrom(1, 2),
  })
  .map(({ empty, signed, forgotten, batch, ...branches }) => {
    const values: Record<string, Value> = { ...whole.values, ...branches };
    for (const id of empty) delete values[id];
    for (const id of signed) values[id] = { by: 'x@gendan.example', name: '某人', at: li.at };
    const stages = Object.fromEntries(Object.entries(whole.stages).filter(([id]) => !forgotten.includes(id)));
    return { ...whole, values, stages, batch };
  });

describe('settling a record', () => {
  it('twice is the same as once, whoever settles it the second time', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const once = settleRecord(order, draft, li);
        expect(settleRecord(order, once, li)).toEqual(once);
        expect(settleRecord(order, once, later)).toEqual(once);
      }),
    );
  });

  it('signs exactly the complete stages, and leaves nothing on a branch that was not taken', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const { values, stages, batch } = settleRecord(order, { ...draft, batch: 1 }, li);
        expect(batch).toBe(1);
        for (const [signature, stage] of [
          ['receivedSignature', 'received'],
          ['paymentSignature', 'payment'],
          ['confirmationSignature', 'classification'],
          ['transportSignature', 'shipping'],
        ] as const)
          expect(values[signature] !== undefined).toBe(stages[stage]?.completedAt !== undefined);
        if (values.transport !== 'dedicated') expect(values.driverName).toBeUndefined();
        if (values.nature !== 'planned') expect(values.plannedHandling).toBeUndefined();
      }),
    );
  });

  it('never changes what was typed on the branch that was taken', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const { values } = settleRecord(order, draft, li);
        for (const field of order.fields)
          if (!field.when && field.kind !== 'signature' && draft.values[field.id] !== undefined)
            expect(values[field.id]).toEqual(draft.values[field.id]);
      }),
    );
  });

  it('stops the time of the closing while a bad receipt shuts it, and lets it go on from there', () => {
    const opened = settleRecord(order, { ...whole, values: without(whole, 'summary', 'review') }, li);
    expect(opened.stages.closing).toEqual({ openedAt: '2026-03-16T06:21:30.000Z' });
    const anHourLater = { ...li, at: '2026-03-16T07:21:30.000Z', now: '2026-03-16T07:21:30.000Z' };
    const shut = settleRecord(
      order,
      { ...opened, values: { ...opened.values, condition: 'damaged' } },
      { ...anHourLater, before: opened.values },
    );
    // From 15:21:30 on a Monday until Thursday midnight: what is left of that day, and three from 08:30 on.
    const left = { ms: (8 * 60 + 38.5 + 3 * 15.5 * 60) * 60_000, of: 'working-days' };
    expect(shut.stages.closing).toEqual({ left });
    const again = settleRecord(order, { ...shut, values: { ...shut.values, condition: 'settled' } }, later);
    expect(again.stages.closing).toEqual({ openedAt: later.now, left });
  });
});

function without(record: StoredRecord, ...ids: readonly string[]): StoredRecord['values'] {
  return Object.fromEntries(Object.entries(record.values).filter(([id]) => !ids.includes(id)));
}
