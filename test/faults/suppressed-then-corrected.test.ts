import { expect, it } from '@jest/globals';
import { answerReply } from '../../functions/src/flows/answer-reply';
import { forms } from '../../functions/src/forms';
import { sendOne } from '../support/edits';
import { orderUpTo } from '../support/orders';
import { testServices } from '../support/services';
import { zhang } from '../support/staff';
import { deliverDue } from '../support/told-dealer';

it('a dealer typed in place of one who had refused is told', async () => {
  const world = testServices({ now: '2026-03-16T02:00:00.000Z' });
  const { services } = world;
  await answerReply(services, forms, { sid: 'in-1', from: '+8613912345678', body: '退订' });
  const { revision } = await orderUpTo(services, 'received');
  await deliverDue(services);
  const cells = { dealerPhone: '13912349999' };
  expect(await sendOne(services, zhang, { key: 'row-1', revision: revision ?? 0, cells })).toMatchObject({
    outcome: 'saved',
  });
  await deliverDue(services);
  expect(world.sent.sms.map(({ to }) => to)).toContain('+8613912349999');
});

it('a sales manager whose phone is typed only after the stage was complete is told', async () => {
  const world = testServices({ now: '2026-03-16T02:00:00.000Z' });
  const { services } = world;
  const { revision } = await orderUpTo(services, 'received');
  const emptied = await sendOne(services, zhang, {
    key: 'row-1',
    revision: revision ?? 0,
    cells: { salesManagerPhone: '' },
  });
  expect([emptied.outcome, emptied.problems]).toEqual(['saved', []]);
  await sendOne(services, zhang, {
    key: 'row-1',
    revision: emptied.revision ?? 0,
    cells: { salesManagerPhone: '13800138001' },
  });
  await deliverDue(services);
  expect(world.sent.sms.map(({ to }) => to)).toContain('+8613800138001');
});
