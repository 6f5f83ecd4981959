import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from '@jest/globals';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import {
  of,
  put,
  type RemindersWorld,
  remindersWorld,
  run,
  states,
  tellings,
  told,
} from '../support/reminders';
import { chen, zhou } from '../support/staff';

// A project of its own: a sweep takes whatever is due.
const store = createFirestoreStore({
  projectId: `gendan-${randomUUID().slice(0, 8)}`,
  emulatorHost: process.env.FIRESTORE_EMULATOR_HOST,
});
const keys = ['row-1', 'row-2', 'row-3', 'row-4'];
let all: RemindersWorld;
beforeAll(async () => {
  all = await remindersWorld(keys, { store });
});

it('three runs at once, on Firestore: one message per person, each order told once to each', async () => {
  const reminders = keys.flatMap((key, at) => {
    const one = { key, number: `DH2026-000${at + 1}` };
    return [of(all.turn, one), of(all.turn, { ...one, step: 'manager', person: zhou.email })];
  });
  await put(all, ...reminders, of(all.turn, { key: 'row-1', role: 'manager' }));
  const counts = await Promise.all([run(all), run(all), run(all)]);
  const total = (what: 'sent' | 'dropped' | 'notices') => counts.reduce((sum, count) => sum + count[what], 0);
  expect([total('sent'), total('dropped'), total('notices')]).toEqual([8, 1, 2]);
  expect(await run(all)).toEqual({ read: 0, sent: 0, dropped: 0, putOff: 0, notices: 0 });
  const notices = await told(all);
  expect(notices.map(({ to }) => to).sort()).toEqual([chen.email, zhou.email]);
  expect(tellings(notices)).toEqual(reminders.map(({ person, number }) => `${person} ${number}`).sort());
});

it('a message that is in the outbox already is not put there again: its reminders are only marked', async () => {
  const sent = Object.entries(await states(all)).filter(([, state]) => state === 'sent');
  await store.write(
    sent.map(([id]) => ({ kind: 'update', path: `reminders/${id}`, data: { state: 'waiting' } })),
  );
  expect(await run(all)).toEqual({ read: 8, sent: 8, dropped: 0, putOff: 0, notices: 0 });
  expect(await told(all)).toHaveLength(2);
});

it('as many reminders as one message takes are written at once', async () => {
  const many = Array.from({ length: 230 }, (_, at) => of(all.turn, { id: `many-${1000 + at}` }));
  await put(all, ...many);
  expect(await run(all)).toEqual({ read: 230, sent: 230, dropped: 0, putOff: 0, notices: 2 });
  expect(new Set(Object.values(await states(all)))).toEqual(new Set(['sent', 'dropped']));
});
