import { describe, expect, it } from '@jest/globals';
import { clockThere, waitsForDay } from '../../functions/src/rules/quiet-end';

const settings = { quietHours: { from: '21:00', to: '08:00' }, zone: 'Asia/Shanghai' };

describe('what is due waits for the day', () => {
  it.each([
    ['when quiet hours end at that minute', { country: 'TW', dueAt: '2026-03-17T00:00:00.000Z' }, true],
    ['on the clocks of its own country', { country: 'US', dueAt: '2026-03-16T18:00:00.000Z' }, true],
    ['not in the middle of it', { country: 'TW', dueAt: '2026-03-17T00:10:00.000Z' }, false],
    ['not at another country’s morning', { country: 'US', dueAt: '2026-03-17T00:00:00.000Z' }, false],
  ])('%s', (_when, notice, waits) => {
    expect(waitsForDay({ recipient: 'dealer', ...notice }, settings)).toBe(waits);
  });

  it('not if it is for staff, who are told at night', () => {
    const dueAt = '2026-03-17T00:00:00.000Z';
    expect(waitsForDay({ recipient: 'staff', country: 'TW', dueAt }, settings)).toBe(false);
  });
});

describe('the clock there', () => {
  const at = (country: string | undefined, dueAt: string, zone = settings.zone) =>
    clockThere({ country, dueAt }, { ...settings, zone });

  it('is told where it is not the company’s', () => {
    expect(at('GB', '2026-03-16T08:00:00.000Z')).toEqual({ time: '08:00', everywhere: false });
    expect(at('JP', '2026-03-16T23:00:00.000Z')).toEqual({ time: '08:00', everywhere: false });
  });

  it('is of several the last to come to that hour', () => {
    expect(at('US', '2026-03-16T18:00:00.000Z')).toEqual({ time: '08:00', everywhere: true });
    expect(at('AU', '2026-03-17T00:00:00.000Z')).toEqual({ time: '08:00', everywhere: true });
  });

  it.each([
    ['mainland China', 'CN'],
    ['Taiwan, where it shows the same', 'TW'],
    ['what is no country', 'XX'],
    ['nobody knows where', undefined],
  ])('is not told of %s', (_where, country) => {
    expect(at(country, '2026-03-17T00:00:00.000Z')).toBeUndefined();
  });

  it('is the capital’s alone where it is never day in the whole country', () => {
    const quietHours = { from: '12:00', to: '08:00' };
    const dueAt = '2026-03-16T05:00:00.000Z';
    const there = clockThere({ country: 'RU', dueAt }, { quietHours, zone: 'Asia/Shanghai' });
    expect(there).toEqual({ time: '08:00', everywhere: false });
  });
});
