import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { deliverEntry } from '../../functions/src/entry/deliver';
import { Refusal } from '../../functions/src/errors';
import { deliveryWorld } from '../support/delivery-services';

const world = deliveryWorld();
let server: Server;

http(
  'deliver',
  deliverEntry(
    () => ({
      ...world.services(),
      verifyCaller: async (token) => {
        if (token === 'forged') throw new Refusal(401, 'bad-token', 'The token is not valid.');
        return { email: `${token}@example.com` };
      },
    }),
    'scheduler@example.com',
  ),
);

beforeAll(async () => {
  server = getTestServer('deliver').listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
});

async function call(headers: Record<string, string>) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers });
  return { status: response.status, body: await response.json() };
}

it('nobody but the schedule may sweep the outbox', async () => {
  expect((await call({})).status).toBe(401);
  expect((await call({ authorization: 'Bearer forged' })).status).toBe(401);
  expect((await call({ authorization: 'Bearer clerk' })).status).toBe(403);
  expect(world.sms.sent).toEqual([]);
});

it('the schedule’s call sends what is due and answers with counts only', async () => {
  expect(await call({ authorization: 'Bearer scheduler' })).toEqual({
    status: 200,
    body: { claimed: 2, accepted: 2, failed: 0, unknown: 0, retrying: 0 },
  });
});
