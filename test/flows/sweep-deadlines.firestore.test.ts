import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { sendOne } from '../support/edits';
import { stages } from '../support/orders';
import { testServices } from '../support/services';
import { zhang } from '../support/staff';
import { recordOf, sweep } from '../support/sweeping';

it('open records of every other era are timed anew on Firestore, those of this one and done ones are not read', async () => {
  const store = createFirestoreStore({
    projectId: `gendan-${randomUUID().slice(0, 8)}`,
    emulatorHost: process.env.FIRESTORE_EMULATOR_HOST,
  });
  const { services } = testServices({ now: '2026-03-16T01:20:00.000Z', store, settings: { era: 'm' } });
  const eras = { 'row-1': '-a', 'row-2': 'm', 'row-3': 'z', 'row-4': 'A', 'row-5': 'z' };
  for (const [key, timedUnder] of Object.entries(eras)) {
    await sendOne(services, zhang, { key, cells: stages.received.cells });
    const data = { timedUnder, nextDueAt: null, done: key === 'row-5' };
    await store.write([{ kind: 'update', path: `records/order~${key}`, data }]);
  }
  expect(await sweep(services)).toMatchObject({ recordsRead: 3, swept: 3 });
  expect((await recordOf(services, 'row-5')).timedUnder).toBe('z');
  for (const key of ['row-1', 'row-2', 'row-3', 'row-4'])
    expect((await recordOf(services, key)).timedUnder).toBe('m');
  expect(await sweep(services)).toMatchObject({ recordsRead: 0 });
});
