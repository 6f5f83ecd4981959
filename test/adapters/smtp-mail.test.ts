import { connect, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMailIds } from '../../functions/src/adapters/mail-id';
import { createSmtpMail } from '../../functions/src/adapters/smtp-mail';
import { type Mailbox, startMailbox } from '../../infra/local/providers/mailbox';

const monday = new Date('2026-03-16T01:00:00Z');
const noticeId = 'order-7f3~goods-shipped~dealer~email~1';
const secret = 'a-secret-of-the-tests-and-of-nobody-else';
const ids = createMailIds({ from: 'notices@company.example', secret });
const message = { noticeId, to: 'dealer@example.com', subject: '发货通知', text: '您的货已发出。' };

let mailbox: Mailbox;
let sender: ReturnType<typeof createSmtpMail>;
const senderTo = (url: string, timeoutMs = 10_000) =>
  createSmtpMail({ url, from: '跟单 <notices@company.example>', secret, timeoutMs });
const sendHastily = async () => {
  const hasty = senderTo(`smtp://127.0.0.1:${mailbox.port}`, 1000);
  const outcome = await hasty.send(message);
  await hasty.close();
  return outcome;
};
beforeEach(async () => {
  mailbox = await startMailbox({ now: () => monday });
  sender = senderTo(`smtp://127.0.0.1:${mailbox.port}`);
});
afterEach(async () => {
  await sender.close();
  await mailbox.close();
});

it('an email for which there is no client of the server certainly was not sent, and the client is asked for again', async () => {
  const options = { url: 'no address', from: 'notices@company.example', secret };
  const mended = createSmtpMail(options);
  expect(await mended.send(message)).toEqual({ outcome: 'passing', code: 'no-client' });
  await mended.close();
  options.url = `smtp://127.0.0.1:${mailbox.port}`;
  expect(await mended.send(message)).toMatchObject({ outcome: 'accepted' });
  await mended.close();
});

describe('an email sent by SMTP', () => {
  it('carries an id that holds an address in a Message-ID with one @ only', async () => {
    const outcome = await sender.send({ ...message, noticeId: 'staff~zhang@company.example~1' });
    const id = expect.stringMatching(/^staff~zhang%40company\.example~1\.[\w-]{16}@company\.example$/);
    expect(outcome).toMatchObject({ providerId: id });
    expect(mailbox.mails()[0]?.messageId).toEqual(id);
  });

  it('is accepted under a Message-ID made of its notice’s id', async () => {
    expect(await sender.send(message)).toEqual({
      outcome: 'accepted',
      providerId: ids.of(noticeId),
    });
    expect(mailbox.mails()).toMatchObject([
      {
        messageId: ids.of(noticeId),
        from: 'notices@company.example',
        to: ['dealer@example.com'],
        subject: '发货通知',
        html: null,
      },
    ]);
    expect(mailbox.mails()[0]?.text.trim()).toBe('您的货已发出。');
  });

  it('names itself in a header besides, for relays that put a Message-ID of their own in its place', async () => {
    await sender.send(message);
    expect(mailbox.mails()[0]?.headers).toContainEqual({
      name: 'x-gendan-message',
      value: ids.of(noticeId),
    });
  });

  it('says that a machine wrote it, so that no other machine answers', async () => {
    await sender.send(message);
    expect(mailbox.mails()[0]?.headers).toContainEqual({ name: 'auto-submitted', value: 'auto-generated' });
  });

  it('is answered to whom it says, else to its sender', async () => {
    await sender.send({ ...message, replyTo: 'kefu@company.example' });
    await sender.send(message);
    const answered = mailbox
      .mails()
      .map(({ headers }) => headers.find(({ name }) => name === 'reply-to')?.value);
    expect(answered).toEqual(['kefu@company.example', undefined]);
  });

  it('has the button of RFC 8058 for refusing more, for those who may, however long its address', async () => {
    const unsubscribeUrl = `https://gendan.example.com/unsubscribe?t=${'aB3_-'.repeat(80)}.${'x'.repeat(43)}`;
    await sender.send({ ...message, unsubscribeUrl });
    expect(mailbox.mails()[0]?.headers).toEqual(
      expect.arrayContaining([
        { name: 'list-unsubscribe', value: `<${unsubscribeUrl}>` },
        { name: 'list-unsubscribe-post', value: 'List-Unsubscribe=One-Click' },
      ]),
    );
    await sender.send(message);
    expect(mailbox.mails()[1]?.headers.filter(({ name }) => name.startsWith('list-'))).toEqual([]);
  });

  it('goes over kept connections, a hundred at a time too', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, n) => sender.send({ ...message, noticeId: `n${n}` })),
    );
    expect(new Set(outcomes.map((one) => one.outcome))).toEqual(new Set(['accepted']));
    expect(new Set(mailbox.mails().map((mail) => mail.messageId)).size).toBe(100);
  });

  it('gets no headers and no recipients from what people typed into its subject', async () => {
    const piece = fc.constantFrom('\r\n', '\n', '\r', 'Bcc: evil@example.com', '\0', '订货', ' ', 'x');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        expect(await sender.send({ ...message, subject: pieces.join('') })).toMatchObject({
          outcome: 'accepted',
        });
        const mail = mailbox.mails().at(-1);
        expect(mail?.to).toEqual(['dealer@example.com']);
        expect(mail?.headers.map((header) => header.name)).not.toContain('bcc');
        expect(mail?.text.trim()).toBe('您的货已发出。');
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    'a@example.com, b@example.com',
    'a@example.com\r\nRCPT TO:<b@example.com>',
    '<a@example.com>',
    'nobody',
    '',
  ])('never goes to what is not one address: %j', async (to) => {
    expect(await sender.send({ ...message, to })).toMatchObject({
      outcome: 'permanent',
      code: 'bad-address',
    });
    expect(mailbox.mails()).toEqual([]);
  });
});

describe('an email that is refused for good', () => {
  it('because of its recipient or its content', async () => {
    mailbox.failNext({ kind: 'recipient', instead: 550 });
    expect(await sender.send(message)).toEqual({ outcome: 'permanent', code: '550', reason: 'refused' });
    mailbox.failNext({ kind: 'message', instead: 554 });
    expect(await sender.send(message)).toEqual({ outcome: 'permanent', code: '554', reason: 'refused' });
    expect(await sender.send(message)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('an email that certainly was not sent, but may be later', () => {
  it('because the server said so, of the recipient or after the message', async () => {
    mailbox.failNext({ kind: 'recipient', instead: 451 });
    expect(await sender.send(message)).toEqual({ outcome: 'passing', code: '451' });
    mailbox.failNext({ kind: 'message', instead: 452 });
    expect(await sender.send(message)).toEqual({ outcome: 'passing', code: '452' });
    expect(mailbox.mails()).toEqual([]);
  });

  it('because the connection was cut, or the server fell silent, before the message', async () => {
    mailbox.failNext({ kind: 'recipient', instead: 'cut' });
    expect(await sender.send(message)).toMatchObject({ outcome: 'passing' });
    mailbox.failNext({ kind: 'recipient', instead: 'hang' });
    expect(await sendHastily()).toEqual({ outcome: 'passing', code: 'ETIMEDOUT' });
    expect(mailbox.mails()).toEqual([]);
  });

  it('because nobody listens', async () => {
    const nobody = senderTo('smtp://127.0.0.1:9');
    expect(await nobody.send(message)).toMatchObject({ outcome: 'passing' });
    await nobody.close();
  });

  it('because our password is wrong: that is ours to mend', async () => {
    const locked = await startMailbox({ now: () => monday, credentials: { user: 'us', pass: 'right' } });
    const wrong = senderTo(`smtp://us:wrong@127.0.0.1:${locked.port}`);
    expect(await wrong.send(message)).toMatchObject({ outcome: 'passing', code: '535' });
    const right = senderTo(`smtp://us:right@127.0.0.1:${locked.port}`);
    expect(await right.send(message)).toMatchObject({ outcome: 'accepted' });
    await wrong.close();
    await right.close();
    await locked.close();
  });

  it('because another machine’s server offers no encryption', async () => {
    const elsewhere = createServer((socket) => socket.pipe(connect(mailbox.port, '127.0.0.1')).pipe(socket));
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.2', resolve));
    const address = elsewhere.address();
    const plain = senderTo(`smtp://127.0.0.2:${typeof address === 'object' ? address?.port : ''}`);
    expect(await plain.send(message)).toMatchObject({ outcome: 'passing' });
    expect(mailbox.mails()).toEqual([]);
    await plain.close();
    elsewhere.close();
  });
});

describe('an email that may have been sent', () => {
  it.each([true, false])('when the connection is cut after it (the server had kept it: %s)', async (kept) => {
    mailbox.failNext({ kind: 'message', instead: 'cut', kept });
    expect(await sender.send(message)).toMatchObject({ outcome: 'unknown' });
    expect(mailbox.mails()).toHaveLength(kept ? 1 : 0);
  });

  it('is not sent again by itself over a kept connection either', async () => {
    await sender.send({ ...message, noticeId: 'first' });
    mailbox.failNext({ kind: 'message', instead: 'cut', kept: true });
    expect(await sender.send(message)).toMatchObject({ outcome: 'unknown' });
    expect(mailbox.mails().map((mail) => mail.messageId)).toEqual([ids.of('first'), ids.of(noticeId)]);
  });

  it.each([true, false])('when the server does not answer after it (it had kept it: %s)', async (kept) => {
    mailbox.failNext({ kind: 'message', instead: 'hang', kept });
    expect(await sendHastily()).toEqual({ outcome: 'unknown', code: 'ETIMEDOUT' });
    expect(mailbox.mails()).toHaveLength(kept ? 1 : 0);
  });
});

describe('a server that has restarted', () => {
  it('is found again by the next email', async () => {
    await sender.send(message);
    await mailbox.close();
    mailbox = await startMailbox({ now: () => monday, port: mailbox.port });
    expect(await sender.send(message)).toMatchObject({ outcome: 'accepted' });
  });
});
