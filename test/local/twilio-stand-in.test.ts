import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { accountSid, authToken, dealer, otherDealer, ours, startTwilio } from './twilio-setup';

let twilio: Awaited<ReturnType<typeof startTwilio>>;
beforeEach(async () => {
  twilio = await startTwilio();
});
afterEach(() => twilio.stop());

const authorization = `Basic ${btoa(`${accountSid}:${authToken}`)}`;
const page = z.looseObject({
  next_page_uri: z.string().nullable(),
  messages: z.array(z.looseObject({ body: z.string() })),
});

describe('a message sent to the Twilio stand-in', () => {
  it('is queued first and answered as Twilio answers', async () => {
    const response = await twilio.send();
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      account_sid: accountSid,
      status: 'queued',
      to: dealer,
      from: ours,
      num_segments: '1',
      date_created: 'Mon, 16 Mar 2026 01:00:00 +0000',
    });
  });

  it('is sent and delivered, with a genuinely signed callback for each step but the first', async () => {
    await twilio.send();
    await twilio.standIn.settle();
    expect(twilio.statuses()).toEqual(['sent', 'delivered']);
    expect(twilio.received.every((one) => one.genuine)).toBe(true);
    expect(twilio.standIn.messages()).toMatchObject([{ status: 'delivered', body: '您的货已发出' }]);
  });

  it('is counted in segments of 70 characters when it is Chinese and of 160 when it is plain', async () => {
    for (const Body of [
      '汉'.repeat(70),
      '汉'.repeat(71),
      'a'.repeat(160),
      'a'.repeat(161),
      '€'.repeat(80),
      '€'.repeat(81),
    ])
      await twilio.send({ Body });
    expect(twilio.standIn.messages().map((sms) => sms.segments)).toEqual([1, 2, 1, 2, 1, 2]);
  });

  it('is told to listeners at every step, until they stop listening', async () => {
    const seen: string[] = [];
    const stop = twilio.standIn.onMessage((sms) => seen.push(sms.status));
    await twilio.send();
    await twilio.standIn.settle();
    stop();
    await twilio.send();
    await twilio.standIn.settle();
    expect(seen).toEqual(['queued', 'sent', 'delivered']);
  });
});

it('a message to +1 500 555 0030 is taken and comes back: nobody is there', async () => {
  const response = await twilio.send({ To: '+15005550030' });
  expect([response.status, await response.json()]).toMatchObject([201, { status: 'queued' }]);
  await twilio.standIn.settle();
  expect(twilio.statuses()).toEqual(['sent', 'undelivered']);
  expect(twilio.received.at(-1)?.params.ErrorCode).toBe('30003');
});

describe('the Twilio stand-in refuses', () => {
  it.each([
    ['a missing number', { To: '' }, 21604],
    ['a missing sender', { From: '' }, 21603],
    ['a missing body', { Body: '' }, 21602],
    ['a number that is none', { To: '13800138000' }, 21211],
    ['a sender that is none', { From: '0' }, 21212],
    ['a number sending to itself', { To: ours }, 21266],
    ['more than 1600 characters', { Body: '汉'.repeat(1601) }, 21617],
    ['a status callback that is no address', { StatusCallback: 'nowhere' }, 21609],
    [
      'a messaging service that the account does not have',
      { MessagingServiceSid: `MG${'2'.repeat(32)}` },
      21701,
    ],
    ['a landline', { To: '+15005550009' }, 21614],
    ['a region that is not enabled', { To: '+15005550003' }, 21408],
    ['a parameter that Twilio does not know', { Colour: 'red' }, 20001],
    ['a parameter of the wrong type', { ValidityPeriod: 'long' }, 20001],
  ])('%s', async (_what, fields, code) => {
    const response = await twilio.send(fields);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code,
      status: 400,
      more_info: `https://www.twilio.com/docs/errors/${code}`,
    });
    expect(twilio.standIn.messages()).toEqual([]);
  });

  it('a wrong token and another account with 20003', async () => {
    const wrong = await twilio.call('Messages.json', { headers: { Authorization: 'Basic eDp5' } });
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toMatchObject({ code: 20003, message: 'Authenticate' });
    const other = await fetch(`${twilio.url}/2010-04-01/Accounts/AC${'3'.repeat(32)}/Messages.json`, {
      headers: { Authorization: authorization },
    });
    expect(other.status).toBe(401);
  });

  it('what it does not have with 20404', async () => {
    for (const path of [`Messages/SM${'4'.repeat(32)}.json`, 'Calls.json']) {
      const response = await twilio.call(path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 20404 });
    }
  });
});

describe('the Twilio stand-in finds messages', () => {
  it('one by its sid', async () => {
    await twilio.send();
    const sid = twilio.standIn.messages()[0]?.sid;
    const response = await twilio.call(`Messages/${sid}.json`);
    expect(await response.json()).toMatchObject({ sid, body: '您的货已发出' });
  });

  it('by recipient and time sent, newest first, in pages', async () => {
    for (const Body of ['一', '二', '三']) await twilio.send({ Body });
    await twilio.send({ To: otherDealer });
    await twilio.standIn.settle();
    const query = new URLSearchParams({ To: dealer, 'DateSent>': '2026-03-16T00:59:00Z', PageSize: '2' });
    const first = page.parse(await (await twilio.call(`Messages.json?${query}`)).json());
    expect(first.messages.map((one) => one.body)).toEqual(['三', '二']);
    const next = await fetch(`${twilio.url}${first.next_page_uri}`, {
      headers: { Authorization: authorization },
    });
    const second = page.parse(await next.json());
    expect(second.messages.map((one) => one.body)).toEqual(['一']);
    expect(second.next_page_uri).toBeNull();
    const later = new URLSearchParams({ To: dealer, 'DateSent>': '2026-03-16T01:01:00Z' });
    expect(await (await twilio.call(`Messages.json?${later}`)).json()).toMatchObject({ messages: [] });
  });

  it('but refuses a query that Twilio does not know', async () => {
    expect((await twilio.call('Messages.json?Body=x')).status).toBe(400);
    expect((await twilio.call('Messages.json?PageSize=0')).status).toBe(400);
  });
});
