import { describe, expect, it } from '@jest/globals';
import { reportsOf } from '../../functions/src/adapters/returned-mail';
import { createSmtpMail } from '../../functions/src/adapters/smtp-mail';
import { startMailbox } from '../../infra/local/providers/mailbox';
import { createReturnedBox } from '../../infra/local/providers/returned-box';
import { ids } from '../support/bounces';

const now = () => new Date('2026-03-16T01:00:00Z');
const noticeId = 'order-7f3~goods-shipped~dealer~email~1';
const secret = 'a-secret-of-the-tests-and-of-nobody-else';
const senderTo = (port: number) =>
  createSmtpMail({ url: `smtp://127.0.0.1:${port}`, from: '跟单 <notices@company.example>', secret });

describe('an email to where nobody is', () => {
  const lost = { to: 'dealer@nobody.invalid', subject: '发货通知', text: '您的货已发出。' };
  const comeBack = async (noticeId: string) => {
    const returned = createReturnedBox(now);
    const taking = await startMailbox({ now, returned });
    const to = senderTo(taking.port);
    const outcome = await to.send({ ...lost, noticeId });
    await to.close();
    await taking.close();
    expect(taking.mails()).toEqual([]);
    return { outcome, raw: returned.mails()[0]?.raw ?? Buffer.of() };
  };

  it('is taken, and comes back with its id, of which its headers are enough', async () => {
    const { outcome, raw } = await comeBack(noticeId);
    expect(outcome).toEqual({ outcome: 'accepted', providerId: ids.of(noticeId) });
    expect(raw.toString()).toContain(`Original-Envelope-Id: ${ids.of(noticeId).split('@')[0]}\r\n`);
    expect(raw.toString()).toContain('Content-Type: text/rfc822-headers\r\n');
    expect(raw.toString()).not.toContain('Content-Transfer-Encoding: base64\r\n\r\n5');
    expect(await reportsOf(raw, ids)).toMatchObject([{ noticeId, says: 'bounced', code: '5.4.4' }]);
  });

  it('has no envelope id where that would be longer than servers must take', async () => {
    const long = `staff~${'x'.repeat(100)}`;
    const { raw } = await comeBack(long);
    expect(raw.toString()).not.toContain('Original-Envelope-Id');
    expect(await reportsOf(raw, ids)).toMatchObject([{ noticeId: long }]);
  });

  it('is kept like any other where there is no mailbox for what comes back', async () => {
    const mailbox = await startMailbox({ now });
    const sender = senderTo(mailbox.port);
    expect(await sender.send({ ...lost, noticeId })).toMatchObject({ outcome: 'accepted' });
    expect(mailbox.mails()).toHaveLength(1);
    await sender.close();
    await mailbox.close();
  });
});
