import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { verifyTwilioSignature } from '../../functions/src/adapters/twilio-signature';
import { smsStatusEntry } from '../../functions/src/entry/sms-status';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { forms } from '../../functions/src/forms';
import { dealerSms, deliveryWorld } from '../support/delivery-services';
import { wired } from '../support/services';

const token = 'the-account-token';
const publicUrl = 'https://gendan.example.com';
let world = deliveryWorld();
let server: Server;
let local: string;

http(
  'smsStatus',
  smsStatusEntry(() => ({
    ...wired(world.services()),
    verifyCallback: (signature, address, fields) =>
      verifyTwilioSignature(token, signature, `${publicUrl}${address}`, fields),
  })),
);

beforeAll(async () => {
  server = getTestServer('smsStatus').listen(0, '127.0.0.1');
  await once(server, 'listening');
  local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});
beforeEach(async () => {
  world = deliveryWorld();
  await deliverNotices(world.services(), forms, { limit: 10, concurrency: 1, budgetMs: 0, random: () => 0 });
});

const delivered = { MessageSid: 'P1', MessageStatus: 'delivered', To: '+8613800138000', NewField: 'x' };

/** Posts as the provider does; what is signed may differ from what is sent. */
async function post(
  fields: Record<string, string>,
  options: {
    query?: string;
    signed?: { query: string; fields: Record<string, string> };
    signature?: string;
  } = {},
) {
  const { query = `?n=${encodeURIComponent(dealerSms)}`, signature } = options;
  const signed = options.signed ?? { query, fields };
  const header =
    signature ?? getExpectedTwilioSignature(token, `${publicUrl}/smsStatus${signed.query}`, signed.fields);
  const response = await fetch(`${local}/${query}`, {
    method: 'POST',
    headers: { 'x-twilio-signature': header },
    body: new URLSearchParams(fields),
  });
  const text = await response.text();
  return { status: response.status, code: text === '' ? undefined : JSON.parse(text).error.code };
}

it('a signed callback is recorded and answered 204, however many fields it has, and however often it comes', async () => {
  expect(await post(delivered)).toEqual({ status: 204, code: undefined });
  expect(await post(delivered)).toEqual({ status: 204, code: undefined });
  expect(await world.notice(dealerSms)).toMatchObject({ state: 'delivered' });
});

describe('a callback is refused with 403 and changes nothing when', () => {
  it.each([
    ['its signature is missing', { signature: ' ' }],
    ['its signature is wrong', { signature: 'c2lnbmVkIGJ5IHNvbWVib2R5IGVsc2U=' }],
    [
      'its fields were changed',
      { signed: { query: `?n=${dealerSms}`, fields: { ...delivered, MessageStatus: 'sent' } } },
    ],
    ['it was moved to another notice', { signed: { query: '?n=another', fields: delivered } }],
  ])('%s', async (_, how) => {
    expect(await post(delivered, how)).toEqual({ status: 403, code: 'bad-signature' });
    expect((await world.notice(dealerSms)).state).toBe('accepted');
  });

  it('its signature is wrong, which the log warns of: every callback may be refused for a wrong PUBLIC_URL', async () => {
    const lines = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    await post(delivered, { signature: 'x' });
    const logged = lines.mock.calls.map(([line]) => JSON.parse(String(line)));
    lines.mockRestore();
    expect(logged).toEqual([
      { severity: 'WARNING', message: 'refused', entry: 'smsStatus', status: 403, code: 'bad-signature' },
    ]);
  });

  it('one of its fields comes twice, so that what was signed is not clear', async () => {
    const response = await fetch(`${local}/?n=${dealerSms}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'MessageSid=P1&MessageSid=P2&MessageStatus=delivered',
    });
    expect(response.status).toBe(403);
  });
});

it('a signed callback about a colleague’s notice, whose name holds an address, is heard', async () => {
  const query = `?n=${encodeURIComponent('staff~zhang@gendan.example~work-reminder~staff~sms~1')}`;
  expect(await post(delivered, { query })).toMatchObject({ status: 404, code: 'no-such-notice' });
});

describe('a signed callback is refused with 400 when', () => {
  it.each([
    ['the message is not named', { MessageStatus: 'delivered' }, undefined],
    ['the status is missing', { MessageSid: 'P1' }, undefined],
    ['the notice is missing', delivered, ''],
    ['the notice is a path', delivered, '?n=a%2Fb'],
  ])('%s', async (_, fields: Record<string, string>, query) => {
    expect(await post(fields, query === undefined ? {} : { query })).toEqual({
      status: 400,
      code: 'bad-callback',
    });
  });
});

it('a callback of a notice that does not exist is answered 404, so that the provider does not try again', async () => {
  expect(await post(delivered, { query: '?n=order~row-9~x' })).toEqual({
    status: 404,
    code: 'no-such-notice',
  });
});

it('anything but POST is answered 405', async () => {
  expect((await fetch(`${local}/?n=${dealerSms}`)).status).toBe(405);
});
