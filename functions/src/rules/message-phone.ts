import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * A stored number as a recipient dials it: without its country code where that is `country`, their own. An extension
 * follows a hyphen.
 */
export function dialled(stored: string, country: string | undefined): string {
  const [number = '', extension] = stored.split(';ext=');
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed) return stored;
  const main =
    parsed.countryCallingCode === country ? parsed.formatNational().replace(/[\s()]/g, '') : parsed.number;
  return extension ? `${main}-${extension}` : main;
}

/** 86 of a number in mainland China. Undefined where it can't be told. */
export function callingCode(phone: string | undefined): string | undefined {
  return phone === undefined ? undefined : parsePhoneNumberFromString(phone)?.countryCallingCode;
}
