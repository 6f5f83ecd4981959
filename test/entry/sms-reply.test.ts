import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { verifyTwilioSignature } from '../../functions/src/adapters/twilio-signature';
import { isOptedOut } from '../../functions/src/flows/contact-permission';
import { type FunctionsServer, startFunctions } from '../../infra/local/functions-server';
import { wired } from '../support/services';
import { comeToday, dealerPhone, toldDealer } from '../support/told-dealer';

const token = 'the-account-token';
const publicUrl = 'https://gendan.example.com';
let world: Awaited<ReturnType<typeof toldDealer>>;
let functions: FunctionsServer;

beforeAll(async () => {
  functions = await startFunctions(() => ({
    ...wired(world.services),
    verifyCallback: (signature, address, fields) =>
      verifyTwilioSignature(token, signature, `${publicUrl}${address}`, fields),
  }));
});
afterAll(() => functions.stop());
beforeEach(async () => {
  world = await toldDealer(comeToday);
});

const sid = `SM${'0'.repeat(31)}1`;
const incoming = {
  MessageSid: sid,
  AccountSid: 'AC1',
  From: dealerPhone,
  To: '+15005550006',
  Body: '1',
  NumMedia: '0',
  NewField: '',
};

/** Posts as the provider does; what is signed may differ from what is sent. */
async function post(
  fields: Readonly<Record<string, string>>,
  options: { signed?: Readonly<Record<string, string>>; address?: string; signature?: string } = {},
) {
  const { signed = fields, address = '/smsReply' } = options;
  const signature = options.signature ?? getExpectedTwilioSignature(token, `${publicUrl}${address}`, signed);
  const response = await fetch(`${functions.url}/smsReply`, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature },
    body: new URLSearchParams(fields),
  });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}
const silent = { status: 200, type: 'text/xml; charset=utf-8', text: '<Response/>' };

describe('a signed SMS', () => {
  it('is answered with silence and does what it says, once, however often it comes', async () => {
    expect(await post(incoming)).toEqual(silent);
    const stored = world.memory.save();
    expect((await world.record()).values.condition).toBe('good');
    expect(await post(incoming)).toEqual(silent);
    expect(world.memory.save()).toEqual(stored);
  });

  it('in Chinese arrives as it was typed', async () => {
    const body = '货收到了，沙发少一张 😕\n请回电 “急”';
    expect(await post({ ...incoming, Body: body })).toEqual(silent);
    expect(await world.document(`replies/${sid}`)).toMatchObject({ body, handled: false });
  });

  it('with a picture and no word, or longer than an SMS may be, is kept all the same', async () => {
    const { Body: _none, ...picture } = incoming;
    expect(await post(picture)).toEqual(silent);
    expect(await world.document(`replies/${sid}`)).toMatchObject({ body: '' });
    expect(await post({ ...incoming, MessageSid: 'SM2', Body: '长'.repeat(2000) })).toEqual(silent);
    expect(await world.document('replies/SM2')).toMatchObject({ body: '长'.repeat(1600) });
  });

  it('is kept whole up to an emoji at its end that would be cut in two', async () => {
    await post({ ...incoming, Body: `${'长'.repeat(1599)}🚚` });
    expect(await world.document(`replies/${sid}`)).toMatchObject({ body: `${'长'.repeat(1599)}\ufffd` });
  });

  it('with a picture confirms nothing by “1”: somebody must look at the picture', async () => {
    await post({ ...incoming, NumMedia: '2' });
    expect(await world.document(`replies/${sid}`)).toMatchObject({
      body: '1',
      pictures: 2,
      outcome: 'kept',
      record: 'order~row-1',
      handled: false,
    });
    expect((await world.record()).values.condition).toBeUndefined();
  });

  it.each(['', 'many', '-1', '1e3'])('has no picture where their number is none: “%s”', async (NumMedia) => {
    await post({ ...incoming, NumMedia });
    expect(await world.document(`replies/${sid}`)).not.toHaveProperty('pictures');
    expect((await world.record()).values.condition).toBe('good');
  });

  it('from somebody unknown is kept, and no fault', async () => {
    expect(await post({ ...incoming, From: '+14155550199' })).toEqual(silent);
    expect(await world.document(`replies/${sid}`)).toMatchObject({ outcome: 'kept', handled: false });
  });
});

describe('what the provider itself has understood (OptOutType)', () => {
  const isOut = () => isOptedOut(world.memory.get, dealerPhone, 'sms');
  const send = (fields: Record<string, string>, MessageSid = sid) =>
    post({ ...incoming, ...fields, MessageSid });

  it('holds, in whatever words it was said: they are refused and allowed again as the provider does it', async () => {
    expect(await send({ Body: '够了', OptOutType: 'STOP' })).toEqual(silent);
    expect(await isOut()).toBe(true);
    expect(await world.document(`replies/${sid}`)).toMatchObject({ outcome: 'opted-out', handled: true });
    await send({ Body: '继续', OptOutType: 'START' }, 'SM2');
    expect(await isOut()).toBe(false);
  });

  it('does not lose what else was said', async () => {
    await send({ Body: 'STOP, wrong number', OptOutType: 'STOP' });
    expect(await world.document(`replies/${sid}`)).toMatchObject({
      outcome: 'opted-out-and-kept',
      handled: false,
    });
  });

  it('is left for people to read where it is a call for help, which confirms nothing', async () => {
    await send({ Body: '1', OptOutType: 'HELP' });
    expect(await world.document(`replies/${sid}`)).toMatchObject({ outcome: 'kept', handled: false });
    expect((await world.record()).values.condition).toBeUndefined();
  });

  it.each(['', 'LATER', 'constructor'])(
    'passes by where it says nothing that is known: “%s”',
    async (OptOutType) => {
      await send({ OptOutType });
      expect((await world.record()).values.condition).toBe('good');
      expect(await isOut()).toBe(false);
    },
  );

  it('counts for nothing where it was added on the way', async () => {
    const { status } = await post({ ...incoming, OptOutType: 'STOP' }, { signed: incoming });
    expect([status, await isOut()]).toEqual([403, false]);
  });
});

describe('an SMS is refused with 403 and changes nothing when', () => {
  it.each([
    ['its signature is missing', { signature: ' ' }],
    ['its signature is wrong', { signature: 'c2lnbmVkIGJ5IHNvbWVib2R5IGVsc2U=' }],
    ['its text was changed', { signed: { ...incoming, Body: '2' } }],
    ['its sender was changed', { signed: { ...incoming, From: '+14155550199' } }],
    ['it was signed for the status callback', { address: '/smsStatus' }],
  ])('%s', async (_, how) => {
    const before = world.memory.save();
    const { status, text } = await post(incoming, how);
    expect([status, JSON.parse(text).error.code]).toEqual([403, 'bad-signature']);
    expect(world.memory.save()).toEqual(before);
  });
});

describe('a signed SMS is refused with 400 when', () => {
  it.each([
    ['it has no id', { MessageSid: '' }],
    ['its id is a path', { MessageSid: 'SM1/x' }],
    ['it has no sender', { From: '' }],
    ['it has no receiver', { To: '' }],
  ])('%s', async (_, change: Record<string, string>) => {
    const { status, text } = await post({ ...incoming, ...change });
    expect([status, JSON.parse(text).error.code]).toEqual([400, 'bad-message']);
  });
});

it('anything but POST is answered 405', async () => {
  expect((await fetch(`${functions.url}/smsReply`)).status).toBe(405);
});
