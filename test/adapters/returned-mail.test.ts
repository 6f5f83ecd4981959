import { describe, expect, it } from '@jest/globals';
import { createMailIds } from '../../functions/src/adapters/mail-id';
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

describe('a mail that comes back', () => {
  it('from Postfix, with the headers of ours', async () => {
    const raw = report({
      headers: 'Auto-Submitted: auto-replied',
      status: [
        'Reporting-MTA: dns; mail.company.example',
        'X-Postfix-Queue-ID: 8D1E2A0053',
        'X-Postfix-Sender: rfc822; notices@company.example',
        'Arrival-Date: Mon, 16 Mar 2026 09:00:00 +0800 (CST)',
        '',
        'Final-Recipient: rfc822; dealer@example.com',
        'Original-Recipient: rfc822;dealer@example.com',
        'Action: failed',
        'Status: 5.1.1',
        'Remote-MTA: dns; mx.example.com',
        'Diagnostic-Code: smtp; 550 5.1.1 <dealer@example.com>: Recipient address',
        '    rejected: User unknown in virtual mailbox table',
      ].join('\n'),
      returned: ours(noticeId),
    });
    expect(await read(raw)).toEqual(bounced('550 5.1.1'));
  });

  it('from Exchange Online, with its own words and the whole of ours', async () => {
    const raw = report({
      from: 'postmaster@example.onmicrosoft.com',
      headers: `In-Reply-To: <${id}>`,
      text: 'Your message to dealer@example.com couldn’t be delivered.',
      status: failed(
        'smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
        '5.1.10',
      ),
      returned: `${ours(noticeId)}\n\n您的货已发出。`,
      returnedType: 'message/rfc822',
    });
    expect(await read(raw)).toEqual(bounced('550 5.1.10'));
  });

  it('from Gmail, whose answer goes over several lines', async () => {
    const raw = report({
      from: 'mailer-daemon@googlemail.com',
      headers: 'X-Failed-Recipients: dealer@gmail.com\nAuto-Submitted: auto-replied',
      status: failed(
        'smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try\n 550-5.1.1 double-checking the recipient’s email address for typos or\n 550 5.1.1 unnecessary spaces. d2e1a72fcca58-gsmtp',
      ),
      returned: ours(noticeId),
      returnedType: 'message/rfc822',
    });
    expect(await read(raw)).toEqual(bounced('550 5.1.1'));
  });

  it('from Tencent’s Exmail, in Chinese and without any report', async () => {
    const html = `<p>很抱歉您发送的邮件被退回，以下是该邮件的相关信息：</p><p>被退回邮件</p><table><tr><td>主题</td><td>发货通知</td></tr></table><p>收件人邮件地址（dealer@qq.com）不存在，邮件无法送达。</p><p>host mx3.qq.com[113.96.208.92] said: 550 Mailbox not found. http://service.mail.qq.com/ (in reply to RCPT TO command)</p>`;
    const raw = mail(
      'From: "PostMaster" <PostMaster@exmail.qq.com>',
      'To: notices@company.example',
      `Subject: =?utf-8?B?${Buffer.from('来自exmail.qq.com的退信').toString('base64')}?=`,
      'Content-Type: multipart/mixed; boundary="----=_NextPart"',
      'MIME-Version: 1.0',
      '',
      '------=_NextPart',
      'Content-Type: text/html; charset="utf-8"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(html).toString('base64'),
      '------=_NextPart',
      'Content-Type: message/rfc822; name="original.eml"',
      'Content-Disposition: attachment; filename="original.eml"',
      '',
      ours(noticeId),
      '',
      '------=_NextPart--',
    );
    expect(await read(raw)).toEqual(bounced('550'));
  });

  it('from Aliyun’s DirectMail, which tells what the other server said in its own field', async () => {
    const raw = report({
      from: 'postmaster@smtp.aliyun-inc.com',
      text: '您的邮件投递失败',
      status: failed('smtp; 553 Mailbox not found or access denied', '5.0.0'),
      returned: ours(noticeId),
    });
    expect(await read(raw)).toEqual(bounced('553 5.0.0'));
  });

  it('from qmail, which has only text', async () => {
    const raw = mail(
      'Return-Path: <>',
      'Date: 16 Mar 2026 01:00:00 -0000',
      'From: MAILER-DAEMON@mx.example.com',
      'To: notices@company.example',
      'Subject: failure notice',
      '',
      'Hi. This is the qmail-send program at mx.example.com.',
      "I'm afraid I wasn't able to deliver your message to the following addresses.",
      "This is a permanent error; I've given up. Sorry it didn't work out.",
      '',
      '<dealer@example.com>:',
      'Sorry, no mailbox here by that name. (#5.1.1)',
      '',
      '--- Below this line is a copy of the message.',
      '',
      'Return-Path: <notices@company.example>',
      ours(noticeId),
      '',
      '请于250 元以内付款。',
    );
    expect(await read(raw)).toEqual(bounced('5.1.1'));
  });

  it('after its server has tried for days', async () => {
    const status = failed('smtp; 451 4.7.1 Try again later', '4.4.7');
    expect(await read(report({ status, returned: ours(noticeId) }))).toEqual(bounced('451 4.7.1'));
  });

  it('with addresses and headers in UTF-8 (RFC 6533)', async () => {
    const raw = report({
      statusType: 'message/global-delivery-status',
      returnedType: 'message/global-headers',
      status: failed('smtp; 550 5.1.1 用户不存在').replace('rfc822; dealer', 'utf-8; 李'),
      returned: ours(noticeId),
    });
    expect(await read(raw)).toEqual(bounced('550 5.1.1'));
  });

  it('of which one recipient was only late: the failure counts, and the permanent one first', async () => {
    const status = [
      failed('smtp; 452 4.2.2 full', '4.2.2'),
      failed('smtp; 550 5.1.1 no such user'),
      failed('smtp; 451 4.3.0 busy', '4.3.0').replace('failed', 'delayed'),
    ].join('\n\n');
    expect(await read(report({ status, returned: ours(noticeId) }))).toEqual(bounced('550 5.1.1'));
  });

  it('without a code, or without an action', async () => {
    const plain = ['Final-Recipient: rfc822; a@example.com', 'Action: failed'].join('\n');
    expect(await read(report({ status: plain, returned: ours(noticeId) }))).toEqual(bounced());
    const status = failed('x; -').replace('Action: failed\n', '');
    expect(await read(report({ status, returned: ours(noticeId) }))).toEqual(bounced('5.1.1'));
  });
});

describe('our email is known', () => {
  const elsewhere = ours(noticeId, '0100019=abc@eu-west-1.amazonses.com');
  const status = failed('smtp; 550 5.1.1 no such user');

  it('by the envelope id that it was sent with', async () => {
    const [envid = ''] = id.split('@');
    const named = `Original-Envelope-Id: ${envid}\n${status}`;
    expect(await read(report({ status: named, returned: elsewhere }))).toEqual(bounced('550 5.1.1'));
  });

  it('by its own header, where a relay has put another Message-ID', async () => {
    const returned = `${elsewhere}\nX-Gendan-Message: ${id}`;
    expect(await read(report({ status, returned }))).toEqual(bounced('550 5.1.1'));
  });

  it('by what the report answers, where nothing of ours comes with it', async () => {
    const headers = `References: <other@example.com> <${id}>`;
    expect(await read(report({ status, headers }))).toEqual(bounced('550 5.1.1'));
  });

  const clerks = '<CAF-clerk@mail.gmail.com>';

  it('and not the one that a clerk’s answer stands in a thread with, when that answer comes back', async () => {
    const returned = ours(noticeId, clerks.slice(1, -1)).concat(
      `\nIn-Reply-To: <${id}>\nReferences: <${id}>`,
    );
    const whole = { returned: `${returned}\n\n> 您的货已发出。 <${id}>`, returnedType: 'message/rfc822' };
    for (const answer of [
      report({ status, returned }),
      report({ status, ...whole }),
      report({
        status,
        returned,
        headers: `In-Reply-To: ${clerks}\nReferences: <${id}> ${clerks}`,
        text: `<${id}>`,
      }),
      report({ status, headers: `In-Reply-To: ${clerks}\nReferences: <${id}> ${clerks}` }),
      report({ status, headers: `References: <${id}> ${clerks}` }),
      report({ status, text: `Your message:\n\n${returned}\n\n> X-Gendan-Message: ${id}` }),
      report({ status, text: `Undeliverable. References: <x@example.com>\n <${id}>` }),
    ])
      expect(await read(answer)).toEqual([]);
    expect(await read(report({ status, text: `Your message:\n\n${ours(noticeId)}` }))).toEqual(
      bounced('550 5.1.1'),
    );
  });

  it('only where its report wants no answer, which the mailbox’s server notes', async () => {
    const made = report({ status, returned: ours(noticeId) }).toString();
    const from = (path: string) => read(Buffer.from(made.replace('Return-Path: <>', path)));
    expect(await from('Return-Path: <wang@example.com>')).toEqual([]);
    for (const path of ['Return-Path: <>', 'Return-Path: <MAILER-DAEMON>', 'X-Other: 1'])
      expect(await from(path)).toEqual(bounced('550 5.1.1'));
  });

  it('not by an id that was made up, or made with another secret', async () => {
    const others = createMailIds({
      from: 'notices@company.example',
      secret: 'another-secret-of-somebody-else-here',
    });
    for (const messageId of [
      others.of(noticeId),
      `${noticeId}@company.example`,
      `${noticeId}.${'A'.repeat(16)}@x`,
    ])
      expect(await read(report({ status, returned: ours(noticeId, messageId) }))).toEqual([]);
  });
});
