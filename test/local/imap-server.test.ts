import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ImapServer, startImapServer } from '../../infra/local/providers/imap-server';
import { createReturnedBox, type ReturnedBox } from '../../infra/local/providers/returned-box';

const raw = Buffer.from('From: a@example.com\r\nSubject: one\r\n two\r\nTo: b@example.com\r\n\r\nbody\r\n');
let arrival = new Date('2026-03-16T01:00:00Z');
let box: ReturnedBox;
let server: ImapServer;
let socket: Socket;
let said = '';

beforeEach(async () => {
  box = createReturnedBox(() => arrival);
  server = await startImapServer({ box, account: { user: 'u', pass: 'p"w' } });
  said = '';
  socket = connect(server.port, '127.0.0.1').on('data', (bytes) => {
    said += bytes.toString('latin1');
  });
  await until(/ready|workbench\r\n/);
});
afterEach(async () => {
  socket.destroy();
  await server.close();
});

/** Waits until the server has said so, and gives all that it has said since the last time. */
async function until(pattern: RegExp): Promise<string> {
  for (let tries = 0; !pattern.test(said) && tries < 400; tries++)
    await new Promise((resolve) => setTimeout(resolve, 5));
  const all = said;
  said = '';
  return all;
}
async function ask(command: string): Promise<string> {
  socket.write(`t ${command}\r\n`, 'latin1');
  return until(/^(t|\*) (OK|NO|BAD)[^\r\n]*\r\n$|(^|\n)t (OK|NO|BAD)[^\r\n]*\r\n$/);
}
const opened = async (how: 'SELECT' | 'EXAMINE' = 'EXAMINE') => {
  await ask('LOGIN u "p\\"w"');
  return ask(`${how} INBOX`);
};

describe('the mailbox by IMAP', () => {
  it('lets in whoever knows the password, however it is written', async () => {
    expect(await ask('LOGIN u wrong')).toBe('t NO [AUTHENTICATIONFAILED] wrong user or password\r\n');
    expect(await ask('EXAMINE INBOX')).toMatch(/^t BAD/);
    socket.write('a LOGIN {1}\r\n');
    await until(/^\+ /);
    socket.write('u {3}\r\n');
    await until(/^\+ /);
    socket.write('p"w\r\n');
    expect(await until(/a OK/)).toMatch(/^a OK/);
    expect(await ask('LOGIN u "p\\"w"')).toMatch(/^t BAD/);
  });

  it('lets in by AUTHENTICATE PLAIN, and takes a change of mind', async () => {
    socket.write('a AUTHENTICATE PLAIN\r\n');
    await until(/^\+ /);
    socket.write('*\r\n');
    expect(await until(/a BAD/)).toMatch(/^a BAD/);
    socket.write('a AUTHENTICATE PLAIN\r\n');
    await until(/^\+ /);
    socket.write(`${Buffer.from('\0u\0p"w').toString('base64')}\r\n`);
    expect(await until(/a (OK|NO)/)).toMatch(/^a OK/);
  });

  it('numbers its mails, and finds them by number and by day', async () => {
    box.add(raw);
    arrival = new Date('2026-03-18T01:00:00Z');
    box.add(raw);
    box.add(raw);
    expect(await opened()).toMatch(
      /\* 3 EXISTS\r\n[\s\S]*\[UIDVALIDITY \d+\][\s\S]*\[UIDNEXT 4\][\s\S]*t OK \[READ-ONLY\]/,
    );
    expect(await ask('UID SEARCH ALL')).toContain('* SEARCH 1 2 3\r\n');
    expect(await ask('UID SEARCH UID 2:*')).toContain('* SEARCH 2 3\r\n');
    expect(await ask('UID SEARCH UID 9:*')).toContain('* SEARCH 3\r\n');
    expect(await ask('UID SEARCH UID 1,3')).toContain('* SEARCH 1 3\r\n');
    expect(await ask('UID SEARCH SINCE 17-Mar-2026')).toContain('* SEARCH 2 3\r\n');
  });

  it('gives whole mails, beginnings of them, and single headers, folded as they are', async () => {
    box.add(raw);
    await opened();
    const all = raw.toString();
    expect(await ask('UID FETCH 1 (UID BODY.PEEK[])')).toBe(
      `* 1 FETCH (UID 1 BODY[] {${all.length}}\r\n${all})\r\nt OK fetched\r\n`,
    );
    expect(await ask('UID FETCH 1 BODY.PEEK[]<5.4>')).toContain('BODY[]<5> {4}\r\n a@e)\r\n');
    const part = 'BODY.PEEK[HEADER.FIELDS (SUBJECT X-NONE)]';
    expect(await ask(`UID FETCH 1 (RFC822.SIZE ${part})`)).toContain(
      `UID 1 RFC822.SIZE ${all.length} BODY[HEADER.FIELDS (SUBJECT X-NONE)] {22}\r\nSubject: one\r\n two\r\n\r\n)`,
    );
  });

  it('marks a mail as read only where it was not opened by EXAMINE and not peeked at', async () => {
    box.add(raw);
    await opened();
    await ask('UID FETCH 1 BODY[]');
    await ask('SELECT INBOX');
    await ask('UID FETCH 1 BODY.PEEK[]');
    expect(box.seen()).toEqual([]);
    await ask('UID FETCH 1 BODY[TEXT]');
    expect(box.seen()).toEqual([1]);
  });

  it('refuses every change of what was opened by EXAMINE', async () => {
    box.add(raw);
    await opened();
    for (const change of [
      'UID STORE 1 +FLAGS (\\Deleted)',
      'STORE 1 FLAGS (\\Seen)',
      'EXPUNGE',
      'UID EXPUNGE 1',
    ])
      expect(await ask(change)).toMatch(/^t NO \[READ-ONLY\]/);
    expect(box.mails()).toHaveLength(1);
  });

  it('knows one mailbox', async () => {
    await opened();
    expect(await ask('LIST "" "INBOX"')).toContain('* LIST (\\HasNoChildren) "/" INBOX\r\n');
    expect(await ask('EXAMINE Bounces')).toMatch(/^t NO/);
    expect(await ask('UID SEARCH ALL')).toMatch(/^t BAD/);
  });

  it.each([
    'UID SEARCH UNSEEN',
    'UID SEARCH SINCE 2026-03-16',
    'UID SEARCH',
    'UID FETCH x BODY.PEEK[]',
    'UID FETCH 1 (ENVELOPE)',
    'UID FETCH 1 BODY.PEEK[1]',
    'UID FETCH 1 BODY.PEEK[]<0.0>',
    'UID FETCH 1  BODY.PEEK[]',
    'UID FETCH 1 (UID',
    'IDLE',
    'UID',
    'NOOP now',
  ])('does not understand %s', async (command) => {
    await opened();
    expect(await ask(command)).toMatch(/^(t|\*) BAD/);
    expect(await ask('NOOP')).toBe('t OK done\r\n');
  });

  it('understands nothing of noise, and goes on', async () => {
    await opened();
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 30 }), async (noise) => {
        fc.pre(!/[\r\n{]/.test(noise));
        expect(await ask(`NOPE${noise}`)).toMatch(/^(t|\*) BAD/);
      }),
      { numRuns: 50 },
    );
  });

  it('says goodbye', async () => {
    expect(await ask('CAPABILITY')).toBe('* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nt OK done\r\n');
    expect(await ask('LOGOUT')).toBe('* BYE workbench\r\nt OK gone\r\n');
  });
});
