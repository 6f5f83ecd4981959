import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import {
  type DeadlineFacts,
  type DeadlineSettings,
  deadlineOf,
  stageDeadlines,
  turnDeadline,
} from '../../functions/src/rules/deadlines';
import { ruledForm } from '../support/ruled-form';
import { settings } from '../support/shipped-order';
import { inChina } from '../support/wall-time';

/** The deadline of a stage that opened then. */
function opened(stage: string, at: string, facts: Partial<DeadlineFacts>, by: DeadlineSettings = settings) {
  const stages = { ...facts.stages, [stage]: { openedAt: inChina(at) } };
  return deadlineOf(order, stage, { values: facts.values ?? {}, stages }, by)?.dueAt;
}

describe('who comes after somebody late has the time that the paper gives', () => {
  it('from the dispatch when it was typed at once, from when it was typed when that was later', () => {
    const values = { shippedAt: inChina('2026-03-16 14:00') };
    expect(opened('release', '2026-03-16 14:00', { values })).toBe(inChina('2026-03-16 14:15'));
    expect(opened('release', '2026-03-16 16:00', { values })).toBe(inChina('2026-03-16 16:15'));
  });

  it('and no more of it for being early', () => {
    const values = { shippedAt: inChina('2026-03-16 14:00') };
    expect(opened('release', '2026-03-16 13:00', { values })).toBe(inChina('2026-03-16 14:15'));
  });

  it('until the end of the day on which it became theirs', () => {
    const stages = { payment: { completedAt: inChina('2026-03-16 17:00') } };
    expect(opened('classification', '2026-03-18 10:00', { stages })).toBe(inChina('2026-03-19 00:00'));
    const close: DeadlineSettings = { ...settings, sameDayEnds: 'close' };
    expect(opened('classification', '2026-03-18 10:00', { stages }, close)).toBe(inChina('2026-03-18 17:30'));
    expect(opened('classification', '2026-03-20 19:00', { stages }, close)).toBe(inChina('2026-03-23 17:30'));
  });

  it('so many days, or working days, after it became theirs', () => {
    const values = { invoicedAt: inChina('2026-03-16 09:00') };
    expect(opened('shipping', '2026-03-19 09:00', { values })).toBe(inChina('2026-03-22 00:00'));
    const stages = { classification: { completedAt: inChina('2026-02-10 09:00') } };
    expect(opened('scheduling', '2026-02-14 09:00', { stages })).toBe(inChina('2026-02-25 00:00'));
  });
});

describe('a day that was over when the turn came', () => {
  it.each([
    ['2026-03-16 17:29', '2026-03-17 00:00', 'before closing: that day'],
    ['2026-03-16 17:30', '2026-03-18 00:00', 'after closing: the next working day'],
    ['2026-03-16 23:50', '2026-03-18 00:00', 'ten minutes before midnight: the next working day'],
    ['2026-03-20 20:00', '2026-03-24 00:00', 'on a Friday evening: Monday'],
    ['2026-02-14 19:00', '2026-02-25 00:00', 'before 春节: the day after it'],
  ])('classification opened %s is due %s, %s', (at, expected) => {
    const stages = { payment: { completedAt: inChina(at) } };
    expect(opened('classification', at, { stages })).toBe(inChina(expected));
  });
});

describe('a time of day that had passed when the turn came', () => {
  it.each([
    ['2026-03-13 10:00', '2026-03-16 09:30', 'well before: the paper’s'],
    ['2026-03-16 08:30', '2026-03-16 09:30', 'an hour of business before: that day'],
    ['2026-03-15 20:00', '2026-03-16 09:30', 'the evening before: that day, an hour after the opening'],
    ['2026-03-16 08:31', '2026-03-17 09:30', 'less than an hour before: the next working day'],
    ['2026-03-16 09:30', '2026-03-17 09:30', 'at that very time: the next working day'],
    ['2026-03-16 17:00', '2026-03-17 09:30', 'after it: the next working day'],
    ['2026-03-20 17:00', '2026-03-23 09:30', 'on a Friday: Monday'],
    ['2026-03-21 08:00', '2026-03-23 09:30', 'on a Saturday: Monday'],
    ['2026-04-30 17:00', '2026-05-06 09:30', 'before 劳动节: the day after it'],
  ])('invoice for 16 March opened %s: due %s, %s', (at, expected) => {
    expect(opened('invoice', at, { values: { invoiceOn: '2026-03-16' } })).toBe(inChina(expected));
  });

  it('says so where the next working day is not known', () => {
    const stages = { invoice: { openedAt: inChina('2026-12-31 17:00') } };
    expect(deadlineOf(order, 'invoice', { values: { invoiceOn: '2026-12-31' }, stages }, settings)).toEqual({
      dueAt: inChina('2027-01-01 09:30'),
      calendarKnown: false,
    });
  });

  it('forgives nobody who had the stage before it: a date entered after its own 16:00 is late', () => {
    const values = { invoiceOn: '2026-03-18' };
    const stages = {
      classification: { completedAt: inChina('2026-03-16 09:00') },
      scheduling: { openedAt: inChina('2026-03-16 09:00'), completedAt: inChina('2026-03-17 16:30') },
    };
    const standing = stageDeadlines(
      order,
      { batch: 1, values, stages },
      inChina('2026-03-17 17:00'),
      settings,
    );
    expect(standing.find(({ stage }) => stage === 'scheduling')).toEqual({
      stage: 'scheduling',
      dueAt: inChina('2026-03-17 16:00'),
      state: 'done-late',
    });
  });
});

describe('what was to be done before something', () => {
  const form = ruledForm([{ kind: 'before', unit: 'days', count: 1, before: { field: 'on' } }]);
  const due = (at: string, by: Partial<DeadlineSettings> = {}) =>
    turnDeadline(
      form,
      'second',
      inChina(at),
      { values: { on: '2026-03-16' }, stages: {} },
      { ...settings, ...by },
    )?.dueAt;
  it('is due as the paper says, but at least until the day ends on which it became somebody’s', () => {
    expect(due('2026-03-10 09:00')).toBe(inChina('2026-03-16 00:00'));
    expect(due('2026-03-16 09:00')).toBe(inChina('2026-03-17 00:00'));
    expect(due('2026-03-16 09:00', { sameDayEnds: 'close' })).toBe(inChina('2026-03-16 17:30'));
  });
});

describe('the first stage', () => {
  const values = { receivedAt: inChina('2026-03-16 09:00') };
  const stages = { received: { openedAt: inChina('2026-03-18 10:00') } };
  it('is late when it was typed late, there is nobody before it', () => {
    expect(deadlineOf(order, 'received', { values, stages }, settings)?.dueAt).toBe(
      inChina('2026-03-17 00:00'),
    );
  });

  it('still has its day before its blanks fall due', () => {
    const since = inChina('2026-03-18 10:00');
    expect(turnDeadline(order, 'received', since, { values, stages }, settings)?.dueAt).toBe(
      inChina('2026-03-19 00:00'),
    );
  });

  it('of a further shipment is no first stage: its time starts when it opens', () => {
    const late = { classification: { completedAt: inChina('2026-03-02 10:00') } };
    expect(opened('scheduling', '2026-03-16 10:00', { stages: late })).toBe(inChina('2026-03-18 00:00'));
  });
});

describe('a stage that was handed on', () => {
  it('gives 审核意见 its own three working days from then on', () => {
    const facts = {
      values: { condition: 'good' },
      stages: {
        receipt: { completedAt: inChina('2026-03-16 10:00') },
        closing: { openedAt: inChina('2026-03-16 10:00') },
      },
    };
    expect(deadlineOf(order, 'closing', facts, settings)?.dueAt).toBe(inChina('2026-03-20 00:00'));
    expect(turnDeadline(order, 'closing', inChina('2026-03-19 16:00'), facts, settings)?.dueAt).toBe(
      inChina('2026-03-25 00:00'),
    );
  });
});

describe('a stage that a condition keeps shut', () => {
  const receipt = { completedAt: inChina('2026-03-16 10:00') };
  const closing = (condition: string, openedAt?: string) => {
    const mark = openedAt ? { closing: { openedAt: inChina(openedAt) } } : {};
    const facts = { values: { condition }, stages: { receipt, ...mark } };
    return [
      deadlineOf(order, 'closing', facts, settings)?.dueAt,
      turnDeadline(order, 'closing', inChina('2026-03-16 10:00'), facts, settings)?.dueAt,
    ];
  };
  it('has no deadline', () => {
    expect(closing('damaged')).toEqual([undefined, undefined]);
    expect(closing('damaged', '2026-03-16 10:00')).toEqual([undefined, undefined]);
  });

  it('has none either while it waits for further shipments, however long ago the goods arrived in order', () => {
    expect(closing('good')).toEqual([undefined, undefined]);
  });

  it('starts its time when the condition opens it', () => {
    expect(closing('settled', '2026-03-23 10:00')[0]).toBe(inChina('2026-03-27 00:00'));
  });
});

describe('what a notice fills', () => {
  const values = { shippedAt: inChina('2026-03-16 20:00') };
  it('is due an hour after quiet hours when the turn came in them', () => {
    expect(opened('announcement', '2026-03-16 20:10', { values })).toBe(inChina('2026-03-16 21:10'));
    expect(opened('announcement', '2026-03-16 21:30', { values })).toBe(inChina('2026-03-17 09:00'));
    expect(opened('announcement', '2026-03-17 10:00', { values })).toBe(inChina('2026-03-17 11:00'));
  });

  it('and what people fill at night is due at night', () => {
    expect(opened('release', '2026-03-16 21:30', { values })).toBe(inChina('2026-03-16 21:45'));
  });
});
