import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bouncesEntry } from '../../functions/src/entry/bounces';
import type { WiredServices } from '../../functions/src/ports';
import { bounceWorld, dealerMail } from '../support/bounce-world';
import { wired } from '../support/services';

const world = bounceWorld();
let services: WiredServices;
let server: Server;
let url: string;

http(
  'bounces',
  bouncesEntry(() => services),
);

beforeAll(async () => {
  server = getTestServer('bounces').listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.close();
});
const call = async (method = 'POST') => {
  const response = await fetch(url, { method });
  return [response.status, await response.json()];
};

it('a run of the schedule takes in what has come back, and answers how much that was', async () => {
  services = wired(world.services());
  await world.deliver();
  world.returned.add({ noticeId: dealerMail, says: 'bounced', code: '5.1.1' });
  expect(await call()).toEqual([200, { read: { mails: 1, bounced: 1, unwanted: 0 } }]);
  expect((await world.notice(dealerMail)).state).toBe('undelivered');
});

it('without a mailbox it answers so at once, and asks for nothing', async () => {
  const { bounces: _none, ...without } = world.services();
  services = {
    ...wired(without),
    current: async () => {
      throw new Error('asked for settings');
    },
  };
  expect(await call()).toEqual([200, { read: 'no-mailbox' }]);
});

it('a mailbox that can’t be read is no reason to be called again: the next run comes anyway', async () => {
  services = wired(world.services());
  world.returned.box.failed = true;
  expect(await call()).toEqual([200, { read: 'not-read' }]);
});

it('is called by POST only', async () => {
  expect(await call('GET')).toMatchObject([405, { error: { code: 'method-not-allowed' } }]);
});
