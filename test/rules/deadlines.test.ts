import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defineForm } from '../../functions/src/forms/define-form';
import type { DeadlineRule } from '../../functions/src/forms/form';
import { label } from '../../functions/src/forms/label';
import { order } from '../../functions/src/forms/order';
import { type DeadlineFacts, deadlineOf, stageDeadlines } from '../../functions/src/rules/deadlines';

const shanghai = { zone: 'Asia/Shanghai', daysOff: [], daysWorked: [] };
const newYork = { ...shanghai, zone: 'America/New_York' };

function due(stage: string, facts: Partial<DeadlineFacts>, settings = shanghai): string | undefined {
  return deadlineOf(order, stage, { values: {}, stages: {}, ...facts }, settings)?.dueAt;
}

describe('on the same day', () => {
  it.each([
    ['2026-03-16T01:00:00.000Z', '2026-03-16T16:00:00.000Z', 'a morning'],
    ['2026-03-16T15:59:00.000Z', '2026-03-16T16:00:00.000Z', 'the last minute'],
    ['2026-03-16T16:00:00.000Z', '2026-03-17T16:00:00.000Z', 'midnight belongs to the new day'],
    ['2026-02-28T10:00:00.000Z', '2026-02-28T16:00:00.000Z', 'the end of a month'],
    ['2025-12-31T10:00:00.000Z', '2025-12-31T16:00:00.000Z', 'the end of a year'],
  ])('%s ends at %s: %s', (receivedAt, expected) => {
    expect(due('received', { values: { receivedAt } })).toBe(expected);
  });

  it('lasts 23 or 25 hours when clocks change', () => {
    expect(due('received', { values: { receivedAt: '2026-03-08T05:00:00.000Z' } }, newYork)).toBe(
      '2026-03-09T04:00:00.000Z',
    );
    expect(due('received', { values: { receivedAt: '2026-11-01T04:00:00.000Z' } }, newYork)).toBe(
      '2026-11-02T05:00:00.000Z',
    );
  });

  it('counts from a stage when that is what the paper counts from', () => {
    expect(due('classification', { stages: { payment: { completedAt: '2026-03-16T01:00:00.000Z' } } })).toBe(
      '2026-03-16T16:00:00.000Z',
    );
    expect(
      due('classification', { stages: { payment: { openedAt: '2026-03-16T01:00:00.000Z' } } }),
    ).toBeUndefined();
  });
});

describe('at a time of day', () => {
  it.each([
    ['2026-03-17', '2026-03-16T08:00:00.000Z', 'the day before'],
    ['2026-03-01', '2026-02-28T08:00:00.000Z', 'over the end of a month'],
    ['2026-01-01', '2025-12-31T08:00:00.000Z', 'over the end of a year'],
    ['2026-03-16', '2026-03-15T08:00:00.000Z', 'on a Sunday: the calendar day before, worked or not'],
  ])('an invoice on %s is scheduled by 16:00 the day before, %s', (invoiceOn, expected) => {
    expect(due('scheduling', { values: { invoiceOn } })).toBe(expected);
  });

  it('an invoice is issued by 09:30 of its day', () => {
    expect(due('invoice', { values: { invoiceOn: '2026-03-17' } })).toBe('2026-03-17T01:30:00.000Z');
    expect(due('invoice', { values: { invoiceOn: '2026-03-08' } }, newYork)).toBe('2026-03-08T13:30:00.000Z');
  });
});

describe('the first rule whose anchor is known', () => {
  const stages = { classification: { completedAt: '2026-02-13T02:00:00.000Z' } };
  it('holds: without a date one working day, with one 16:00 of the day before', () => {
    expect(due('scheduling', { stages })).toBe('2026-02-14T16:00:00.000Z');
    expect(due('scheduling', { stages, values: { invoiceOn: '2026-02-27' } })).toBe(
      '2026-02-26T08:00:00.000Z',
    );
  });

  it('and while none is known there is no deadline', () => {
    expect(due('scheduling', {})).toBeUndefined();
    expect(due('no-such-stage', {})).toBeUndefined();
  });

  it('the actual arrival counts before the expected one', () => {
    const expectedArrival = '2026-03-18T02:00:00.000Z';
    expect(due('receipt', { values: { expectedArrival } })).toBe('2026-03-18T16:00:00.000Z');
    expect(due('receipt', { values: { expectedArrival, arrivedAt: '2026-03-19T02:00:00.000Z' } })).toBe(
      '2026-03-19T16:00:00.000Z',
    );
  });
});

describe('within a span', () => {
  const shippedAt = '2026-03-16T15:50:00.000Z';
  it('of minutes and hours runs on over midnight', () => {
    expect(due('release', { values: { shippedAt } })).toBe('2026-03-16T16:05:00.000Z');
    expect(due('announcement', { values: { shippedAt } })).toBe('2026-03-16T16:50:00.000Z');
  });

  it('of days ends with the last of them', () => {
    expect(due('shipping', { values: { invoicedAt: '2026-03-16T01:30:00.000Z' } })).toBe(
      '2026-03-18T16:00:00.000Z',
    );
    expect(due('shipping', { values: { invoicedAt: '2026-02-27T01:30:00.000Z' } })).toBe(
      '2026-03-01T16:00:00.000Z',
    );
    expect(due('shipping', { values: { invoicedAt: '2026-03-07T15:00:00.000Z' } }, newYork)).toBe(
      '2026-03-10T04:00:00.000Z',
    );
  });

  it.each([
    ['2026-03-16T02:00:00.000Z', '2026-03-19T16:00:00.000Z', 'inside a week'],
    ['2026-03-19T02:00:00.000Z', '2026-03-24T16:00:00.000Z', 'over a weekend'],
    ['2026-02-12T02:00:00.000Z', '2026-02-24T16:00:00.000Z', 'over the Spring Festival'],
    ['2026-09-30T02:00:00.000Z', '2026-10-10T16:00:00.000Z', 'over National Day'],
    ['2026-09-29T16:00:00.000Z', '2026-10-10T16:00:00.000Z', 'from local midnight'],
    ['2025-12-30T02:00:00.000Z', '2026-01-05T16:00:00.000Z', 'over the end of a year'],
  ])('of three working days from %s ends at %s, %s', (completedAt, expected) => {
    const stages = { receipt: { completedAt }, closing: { openedAt: completedAt } };
    expect(due('closing', { values: { condition: 'good' }, stages })).toBe(expected);
  });

  it('of working days says when the calendar is not known', () => {
    const facts = {
      values: { condition: 'good' },
      stages: {
        receipt: { completedAt: '2026-12-30T02:00:00.000Z' },
        closing: { openedAt: '2026-12-30T02:00:00.000Z' },
      },
    };
    expect(deadlineOf(order, 'closing', facts, shanghai)).toEqual({
      dueAt: '2027-01-04T16:00:00.000Z',
      calendarKnown: false,
    });
    const daysOff = ['2027-01-01', '2027-10-01', '2027-10-02', '2027-10-03'];
    expect(deadlineOf(order, 'closing', facts, { ...shanghai, daysOff })).toEqual({
      dueAt: '2027-01-05T16:00:00.000Z',
      calendarKnown: true,
    });
  });
});

describe('a stage that a condition keeps shut', () => {
  const receipt = { completedAt: '2026-03-16T02:00:00.000Z' };
  it('has no deadline', () => {
    expect(due('closing', { values: { condition: 'damaged' }, stages: { receipt } })).toBeUndefined();
  });

  it('has none either while it waits for further shipments, however long ago the goods arrived in order', () => {
    expect(due('closing', { values: { condition: 'good' }, stages: { receipt } })).toBeUndefined();
  });

  it('starts its time when the condition opens it', () => {
    const stages = { receipt, closing: { openedAt: '2026-03-23T02:00:00.000Z' } };
    expect(due('closing', { values: { condition: 'settled' }, stages })).toBe('2026-03-26T16:00:00.000Z');
  });
});

describe('how the stages of a record stand', () => {
  const values = { receivedAt: '2026-03-16T01:00:00.000Z', shippedAt: '2026-03-16T03:00:00.000Z' };
  const dueAt = '2026-03-16T16:00:00.000Z';
  const at = (completedAt: string | undefined, now: string) =>
    stageDeadlines(
      order,
      {
        batch: 1,
        values: { receivedAt: values.receivedAt },
        stages: completedAt ? { received: { completedAt } } : {},
      },
      now,
      shanghai,
    )[0];

  it('is open before and late from the deadline on', () => {
    expect(at(undefined, '2026-03-16T15:59:59.999Z')).toEqual({ stage: 'received', dueAt, state: 'open' });
    expect(at(undefined, dueAt)).toEqual({ stage: 'received', dueAt, state: 'late' });
  });

  it('is judged by when it was completed, however late we look', () => {
    expect(at('2026-03-16T15:59:59.000Z', '2026-04-01T00:00:00.000Z')?.state).toBe('done');
    expect(at(dueAt, dueAt)?.state).toBe('done-late');
  });

  it('lists a further shipment’s own stages only', () => {
    const list = (batch: number) =>
      stageDeadlines(order, { batch, values, stages: {} }, dueAt, shanghai).map(({ stage }) => stage);
    expect(list(1)).toEqual(['received', 'release', 'announcement']);
    expect(list(2)).toEqual(['release', 'announcement']);
  });
});

describe('whatever the rule and the zone', () => {
  const field = { field: 'at' };
  const rule = fc.oneof(
    fc.constant<DeadlineRule>({ kind: 'same-day', as: field }),
    fc.record({
      kind: fc.constant('at-time' as const),
      time: fc
        .tuple(fc.integer({ min: 10, max: 23 }), fc.integer({ min: 10, max: 59 }))
        .map((parts) => parts.join(':')),
      daysBefore: fc.integer({ min: 0, max: 3 }),
      on: fc.constant(field),
    }),
    fc.record({
      kind: fc.constant('within' as const),
      unit: fc.constantFrom('minutes' as const, 'hours' as const, 'days' as const, 'working-days' as const),
      count: fc.integer({ min: 1, max: 40 }),
      after: fc.constant(field),
    }),
  );
  const zone = fc.constantFrom(
    'Asia/Shanghai',
    'America/New_York',
    'America/Santiago',
    'Australia/Lord_Howe',
    'UTC',
  );
  const instant = fc
    .integer({ min: 0, max: 2_000_000 })
    .map((minutes) => new Date(Date.UTC(2024, 0, 1, 0, minutes)).toISOString());
  const formWith = (due: DeadlineRule) => {
    const text = label('表', '表', 'Form');
    return defineForm({
      id: 'test',
      version: 1,
      label: text,
      tab: text,
      number: { label: text, prefix: 'T' },
      head: { role: 'manager', fields: { name: { kind: 'text', label: text } } },
      stages: [
        {
          id: 'only',
          label: text,
          role: 'manager',
          due: [due],
          fields: { at: { kind: 'instant', label: text } },
        },
      ],
    });
  };

  it('a deadline never moves earlier when its anchor moves later', () => {
    fc.assert(
      fc.property(rule, zone, instant, instant, (due, zone, one, other) => {
        const form = formWith(due);
        const [early, late] = [one, other]
          .sort()
          .map((at = '') =>
            Date.parse(
              deadlineOf(form, 'only', { values: { at }, stages: {} }, { ...shanghai, zone })?.dueAt ?? '',
            ),
          );
        expect(late).toBeGreaterThanOrEqual(early ?? Number.NaN);
      }),
      { numRuns: 1000 },
    );
  });
});
