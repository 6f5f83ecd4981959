import type { Sms } from './twilio-message';

/** What Twilio's default opt-out handling takes for "no more" and "again", however it is cased. */
const stopWords = ['STOP', 'UNSUBSCRIBE', 'END', 'QUIT', 'STOPALL', 'REVOKE', 'OPTOUT', 'CANCEL'];
const startWords = ['START', 'YES', 'UNSTOP'];

/** Who has opted out after this answer; `pairs` holds `recipient sender`. */
export function afterReply(
  pairs: ReadonlySet<string>,
  person: string,
  ours: string,
  body: string,
): ReadonlySet<string> {
  const word = body.trim().toUpperCase();
  const pair = optOutPair(person, ours);
  if (stopWords.includes(word)) return new Set([...pairs, pair]);
  if (startWords.includes(word)) return new Set([...pairs].filter((one) => one !== pair));
  return pairs;
}

export function optOutPair(person: string, ours: string): string {
  return `${person} ${ours}`;
}

/** The form that Twilio posts when a message comes in. */
export function inboundForm(accountSid: string, sms: Sms): Record<string, string> {
  return {
    MessageSid: sms.sid,
    SmsSid: sms.sid,
    SmsMessageSid: sms.sid,
    AccountSid: accountSid,
    From: sms.from,
    To: sms.to,
    Body: sms.body,
    NumMedia: '0',
    NumSegments: String(sms.segments),
    SmsStatus: 'received',
    ApiVersion: '2010-04-01',
  };
}
