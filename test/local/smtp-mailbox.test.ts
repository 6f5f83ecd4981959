import { once } from 'node:events';
import { createConnection } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { type Mailbox, startMailbox } from '../../infra/local/providers/mailbox';

const monday = new Date('2026-03-16T01:00:00Z');
let mailbox: Mailbox;
beforeEach(async () => {
  mailbox = await startMailbox({ now: () => monday });
});
afterEach(() => mailbox.close());

const send = (message: object = {}, transport: object = {}) =>
  createTransport({ host: '127.0.0.1', port: mailbox.port, ignoreTLS: true, ...transport }).sendMail({
    from: '跟单 <notices@example.com>',
    to: 'dealer@example.com',
    subject: '发货通知：区域订货',
    text: '您的货已发出。\n请注意查收。',
    messageId: '<n1@example.com>',
    ...message,
  });

describe('a mail sent to the mailbox', () => {
  it('is kept as it was written', async () => {
    await send();
    expect(mailbox.mails()).toMatchObject([
      {
        id: 'mail-1',
        messageId: 'n1@example.com',
        from: 'notices@example.com',
        to: ['dealer@example.com'],
        subject: '发货通知：区域订货',
        html: null,
        at: '2026-03-16T01:00:00.000Z',
      },
    ]);
    expect(mailbox.mails()[0]?.text.trim()).toBe('您的货已发出。\n请注意查收。');
    expect(mailbox.mails()[0]?.headers).toContainEqual({ name: 'message-id', value: '<n1@example.com>' });
  });

  it('is told to listeners until they stop listening', async () => {
    const seen: string[] = [];
    const stop = mailbox.onMail((mail) => seen.push(mail.subject));
    await send({ subject: 'one' });
    stop();
    await send({ subject: 'two' });
    expect(seen).toEqual(['one']);
  });

  it('goes to everyone whom the envelope names, hidden copies too', async () => {
    await send({ to: 'a@example.com', bcc: 'b@example.com' });
    expect(mailbox.mails()[0]?.to).toEqual(['a@example.com', 'b@example.com']);
  });
});

describe('many mails at once', () => {
  it('each get an id of their own', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => send({ subject: `${n}` })));
    expect(new Set(mailbox.mails().map((mail) => mail.id)).size).toBe(20);
  });
});

describe('a port that is taken', () => {
  it('is said to be', async () => {
    await expect(startMailbox({ now: () => monday, port: mailbox.port })).rejects.toThrow('EADDRINUSE');
  });
});

describe('the mailbox fails on demand', () => {
  it.each([550, 451])(
    'by answering a recipient with %d, as often as told and only for the one told',
    async (code) => {
      mailbox.failNext({ kind: 'recipient', instead: code, to: 'dealer@example.com', times: 2 });
      await send({ to: 'other@example.com' });
      await expect(send()).rejects.toMatchObject({ responseCode: code });
      await expect(send()).rejects.toMatchObject({ responseCode: code });
      await send();
      expect(mailbox.mails().map((mail) => mail.to)).toEqual([['other@example.com'], ['dealer@example.com']]);
    },
  );

  it('by refusing the message itself', async () => {
    mailbox.failNext({ kind: 'message', instead: 554 });
    await expect(send()).rejects.toMatchObject({ responseCode: 554, command: 'DATA' });
    expect(mailbox.mails()).toEqual([]);
  });

  it.each([true, false])('by cutting the connection after the message, kept: %s', async (kept) => {
    mailbox.failNext({ kind: 'message', instead: 'cut', kept });
    await expect(send()).rejects.toThrow();
    expect(mailbox.mails()).toHaveLength(kept ? 1 : 0);
  });

  it.each([true, false])('by never answering after the message, kept: %s', async (kept) => {
    mailbox.failNext({ kind: 'message', instead: 'hang', kept });
    await expect(send({}, { socketTimeout: 1000 })).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(mailbox.mails()).toHaveLength(kept ? 1 : 0);
  });

  it('by cutting the connection before the message', async () => {
    mailbox.failNext({ kind: 'recipient', instead: 'cut' });
    await expect(send()).rejects.toThrow();
    expect(mailbox.mails()).toEqual([]);
  });
});

describe('a mailbox with a password', () => {
  it('takes mail only from who knows it', async () => {
    const locked = await startMailbox({ now: () => monday, credentials: { user: 'us', pass: 'right' } });
    const known = { port: locked.port, auth: { user: 'us', pass: 'right' } };
    await send({}, known);
    await expect(send({}, { ...known, auth: { user: 'us', pass: 'wrong' } })).rejects.toMatchObject({
      code: 'EAUTH',
    });
    await expect(send({}, { port: locked.port })).rejects.toMatchObject({ responseCode: 530 });
    expect(locked.mails()).toHaveLength(1);
    await locked.close();
  });
});

describe('the saved state of the mailbox', () => {
  it('holds every mail, and numbering goes on', async () => {
    await send();
    const again = await startMailbox({ now: () => monday });
    again.load(JSON.parse(JSON.stringify(mailbox.save())));
    await send({}, { port: again.port });
    expect(again.mails().map((mail) => mail.id)).toEqual(['mail-1', 'mail-2']);
    await again.close();
  });

  it('is refused when it is something else', () => {
    expect(() => mailbox.load({ mails: [{ id: 1 }] })).toThrow('Invalid input');
  });
});

describe('closing the mailbox', () => {
  it('cuts whoever is still connected and gives the port back', async () => {
    const client = createConnection(mailbox.port, '127.0.0.1');
    await once(client, 'data');
    const ended = once(client, 'close');
    const again = mailbox.close().then(() => startMailbox({ now: () => monday, port: mailbox.port }));
    await ended;
    await (await again).close();
    mailbox = await startMailbox({ now: () => monday });
  });
});
