import { longestConsentNote } from '../forms/consent';
import type { Consent } from './contact';

/**
 * How a customer has agreed, as a clerk says it, with the note on one line. Undefined where either is missing, or the note
 * is too long: consent of which nobody can say how it was given is none.
 */
export function consentAsked(asked: {
  readonly how?: Exclude<Consent['how'], 'sms'> | undefined;
  readonly note?: string | undefined;
}): Pick<Consent, 'how' | 'note'> | undefined {
  const note = (asked.note ?? '').replace(/[\p{White_Space}\p{Cc}]+/gu, ' ').trim();
  if (asked.how === undefined || note === '' || [...note].length > longestConsentNote) return undefined;
  return { how: asked.how, note };
}
