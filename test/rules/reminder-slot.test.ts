import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { putOffUntil, slotFor } from '../../functions/src/rules/reminder-slot';
import type { Settings } from '../../functions/src/rules/settings';
import { isBusinessTime } from '../../functions/src/rules/working-hours';
import { testSettings } from '../support/services';

const shanghai = (time: string) => new Date(`2026-${time.replace(' ', 'T')}:00+08:00`).toISOString();
const later = { dueAt: shanghai('03-30 16:00'), anytime: false };
const slot = (now: string, more: Partial<Parameters<typeof slotFor>[1]> = {}, settings = testSettings) =>
  slotFor(shanghai(now), { ...later, ...more }, settings);

describe('the slot in which staff are told', () => {
  it('is the end of the running half hour, counted from the opening, or of whatever time the settings give', () => {
    expect(slot('03-16 09:01')).toBe(shanghai('03-16 09:30'));
    expect(slot('03-16 09:30')).toBe(shanghai('03-16 09:30'));
    const hourly: Settings = { ...testSettings, reminders: { ...testSettings.reminders, slotMinutes: 60 } };
    expect(slot('03-16 09:01', {}, hourly)).toBe(shanghai('03-16 09:30'));
    expect(slot('03-16 09:31', {}, hourly)).toBe(shanghai('03-16 10:30'));
  });

  it('does not wait where the deadline would', () => {
    expect(slot('03-16 09:01', { dueAt: shanghai('03-16 09:16') })).toBe(shanghai('03-16 09:01'));
    expect(slot('03-16 09:01', { dueAt: shanghai('03-16 09:31') })).toBe(shanghai('03-16 09:30'));
    expect(slot('03-16 09:01', { dueAt: shanghai('03-16 08:00') })).toBe(shanghai('03-16 09:30'));
  });

  it('is the next opening at night, after hours, on days off, and on a make-up Saturday that Saturday', () => {
    expect(slot('03-16 03:00')).toBe(shanghai('03-16 08:30'));
    expect(slot('03-16 17:31')).toBe(shanghai('03-17 08:30'));
    expect(slot('03-16 17:10')).toBe(shanghai('03-16 17:30'));
    expect(slot('03-20 18:00')).toBe(shanghai('03-23 08:30'));
    expect(slot('10-01 10:00')).toBe(shanghai('10-08 08:30'));
    expect(slot('10-09 18:00')).toBe(shanghai('10-10 08:30'));
  });

  it('is now, whatever the hour, for people who are at work whenever their turn comes', () => {
    expect(slot('03-16 23:00', { anytime: true })).toBe(shanghai('03-16 23:00'));
  });

  it('is never at night or on a day off, never before now, and at most a slot later in business hours', () => {
    const instants = fc.date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2026-12-20T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: 5, max: 240 }), (at, slotMinutes) => {
        const now = at.toISOString();
        const settings = { ...testSettings, reminders: { ...testSettings.reminders, slotMinutes } };
        const sendAt = slotFor(now, { dueAt: undefined, anytime: false }, settings);
        expect(sendAt >= now).toBe(true);
        expect(isBusinessTime(sendAt, settings) || sendAt.endsWith('T09:30:00.000Z')).toBe(true);
        if (isBusinessTime(now, settings) && sendAt.slice(0, 10) === now.slice(0, 10))
          expect(Date.parse(sendAt) - Date.parse(now)).toBeLessThanOrEqual(slotMinutes * 60_000);
      }),
    );
  });
});

describe('a reminder that is come to later than its slot', () => {
  const putOff = (now: string, anytime = false) => putOffUntil(shanghai(now), anytime, testSettings);

  it('is put off to the next opening outside business hours, except for people who are at work at any hour', () => {
    expect(putOff('03-16 23:30')).toBe(shanghai('03-17 08:30'));
    expect(putOff('03-21 10:00')).toBe(shanghai('03-23 08:30'));
    expect(putOff('03-16 12:30')).toBeUndefined();
    expect(putOff('03-16 23:30', true)).toBeUndefined();
  });

  it('goes in its slot and within the quarter of an hour after, and never outside business hours otherwise', () => {
    const instants = fc.date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2026-12-20T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 15 * 60_000 - 1 }), (at, delay) => {
        const sendAt = slotFor(at.toISOString(), { dueAt: undefined, anytime: false }, testSettings);
        const soon = new Date(Date.parse(sendAt) + delay).toISOString();
        expect(putOffUntil(soon, false, testSettings)).toBeUndefined();
        const now = at.toISOString();
        const until = putOffUntil(now, false, testSettings);
        if (until === undefined) {
          const before = new Date(at.getTime() - 15 * 60_000).toISOString();
          expect(isBusinessTime(now, testSettings) || isBusinessTime(before, testSettings)).toBe(true);
        } else {
          expect(until > now && isBusinessTime(until, testSettings)).toBe(true);
        }
      }),
    );
  });
});
