import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { DeadlineRule } from '../../functions/src/forms/form';
import {
  type DeadlineFacts,
  type DeadlineSettings,
  deadlineOf,
  turnDeadline,
} from '../../functions/src/rules/deadlines';
import { firstPermitted } from '../../functions/src/rules/quiet-hours';
import { addWorkingDays, isWorkingDay } from '../../functions/src/rules/working-calendar';
import { addWorkingMinutes } from '../../functions/src/rules/working-hours';
import { filledByNotice, ruledForm } from '../support/ruled-form';
import { settings } from '../support/shipped-order';

const anchor = { field: 'at' };
const units = ['minutes', 'hours', 'days', 'working-days'] as const;
const count = fc.integer({ min: 1, max: 40 });
const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

const rules = {
  'same-day': fc.constant<DeadlineRule>({ kind: 'same-day', as: anchor }),
  'at-time': fc.record({
    kind: fc.constant('at-time' as const),
    time: timeOfDay,
    daysBefore: fc.integer({ min: 0, max: 3 }),
    on: fc.constant(anchor),
  }),
  within: fc.record({
    kind: fc.constant('within' as const),
    unit: fc.constantFrom(...units, 'working-hours' as const),
    count,
    after: fc.constant(anchor),
  }),
  before: fc.record({
    kind: fc.constant('before' as const),
    unit: fc.constantFrom(...units),
    count,
    before: fc.constant(anchor),
  }),
};
const rule = fc.oneof(...Object.values(rules));
const stage = fc.constantFrom({}, filledByNotice);
const instant = fc
  .integer({ min: 0, max: 2_000_000 })
  .map((minutes) => new Date(Date.UTC(2024, 0, 1, 0, minutes)).toISOString());
const where: fc.Arbitrary<DeadlineSettings> = fc.record({
  zone: fc.constantFrom(
    'Asia/Shanghai',
    'America/New_York',
    'America/Santiago',
    'Australia/Lord_Howe',
    'UTC',
  ),
  legalCalendar: fc.constantFrom('china' as const, 'weekdays' as const),
  sameDayEnds: fc.constantFrom('midnight' as const, 'close' as const),
  dayBefore: fc.constantFrom('calendar' as const, 'working' as const),
  hours: fc.constant(settings.hours),
  quietHours: fc.constantFrom({ from: '21:00', to: '08:00' }, { from: '12:00', to: '13:30' }),
  daysOff: fc.constantFrom([], ['2026-03-16', '2026-03-17']),
  daysWorked: fc.constantFrom([], ['2026-03-15']),
});
const facts = (at: string): DeadlineFacts => ({ values: { at }, stages: {} });
const time = (deadline: { dueAt: string } | undefined): number => Date.parse(deadline?.dueAt ?? '');

/** The least that the paper leaves somebody from `since` on, worked out another way than by the rules. */
function leastAllowance(rule: DeadlineRule, since: string, by: DeadlineSettings): number {
  const start = DateTime.fromISO(since, { zone: by.zone });
  const endOfDay = (day: string) => DateTime.fromISO(day, { zone: by.zone }).plus({ days: 1 }).toMillis();
  if (rule.kind !== 'within') {
    if (rule.kind === 'at-time' || by.sameDayEnds === 'close') return start.toMillis() + 1;
    return endOfDay(start.toISODate() ?? '');
  }
  switch (rule.unit) {
    case 'minutes':
    case 'hours':
      return start.plus({ [rule.unit]: rule.count }).toMillis();
    case 'days':
      return endOfDay(start.plus({ days: rule.count }).toISODate() ?? '');
    case 'working-days':
      return endOfDay(addWorkingDays(start.toISODate() ?? '', rule.count, by).date);
    case 'working-hours':
      return addWorkingMinutes(start.toMillis(), rule.count * 60, by).time;
  }
}

describe.each(Object.entries(rules))('by whatever rule "%s"', (_, rule: fc.Arbitrary<DeadlineRule>) => {
  it('a deadline never moves earlier when its anchor moves later', () => {
    fc.assert(
      fc.property(rule, stage, where, instant, instant, (due, second, by, one, other) => {
        const form = ruledForm([due], second);
        const [early, late] = [one, other]
          .sort()
          .map((at) => time(deadlineOf(form, 'second', facts(at), by)));
        expect(late).toBeGreaterThanOrEqual(early ?? Number.NaN);
      }),
      { numRuns: 150 },
    );
  });

  it('a turn never falls due before the paper’s deadline, nor before it had its own allowance', () => {
    fc.assert(
      fc.property(rule, stage, where, instant, instant, (due, second, by, at, since) => {
        const form = ruledForm([due], second);
        const turn = time(turnDeadline(form, 'second', since, facts(at), by));
        const start = second === filledByNotice ? firstPermitted(since, by.quietHours, by.zone) : since;
        expect(turn).toBeGreaterThanOrEqual(time(deadlineOf(form, 'second', facts(at), by)));
        expect(turn).toBeGreaterThanOrEqual(leastAllowance(due, start, by));
      }),
      { numRuns: 150 },
    );
  });

  it('a turn that came later never falls due earlier', () => {
    fc.assert(
      fc.property(rule, stage, where, instant, instant, instant, (due, second, by, at, one, other) => {
        const form = ruledForm([due], second);
        const [early, late] = [one, other]
          .sort()
          .map((since) => time(turnDeadline(form, 'second', since, facts(at), by)));
        expect(late).toBeGreaterThanOrEqual(early ?? Number.NaN);
      }),
      { numRuns: 150 },
    );
  });
});

describe('by whatever rule', () => {
  it('an opened stage has its turn’s deadline', () => {
    fc.assert(
      fc.property(rule, where, instant, instant, (due, by, at, openedAt) => {
        const form = ruledForm([due]);
        const opened = { ...facts(at), stages: { second: { openedAt } } };
        expect(deadlineOf(form, 'second', opened, by)).toEqual(
          turnDeadline(form, 'second', openedAt, opened, by),
        );
      }),
    );
  });

  it('a day that closes with business closes on a day that is worked', () => {
    fc.assert(
      fc.property(rules['same-day'], where, instant, (due, by, at) => {
        const closing: DeadlineSettings = { ...by, sameDayEnds: 'close' };
        const deadline = deadlineOf(ruledForm([due]), 'second', facts(at), closing);
        const local = DateTime.fromISO(deadline?.dueAt ?? '', { zone: by.zone });
        expect(local.toFormat('HH:mm')).toBe('17:30');
        expect(isWorkingDay(local.toISODate() ?? '', by)).toBe(true);
      }),
    );
  });
});
