import { connect, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createImapBox } from '../../functions/src/adapters/imap-box';
import { type ImapServer, startImapServer } from '../../infra/local/providers/imap-server';
import { createReturnedBox, type ReturnedBox } from '../../infra/local/providers/returned-box';
import { ids, mail, ours, report } from '../support/bounces';

const account = { user: 'notices@company.example', pass: 'p/ss #1' };
const now = () => new Date('2026-03-16T01:00:00Z');
const status = 'Final-Recipient: rfc822; a@example.com\nAction: failed\nStatus: 5.1.1';
const bounceOf = (noticeId: string) => report({ status, returned: ours(noticeId) });
const fromPeople = (subject: string) =>
  mail('From: wang@example.com', `Subject: ${subject}`, '', '您好，请问货到哪里了？');
const reportOf = (noticeId: string) => [
  { noticeId, providerId: ids.of(noticeId), says: 'bounced', code: '5.1.1' },
];

let arrival: Date;
let box: ReturnedBox;
let server: ImapServer;
const urlFor = (pass: string, folder = 'INBOX') =>
  `imap://${encodeURIComponent(account.user)}:${encodeURIComponent(pass)}@127.0.0.1:${server.port}/${folder}`;
const reader = (options: Partial<Parameters<typeof createImapBox>[0]> = {}) =>
  createImapBox({ url: urlFor(account.pass), ids, machineNow: now, timeoutMs: 2000, ...options });
const position = (uid: number) => ({ validity: String(box.validity()), uid });
beforeEach(async () => {
  arrival = now();
  box = createReturnedBox(() => arrival);
  server = await startImapServer({ box, account });
});
afterEach(() => server.close());

describe('the mailbox of what comes back', () => {
  it('is read from where it was read up to, in order, a page at a time', async () => {
    for (const n of ['n1', 'n2', 'n3']) box.add(bounceOf(n));
    const { read } = reader({ limit: 2 });
    expect(await read(undefined)).toEqual({
      mails: [
        { uid: 1, reports: reportOf('n1') },
        { uid: 2, reports: reportOf('n2') },
      ],
      end: position(2),
    });
    expect(await read(position(2))).toEqual({
      mails: [{ uid: 3, reports: reportOf('n3') }],
      end: position(3),
    });
    expect(await read(position(3))).toEqual({ mails: [], end: position(3) });
  });

  it('is opened so that nothing in it can change, and what people write to each other is not fetched', async () => {
    box.add(fromPeople('到货时间'));
    box.add(bounceOf('n1'));
    expect(await reader().read(undefined)).toMatchObject({
      mails: [
        { uid: 1, reports: [] },
        { uid: 2, reports: reportOf('n1') },
      ],
    });
    const heard = server.heard().join('\n');
    expect(heard).toContain('EXAMINE INBOX');
    expect(heard).not.toMatch(/SELECT|STORE|EXPUNGE|BODY\[/);
    expect(heard.match(/BODY\.PEEK\[\]/g)).toHaveLength(1);
    expect(heard).toMatch(/UID FETCH 2 .*BODY\.PEEK\[\]<0\.250000>/);
    expect(box.seen()).toEqual([]);
  });

  it('is read anew, three days of it, the first time and when its mails have other numbers', async () => {
    arrival = new Date('2026-03-10T01:00:00Z');
    box.add(bounceOf('old'));
    arrival = new Date('2026-03-14T01:00:00Z');
    box.add(bounceOf('n1'));
    const first = await reader().read(undefined);
    expect(first).toMatchObject({ mails: [{ uid: 2 }], end: position(2) });
    const before = position(2);
    box.renumber();
    expect(await reader().read(before)).toMatchObject({
      mails: [{ uid: 2, reports: reportOf('n1') }],
      end: position(2),
    });
  });

  it('that is empty, or has old mails only, is read from its next mail on', async () => {
    expect(await reader().read(undefined)).toEqual({ mails: [], end: position(0) });
    arrival = new Date('2026-02-01T00:00:00Z');
    box.add(bounceOf('old'));
    expect(await reader().read(undefined)).toEqual({ mails: [], end: position(1) });
  });

  it('may hold a huge mail, of which only the beginning is fetched, and one that nobody can read', async () => {
    const huge = report({
      status,
      returned: `${ours('n1')}\n\n${'x'.repeat(2_000_000)}`,
      returnedType: 'message/rfc822',
    });
    box.add(huge);
    const nested = Array.from(
      { length: 300 },
      (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\n\n--b${n}`,
    );
    box.add(mail('From: MAILER-DAEMON@mx.example.com', ...nested));
    box.add(bounceOf('n3'));
    expect(await reader().read(undefined)).toMatchObject({
      mails: [{ reports: reportOf('n1') }, { reports: 'unreadable' }, { reports: reportOf('n3') }],
    });
  });

  it('is left in time, with what has been read by then', async () => {
    for (const n of ['n1', 'n2']) box.add(bounceOf(n));
    let time = 0;
    const machineNow = () => {
      time += 40_000;
      return new Date(now().getTime() + time);
    };
    expect(await reader({ machineNow }).read(undefined)).toMatchObject({
      mails: [{ uid: 1 }],
      end: position(1),
    });
  });
});

describe('a mailbox that can’t be read', () => {
  const failing = (failed: string, code: unknown = expect.any(String)) => ({ failed, code });

  it('because the password is wrong', async () => {
    expect(await reader({ url: urlFor('wrong') }).read(undefined)).toEqual(
      failing('sign-in', 'AUTHENTICATIONFAILED'),
    );
  });

  it('because it has another name', async () => {
    expect(await reader({ url: urlFor(account.pass, 'Bounces') }).read(undefined)).toEqual(
      failing('mailbox'),
    );
  });

  it('because nobody listens, or the line is cut', async () => {
    expect(await reader({ url: 'imap://u:p@127.0.0.1:9/INBOX' }).read(undefined)).toEqual(
      failing('connection'),
    );
    for (const to of ['GREETING', 'CAPABILITY', 'AUTHENTICATE', 'EXAMINE', 'UID SEARCH']) {
      box.add(bounceOf('n1'));
      server.failNext({ kind: 'command', to, instead: 'cut' });
      expect([to, await reader().read(undefined)]).toEqual([to, failing('connection')]);
    }
  });

  it.each(['GREETING', 'EXAMINE'])('because there is no answer any more: %s', async (to) => {
    box.add(bounceOf('n1'));
    server.failNext({ kind: 'command', to, instead: 'hang' });
    expect(await reader({ timeoutMs: 300 }).read(undefined)).toEqual(failing('no-answer'));
  });

  it('because another machine’s server offers no encryption: the password stays here', async () => {
    const elsewhere = createServer((socket) => socket.pipe(connect(server.port, '127.0.0.1')).pipe(socket));
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.2', resolve));
    const address = elsewhere.address();
    const port = typeof address === 'object' ? address?.port : '';
    const url = urlFor(account.pass).replace(/127.0.0.1:\d+/, `127.0.0.2:${port}`);
    expect(await reader({ url }).read(undefined)).toEqual(failing('connection'));
    expect(server.heard().join()).not.toMatch(/LOGIN|AUTHENTICATE/);
    elsewhere.close();
  });

  it('is read the next time', async () => {
    box.add(bounceOf('n1'));
    const { read } = reader();
    server.failNext({ kind: 'command', to: 'UID SEARCH', instead: 'no' });
    expect(await read(undefined)).toEqual(failing('mailbox'));
    expect(await read(undefined)).toMatchObject({ mails: [{ reports: reportOf('n1') }] });
  });
});

describe('a mail that can’t be fetched', () => {
  const readUntil = async (instead: 'cut' | 'hang' | 'no', to: string, word?: string) => {
    const said = { kind: 'command', to, instead, ...(word === undefined ? {} : { word }) } as const;
    for (const n of ['n1', 'n2', 'n3']) box.add(bounceOf(n));
    let asked = 0;
    const machineNow = () => {
      asked += 1;
      // The end of the run, the days to look back, then the time before the second mail.
      if (asked === 3) server.failNext(said);
      return now();
    };
    return reader({ machineNow, timeoutMs: 300 }).read(undefined);
  };
  const faults = [
    { instead: 'cut', failed: 'connection' },
    { instead: 'hang', failed: 'no-answer' },
    { instead: 'no', failed: 'mailbox' },
  ] as const;
  const commands = ['UID FETCH', 'UID FETCH BODY'] as const;

  it.each(faults.flatMap((fault) => commands.map((to) => ({ ...fault, to }))))(
    'ends the page, and is named: $instead at $to',
    async ({ instead, failed, to }) => {
      expect(await readUntil(instead, to)).toEqual({
        mails: [{ uid: 1, reports: reportOf('n1') }],
        end: position(1),
        stopped: { failed, code: expect.any(String), uid: 2 },
      });
      expect(await reader().read(position(1))).toEqual({
        mails: [
          { uid: 2, reports: reportOf('n2') },
          { uid: 3, reports: reportOf('n3') },
        ],
        end: position(3),
      });
    },
  );

  it.each(['OVERQUOTA', 'UNAVAILABLE', 'LIMIT'])(
    'is not named where the server has no time for any: %s',
    async (word) => {
      expect(await readUntil('no', 'UID FETCH BODY', word)).toEqual({
        mails: [{ uid: 1, reports: reportOf('n1') }],
        end: position(1),
        stopped: { failed: 'mailbox', code: word },
      });
    },
  );

  it('though it is the first one, leaves the place before it', async () => {
    for (const n of ['n1', 'n2', 'n3']) box.add(bounceOf(n));
    for (const [since, uid] of [
      [undefined, 1],
      [position(1), 2],
    ] as const) {
      server.failNext({ kind: 'command', to: 'UID FETCH', instead: 'cut' });
      expect(await reader().read(since)).toMatchObject({
        mails: [],
        end: position(uid - 1),
        stopped: { failed: 'connection', uid },
      });
    }
  });
});
