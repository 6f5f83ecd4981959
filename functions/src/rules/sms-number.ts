import { type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Desk phones, and the numbers (400…, 800…) that only pass calls on to some. */
const noMobiles: readonly (NumberType | undefined)[] = [
  'FIXED_LINE',
  'SHARED_COST',
  'TOLL_FREE',
  'PREMIUM_RATE',
  'UAN',
];

/**
 * Whether an SMS may arrive at a stored number. Where a country's numbers don't tell a mobile from a desk phone (North
 * America) it may, and there at toll-free numbers too; at an extension, at certain desk phones and at 400 and 800
 * numbers it can't.
 */
export function takesSms(phone: string): boolean {
  const number = parsePhoneNumberFromString(phone);
  const type = number?.getType();
  if (number?.ext !== undefined) return false;
  return !noMobiles.includes(type) || (type === 'TOLL_FREE' && number?.countryCallingCode === '1');
}
