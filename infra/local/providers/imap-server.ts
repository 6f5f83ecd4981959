import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createImapSession, greeting, type ImapAccount, type ImapAnswer } from './imap-session';
import { literalAfter } from './imap-syntax';
import { createFaults, type Told } from './provider-faults';
import type { ReturnedBox } from './returned-box';

/**
 * Instead of answering a command of that name (`UID FETCH`; of one that asks for a whole mail also `UID FETCH BODY`), or
 * greeting (`GREETING`): a cut connection, silence, or NO, with a word of RFC 5530 as its reason.
 */
type ImapFault = {
  readonly kind: 'command';
  readonly instead: 'cut' | 'hang' | 'no';
  readonly word?: string;
};

export type ImapServer = {
  readonly port: number;
  /** `to`: the name of the command. */
  readonly failNext: (fault: Told<ImapFault>) => void;
  /** Everything that clients have said, passwords included, oldest first. */
  readonly heard: () => readonly string[];
  readonly close: () => Promise<void>;
};

const longestCommand = 64 * 1024;

/** The mailbox by IMAP on 127.0.0.1, unencrypted, as strict as a server may be. */
export async function startImapServer(options: {
  readonly box: ReturnedBox;
  readonly account: ImapAccount;
  readonly port?: number;
}): Promise<ImapServer> {
  const sockets = new Set<Socket>();
  const faults = createFaults<ImapFault>();
  const heard: string[] = [];

  const serve = (socket: Socket): void => {
    const session = createImapSession(options.box, options.account);
    let next: ((line: string) => ImapAnswer) | undefined;
    let received = '';
    let command = '';
    let missing = 0;

    const faulty = (name: string, tag: string): boolean => {
      const { instead, word } = faults.take(name, 'command') ?? {};
      if (instead === 'cut') socket.destroy();
      if (instead === 'no')
        socket.write(`${tag} NO ${word === undefined ? '' : `[${word}] `}told to answer so\r\n`);
      return instead !== undefined;
    };
    const answer = (text: string): void => {
      heard.push(text);
      const [, tag = '*', name = ''] = /^(\S+) ((?:UID )?\S+)/i.exec(text) ?? [];
      const names = [name.toUpperCase(), ...(/[ (]BODY\.PEEK\[\]/.test(text) ? ['UID FETCH BODY'] : [])];
      if (next === undefined && names.some((one) => faulty(one, tag))) return;
      const { bytes, then, bye } = (next ?? session)(text);
      next = then;
      socket.write(bytes);
      if (bye) socket.end();
    };
    /** One line or literal; false where more must come first. */
    const step = (): boolean => {
      if (missing > 0) {
        if (received.length < missing) return false;
        command += received.slice(0, missing);
        received = received.slice(missing);
        missing = 0;
      }
      const end = received.indexOf('\r\n');
      if (end < 0) return false;
      const line = received.slice(0, end);
      received = received.slice(end + 2);
      const literal = literalAfter(line);
      if (literal !== undefined && next === undefined) {
        command += `${line}\r\n`;
        missing = literal;
        socket.write('+ go on\r\n');
        return true;
      }
      const whole = command + line;
      command = '';
      answer(whole);
      return true;
    };

    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that breaks off is no fault of the mailbox.
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
      while (step());
      if (received.length + command.length > longestCommand) socket.end('* BYE too long\r\n');
    });
    if (!faulty('GREETING', '*')) socket.write(greeting);
  };

  const server = createServer(serve);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('an IMAP server has a port');
  return {
    port: address.port,
    failNext: faults.add,
    heard: () => heard,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
