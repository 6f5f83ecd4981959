import { fieldBlocks, type MailFields } from './mail-fields';

/** What a delivery status report (RFC 3464) says: which message it is about, and with which code it failed, if it did. */
export type DeliveryStatus = {
  /** The ENVID that the message was sent with, where the servers on the way kept it. */
  readonly envelopeId: string | undefined;
  /** A code for each recipient who did not get it, permanent ones first; `''`: none is given. Undefined where it names nobody. */
  readonly failures: readonly string[] | undefined;
};

/**
 * Reads the part message/delivery-status, or message/global-delivery-status (RFC 6533), of a report. Only `failed` is a
 * failure: `delayed` is still being tried, `delivered` has arrived, and `relayed` and `expanded` went to where no more is
 * told. Our mails have one recipient; where a report names another (it was forwarded from there, or goes to several
 * people), it still says that somebody did not get it, and a clerk had better phone.
 */
export function deliveryStatus(text: string): DeliveryStatus {
  const blocks = fieldBlocks(text);
  const envelopeId = blocks.map((fields) => fields.get('original-envelope-id')).find((id) => id);
  const recipients = blocks.filter((fields) => fields.has('final-recipient') || fields.has('action'));
  const failures = recipients
    .filter(hasFailed)
    .map((fields) => failureCode(fields.get('diagnostic-code') ?? '', fields.get('status') ?? ''))
    .toSorted((a, b) => Number(isPassing(a)) - Number(isPassing(b)));
  return { envelopeId, failures: recipients.length > 0 ? failures : undefined };
}

/** Some servers leave out the action; the class of the status then says it. */
function hasFailed(fields: MailFields): boolean {
  const action = fields.get('action');
  if (action !== undefined) return /^failed\b/i.test(action);
  return /^5\./.test(fields.get('status') ?? '');
}

const enhanced = /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/;
const reply = /(?<![\d.])([45]\d\d)(?=[ -]|$)/;

/**
 * The code as SMTP would have told it at once (`550 5.1.1`), from what the other server said; of reply and enhanced status
 * (RFC 3463) what there is. The report's own status stands in where the server gave none.
 */
export function failureCode(diagnostic: string, status: string): string {
  const said = diagnostic.slice(0, 1000);
  const figures = reply.exec(said)?.[1];
  const word = enhanced.exec(said)?.[1] ?? enhanced.exec(status)?.[1];
  return [figures, word].filter((part) => part !== undefined).join(' ');
}

function isPassing(code: string): boolean {
  return code.startsWith('4');
}
