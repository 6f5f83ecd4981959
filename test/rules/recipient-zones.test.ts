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

  it('name one of them where clocks differ: by its hours ahead of UTC in July, the capital’s', () => {
    const differing = countries.filter((country) => new Set(recipientZones(country)?.all.map(year)).size > 1);
    const inJuly = differing.map((country) => {
      const zones = recipientZones(country);
      const main = zones?.main ?? '';
      expect([country, zones?.all.includes(main)]).toEqual([country, true]);
      return [country, IANAZone.create(main).offset(Date.UTC(2026, 6, 1)) / 60];
    });
    const [canberra, brasilia, ottawa, kinshasa, santiago, quito, madrid] = [10, -3, -4, 1, -4, -5, 2];
    const [palikir, nuuk, jakarta, tarawa, ulaanbaatar, mexicoCity] = [11, -1, 7, 12, 8, -6];
    const [wellington, papeete, portMoresby, lisbon, moscow, kyiv, washington] = [12, -10, 10, 1, 3, 3, -4];
    expect(Object.fromEntries(inJuly)).toEqual({
      ...{ AU: canberra, BR: brasilia, CA: ottawa, CD: kinshasa, CL: santiago, EC: quito, ES: madrid },
      ...{ FM: palikir, GL: nuuk, ID: jakarta, KI: tarawa, MN: ulaanbaatar, MX: mexicoCity },
      ...{ NZ: wellington, PF: papeete, PG: portMoresby, PT: lisbon, RU: moscow, UA: kyiv, US: washington },
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
