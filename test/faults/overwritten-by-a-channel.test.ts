import { expect, it } from '@jest/globals';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { noticeWrites } from '../../functions/src/flows/notice-writes';
import { forms } from '../../functions/src/forms';
import { order } from '../../functions/src/forms/order';
import type { StoredRecord } from '../../functions/src/rules/record';
import { dealerSms, deliveryWorld } from '../support/delivery-services';
import { salesManager, settings, uncompleted } from '../support/shipped-order';

/**
 * The dealer was told by SMS. The release is opened again, email is chosen, and the release is completed again: an email
 * waits. Before it leaves SMS is chosen again.
 */
it('a channel that is chosen back does not send again what has left by it', async () => {
  const world = deliveryWorld({ changes: { dealerPhone: '+6591234567', dealerEmail: 'li@example.com' } });
  const services = world.services();
  const deliver = () =>
    deliverNotices(services, forms, { limit: 50, concurrency: 1, budgetMs: 0, random: () => 0 });
  const save = async (change: (record: StoredRecord) => StoredRecord) => {
    const before = await world.record();
    const after = change(before);
    const context = {
      now: services.clock.business().toISOString(),
      settings,
      staff: [salesManager],
      links: services.links,
    };
    await world.memory.transact(async (read) => ({
      writes: [
        { kind: 'set', path: 'records/order~row-1', data: after },
        ...(await noticeWrites(order, before, after, read, context)),
      ],
      result: undefined,
    }));
  };
  const by = (channel: string) => (record: StoredRecord) => ({
    ...record,
    values: { ...record.values, channel },
  });
  await deliver();
  const { stages } = await world.record();
  const { providerId } = await world.notice(dealerSms);
  expect(providerId).toBeDefined();
  await save((record) => uncompleted(record, 'release'));
  await save(by('email'));
  await save((record) => ({ ...record, stages }));
  await save(by('sms'));
  expect(await world.notice(dealerSms)).toMatchObject({ state: 'accepted', attempts: 1, providerId });
  await deliver();
  expect(world.sms.sent.filter(({ noticeId }) => noticeId === dealerSms)).toHaveLength(1);
});
