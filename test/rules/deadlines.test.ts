import { describe, expect, it } from '@jest/globals';
import type { DeadlineRule } from '../../functions/src/forms/form';
import { order } from '../../functions/src/forms/order';
import {
  type DeadlineFacts,
  type DeadlineSettings,
  deadlineOf,
  stageDeadlines,
} from '../../functions/src/rules/deadlines';
import { ruledForm } from '../support/ruled-form';
import { settings } from '../support/shipped-order';
import { inChina } from '../support/wall-time';

const newYork: DeadlineSettings = { ...settings, zone: 'America/New_York', legalCalendar: 'weekdays' };
const taipei: DeadlineSettings = { ...settings, zone: 'Asia/Taipei', legalCalendar: 'weekdays' };

function due(stage: string, facts: Partial<DeadlineFacts>, by: DeadlineSettings = settings) {
  return deadlineOf(order, stage, { values: {}, stages: {}, ...facts }, by)?.dueAt;
}
/** A deadline by one rule alone, of a stage that has not opened yet. */
function ruled(
  rule: DeadlineRule,
  values: DeadlineFacts['values'],
  by: Partial<DeadlineSettings> = {},
): string | undefined {
  return deadlineOf(ruledForm([rule]), 'second', { values, stages: {} }, { ...settings, ...by })?.dueAt;
}

describe('the first rule whose anchor is known', () => {
  const stages = { classification: { completedAt: inChina('2026-02-13 10:00') } };
  it('holds: without a date one working day, with one 16:00 of the day before', () => {
    expect(due('scheduling', { stages })).toBe(inChina('2026-02-15 00:00'));
    expect(due('scheduling', { stages, values: { invoiceOn: '2026-02-27' } })).toBe(
      inChina('2026-02-26 16:00'),
    );
  });

  it('and while none is known there is no deadline', () => {
    expect(due('scheduling', {})).toBeUndefined();
    expect(due('no-such-stage', {})).toBeUndefined();
    expect(due('received', { values: { receivedAt: '下周三' } })).toBeUndefined();
  });

  it('counts from a stage once that is complete, from an opening once that has opened', () => {
    const openedAt = inChina('2026-03-16 10:00');
    expect(due('classification', { stages: { payment: { openedAt } } })).toBeUndefined();
    const fromOpening = ruledForm([{ kind: 'within', unit: 'hours', count: 2, after: { opening: 'first' } }]);
    const opened = { values: {}, stages: { first: { openedAt } } };
    expect(deadlineOf(fromOpening, 'second', opened, settings)?.dueAt).toBe(inChina('2026-03-16 12:00'));
    const completed = { values: {}, stages: { first: { completedAt: openedAt } } };
    expect(deadlineOf(fromOpening, 'second', completed, settings)).toBeUndefined();
  });

  it('the actual arrival counts before the expected one', () => {
    const values = { expectedArrival: inChina('2026-03-18 10:00'), arrivedAt: inChina('2026-03-19 10:00') };
    expect(due('receipt', { values })).toBe(inChina('2026-03-20 00:00'));
  });
});

describe('counted backwards', () => {
  const values = { at: inChina('2026-03-16 10:00'), on: '2026-03-16' };
  const backwards = (unit: 'minutes' | 'hours' | 'days' | 'working-days', count: number, field = 'at') =>
    ruled({ kind: 'before', unit, count, before: { field } }, values);
  it('minutes and hours run on the clock', () => {
    expect(backwards('minutes', 30)).toBe(inChina('2026-03-16 09:30'));
    expect(backwards('hours', 12)).toBe(inChina('2026-03-15 22:00'));
    expect(backwards('hours', 1, 'on')).toBe(inChina('2026-03-15 23:00'));
  });

  it('a day before is the end of the day before, a working day before that of the last working day', () => {
    expect(backwards('days', 1)).toBe(inChina('2026-03-16 00:00'));
    expect(backwards('days', 1, 'on')).toBe(inChina('2026-03-16 00:00'));
    expect(backwards('days', 3)).toBe(inChina('2026-03-14 00:00'));
    expect(backwards('working-days', 1)).toBe(inChina('2026-03-14 00:00'));
    expect(backwards('working-days', 3)).toBe(inChina('2026-03-12 00:00'));
  });
});

describe('within working hours', () => {
  it.each([
    ['2026-03-16 10:00', '2026-03-16 14:30', 'over lunch'],
    ['2026-03-16 16:30', '2026-03-17 10:30', 'over night'],
    ['2026-02-14 16:30', '2026-02-24 10:30', 'over 春节, from a worked Saturday'],
  ])('%s and three hours: %s, %s', (at, expected) => {
    const rule: DeadlineRule = { kind: 'within', unit: 'working-hours', count: 3, after: { field: 'at' } };
    expect(ruled(rule, { at: inChina(at) })).toBe(inChina(expected));
  });
});

describe('several working days before', () => {
  const rule: DeadlineRule = { kind: 'at-time', time: '12:00', daysBefore: 2, on: { field: 'on' } };
  it('are counted as such only when settings say so', () => {
    expect(ruled(rule, { on: '2026-03-16' })).toBe(inChina('2026-03-14 12:00'));
    expect(ruled(rule, { on: '2026-03-16' }, { dayBefore: 'working' })).toBe(inChina('2026-03-12 12:00'));
  });
});

describe('where clocks change', () => {
  const onDay = (receivedAt: string, by = newYork) => due('received', { values: { receivedAt } }, by);
  it('a day lasts 23 or 25 hours', () => {
    expect(onDay('2026-03-08T05:00:00.000Z')).toBe('2026-03-09T04:00:00.000Z');
    expect(onDay('2026-11-01T04:00:00.000Z')).toBe('2026-11-02T05:00:00.000Z');
  });

  it('business closes by the clock on the wall', () => {
    const closing: DeadlineSettings = { ...newYork, sameDayEnds: 'close' };
    expect(onDay('2026-03-06T15:00:00.000Z', closing)).toBe('2026-03-06T22:30:00.000Z');
    expect(onDay('2026-03-07T15:00:00.000Z', closing)).toBe('2026-03-09T21:30:00.000Z');
    expect(onDay('2026-10-31T15:00:00.000Z', closing)).toBe('2026-11-02T22:30:00.000Z');
  });

  it.each([
    ['2026-03-08', '2026-03-07T21:00:00.000Z', '2026-03-08T13:30:00.000Z', 'going forward'],
    ['2026-03-09', '2026-03-08T20:00:00.000Z', '2026-03-09T13:30:00.000Z', 'gone forward'],
    ['2026-11-01', '2026-10-31T20:00:00.000Z', '2026-11-01T14:30:00.000Z', 'going back'],
    ['2026-11-02', '2026-11-01T21:00:00.000Z', '2026-11-02T14:30:00.000Z', 'gone back'],
  ])('an invoice on %s is scheduled by %s and issued by %s: %s', (invoiceOn, scheduling, invoice) => {
    expect(due('scheduling', { values: { invoiceOn } }, newYork)).toBe(scheduling);
    expect(due('invoice', { values: { invoiceOn } }, newYork)).toBe(invoice);
  });

  it('an hour is an hour, days are days', () => {
    const shippedAt = '2026-03-08T06:50:00.000Z';
    expect(due('release', { values: { shippedAt } }, newYork)).toBe('2026-03-08T07:05:00.000Z');
    const noQuiet = { ...newYork, quietHours: { from: '00:00', to: '00:00' } };
    expect(due('announcement', { values: { shippedAt } }, noQuiet)).toBe('2026-03-08T07:50:00.000Z');
    expect(due('shipping', { values: { invoicedAt: '2026-03-07T15:00:00.000Z' } }, newYork)).toBe(
      '2026-03-10T04:00:00.000Z',
    );
    expect(due('shipping', { values: { invoicedAt: '2026-10-31T15:00:00.000Z' } }, newYork)).toBe(
      '2026-11-03T05:00:00.000Z',
    );
  });

  it('a notice waits for the hour on the wall at which quiet hours end', () => {
    const at = (shippedAt: string) => due('announcement', { values: { shippedAt } }, newYork);
    expect(at('2026-03-08T04:00:00.000Z')).toBe('2026-03-08T13:00:00.000Z');
    expect(at('2026-11-01T03:00:00.000Z')).toBe('2026-11-01T14:00:00.000Z');
  });

  it('a notice waits for its recipients’ own morning, the later one where two are told', () => {
    const shippedAt = '2026-07-16T06:00:00.000Z';
    const told = (phones: Readonly<Record<string, string>>) =>
      due('announcement', { values: { shippedAt, ...phones } }, taipei);
    // Two in the afternoon in Taipei, so it is an hour after that.
    expect(told({ dealerPhone: '+886912345678', salesManagerPhone: '+886912345679' })).toBe(
      '2026-07-16T07:00:00.000Z',
    );
    expect(told({ dealerPhone: '+85291234567', salesManagerPhone: 'nobody’s' })).toBe(
      '2026-07-16T07:00:00.000Z',
    );
    // In Germany it is 8, in Britain 7 in the morning.
    expect(told({ dealerPhone: '+4915123456789' })).toBe('2026-07-16T07:00:00.000Z');
    expect(told({ dealerPhone: '+447400123456' })).toBe('2026-07-16T08:00:00.000Z');
    // Nobody in the United States is called before it is 8 in Honolulu too.
    expect(told({ dealerPhone: '+14155550101' })).toBe('2026-07-16T19:00:00.000Z');
    expect(told({ dealerPhone: '+886912345678', salesManagerPhone: '+14155550101' })).toBe(
      '2026-07-16T19:00:00.000Z',
    );
  });

  it('and Taipei never changes them', () => {
    expect(onDay('2026-03-08T05:00:00.000Z', taipei)).toBe('2026-03-08T16:00:00.000Z');
    expect(onDay('2026-11-01T04:00:00.000Z', taipei)).toBe('2026-11-01T16:00:00.000Z');
    const stages = { classification: { completedAt: '2026-02-13T02:00:00.000Z' } };
    expect(due('scheduling', { stages }, taipei)).toBe('2026-02-16T16:00:00.000Z');
    expect(due('scheduling', { stages }, { ...taipei, daysOff: ['2026-02-16'] })).toBe(
      '2026-02-17T16:00:00.000Z',
    );
  });
});

describe('how the stages of a record stand', () => {
  const receivedAt = inChina('2026-03-16 09:00');
  const dueAt = inChina('2026-03-17 00:00');
  const received = (mark: DeadlineFacts['stages'][string], now: string, values = { receivedAt }) =>
    stageDeadlines(order, { batch: 1, values, stages: { received: mark } }, now, settings)[0];

  it('is open before and late from the deadline on', () => {
    expect(received({}, inChina('2026-03-16 23:59'))).toEqual({ stage: 'received', dueAt, state: 'open' });
    expect(received({}, dueAt)).toEqual({ stage: 'received', dueAt, state: 'late' });
  });

  it('is judged by when it was completed, however late we look', () => {
    const later = inChina('2026-04-01 09:00');
    expect(received({ completedAt: inChina('2026-03-16 23:59') }, later)?.state).toBe('done');
    expect(received({ completedAt: dueAt }, later)?.state).toBe('done-late');
  });

  it('stays late once a deadline was missed, wherever that has moved since', () => {
    const missedAt = inChina('2026-03-15 00:00');
    const now = inChina('2026-03-16 10:00');
    expect(received({ missedAt }, now)).toEqual({ stage: 'received', dueAt, state: 'late' });
    expect(received({ missedAt, completedAt: now }, now)?.state).toBe('done-late');
    const cleared = stageDeadlines(
      order,
      { batch: 1, values: {}, stages: { received: { missedAt } } },
      now,
      settings,
    );
    expect(cleared).toEqual([{ stage: 'received', dueAt: missedAt, state: 'late' }]);
  });

  it('lists a further shipment’s own stages only', () => {
    const values = { receivedAt, shippedAt: inChina('2026-03-16 11:00') };
    const list = (batch: number) =>
      stageDeadlines(order, { batch, values, stages: {} }, dueAt, settings).map(({ stage }) => stage);
    expect(list(1)).toEqual(['received', 'release', 'announcement']);
    expect(list(2)).toEqual(['release', 'announcement']);
  });
});
