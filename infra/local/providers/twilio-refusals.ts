/** What Twilio answers to a request that it won't carry out: HTTP status, its error code, its sentence. */
export type TwilioRefusal = { readonly status: number; readonly code: number; readonly message: string };

/** Numbers that Twilio's test credentials refuse, each for its own reason (docs: "Test Credentials", magic numbers). */
const magicNumbers: Readonly<Record<string, TwilioRefusal>> = {
  '+15005550001': refuse(21211, "Invalid 'To' Phone Number: +15005550001"),
  '+15005550002': refuse(21612, "The 'To' phone number is not currently reachable via SMS"),
  '+15005550003': refuse(21408, 'Permission to send an SMS has not been enabled for the region'),
  '+15005550004': refuse(21610, 'Attempt to send to unsubscribed recipient'),
  '+15005550009': refuse(21614, "'To' number is not a valid mobile number"),
};

/**
 * Numbers of the same range, Twilio's for nothing, whose messages are taken and come back: by the number the error code
 * with which they end.
 */
const comingBack: Readonly<Record<string, number>> = { '+15005550030': 30003 };

/** How a message ends that nobody has told to end otherwise. */
export function usualEnd(to: string): {
  readonly status: 'delivered' | 'undelivered';
  readonly code: number | null;
} {
  const code = comingBack[to];
  return code === undefined ? { status: 'delivered', code: null } : { status: 'undelivered', code };
}

const longestBody = 1600;
const e164 = /^\+[1-9]\d{6,14}$/;
const senderId = /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/;

/** Why a message is not taken, or undefined. `isOptedOut` knows who answered STOP to this sender. */
export function refusalOf(
  form: Readonly<Record<string, unknown>>,
  isOptedOut: (to: string, from: string) => boolean,
): TwilioRefusal | undefined {
  const to = textOf(form.To);
  const from = textOf(form.From);
  const body = textOf(form.Body);
  const callback = textOf(form.StatusCallback);
  if (to === '') return refuse(21604, "A 'To' phone number is required.");
  if (textOf(form.MessagingServiceSid) !== '')
    return refuse(21701, 'The Messaging Service resource does not exist.');
  if (from === '') return refuse(21603, "A 'From' phone number is required.");
  if (body === '') return refuse(21602, 'Message body is required.');
  if (!e164.test(to)) return refuse(21211, `Invalid 'To' Phone Number: ${to}`);
  if (!e164.test(from) && !senderId.test(from)) return refuse(21212, `Invalid 'From' Phone Number: ${from}`);
  if (to === from) return refuse(21266, "'To' and 'From' number cannot be the same.");
  if (body.length > longestBody)
    return refuse(21617, `The concatenated message body exceeds the ${longestBody} character limit`);
  if (callback !== '' && !isWebAddress(callback))
    return refuse(21609, `Invalid 'StatusCallback' URL: ${callback}`);
  if (isOptedOut(to, from)) return refuse(21610, 'Attempt to send to unsubscribed recipient');
  return magicNumbers[to];
}

function refuse(code: number, message: string): TwilioRefusal {
  return { status: 400, code, message };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
