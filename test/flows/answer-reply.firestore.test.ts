import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { answerReply } from '../../functions/src/flows/answer-reply';
import { isOptedOut } from '../../functions/src/flows/contact-permission';
import { forms } from '../../functions/src/forms';
import { recordSchema } from '../../functions/src/rules/record';
import { recordPath } from '../support/delivery-services';
import { comeToday, dealerPhone, toldDealer } from '../support/told-dealer';

const store = createFirestoreStore({
  projectId: `gendan-${randomUUID().slice(0, 8)}`,
  emulatorHost: process.env.FIRESTORE_EMULATOR_HOST,
});

it('one SMS reported five times at once, on Firestore: the receipt is confirmed once, and STOP is noted once', async () => {
  const world = await toldDealer(comeToday);
  for (const [path, data] of Object.entries(world.memory.save()))
    await store.write([{ kind: 'set', path: path as `${string}/${string}`, data: data as object }]);
  const services = world.services;
  const hear = (sid: string, body: string) =>
    Promise.all(
      Array.from({ length: 5 }, () =>
        answerReply({ ...services, store }, forms, { sid, from: dealerPhone, body }),
      ),
    );
  expect(await hear('SM1', '1')).toEqual(Array(5).fill('receipt-confirmed'));
  const [record, change] = await store.get([recordPath, 'changes/reply~SM1']);
  expect(recordSchema.parse(record?.data)).toMatchObject({ revision: 9, values: { condition: 'good' } });
  expect(change?.data).toMatchObject({ revision: 9 });
  expect(world.woken.times).toBe(1);

  expect(await hear('SM2', '退订')).toEqual(Array(5).fill('opted-out'));
  expect(await isOptedOut(store.get, dealerPhone, 'sms')).toBe(true);
  const [contact] = await store.find({ collection: 'contacts', where: [], limit: 2 });
  expect(contact?.data).toMatchObject({ history: [{ by: 'reply', optedOut: true }] });
  expect(
    await store.find({ collection: 'replies', where: [['handled', '==', true]], limit: 10 }),
  ).toHaveLength(2);
});
