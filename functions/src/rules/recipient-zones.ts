import { getCountry } from 'countries-and-timezones';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { IANAZone } from 'luxon';

/** `all`: the zones that a country's people live by. `main`: that of its capital. */
export type RecipientZones = { readonly all: readonly string[]; readonly main: string };

/**
 * What the tables of zones list and nobody's day goes by: China has one official time, and on Australia's coast a
 * bird observatory keeps Tokyo's.
 */
const oddities: Readonly<Record<string, readonly string[]>> = {
  CN: ['Asia/Urumqi'],
  AU: ['Asia/Tokyo'],
};

/** Countries of phone numbers that the tables lack: Kosovo, Ascension, Tristan da Cunha. */
const unlisted: Readonly<Record<string, readonly string[]>> = {
  XK: ['Europe/Belgrade'],
  AC: ['Africa/Abidjan'],
  TA: ['Africa/Abidjan'],
};

/** The capital's zone, of the countries whose clocks don't all show the same. */
const capitals: Readonly<Record<string, string>> = {
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
};

const known = new Map<string, RecipientZones | undefined>();

/** The zones of a country (ISO 3166), as far as this runtime knows them; undefined for what is no country. */
export function recipientZones(country: string): RecipientZones | undefined {
  if (!known.has(country)) known.set(country, find(country));
  return known.get(country);
}

function find(country: string): RecipientZones | undefined {
  if (!/^[A-Z]{2}$/.test(country)) return undefined;
  const listed = unlisted[country] ?? getCountry(country)?.timezones ?? [];
  const all = listed.filter(
    (zone) => IANAZone.isValidZone(zone) && !(oddities[country] ?? []).includes(zone),
  );
  const main = all.find((zone) => zone === capitals[country]) ?? all[0];
  return main === undefined ? undefined : { all, main };
}

const countries = new Map<string, string | undefined>();

/** The country (ISO 3166) of a phone number (E.164); undefined where it has none, or is no number. */
export function countryOfPhone(phone: string): string | undefined {
  if (countries.has(phone)) return countries.get(phone);
  const country = parsePhoneNumberFromString(phone)?.country;
  // An instance that lives for weeks must not keep every number.
  if (countries.size > 10_000) countries.clear();
  countries.set(phone, country);
  return country;
}
