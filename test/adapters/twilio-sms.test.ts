import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTwilioSms, type TwilioOptions } from '../../functions/src/adapters/twilio-sms';
import { serveOnLoopback } from '../../infra/local/providers/loopback';
import { accountSid, authToken, dealer, ours, startTwilio } from '../local/twilio-setup';

let twilio: Awaited<ReturnType<typeof startTwilio>>;
beforeEach(async () => {
  twilio = await startTwilio();
});
afterEach(() => twilio.stop());

const machineNow = () => new Date('2026-11-01T00:00:00.000Z');
const noticeId = 'order-7f3~goods-shipped~dealer~sms~1';
const sender = (options: Partial<TwilioOptions> = {}) =>
  createTwilioSms({
    accountSid,
    authToken,
    from: ours,
    statusUrl: `${twilio.receiverUrl}/smsStatus`,
    baseUrl: twilio.url,
    machineNow,
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
      machineNow,
    };
    const { send: sendBy, fetch: fetchBy } = createTwilioSms(options);
    const message = { noticeId, to: dealer, body: '您的货已发出' };
    expect(await sendBy(message)).toEqual({ outcome: 'passing', code: 'no-client' });
    expect(await fetchBy?.('SM1')).toBeUndefined();
    options.accountSid = accountSid;
    expect(await sendBy(message)).toMatchObject({ outcome: 'accepted' });
  });

  it('when Twilio is asked too often, with the wait that Twilio wishes', async () => {
    const tooMany = { kind: 'refuse', status: 429, code: 20429 } as const;
    const passing = { outcome: 'passing', code: '20429', channel: 'too-many' };
    twilio.standIn.failNext({ ...tooMany, retryAfterSeconds: 7 });
    expect(await send()).toEqual({ ...passing, retryAfterSeconds: 7 });
    twilio.standIn.failNext({ ...tooMany, retryAfterDate: new Date('2026-11-01T00:01:30Z') });
    expect(await send()).toEqual({ ...passing, retryAfterSeconds: 90 });
    twilio.standIn.failNext(tooMany);
    expect(await send()).toEqual(passing);
    expect(arrived()).toBe(0);
  });

  it('when Twilio takes no more today, also where it says so with 429', async () => {
    for (const status of [429, 400]) {
      twilio.standIn.failNext({ kind: 'refuse', status, code: 63038 });
      expect(await send()).toEqual({ outcome: 'passing', code: '63038', channel: 'day-full' });
    }
    expect(arrived()).toBe(0);
  });

  it('when something else than Twilio says 429, in words of its own', async () => {
    const between = await serveOnLoopback({ fetch: () => new Response('slow down', { status: 429 }) });
    expect(await send({}, { baseUrl: between.url })).toEqual({
      outcome: 'passing',
      code: '20429',
      channel: 'too-many',
    });
    await between.close();
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
    expect(await send({}, { authToken: 'old' })).toEqual({
      outcome: 'passing',
      code: '20003',
      channel: 'shut-out',
    });
    expect(await send({}, { from: '0' })).toMatchObject({ outcome: 'passing', code: '21212' });
    twilio.standIn.failNext({ kind: 'refuse', status: 400, code: 21611 });
    expect(await send()).toMatchObject({ outcome: 'passing', code: '21611' });
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
