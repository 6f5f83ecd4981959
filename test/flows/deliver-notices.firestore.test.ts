import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import { noticeSchema } from '../../functions/src/rules/notice';
import { recordSchema } from '../../functions/src/rules/record';
import { deliveryWorld } from '../support/delivery-services';
import { shipMore } from '../support/more-orders';
import { shippedOrder } from '../support/shipped-order';

// A project of its own: a sweep takes whatever is due.
const store = createFirestoreStore({
  projectId: `gendan-${randomUUID().slice(0, 8)}`,
  emulatorHost: process.env.FIRESTORE_EMULATOR_HOST,
});
const orders = 8;

it('three sweeps and the callbacks at once, on Firestore: each notice leaves once, and each blank is filled once', async () => {
  const world = deliveryWorld();
  await shipMore(
    store,
    Array.from({ length: orders }, (_, index) => `row-${index}`),
  );

  const sent: string[] = [];
  const services = {
    ...world.services(store),
    sms: {
      send: async ({ noticeId }: { readonly noticeId: string }) => {
        sent.push(noticeId);
        const providerId = `P-${noticeId}`;
        await recordDelivery(services, forms, { noticeId, providerId, status: 'delivered' });
        return { outcome: 'accepted' as const, providerId };
      },
    },
  };
  const sweep = () =>
    deliverNotices(services, forms, { limit: 100, concurrency: 4, budgetMs: 0, random: Math.random });
  const runs = await Promise.all([sweep(), sweep(), sweep()]);
  await sweep();

  expect(runs.reduce((sum, { claimed }) => sum + claimed, 0)).toBe(2 * orders);
  expect(new Set(sent).size).toBe(2 * orders);
  expect(sent).toHaveLength(2 * orders);
  const notices = await store.find({ collection: 'notices', where: [], limit: 100 });
  for (const { data } of notices)
    expect(noticeSchema.parse(data)).toMatchObject({ state: 'delivered', attempts: 1, fillPending: false });
  const records = await store.find({ collection: 'records', where: [], limit: 100 });
  for (const { data } of records) {
    const record = recordSchema.parse(data);
    expect(record.revision).toBe(shippedOrder().revision + 2);
    expect(record.stages.announcement?.completedAt).toBeDefined();
  }
});
