import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyTwilioSignature } from '../../functions/src/adapters/twilio-signature';
import { createTwilioSms, type TwilioOptions } from '../../functions/src/adapters/twilio-sms';
import { serveOnLoopback } from '../../infra/local/providers/loopback';
import { accountSid, authToken, dealer, otherDealer, ours, startTwilio } from '../local/twilio-setup';

let twilio: Awaited<ReturnType<typeof startTwilio>>;
beforeEach(async () => {
  twilio = await startTwilio();
});
afterEach(() => twilio.stop());

const noticeId = 'order-7f3~goods-shipped~dealer~sms~1';
const sender = (options: Partial<TwilioOptions> = {}) =>
  createTwilioSms({
    accountSid,
    authToken,
    from: ours,
    statusUrl: `${twilio.receiverUrl}/smsStatus`,
    baseUrl: twilio.url,
    ...options,
  });
const send = (
  message: { readonly to?: string; readonly body?: string; readonly validSeconds?: number } = {},
  options: Partial<TwilioOptions> = {},
) => sender(options).send({ noticeId, to: dealer, body: '您的货已发出', ...message });
const arrived = () => twilio.standIn.messages().length;

describe('an SMS sent by Twilio', () => {
  it('is accepted with Twilio’s id and the segments it is charged for', async () => {
    expect(await send({ body: '汉'.repeat(100) })).toEqual({
      outcome: 'accepted',
      providerId: twilio.standIn.messages()[0]?.sid,
      segments: 2,
    });
    expect(twilio.standIn.messages()).toMatchObject([{ to: dealer, from: ours, body: '汉'.repeat(100) }]);
  });

  it('has its notice’s id in the status callbacks, where the signature covers it', async () => {
    await send();
    await twilio.standIn.settle();
    expect(twilio.received.map((one) => one.query)).toEqual([`?n=${noticeId}`, `?n=${noticeId}`]);
    expect(twilio.received.every((one) => one.genuine)).toBe(true);
  });

  it('has its callbacks tried again when we answer with a server error', async () => {
    twilio.answers.push(500);
    await send();
    await twilio.standIn.settle();
    expect(twilio.statuses()).toEqual(['sent', 'sent', 'delivered']);
  });
});

describe('an SMS that is good for some time only', () => {
  const requestOf = async (message: { readonly validSeconds?: number }) => {
    const asked: URLSearchParams[] = [];
    const between = await serveOnLoopback({
      fetch: async (...call: Parameters<typeof twilio.standIn.app.fetch>) => {
        asked.push(new URLSearchParams(await call[0].clone().text()));
        return twilio.standIn.app.fetch(...call);
      },
    });
    expect(await send(message, { baseUrl: between.url })).toMatchObject({ outcome: 'accepted' });
    await between.close();
    return asked[0]?.get('ValidityPeriod');
  };

  it('is dropped by Twilio after that', async () => {
    expect(await requestOf({ validSeconds: 600 })).toBe('600');
  });

  it('any other stays as long as Twilio keeps it', async () => {
    expect(await requestOf({})).toBeNull();
  });
});

describe('an SMS that certainly was not sent, but may be later', () => {
  it('when there is no client of Twilio’s, which is asked for again', async () => {
    const options = {
      accountSid: 'nonsense',
      authToken,
      from: ours,
      statusUrl: `${twilio.receiverUrl}/smsStatus`,
      baseUrl: twilio.url,
    };
    const { send: sendBy, fetch: fetchBy } = createTwilioSms(options);
    const message = { noticeId, to: dealer, body: '您的货已发出' };
    expect(await sendBy(message)).toEqual({ outcome: 'passing', code: 'no-client' });
    expect(await fetchBy?.('SM1')).toBeUndefined();
    options.accountSid = accountSid;
    expect(await sendBy(message)).toMatchObject({ outcome: 'accepted' });
  });

  it('when Twilio is asked too often, with the wait that Twilio wishes', async () => {
    twilio.standIn.failNext({ kind: 'refuse', status: 429, code: 20429, retryAfterSeconds: 7 });
    expect(await send()).toEqual({ outcome: 'passing', code: '20429', retryAfterSeconds: 7 });
    twilio.standIn.failNext({ kind: 'refuse', status: 429, code: 20429 });
    expect(await send()).toEqual({ outcome: 'passing', code: '20429' });
    expect(arrived()).toBe(0);
  });

  it('when nobody listens there', async () => {
    for (const baseUrl of ['http://127.0.0.1:9', 'http://localhost:9'])
      expect(await send({}, { baseUrl })).toEqual({ outcome: 'passing', code: 'ECONNREFUSED' });
  });

  it('when the name cannot be resolved', async () => {
    // Too long for a name, so that it is refused without asking any server.
    const baseUrl = `http://${'a'.repeat(64)}.invalid`;
    expect(await send({}, { baseUrl })).toMatchObject({ outcome: 'passing' });
  });

  it('when our token is wrong or our sender is not allowed: that is ours to mend', async () => {
    expect(await send({}, { authToken: 'old' })).toEqual({ outcome: 'passing', code: '20003' });
    expect(await send({}, { from: '0' })).toEqual({ outcome: 'passing', code: '21212' });
    twilio.standIn.failNext({ kind: 'refuse', status: 400, code: 21611 });
    expect(await send()).toEqual({ outcome: 'passing', code: '21611' });
    expect(arrived()).toBe(0);
  });
});

describe('an SMS that never will be sent', () => {
  it.each([
    ['no number at all', '123', '21211', 'bad-number'],
    ['a landline', '+15005550009', '21614', 'bad-number'],
    ['a number that cannot be reached by SMS', '+15005550002', '21612', 'bad-number'],
    ['somebody who answered STOP', '+15005550004', '21610', 'opted-out'],
    ['a country that our account may not send to', '+15005550003', '21408', 'refused'],
  ])('to %s', async (_whom, to, code, reason) => {
    expect(await send({ to })).toEqual({ outcome: 'permanent', code, reason });
  });

  it('because it is too long or empty', async () => {
    expect(await send({ body: '汉'.repeat(1601) })).toMatchObject({ outcome: 'permanent', code: '21617' });
    expect(await send({ body: '' })).toMatchObject({ outcome: 'permanent', code: '21602' });
  });
});

describe('an SMS that may have been sent', () => {
  it.each([true, false])('when Twilio answers with a server error (it had taken it: %s)', async (kept) => {
    twilio.standIn.failNext({ kind: 'refuse', status: 500, code: 20500, kept });
    expect(await send()).toEqual({ outcome: 'unknown', code: '20500' });
    expect(arrived()).toBe(kept ? 1 : 0);
  });

  it.each([true, false])(
    'when the connection is cut after the request (it had taken it: %s)',
    async (kept) => {
      twilio.standIn.failNext({ kind: 'cut', kept });
      expect(await send()).toMatchObject({ outcome: 'unknown' });
      expect(arrived()).toBe(kept ? 1 : 0);
    },
  );

  it.each([true, false])('when Twilio does not answer in time (it had taken it: %s)', async (kept) => {
    twilio.standIn.failNext({ kind: 'hang', kept });
    expect(await send({}, { timeoutMs: 1000 })).toEqual({ outcome: 'unknown', code: 'ECONNABORTED' });
    expect(arrived()).toBe(kept ? 1 : 0);
  });
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

describe('a status callback', () => {
  const url = 'https://example.com/smsStatus?n=n1';
  // Computed apart from the SDK: HMAC-SHA1 of the address and the sorted fields under 'a-token'.
  const signature = 'ziP9Ug3wWmMnVrx7J2hdofcH0fg=';

  it('is believed only when Twilio signed exactly this', () => {
    const fields = { MessageSid: 'SM1', MessageStatus: 'sent' };
    expect(verifyTwilioSignature('a-token', signature, url, fields)).toBe(true);
    expect(verifyTwilioSignature('a-token', signature, `${url}1`, fields)).toBe(false);
    expect(verifyTwilioSignature('a-token', signature, url, { ...fields, MessageStatus: 'failed' })).toBe(
      false,
    );
    expect(verifyTwilioSignature('another', signature, url, fields)).toBe(false);
    expect(verifyTwilioSignature('a-token', '', url, fields)).toBe(false);
    expect(verifyTwilioSignature('a-token', '签名', url, fields)).toBe(false);
  });
});
