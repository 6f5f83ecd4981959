import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { deliverEntry } from '../../functions/src/entry/deliver';
import { deliveryWorld } from '../support/delivery-services';
import { wired } from '../support/services';

const world = deliveryWorld();
let server: Server;

http(
  'deliver',
  deliverEntry(() => wired(world.services())),
);

beforeAll(async () => {
  server = getTestServer('deliver').listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
});

it('a call sends what is due and answers with counts only', async () => {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST' });
  expect([response.status, await response.json()]).toEqual([
    200,
    { claimed: 2, accepted: 2, failed: 0, unknown: 0, retrying: 0 },
  ]);
});
