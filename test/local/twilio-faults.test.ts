import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { dealer, otherDealer, startTwilio } from './twilio-setup';

let twilio: Awaited<ReturnType<typeof startTwilio>>;
beforeEach(async () => {
  twilio = await startTwilio();
});
afterEach(() => twilio.stop());

describe('the Twilio stand-in fails on demand', () => {
  it('as often as told, and only for the number told', async () => {
    twilio.standIn.failNext({
      kind: 'refuse',
      status: 429,
      code: 20429,
      retryAfterSeconds: 7,
      times: 2,
      to: dealer,
    });
    expect((await twilio.send({ To: otherDealer })).status).toBe(201);
    const refused = await twilio.send();
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '7']);
    expect(await refused.json()).toMatchObject({ code: 20429, status: 429 });
    expect((await twilio.send()).status).toBe(429);
    expect((await twilio.send()).status).toBe(201);
  });

  it('with a server error behind which the message was taken all the same', async () => {
    twilio.standIn.failNext({ kind: 'refuse', status: 500, code: 20500, kept: true });
    expect((await twilio.send()).status).toBe(500);
    await twilio.standIn.settle();
    expect(twilio.statuses()).toEqual(['sent', 'delivered']);
  });

  it.each([true, false])('by cutting the connection, the message kept: %s', async (kept) => {
    twilio.standIn.failNext({ kind: 'cut', kept });
    await expect(twilio.send()).rejects.toThrow('fetch failed');
    expect(twilio.standIn.messages()).toHaveLength(kept ? 1 : 0);
  });

  it.each([true, false])('by never answering, the message kept: %s', async (kept) => {
    twilio.standIn.failNext({ kind: 'hang', kept });
    const hanging = twilio.send({}, { signal: AbortSignal.timeout(1000) });
    await expect(hanging).rejects.toThrow('timeout');
    expect(twilio.standIn.messages()).toHaveLength(kept ? 1 : 0);
  });

  it('by not delivering, with the reason', async () => {
    twilio.standIn.failNext({ kind: 'end', status: 'undelivered', code: 30003 });
    await twilio.send();
    await twilio.standIn.settle();
    expect(twilio.statuses()).toEqual(['sent', 'undelivered']);
    expect(twilio.received[1]?.params.ErrorCode).toBe('30003');
  });

  it('by failing before sending', async () => {
    twilio.standIn.failNext({ kind: 'end', status: 'failed', code: 30001 });
    await twilio.send();
    await twilio.standIn.settle();
    expect(twilio.statuses()).toEqual(['failed']);
  });

  it.each([
    ['reversed', ['delivered', 'sent']],
    ['twice', ['sent', 'sent', 'delivered', 'delivered']],
    ['none', []],
  ] as const)('with callbacks %s', async (how, expected) => {
    twilio.standIn.failNext({ kind: 'callbacks', how });
    await twilio.send();
    await twilio.standIn.settle();
    expect(twilio.statuses()).toEqual(expected);
    expect(twilio.standIn.messages()).toMatchObject([{ status: 'delivered' }]);
  });

  it('with the callbacks before the answer to the sending', async () => {
    twilio.standIn.failNext({ kind: 'callbacks', how: 'before-answer' });
    const response = await twilio.send();
    expect(twilio.statuses()).toEqual(['sent', 'delivered']);
    expect(await response.json()).toMatchObject({ status: 'queued' });
  });
});

describe('a callback that our server fails to take', () => {
  it('is not tried again after a 500, as Twilio does not unless asked', async () => {
    twilio.answers.push(500);
    await twilio.send();
    await twilio.standIn.settle();
    expect(twilio.statuses()).toEqual(['sent', 'delivered']);
  });

  it('is tried again after a 500 as often as the fragment asks, which is neither sent nor signed', async () => {
    twilio.answers.push(500, 500);
    await twilio.send({ StatusCallback: `${twilio.receiverUrl}/hook?n=n1#rc=1&rp=ct,5xx` });
    await twilio.standIn.settle();
    expect(twilio.statuses()).toEqual(['sent', 'sent', 'delivered']);
    expect(twilio.received.every((one) => one.genuine)).toBe(true);
  });

  it('holds up nothing when nobody listens', async () => {
    await twilio.send({ StatusCallback: 'http://127.0.0.1:9/hook' });
    await twilio.standIn.settle();
    expect(twilio.standIn.messages()).toMatchObject([{ status: 'delivered' }]);
  });
});
