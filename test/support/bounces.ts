import { createMailIds } from '../../functions/src/adapters/mail-id';

export const ids = createMailIds({
  from: '跟单 <notices@company.example>',
  secret: 'a-secret-of-the-tests-and-of-nobody-else',
});

/** A mail as it comes over the wire: lines end in CRLF. */
export function mail(...lines: readonly string[]): Buffer {
  return Buffer.from(lines.join('\n').replace(/\r?\n/g, '\r\n'));
}

/** The headers of an email of ours, as they come back. */
export function ours(noticeId: string, messageId = ids.of(noticeId)): string {
  return [
    'Received: from gendan (unknown [10.0.0.1])',
    '\tby mail.company.example (Postfix) with ESMTPSA id 4F1;',
    '\tMon, 16 Mar 2026 09:00:00 +0800 (CST)',
    'From: notices@company.example',
    'To: dealer@example.com',
    'Subject: =?UTF-8?B?5Y+R6LSn6YCa55+l?=',
    'Message-ID:',
    ` <${messageId}>`,
    'Auto-Submitted: auto-generated',
  ].join('\n');
}

/** A report in its three parts (RFC 3464); `status` is what stands below the part's own headers. */
export function report(options: {
  readonly status: string;
  readonly returned?: string;
  readonly text?: string;
  readonly from?: string;
  readonly statusType?: string;
  readonly returnedType?: string;
  readonly headers?: string;
}): Buffer {
  const {
    status,
    returned,
    text = 'It could not be delivered.',
    from = 'MAILER-DAEMON@mx.example.com',
  } = options;
  const { statusType = 'message/delivery-status', returnedType = 'text/rfc822-headers' } = options;
  return mail(
    'Return-Path: <>',
    `From: Mail Delivery System <${from}>`,
    'To: notices@company.example',
    'Subject: Undelivered Mail Returned to Sender',
    ...(options.headers === undefined ? [] : [options.headers]),
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="=_part"',
    '',
    '--=_part',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
    '--=_part',
    `Content-Type: ${statusType}`,
    '',
    status,
    '',
    ...(returned === undefined ? [] : ['--=_part', `Content-Type: ${returnedType}`, '', returned, '']),
    '--=_part--',
    '',
  );
}
