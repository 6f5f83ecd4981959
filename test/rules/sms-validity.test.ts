import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { permittedIn } from '../../functions/src/rules/permitted-at';
import { smsValidSeconds } from '../../functions/src/rules/sms-validity';

const settings = { quietHours: { from: '21:00', to: '08:00' }, zone: 'Asia/Shanghai' };
const dealer = (country?: string) =>
  ({ recipient: 'dealer', ...(country === undefined ? {} : { country }) }) as const;
const hour = 3600;

describe('how long an SMS is good for', () => {
  it.each([
    ['in the morning', '2026-03-16T02:00:00.000Z', 'CN', 4 * hour],
    ['three hours before the quiet', '2026-03-16T10:00:00.000Z', 'CN', 3 * hour],
    ['ten minutes before it', '2026-03-16T12:50:00.000Z', 'CN', 600],
    [
      'a minute before it, when it gets as long as a queue that moves takes',
      '2026-03-16T12:59:00.000Z',
      'CN',
      300,
    ],
    [
      'of a country that is unknown, by the company’s clocks',
      '2026-03-16T10:00:00.000Z',
      undefined,
      3 * hour,
    ],
    [
      'in the east of a country of several zones it becomes quiet first',
      '2026-03-16T22:00:00.000Z',
      'US',
      3 * hour,
    ],
    ['on the evening whose clocks are set forward before', '2026-03-28T19:30:00.000Z', 'GB', 1.5 * hour],
  ])('%s', (_when, now, country, seconds) => {
    expect(smsValidSeconds(dealer(country), now, settings)).toBe(seconds);
  });

  it('is the provider’s business where it goes to staff', () => {
    expect(smsValidSeconds({ recipient: 'staff' }, '2026-03-16T12:59:00.000Z', settings)).toBeUndefined();
  });

  it('is the longest where there are no quiet hours', () => {
    const none = { ...settings, quietHours: { from: '21:00', to: '21:00' } };
    expect(smsValidSeconds(dealer('CN'), '2026-03-16T12:59:00.000Z', none)).toBe(4 * hour);
  });

  it('ends before anybody’s night, or within the minutes that every SMS gets, whenever it leaves', () => {
    const minutes = fc.integer({ min: 0, max: 366 * 24 * 60 });
    const country = fc.constantFrom('CN', 'US', 'GB', 'AU', 'BR', 'RU', 'FR', 'CL', 'XK', undefined);
    fc.assert(
      fc.property(minutes, country, (minute, where) => {
        const start = Date.parse('2026-01-01T00:00:00.000Z') + minute * 60_000;
        const now = permittedIn(where, new Date(start).toISOString(), settings);
        const seconds = smsValidSeconds(dealer(where), now, settings) ?? Number.NaN;
        expect(seconds).toBeGreaterThanOrEqual(300);
        expect(seconds).toBeLessThanOrEqual(4 * hour);
        for (let later = 300; later < seconds; later += 300) {
          const at = new Date(Date.parse(now) + later * 1000).toISOString();
          expect([now, where, permittedIn(where, at, settings)]).toEqual([now, where, at]);
        }
      }),
    );
  });
});
