import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { accept, plain, type Reading, refuse } from './parse-reading';

const extension = /^(.*\d\)?)\s*(?:,?\s*(?:转|轉|分机|分機|ext\.?|;ext=|#)\s*:?\s*|-\s*)(\d{1,6})$/i;

/** The service numbers of banks, carriers and couriers: 95 or 96 and three or four digits, dialled as they are. */
const chineseHotline = /^9[56]\d{3,4}$/;

/**
 * A mobile or landline number (with its area code) of any country; `country` is assumed where no country code was
 * typed; `hotline` lets service numbers (95353) pass, kept as they are. Stored as E.164, and with an extension as `+8675788886666;ext=801`. The full metadata is needed: the small
 * ones let a mobile number with a digit too few pass.
 */
export function parsePhone(
  typed: string | number | boolean,
  country: string,
  hotline = false,
): Reading<string> {
  const text = plain(typed).replace(/[—–−]/g, '-');
  if (hotline && country === 'CN' && chineseHotline.test(text)) return accept(text);
  const whole = validNumber(text, country);
  if (whole) return accept(whole);
  const parts = extension.exec(text);
  const main = parts?.[1] && validNumber(parts[1], country);
  if (main) return accept(`${main};ext=${parts?.[2]}`);
  const digits = text.replace(/\D/g, '').length;
  return digits === 0 ? refuse('not-a-phone') : refuse('phone-digits', { digits: String(digits) });
}

function validNumber(text: string, country: string): string | undefined {
  const number = parsePhoneNumberFromString(text, {
    ...(isSupportedCountry(country) ? { defaultCountry: country } : {}),
    extract: false,
  });
  return number?.isValid() && !number.ext ? number.number : undefined;
}

/**
 * Numbers of the house's own country as they are dialled there (`139 1234 5678`), others with their country code.
 * Not the inverse of something typed: a stored text that is no number is shown as it is.
 */
export function showPhone(stored: string, country: string, extensionMark: string): string {
  const [main = '', extensionDigits] = stored.split(';ext=');
  const number = parsePhoneNumberFromString(main);
  if (!number) return stored;
  const text = number.country === country ? number.formatNational() : number.formatInternational();
  return extensionDigits ? `${text}${extensionMark}${extensionDigits}` : text;
}
