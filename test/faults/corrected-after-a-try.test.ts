import { expect, it } from '@jest/globals';
import type { SendOutcome, Services } from '../../functions/src/ports';
import { sendOne } from '../support/edits';
import { orderUpTo } from '../support/orders';
import { testServices } from '../support/services';
import { zhang } from '../support/staff';
import { deliverDue } from '../support/told-dealer';

/** An order registered on 16 March; the SMS provider is busy once for every notice, then takes all. */
async function busyOnce(cells: Parameters<typeof sendOne>[2]['cells']) {
  const world = testServices({ now: '2026-03-16T02:00:00.000Z' });
  const asked = new Set<string>();
  const sent: { readonly noticeId: string; readonly to: string }[] = [];
  const services: Services = {
    ...world.services,
    sms: {
      send: async ({ noticeId, to }): Promise<SendOutcome> => {
        if (!asked.has(noticeId)) {
          asked.add(noticeId);
          return { outcome: 'passing', code: '20429' };
        }
        sent.push({ noticeId, to });
        return { outcome: 'accepted', providerId: `SM${sent.length}` };
      },
    },
  };
  const { revision } = await orderUpTo(services, 'received');
  await deliverDue(services);
  expect(asked.size).toBe(2);
  const answer = await sendOne(services, zhang, { key: 'row-1', revision: revision ?? 0, cells });
  expect([answer.outcome, answer.problems]).toEqual(['saved', []]);
  for (const now of ['2026-03-16T03:00:00.000Z', '2026-03-16T06:00:00.000Z']) {
    world.at(now);
    await deliverDue(services);
  }
  return sent;
}

it('a notice that certainly has not left yet goes to the number as it is corrected, not to the wrong one', async () => {
  const sent = await busyOnce({ dealerPhone: '13912349999' });
  expect(sent.map(({ to }) => to)).toContain('+8613912349999');
  expect(sent.map(({ to }) => to)).not.toContain('+8613912345678');
});

it('a notice that certainly has not left yet does not go when its stage is opened again', async () => {
  expect(await busyOnce({ receivedAt: '' })).toEqual([]);
});
