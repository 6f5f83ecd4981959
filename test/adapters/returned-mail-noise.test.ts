import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reportsOf } from '../../functions/src/adapters/returned-mail';
import { ids, mail, ours, report } from '../support/bounces';

const noticeId = 'order~row-1~goods-shipped~dealer~email~1';
const id = ids.of(noticeId);
const read = (raw: Uint8Array) => reportsOf(raw, ids);
const bounced = (code?: string) => [
  { noticeId, providerId: id, says: 'bounced', ...(code === undefined ? {} : { code }) },
];
const failed = (diagnostic: string, status = '5.1.1') =>
  [
    'Reporting-MTA: dns; mx.example.com',
    '',
    'Final-Recipient: rfc822; dealer@example.com',
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: ${diagnostic}`,
  ].join('\n');

describe('no mail of ours has come back', () => {
  it.each(['delayed', 'delivered', 'relayed', 'expanded', 'Delayed'])(
    'when a report says %s',
    async (action) => {
      const status = failed('smtp; 451 4.7.1 greylisted', '4.7.1').replace('failed', action);
      expect(await read(report({ status, returned: ours(noticeId) }))).toEqual([]);
    },
  );

  it('when somebody is away, or answers, or sends it on', async () => {
    const answer = (...headers: readonly string[]) =>
      mail(...headers, `In-Reply-To: <${id}>`, '', '发送失败了吗？ Delivery failed?', `> <${id}>`);
    for (const raw of [
      answer('From: dealer@example.com', 'Subject: Re: 发货通知'),
      answer('From: dealer@example.com', 'Auto-Submitted: auto-replied', 'Subject: 外出自动回复'),
      answer('Return-Path: <wang@example.com>', 'From: postmaster@example.com', 'Subject: 发货通知 退信？'),
    ])
      expect(await read(raw)).toEqual([]);
  });

  it('when its server, without a report, says that it is late', async () => {
    const raw = mail(
      'From: Mailer-Daemon@mx.example.com',
      'Auto-Submitted: auto-replied',
      'Subject: Warning: message 1abc delayed 24 hours',
      '',
      'This message was created automatically by mail delivery software. A message that you sent has not yet been delivered',
      `to one or more of its recipients. The message identifier is: <${id}>. No action is required on your part.`,
    );
    expect(await read(raw)).toEqual([]);
  });
});

describe('a text without a report', () => {
  const text = (subject: string, body: string) =>
    mail(
      'Return-Path: <>',
      'From: MAILER-DAEMON@mx.example.com',
      `Subject: ${subject}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      body,
      `<${id}>`,
    );

  it.each([
    [
      'Undelivered Mail',
      'Your message could not be delivered for 4 hours. It will be retried until it is 5 days old.',
    ],
    ['Undeliverable', 'THIS IS A WARNING MESSAGE ONLY. Your message has not been delivered: 451 4.7.1 busy.'],
    [
      'Returned mail',
      '*** WARNING ONLY *** Your message could not be delivered yet. YOU DO NOT NEED TO RESEND.',
    ],
    ['退信提醒', '您的邮件暂时无法送达，系统将稍后重试。'],
    ['系统退信', '您的邮件投递失败，稍后自动重试。451 对方服务器繁忙'],
    ['系統退信', '郵件無法投遞，系統會繼續嘗試投遞。'],
    ['Undelivered: still trying', 'Delivery has failed so far. We will keep trying for 3 days.'],
  ])('that says it is late is no return: %s', async (subject, body) => {
    expect(await read(text(subject, body))).toEqual([]);
  });

  it.each([
    ['Undelivered: Your order is delayed', 'It could not be delivered: 550 5.1.1 no such user', '550 5.1.1'],
    ['Undelivered: Warning', 'It could not be delivered. (#5.1.1) It will be retried never.', '5.1.1'],
    ['系统退信', '您的邮件投递失败，请稍后重试。451 对方服务器繁忙', '451'],
    [
      'failure notice',
      "I'm not going to try again; this message has been in the queue too long. Unable to deliver.",
      undefined,
    ],
  ])('that says it has failed is one: %s', async (subject, body, code) => {
    expect(await read(text(subject, body))).toEqual(bounced(code));
  });
});

describe('a complaint (RFC 5965)', () => {
  const complaint = (type: string) =>
    mail(
      'From: staff@feedback.example.net',
      'Subject: FW: 发货通知',
      'Content-Type: multipart/report; report-type=feedback-report; boundary="=_arf"',
      '',
      '--=_arf',
      'Content-Type: text/plain',
      '',
      'This is an email abuse report.',
      '--=_arf',
      'Content-Type: message/feedback-report',
      '',
      `Feedback-Type: ${type}`,
      'User-Agent: SomeGenerator/1.0',
      'Version: 1',
      '--=_arf',
      'Content-Type: message/rfc822',
      'Content-Disposition: inline',
      '',
      ours(noticeId),
      '',
      '您的货已发出。',
      '--=_arf--',
    );

  it.each(['abuse', 'Abuse', 'opt-out', 'fraud'])(
    'of the kind %s says that its recipient wants no more',
    async (type) => {
      expect(await read(complaint(type))).toEqual([{ noticeId, providerId: id, says: 'unwanted' }]);
    },
  );

  it.each(['not-spam', 'auth-failure', 'virus', ''])('of the kind %j says nothing of that', async (type) => {
    expect(await read(complaint(type))).toEqual([]);
  });
});

describe('whatever comes in', () => {
  const whole = report({ status: failed('smtp; 550 5.1.1 no such user'), returned: ours(noticeId) });

  it('a huge mail of which only the beginning was fetched is read as far as it goes', async () => {
    const returned = `${ours(noticeId)}\n\n${'x'.repeat(3_000_000)}`;
    const raw = report({
      status: failed('smtp; 552 5.3.4 too big'),
      returned,
      returnedType: 'message/rfc822',
    });
    expect(await read(raw.subarray(0, 250_000))).toEqual(bounced('552 5.3.4'));
  });

  it('long lines without an end take no long time', async () => {
    const status = failed('smtp; 550 5.1.1 no such user');
    for (const filling of ['a', 'a.', '@', ' ', '\t ', 'a@', '.%', '\n', '\n ', '-', '4', '5.1.']) {
      // The library takes its time for each line.
      const long = filling.repeat((filling.includes('\n') ? 20_000 : 200_000) / filling.length);
      const begin = performance.now();
      await read(
        mail(
          'From: MAILER-DAEMON@x',
          'Return-Path: <>',
          `Subject: failure notice ${long.slice(0, 9)}`,
          '',
          long,
        ),
      );
      await read(report({ status: `${status} ${long}`, returned: `Message-ID: ${long}` }));
      await read(report({ status, text: long, headers: `References: ${long.replaceAll('\n', '')}` }));
      expect(performance.now() - begin).toBeLessThan(10_000);
    }
  }, 120_000);

  it('bytes of any kind are read or refused, and never taken for a report of ours', async () => {
    const attempt = (raw: Uint8Array) => read(raw).catch((error: unknown) => error);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await attempt(bytes)).toEqual([]);
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.nat(whole.length),
        fc.uint8Array({ maxLength: 6 }),
        async (a, b, put) => {
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          const said = await attempt(Buffer.concat([whole.subarray(0, from), put, whole.subarray(to)]));
          expect(Array.isArray(said) && said.every((one) => one.noticeId === noticeId)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a mail with more parts within parts than any has is refused', async () => {
    const nested = Array.from(
      { length: 300 },
      (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\n\n--b${n}`,
    );
    await expect(read(mail('From: a@example.com', ...nested))).rejects.toThrow();
  });
});
