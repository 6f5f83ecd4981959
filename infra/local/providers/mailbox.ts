import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { z } from 'zod';
import { type Mail, mailSchema, readMail } from './mail';
import { createFaults, type Told } from './provider-faults';
import type { ReturnedBox } from './returned-box';
import { returnedMail } from './returned-mail';

/** What happens instead: an SMTP reply code (550 refused for good, 451 not now), a cut connection, or silence. */
type Instead = number | 'cut' | 'hang';
type MailFault =
  /** When the recipient is named, before the message is handed over. */
  | { readonly kind: 'recipient'; readonly instead: Instead }
  /** When the message has been handed over whole; `kept`: it is taken all the same. */
  | { readonly kind: 'message'; readonly instead: Instead; readonly kept?: boolean };

/** What the sender wishes to come back, as the package tells it but does not declare. */
const dsnSchema = z.object({
  dsn: z.object({ ret: z.string().nullish(), envid: z.string().nullish() }),
});

type Done = (error: Error | null, text?: string) => void;

const savedSchema = z.object({ mails: z.array(mailSchema) });
type SavedMailbox = z.infer<typeof savedSchema>;

export type Mailbox = {
  readonly port: number;
  /** Oldest first. */
  readonly mails: () => readonly Mail[];
  /** Calls on every mail that arrives; gives what ends it. */
  readonly onMail: (listener: (mail: Mail) => void) => () => void;
  readonly failNext: (fault: Told<MailFault>) => void;
  readonly save: () => SavedMailbox;
  /** @throws ZodError */
  readonly load: (saved: unknown) => void;
  readonly close: () => Promise<void>;
};

/** Domains that nobody will ever have (RFC 2606). */
const nobody = /\.invalid$/i;

/**
 * One mailbox for every address: an SMTP server on 127.0.0.1 that keeps what it is given, and fails on demand. What goes to
 * a domain of nobody's is taken too, and comes back into `returned`, where there is such a box.
 */
export async function startMailbox(options: {
  readonly now: () => Date;
  readonly port?: number;
  readonly returned?: ReturnedBox;
  /** Without them nobody has to sign in. */
  readonly credentials?: { readonly user: string; readonly pass: string };
}): Promise<Mailbox> {
  const { credentials, returned } = options;
  let mails: readonly Mail[] = [];
  const listeners = new Set<(mail: Mail) => void>();
  const faults = createFaults<MailFault>();
  const sockets = new Map<number | undefined, Socket>();

  const carryOut = (instead: Instead, remotePort: number, answer: (error: Error) => void) => {
    if (instead === 'cut') sockets.get(remotePort)?.destroy();
    if (typeof instead === 'number') answer(reply(instead, 'told to answer so'));
  };
  const take = async (raw: Buffer, recipients: readonly string[]) => {
    const read = await readMail(raw, recipients, options.now());
    const mail = { ...read, id: `mail-${mails.length + 1}` };
    mails = [...mails, mail];
    for (const listener of listeners) listener(mail);
    return mail;
  };

  const receive = async (stream: Readable, session: SMTPServerSession, done: Done) => {
    const raw = await buffer(stream);
    const recipients = session.envelope.rcptTo.map((one) => one.address);
    const fault = recipients.map((to) => faults.take(to, 'message')).find((one) => one !== undefined);
    if (fault !== undefined && !fault.kept) return carryOut(fault.instead, session.remotePort, done);
    const lost = returned ? recipients.filter((to) => nobody.test(to)) : [];
    const reached = recipients.filter((to) => !lost.includes(to));
    const kept = reached.length > 0 ? (await take(raw, reached)).id : 'lost';
    if (returned) for (const to of lost) returned.add(sendBack(raw, session, to));
    return fault === undefined
      ? done(null, `kept as ${kept}`)
      : carryOut(fault.instead, session.remotePort, done);
  };
  const sendBack = (raw: Buffer, { envelope }: SMTPServerSession, to: string): Buffer => {
    const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
    const { envid, ret } = dsnSchema.parse(envelope).dsn;
    return returnedMail({ raw, from, envelopeId: envid ?? undefined, headersOnly: ret === 'HDRS' }, to);
  };

  const server = new SMTPServer({
    disableReverseLookup: true,
    // Senders may say which reports they wish (RFC 3461).
    hideDSN: false,
    disabledCommands: credentials === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: credentials === undefined,
    closeTimeout: 1,
    onAuth: (auth, _session, done) => {
      const known = auth.username === credentials?.user && auth.password === credentials?.pass;
      done(known ? null : reply(535, 'wrong user or password'), { user: auth.username });
    },
    onRcptTo: (address, session, done) => {
      const fault = faults.take(address.address, 'recipient');
      return fault === undefined ? done() : carryOut(fault.instead, session.remotePort, done);
    },
    onData: (stream, session, done) => {
      receive(stream, session, done).catch(done);
    },
  });
  // A client that breaks off is no fault of the mailbox.
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    sockets.set(remotePort, socket);
    socket.on('close', () => sockets.delete(remotePort));
  });
  const listening = server.listen(options.port ?? 0, '127.0.0.1');
  if (!listening.listening) await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('a mailbox has a port');

  return {
    port: address.port,
    mails: () => mails,
    onMail: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    failNext: faults.add,
    save: () => ({ mails: [...mails] }),
    load: (saved) => {
      mails = savedSchema.parse(saved).mails;
    },
    close: async () => {
      for (const socket of sockets.values()) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
