import type { Readable } from 'node:stream';
import type { MailSender, SendOutcome } from '../ports';
import { outcomeOfSmtpError } from './smtp-outcome';

export type SmtpOptions = {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly url: string;
  /** `Name <address>`; the address's domain also ends the Message-ID. */
  readonly from: string;
  readonly timeoutMs?: number;
};

const defaultTimeoutMs = 30_000;
const longestConnecting = 10_000;
const oneAddress = /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\]+$/;

/** Sends by SMTP, over a few kept connections. It never throws; `close` gives them back. */
export function createSmtpMail(options: SmtpOptions): MailSender & { readonly close: () => Promise<void> } {
  let transport: ReturnType<typeof connect> | undefined;
  const domain = /@([^\s>]+)>?\s*$/.exec(options.from)?.[1] ?? 'localhost';
  return {
    send: async ({ noticeId, to, subject, text, unsubscribeUrl }): Promise<SendOutcome> => {
      if (!oneAddress.test(to)) return { outcome: 'permanent', code: 'bad-address', reason: 'refused' };
      transport ??= connect(options);
      const connection = await transport.catch(() => undefined);
      if (!connection) {
        // What failed once need not fail again.
        transport = undefined;
        return { outcome: 'passing', code: 'no-client' };
      }
      const { transporter, begun, forget } = connection;
      // A colleague's address in the id must not look like the id's own domain.
      const messageId = `<${encodeURIComponent(noticeId)}@${domain}>`;
      try {
        const sent = await transporter.sendMail({
          messageId,
          from: options.from,
          to: { name: '', address: to },
          subject: subject.replace(/\p{Cc}+/gu, ' '),
          text,
          headers: { 'Auto-Submitted': 'auto-generated', ...oneClick(unsubscribeUrl) },
        });
        const refused = sent.rejectedErrors?.[0];
        if (refused !== undefined) return outcomeOfSmtpError(refused, begun(messageId));
        return { outcome: 'accepted', providerId: messageId.slice(1, -1) };
      } catch (error) {
        return outcomeOfSmtpError(error, begun(messageId));
      } finally {
        forget(messageId);
      }
    },
    close: async () => (await transport?.catch(() => undefined))?.transporter.close(),
  };
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
