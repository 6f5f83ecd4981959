// Only this part of the SDK: the whole takes twenty times as long to load.
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';

/** Whether Twilio signed these form fields for this public address, its query included. */
export function verifyTwilioSignature(
  authToken: string,
  signature: string,
  url: string,
  fields: Readonly<Record<string, string>>,
): boolean {
  return signature !== '' && validateRequest(authToken, signature, url, fields);
}
