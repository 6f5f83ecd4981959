import { describe, expect, it } from '@jest/globals';
import { getCountries } from 'libphonenumber-js/max';
import { IANAZone } from 'luxon';
import { countryOfPhone, recipientZones } from '../../functions/src/rules/recipient-zones';

const countries = getCountries();
/** What clocks show over a year, compared fortnightly. */
const year = (zone: string) =>
  Array.from({ length: 26 }, (_, n) =>
    IANAZone.create(zone).offset(Date.UTC(2026, 0, 1) + n * 14 * 24 * 3_600_000),
  ).join();

describe('the zones of a country', () => {
  it('are known for every country that a phone number can be of', () => {
    expect(countries.filter((country) => recipientZones(country) === undefined)).toEqual([]);
  });

  it('are such as this runtime can reckon with', () => {
    for (const country of countries)
      for (const zone of recipientZones(country)?.all ?? [])
        expect([country, zone, IANAZone.isValidZone(zone)]).toEqual([country, zone, true]);
  });

  it('name the capital’s where clocks differ', () => {
    const differing = countries.filter((country) => new Set(recipientZones(country)?.all.map(year)).size > 1);
    expect(differing.filter((country) => recipientZones(country)?.main === undefined)).toEqual([]);
    expect(Object.fromEntries(differing.map((country) => [country, recipientZones(country)?.main]))).toEqual({
      AU: 'Australia/Sydney',
      BR: 'America/Sao_Paulo',
      CA: 'America/Toronto',
      CD: 'Africa/Lagos',
      CL: 'America/Santiago',
      EC: 'America/Guayaquil',
      ES: 'Europe/Madrid',
      FM: 'Pacific/Guadalcanal',
      GL: 'America/Nuuk',
      ID: 'Asia/Jakarta',
      KI: 'Pacific/Tarawa',
      MN: 'Asia/Ulaanbaatar',
      MX: 'America/Mexico_City',
      NZ: 'Pacific/Auckland',
      PF: 'Pacific/Tahiti',
      PG: 'Pacific/Port_Moresby',
      PT: 'Europe/Lisbon',
      RU: 'Europe/Moscow',
      UA: 'Europe/Kyiv',
      US: 'America/New_York',
    });
  });

  it('are one for China, whose west keeps another time unofficially', () => {
    expect(recipientZones('CN')).toEqual({ all: ['Asia/Shanghai'], main: 'Asia/Shanghai' });
  });

  it('leave out Tokyo for Australia, and keep Singapore’s for Malaysia, which has the same time', () => {
    expect(recipientZones('AU')?.all).not.toContain('Asia/Tokyo');
    expect(recipientZones('AU')?.all).toContain('Australia/Perth');
    expect(recipientZones('MY')?.all).toContain('Asia/Singapore');
  });

  it('are those of a country of its own for Hong Kong, Macau and Taiwan', () => {
    expect(['HK', 'MO', 'TW'].map((country) => recipientZones(country)?.main)).toEqual([
      'Asia/Hong_Kong',
      'Asia/Macau',
      'Asia/Taipei',
    ]);
  });

  it.each(['', 'ZZ', 'cn', '001', '__proto__', 'constructor'])(
    'are none for %p, which is no country',
    (text) => {
      expect(recipientZones(text)).toBeUndefined();
    },
  );
});

describe('the country of a phone number', () => {
  it.each([
    ['+8613800138000', 'CN'],
    ['+85291234567', 'HK'],
    ['+886912345678', 'TW'],
    ['+14155550101', 'US'],
    ['+14165550134', 'CA'],
    ['+61412345678', 'AU'],
  ])('%s is %s', (phone, country) => {
    expect(countryOfPhone(phone)).toBe(country);
    expect(countryOfPhone(phone)).toBe(country);
  });

  it.each(['', '13800138000', '+', '+80012345678', 'toString'])('%p has none', (phone) => {
    expect(countryOfPhone(phone)).toBeUndefined();
  });
});
