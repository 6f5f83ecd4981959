import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTwilioSms, type TwilioOptions } from '../../functions/src/adapters/twilio-sms';
import { accountSid, authToken, dealer, otherDealer, ours, startTwilio } from '../local/twilio-setup';

let twilio: Awaited<ReturnType<typeof startTwilio>>;
beforeEach(async () => {
  twilio = await startTwilio();
});
afterEach(() => twilio.stop());

const sender = (options: Partial<TwilioOptions> = {}) =>
  createTwilioSms({
    accountSid,
    authToken,
    from: ours,
    statusUrl: `${twilio.receiverUrl}/smsStatus`,
    baseUrl: twilio.url,
    machineNow: () => new Date('2026-11-01T00:00:00.000Z'),
    ...options,
  });
const send = (message: { readonly to?: string; readonly body?: string } = {}) =>
  sender().send({
    noticeId: 'order-7f3~goods-shipped~dealer~sms~1',
    to: dealer,
    body: '您的货已发出',
    ...message,
  });

describe('the list of what Twilio has taken', () => {
  const before = new Date('2026-03-16T00:00:00Z');
  const find = (since = before, options: Partial<TwilioOptions> = {}) =>
    sender(options).find?.({ to: dealer, body: '您的货已发出', since });

  it('shows a message whose answer was lost, before it is sent and after, with its status', async () => {
    twilio.standIn.failNext({ kind: 'cut', kept: true });
    await send();
    const [{ sid } = { sid: 'none' }] = twilio.standIn.messages();
    expect(await find()).toMatchObject({ sent: [{ providerId: sid }], complete: true });
    await twilio.standIn.settle();
    expect(await find()).toEqual({ sent: [{ providerId: sid, status: 'delivered' }], complete: true });
  });

  it('shows one that failed before it was ever sent, and why', async () => {
    twilio.standIn.failNext({ kind: 'end', status: 'failed', code: 30007 });
    await send();
    await twilio.standIn.settle();
    expect(await find()).toMatchObject({ sent: [{ status: 'failed', errorCode: '30007' }] });
  });

  it('does not show other texts, other numbers, earlier messages or what people answered', async () => {
    await send({ body: '货款已到账' });
    await send({ to: otherDealer });
    await twilio.standIn.reply(ours, dealer, '您的货已发出');
    expect(await find()).toEqual({ sent: [], complete: true });
    await send();
    expect(await find(new Date('2026-03-16T02:00:00Z'))).toEqual({ sent: [], complete: true });
  });

  it('shows a text to which others have put words of theirs', async () => {
    await send({ body: 'Sent from your Twilio trial account - 您的货已发出' });
    expect(await find()).toMatchObject({ sent: [{}], complete: true });
  });

  it('shows a text of which the breaks of lines came out otherwise: else it would be sent twice', async () => {
    await send({ body: '【宏远家具】\n您的货  已发出' });
    const listed = await sender().find?.({
      to: dealer,
      body: '【宏远家具】\r\n您的货 已发出 \n',
      since: before,
    });
    expect(listed).toMatchObject({ sent: [{}], complete: true });
  });

  it('is not taken for whole where it is longer than a page, and is no answer where there is none', async () => {
    const messages = Array.from({ length: 1000 }, () => send({ body: '货款已到账' }));
    await Promise.all(messages);
    expect(await find()).toEqual({ sent: [], complete: false });
    expect(await find(before, { baseUrl: 'http://127.0.0.1:9' })).toBeUndefined();
    expect(await find(before, { authToken: 'old' })).toBeUndefined();
  });
});

describe('a message that Twilio is asked for by its id', () => {
  const fetchIt = (options: Partial<TwilioOptions> = {}, sid = twilio.standIn.messages()[0]?.sid ?? '') =>
    sender(options).fetch?.(sid);

  it('is shown with what became of it, and why', async () => {
    twilio.standIn.failNext({ kind: 'end', status: 'failed', code: 30036 });
    await send();
    await twilio.standIn.settle();
    const providerId = twilio.standIn.messages()[0]?.sid;
    expect(await fetchIt()).toEqual({ providerId, status: 'failed', errorCode: '30036' });
    await send({ to: otherDealer });
    await twilio.standIn.settle();
    const second = twilio.standIn.messages()[1]?.sid ?? '';
    expect(await fetchIt({}, second)).toEqual({ providerId: second, status: 'delivered' });
  });

  it('is gone where Twilio keeps it no more, and nobody knows where there is no answer', async () => {
    await send();
    expect(await fetchIt({}, `SM${'0'.repeat(32)}`)).toBe('gone');
    expect(await fetchIt({ baseUrl: 'http://127.0.0.1:9' })).toBeUndefined();
    expect(await fetchIt({ authToken: 'old' })).toBeUndefined();
  });
});
