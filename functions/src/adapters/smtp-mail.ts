import type { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailSender, SendOutcome } from '../ports';
import { createMailIds, idHeader, type MailIdOptions } from './mail-id';
import { outcomeOfSmtpError } from './smtp-outcome';

export type SmtpOptions = MailIdOptions & {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly url: string;
  readonly timeoutMs?: number;
};

const defaultTimeoutMs = 30_000;
const longestConnecting = 10_000;
const oneAddress = /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\]+$/;

/** Sends by SMTP, over a few kept connections. It never throws; `close` gives them back. */
export function createSmtpMail(options: SmtpOptions): MailSender & { readonly close: () => Promise<void> } {
  let transport: ReturnType<typeof connect> | undefined;
  const ids = createMailIds(options);
  return {
    send: async ({ noticeId, to, subject, text, replyTo, unsubscribeUrl }): Promise<SendOutcome> => {
      if (!oneAddress.test(to)) return { outcome: 'permanent', code: 'bad-address', reason: 'refused' };
      transport ??= connect(options);
      const connection = await transport.catch(() => undefined);
      if (!connection) {
        // What failed once need not fail again.
        transport = undefined;
        return { outcome: 'passing', code: 'no-client' };
      }
      const { transporter, begun, forget } = connection;
      const id = ids.of(noticeId);
      const messageId = `<${id}>`;
      try {
        const sent = await transporter.sendMail({
          messageId,
          from: options.from,
          to: { name: '', address: to },
          ...(replyTo === undefined ? {} : { replyTo: { name: '', address: replyTo } }),
          subject: subject.replace(/\p{Cc}+/gu, ' '),
          text,
          // Some relays (Amazon SES) put a Message-ID of their own in place of ours, and leave other headers alone.
          headers: { 'Auto-Submitted': 'auto-generated', [idHeader]: id, ...oneClick(unsubscribeUrl) },
          dsn: wantedReports(id),
        });
        const refused = sent.rejectedErrors?.[0];
        if (refused !== undefined) return outcomeOfSmtpError(refused, begun(messageId));
        return { outcome: 'accepted', providerId: id };
      } catch (error) {
        return outcomeOfSmtpError(error, begun(messageId));
      } finally {
        forget(messageId);
      }
    },
    close: async () => (await transport?.catch(() => undefined))?.transporter.close(),
  };
}

/** RFC 3461, 4.4: an envelope id may have that many characters. */
const longestEnvelopeId = 100;

/** Of a server that knows DSN (RFC 3461): reports of failures only, with our id, and with the headers of what comes back. */
function wantedReports(id: string): SMTPConnection.DSNOptions {
  const [envid = ''] = id.split('@');
  return { notify: 'FAILURE', ret: 'HDRS', ...(envid.length <= longestEnvelopeId ? { envid } : {}) };
}

/** Mail programs make a button of these, which posts to the address by itself: RFC 8058. */
function oneClick(unsubscribeUrl: string | undefined): Record<string, string> {
  return unsubscribeUrl === undefined
    ? {}
    : {
        'List-Unsubscribe': `<${unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      };
}

/** Loads the SDK only now, and watches whether any byte of a message has gone out. */
async function connect({ url, timeoutMs = defaultTimeoutMs }: SmtpOptions) {
  const { createTransport } = await import('nodemailer');
  const onThisMachine = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
  const transporter = createTransport({
    url,
    pool: true,
    connectionTimeout: Math.min(longestConnecting, timeoutMs),
    greetingTimeout: Math.min(longestConnecting, timeoutMs),
    socketTimeout: timeoutMs,
    // What customers are told travels encrypted, except between programs on one machine.
    requireTLS: !onThisMachine,
    ignoreTLS: onThisMachine,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const streams = new Map<string, Readable>();
  transporter.use('stream', (mail, done) => {
    const { message } = mail;
    const create = message.createReadStream.bind(message);
    message.createReadStream = (streamOptions) => {
      const stream = create(streamOptions);
      streams.set(String(mail.data.messageId), stream);
      return stream;
    };
    done();
  });
  return {
    transporter,
    begun: (messageId: string) => streams.get(messageId)?.readableDidRead ?? false,
    forget: (messageId: string) => streams.delete(messageId),
  };
}
