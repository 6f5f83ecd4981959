import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { getCountries } from 'libphonenumber-js/max';
import { permittedAt } from '../../functions/src/rules/permitted-at';
import { firstPermitted } from '../../functions/src/rules/quiet-hours';
import { recipientZones } from '../../functions/src/rules/recipient-zones';
import { settings } from '../support/shipped-order';

/** 21:30 in Shanghai, 09:30 in New York, 03:30 in Honolulu. */
const evening = '2026-07-16T13:30:00.000Z';
const dealer = { recipient: 'dealer' } as const;

describe('a notice may leave', () => {
  it('by the company’s clocks where nobody knows the recipient’s', () => {
    expect(permittedAt(dealer, evening, settings)).toBe('2026-07-17T00:00:00.000Z');
    expect(permittedAt({ ...dealer, country: 'ZZ' }, evening, settings)).toBe('2026-07-17T00:00:00.000Z');
  });

  it('by the recipient’s own', () => {
    expect(permittedAt({ ...dealer, country: 'DE' }, evening, settings)).toBe(evening);
    expect(permittedAt({ ...dealer, country: 'CN' }, evening, settings)).toBe('2026-07-17T00:00:00.000Z');
  });

  it('by day in all of a country’s zones: 08:00 in Honolulu, until 21:00 in New York', () => {
    expect(permittedAt({ ...dealer, country: 'US' }, evening, settings)).toBe('2026-07-16T18:00:00.000Z');
    expect(permittedAt({ ...dealer, country: 'US' }, '2026-07-17T00:59:59.000Z', settings)).toBe(
      '2026-07-17T00:59:59.000Z',
    );
  });

  it('by the capital’s clocks where the day is too short to be had in all zones at once', () => {
    const short = { ...settings, quietHours: { from: '18:00', to: '10:00' } };
    // 16:30 in Moscow, 01:30 in Kamchatka; it is never day in both.
    expect(permittedAt({ ...dealer, country: 'RU' }, evening, short)).toBe(evening);
    expect(permittedAt({ ...dealer, country: 'RU' }, '2026-07-16T15:00:00.000Z', short)).toBe(
      '2026-07-17T07:00:00.000Z',
    );
  });

  it('to staff at any hour', () => {
    expect(permittedAt({ recipient: 'staff', country: 'CN' }, evening, settings)).toBe(evening);
  });
});

it('for every country and hour there is a moment, by day in its capital, at which it is not held again', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...getCountries()),
      fc.date({ min: new Date('2025-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
      fc.constantFrom({ from: '21:00', to: '08:00' }, { from: '18:00', to: '10:00' }),
      (country, date, quietHours) => {
        const held = { ...settings, quietHours };
        const first = permittedAt({ ...dealer, country }, date.toISOString(), held);
        expect(Date.parse(first) - date.getTime()).toBeLessThan(26 * 3_600_000);
        expect(firstPermitted(first, quietHours, recipientZones(country)?.main ?? '')).toBe(first);
        expect(permittedAt({ ...dealer, country }, first, held)).toBe(first);
      },
    ),
    { numRuns: 1000 },
  );
});
