import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { order } from '../../functions/src/forms/order';
import type { Turn } from '../../functions/src/rules/turn';
import { momentsOf, soonAt } from '../../functions/src/rules/turn-moments';
import { isBusinessTime } from '../../functions/src/rules/working-hours';
import { testSettings } from '../support/services';

const openedAt = '2026-03-16T01:00:00.000Z';
const field = (id: string) => {
  const found = order.field(id);
  if (!found) throw new Error(id);
  return found;
};
const turn = (dueAt: string | undefined, ...missing: string[]): Turn => ({
  stage: 'invoice',
  role: 'office-clerk',
  openedAt,
  ...(dueAt ? { dueAt } : {}),
  calendarKnown: true,
  missing: missing.map(field),
});
const steps = (of: Turn, reminders = testSettings.reminders) =>
  momentsOf(of, { ...testSettings, reminders }).map(({ step, at }) => `${step} ${at.slice(5, 16)}`);

describe('the moments of a turn', () => {
  it('are its opening, a while before the deadline, the deadline, and the rungs after it', () => {
    expect(steps(turn('2026-03-17T01:30:00.000Z', 'deliveryNote'))).toEqual([
      'turn 03-16T01:00',
      'soon 03-16T09:00',
      'late 03-17T01:30',
      'head 03-17T02:30',
      'manager 03-18T01:30',
    ]);
  });

  it('reach the superiors counted from the morning on which its person hears of it', () => {
    expect(steps(turn('2026-03-16T16:00:00.000Z', 'deliveryNote')).slice(2)).toEqual([
      'late 03-16T16:00',
      'head 03-17T01:30',
      'manager 03-18T00:30',
    ]);
  });

  it('warn of a midnight before people go home', () => {
    expect(steps(turn('2026-03-16T16:00:00.000Z', 'deliveryNote'))[1]).toBe('soon 03-16T09:00');
  });

  it('are the opening alone while the deadline is not known', () => {
    expect(steps(turn(undefined, 'deliveryNote'))).toEqual(['turn 03-16T01:00']);
  });

  it('leave out the rungs that the settings leave empty', () => {
    const { headMinutes: _head, managerMinutes: _manager, ...short } = testSettings.reminders;
    expect(steps(turn('2026-03-17T01:30:00.000Z', 'deliveryNote'), short)).toEqual([
      'turn 03-16T01:00',
      'soon 03-16T09:00',
      'late 03-17T01:30',
    ]);
  });

  it('do not begin with the opening where the system fills everything that is missing', () => {
    expect(steps(turn('2026-03-16T02:00:00.000Z', 'dealerToldAt', 'managerToldAt'))[0]).toBe(
      'soon 03-16T01:30',
    );
    expect(steps(turn('2026-03-16T02:00:00.000Z', 'dealerToldAt', 'deliveryNote'))[0]).toBe(
      'turn 03-16T01:00',
    );
  });
});

it('a deadline is near at the latest when half of its time is over, or before business last closed, and never before it opened', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 5000 }), (whole, before) => {
      const dueAt = new Date(Date.parse(openedAt) + whole * 60_000).toISOString();
      const settings = { ...testSettings, reminders: { ...testSettings.reminders, soonMinutes: before } };
      const near = soonAt({ openedAt, dueAt }, settings);
      expect(near >= openedAt && near <= dueAt).toBe(true);
      const wanted = Math.min(before, whole / 2);
      const left = (Date.parse(dueAt) - Date.parse(near)) / 60_000;
      const then = new Date(Date.parse(dueAt) - wanted * 60_000).toISOString();
      if (isBusinessTime(then, settings)) expect(left).toBe(wanted);
      else expect(left).toBeGreaterThanOrEqual(wanted);
    }),
  );
});
