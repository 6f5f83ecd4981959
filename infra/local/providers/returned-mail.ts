import { randomUUID } from 'node:crypto';

/** How a message was sent, as far as its return is concerned: DSN (RFC 3461) where its sender used it. */
export type Sent = {
  readonly raw: Buffer;
  readonly from: string;
  readonly envelopeId: string | undefined;
  readonly headersOnly: boolean;
};

const host = 'mail.workbench.example';

/** The report (RFC 3464) by which a message comes back from a domain that nobody has, as a Postfix would write it. */
export function returnedMail({ raw, from, envelopeId, headersOnly }: Sent, to: string): Buffer {
  const boundary = `returned/${randomUUID()}`;
  const [, domain = ''] = to.split('@');
  const text = raw.toString('latin1');
  const headers = text.slice(0, text.search(/\r?\n\r?\n/) + 2);
  const lines = [
    'Return-Path: <>',
    `From: MAILER-DAEMON@${host} (Mail Delivery System)`,
    'Subject: Undelivered Mail Returned to Sender',
    `To: ${from}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    `\tboundary="${boundary}"`,
    `Message-Id: <${randomUUID()}@${host}>`,
    '',
    'This is a MIME-encapsulated message.',
    '',
    `--${boundary}`,
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `This is the mail system at host ${host}.`,
    '',
    "I'm sorry to have to inform you that your message could not",
    "be delivered to one or more recipients. It's attached below.",
    '',
    `<${to}>: Host or domain name not found. Name service error for`,
    `    name=${domain} type=AAAA: Host not found`,
    '',
    `--${boundary}`,
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; ${host}`,
    ...(envelopeId === undefined ? [] : [`Original-Envelope-Id: ${envelopeId}`]),
    `X-Postfix-Sender: rfc822; ${from}`,
    '',
    `Final-Recipient: rfc822; ${to}`,
    `Original-Recipient: rfc822;${to}`,
    'Action: failed',
    'Status: 5.4.4',
    `Diagnostic-Code: X-Postfix; Host or domain name not found. Name service error`,
    `    for name=${domain} type=AAAA: Host not found`,
    '',
    `--${boundary}`,
    `Content-Description: Undelivered Message${headersOnly ? ' Headers' : ''}`,
    `Content-Type: ${headersOnly ? 'text/rfc822-headers' : 'message/rfc822'}`,
    '',
    headersOnly ? headers : text,
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
