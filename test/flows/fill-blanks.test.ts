import { expect, it } from '@jest/globals';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { fillBlanks } from '../../functions/src/flows/fill-blanks';
import { forms } from '../../functions/src/forms';
import { dealerSms, deliveryWorld, recordPath } from '../support/delivery-services';

const sweep = (world: ReturnType<typeof deliveryWorld>) =>
  deliverNotices(world.services(), forms, { limit: 50, concurrency: 1, budgetMs: 0, random: () => 0 });

it('a blank that a clerk emptied again after it was filled stays empty', async () => {
  const world = deliveryWorld();
  await sweep(world);
  const { dealerToldAt: _emptied, ...values } = (await world.record()).values;
  await world.memory.write([{ kind: 'update', path: recordPath, data: { values } }]);
  await fillBlanks(world.services(), forms, [dealerSms]);
  expect((await world.record()).values.dealerToldAt).toBeUndefined();
});

it('a dealer told by SMS and email counts as told at the first of the two, in one change of the record', async () => {
  const world = deliveryWorld({ changes: { channel: 'both', dealerEmail: 'li@example.com' } });
  const ids = [dealerSms, dealerSms.replace('~sms~', '~email~')] as const;
  const accepted = (acceptedAt: string) => ({ state: 'accepted', acceptedAt, fillPending: true });
  await world.memory.write([
    { kind: 'update', path: `notices/${ids[0]}`, data: accepted('2026-03-16T06:12:00.000Z') },
    { kind: 'update', path: `notices/${ids[1]}`, data: accepted('2026-03-16T06:11:00.000Z') },
  ]);
  await fillBlanks(world.services(), forms, ids);
  const { values, revision } = await world.record();
  expect([values.dealerToldAt, revision]).toEqual(['2026-03-16T06:11:00.000Z', 8]);
  for (const id of ids) expect(await world.notice(id)).toMatchObject({ fillPending: false });
});

it('a notice that is not there, or fills nothing, is no fault', async () => {
  const world = deliveryWorld();
  const before = await world.record();
  await fillBlanks(world.services(), forms, ['order~row-1~gone', dealerSms]);
  expect(await world.record()).toEqual(before);
});
