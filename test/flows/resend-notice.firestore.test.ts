import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { followerWrites } from '../../functions/src/flows/follower-writes';
import { resendNotice } from '../../functions/src/flows/resend-notice';
import { forms } from '../../functions/src/forms';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';
import { dealerSms } from '../support/delivery-services';
import { toldDealer } from '../support/told-dealer';

const emulatorHost = process.env.FIRESTORE_EMULATOR_HOST;
const projectId = `gendan-${randomUUID().slice(0, 8)}`;
/** Two processes: neither waits for the other's turn. */
const store = createFirestoreStore({ projectId, emulatorHost });
const another = createFirestoreStore({ projectId, emulatorHost });
const first = `notices/${dealerSms}` as const;
const second = first.replace(/1$/, '2') as `notices/${string}`;

async function stored(path: `notices/${string}`): Promise<Notice> {
  return noticeSchema.parse((await store.get([path]))[0]?.data);
}

it('a message that six ask for at once, on Firestore, is sent again once; it is not when the first has arrived after all', async () => {
  const world = await toldDealer();
  for (const [path, data] of Object.entries(world.memory.save()))
    await store.write([{ kind: 'set', path: path as `${string}/${string}`, data: data as object }]);
  const unknown = { state: 'unknown', reason: 'no-answer' };
  await store.write([{ kind: 'update', path: first, data: unknown, remove: ['lookUpAt'] }]);
  const request = { id: dealerSms, by: 'li@example.com', mayHaveLeft: true };
  const results = await Promise.all(
    [store, another, store, another, store, another].map((one) =>
      resendNotice({ ...world.services, store: one }, forms, request),
    ),
  );
  const resent = results.filter(({ kind }) => kind === 'resent');
  expect(resent).toHaveLength(1);
  const refused = { kind: 'refused', reason: 'followed' };
  expect(results.filter(({ kind }) => kind === 'refused')).toEqual(Array(5).fill(refused));
  expect(await stored(second)).toMatchObject({ state: 'pending', follows: { id: dealerSms } });

  await store.transact(async (read) => {
    const earlier = { ...(await stored(first)), state: 'delivered' as const };
    const writes = await followerWrites(earlier, read, world.services.settings);
    const settled = { kind: 'update', path: first, data: { state: 'delivered' } } as const;
    return { writes: [settled, ...writes], result: undefined };
  });
  const arrived = await stored(first);
  expect([arrived.state, arrived.followedBy]).toEqual(['delivered', undefined]);
  expect(await stored(second)).toMatchObject({ state: 'withdrawn' });
});
