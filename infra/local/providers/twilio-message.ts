import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { smsSegments } from './sms-segments';

const instant = z.iso.datetime();

export const smsSchema = z.object({
  sid: z.string(),
  direction: z.enum(['outbound-api', 'inbound']),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  segments: z.int(),
  status: z.enum(['queued', 'sent', 'delivered', 'undelivered', 'failed', 'received']),
  errorCode: z.int().nullable(),
  statusCallback: z.string().nullable(),
  /** When it was created, by the clock passed in. */
  at: instant,
  sentAt: instant.nullable(),
  updatedAt: instant,
  /** How it will end and how that is reported. */
  course: z.object({
    end: z.enum(['delivered', 'undelivered', 'failed']),
    errorCode: z.int().nullable(),
    callbacks: z.enum(['in-order', 'reversed', 'twice', 'none', 'before-answer']),
  }),
});
export type Sms = z.infer<typeof smsSchema>;

export type Written = {
  readonly direction: Sms['direction'];
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly statusCallback: string | null;
  readonly course: Sms['course'];
};

export function newSms(written: Written, now: Date): Sms {
  const at = now.toISOString();
  const inbound = written.direction === 'inbound';
  return {
    ...written,
    sid: `SM${randomBytes(16).toString('hex')}`,
    segments: smsSegments(written.body),
    status: inbound ? 'received' : 'queued',
    errorCode: null,
    at,
    sentAt: inbound ? at : null,
    updatedAt: at,
  };
}

export function isFinal(sms: Sms): boolean {
  return sms.status !== 'queued' && sms.status !== 'sent';
}

/** The message as the REST API shows it. */
export function asResource(accountSid: string, sms: Sms): object {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${sms.sid}`;
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: sms.body,
    date_created: rfc2822(sms.at),
    date_sent: sms.sentAt === null ? null : rfc2822(sms.sentAt),
    date_updated: rfc2822(sms.updatedAt),
    direction: sms.direction,
    error_code: sms.errorCode,
    error_message: null,
    from: sms.from,
    messaging_service_sid: null,
    num_media: '0',
    num_segments: String(sms.segments),
    price: null,
    price_unit: 'USD',
    sid: sms.sid,
    status: sms.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: sms.to,
    uri: `${uri}.json`,
  };
}

function rfc2822(iso: string): string {
  return new Date(iso).toUTCString().replace('GMT', '+0000');
}
