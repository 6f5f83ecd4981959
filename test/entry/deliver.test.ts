import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { deliverEntry } from '../../functions/src/entry/deliver';
import { frontDoor } from '../../functions/src/entry/front-door';
import type { Query, SendOutcome, Services } from '../../functions/src/ports';
import type { Notice } from '../../functions/src/rules/notice';
import { dealerSms, deliveryWorld } from '../support/delivery-services';
import { wired } from '../support/services';

const nothing = { claimed: 0, accepted: 0, failed: 0, unknown: 0, retrying: 0 };

let world: ReturnType<typeof deliveryWorld>;
let services: Services;
let server: Server;
let url: string;

beforeAll(async () => {
  // As deployed: the framework's own server behind the front door.
  http('deliver', (request, response) => entry(request, response));
  server = frontDoor({ deliver: getTestServer('deliver') }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.close();
});

let entry: ReturnType<typeof deliverEntry>;
beforeEach(() => {
  world = deliveryWorld();
  services = world.services();
  entry = deliverEntry(() => wired(services));
});

/** What the schedule sends: nothing. */
const bySchedule = () => fetch(url, { method: 'POST' });

/** A CloudEvent in binary mode, as Eventarc delivers that a document was created. */
const byEvent = (
  body: Uint8Array<ArrayBuffer> | string = Uint8Array.of(0x0a, 0xff, 0x00, 0xc3, 0x28, 0x7b),
  type = 'application/protobuf',
) =>
  fetch(`${url}?__GCP_CloudEventsMode=CE_PUBSUB_BINDING`, {
    method: 'POST',
    headers: {
      'content-type': type,
      'ce-specversion': '1.0',
      'ce-id': '5d1f0f4e-1',
      'ce-type': 'google.cloud.firestore.document.v1.created',
      'ce-source': '//firestore.googleapis.com/projects/gendan-test/databases/(default)',
      'ce-subject': 'documents/notices/order~row-1~goods-shipped~dealer~sms~1',
      'ce-document': 'notices/order~row-1~goods-shipped~dealer~sms~1',
    },
    body,
  });

it('a call sends what is due and answers with counts only', async () => {
  const response = await bySchedule();
  expect([response.status, await response.json()]).toEqual([200, { ...nothing, claimed: 2, accepted: 2 }]);
});

it('a rehearsal that is switched on while a call is being answered keeps back what it has not sent yet', async () => {
  let { settings } = services;
  const { sms } = services;
  const send: typeof sms.send = (message) => {
    settings = { ...settings, rehearsal: true };
    return sms.send(message);
  };
  const current = async () => ({ ...services, settings, sms: { send } });
  entry = deliverEntry(() => ({ ...services, deployed: settings, current }));
  expect(await (await bySchedule()).json()).toEqual({ ...nothing, claimed: 1, accepted: 1 });
  expect(await (await bySchedule()).json()).toEqual(nothing);
  expect(world.sms.sent).toHaveLength(1);
});

describe('what was not sent', () => {
  it.each([
    ['unknown', { outcome: 'unknown', code: 'timeout' }],
    ['failed', { outcome: 'permanent', code: '21211', reason: 'bad-number' }],
    ['retrying', { outcome: 'passing', code: '20003' }],
  ] satisfies [string, SendOutcome][])(
    'is counted in the log, and named nowhere: %s',
    async (as, outcome) => {
      world = deliveryWorld({ sms: () => outcome });
      services = world.services();
      const lines = jest.spyOn(console, 'log').mockImplementation(() => undefined);
      await bySchedule();
      const logged = lines.mock.calls.map(([line]) => JSON.parse(String(line)));
      lines.mockRestore();
      const none = { failed: 0, unknown: 0, retrying: 0 };
      expect(logged).toEqual([{ severity: 'WARNING', message: 'notices not sent', ...none, [as]: 2 }]);
    },
  );
});

describe('the event of a notice that was created', () => {
  it.each<[string, Parameters<typeof byEvent>]>([
    ['protobuf, which is no UTF-8', []],
    ['an empty body', [new Uint8Array()]],
    ['JSON', ['{"value":{"name":"notices/x"}}', 'application/json']],
    ['a CloudEvent in one piece', ['{"specversion":"1.0","data":{}}', 'application/cloudevents+json']],
    ['a document as large as they get', [new Uint8Array(1024 * 1024).fill(0xff)]],
  ])('is answered like the schedule: %s', async (_name, event) => {
    const response = await byEvent(...event);
    expect([response.status, await response.json()]).toEqual([200, { ...nothing, claimed: 2, accepted: 2 }]);
    expect(world.sms.sent.map(({ noticeId }) => noticeId)).toContain(dealerSms);
  });

  it('sends nothing twice when it comes twice', async () => {
    await byEvent();
    expect(await (await byEvent()).json()).toEqual(nothing);
  });
});

/** The store, whose question for what is due is answered when the test says so. */
function heldUp() {
  const { store } = services;
  const held: (() => void)[] = [];
  let asked = 0;
  const isForDue = ({ where }: Query) => where.some(([field]) => field === 'dueAt');
  services = {
    ...services,
    store: {
      ...store,
      find: async (query) => {
        const found = await store.find(query);
        if (!isForDue(query)) return found;
        asked += 1;
        await new Promise<void>((resolve) => held.push(resolve));
        return found;
      },
    },
  };
  return {
    asked: () => asked,
    begun: async () => {
      while (held.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    goOn: () => held.shift()?.(),
  };
}

describe('many events at once', () => {
  it('take two runs, and all others are answered while the first is still at work', async () => {
    const due = heldUp();
    const kept = [byEvent()];
    await due.begun();
    kept.push(bySchedule());
    await new Promise((resolve) => setTimeout(resolve, 50));
    const others = await Promise.all(Array.from({ length: 500 }, () => byEvent()));
    expect(others.every(({ status }) => status === 204)).toBe(true);
    expect(due.asked()).toBe(1);
    due.goOn();
    await kept[0];
    await due.begun();
    due.goOn();
    const answers = await Promise.all(kept.map(async (call) => (await call).json()));
    expect(answers).toEqual([{ ...nothing, claimed: 2, accepted: 2 }, nothing]);
    expect(due.asked()).toBe(2);
  });

  it('a notice that is created after the running one has asked is sent by the next, without the schedule', async () => {
    const due = heldUp();
    const running = byEvent();
    await due.begun();
    const late: Notice = { ...(await world.notice(dealerSms)), id: 'late' };
    await world.memory.write([{ kind: 'create', path: 'notices/late', data: late }]);
    const next = byEvent();
    due.goOn();
    await running;
    expect(world.sms.sent.map(({ noticeId }) => noticeId)).not.toContain('late');
    await due.begun();
    due.goOn();
    expect(await (await next).json()).toEqual({ ...nothing, claimed: 1, accepted: 1 });
    expect(world.sms.sent.map(({ noticeId }) => noticeId)).toContain('late');
  });

  it('one that fails is told to its caller only, and the next begins', async () => {
    const { store } = services;
    let broken = true;
    services = {
      ...services,
      store: {
        ...store,
        find: async (query) => {
          if (broken) throw new Error('unavailable');
          return store.find(query);
        },
      },
    };
    expect((await byEvent()).status).toBe(500);
    broken = false;
    expect(await (await byEvent()).json()).toEqual({ ...nothing, claimed: 2, accepted: 2 });
  });
});
