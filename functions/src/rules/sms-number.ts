import { type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Desk phones, and the numbers (400…) that only pass calls on to some. */
const noMobiles: readonly (NumberType | undefined)[] = ['FIXED_LINE', 'SHARED_COST'];

/**
 * Whether an SMS may arrive at a stored number. Where a country's numbers don't tell a mobile from a desk phone (North
 * America) it may; at an extension, at certain desk phones and at 400 numbers it can't.
 */
export function takesSms(phone: string): boolean {
  const number = parsePhoneNumberFromString(phone);
  return number?.ext === undefined && !noMobiles.includes(number?.getType());
}
