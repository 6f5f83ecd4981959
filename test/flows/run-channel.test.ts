import { describe, expect, it } from '@jest/globals';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { forms } from '../../functions/src/forms';
import type { Services, Store } from '../../functions/src/ports';
import { dealerSms, deliveryWorld } from '../support/delivery-services';
import { waitingOutbox } from '../support/waiting-outbox';

const deployed = { limit: 200, concurrency: 16, budgetMs: 58_000 };

/** So many of each, due in turns; each SMS takes fifteen seconds. */
async function slowSms(count: number) {
  const outbox = await waitingOutbox({ sms: count, email: count });
  const { sending, time, sleep, memory } = outbox;
  const begun = time.machine.getTime();
  for (const [index, { id }] of (await outbox.all()).entries()) {
    const second = String(index % count).padStart(4, '0');
    const data = { dueAt: `2026-03-16T05:0${second.slice(0, 1)}:00.${second.slice(1)}Z` };
    await memory.write([{ kind: 'update', path: `notices/${id}`, data }]);
  }
  const mailedAt: number[] = [];
  const slow: Services = {
    ...sending,
    sms: {
      send: async (message) => {
        const outcome = await sending.sms.send(message);
        await sleep(15_000);
        return outcome;
      },
    },
    mail: {
      send: (message) => {
        mailedAt.push((time.machine.getTime() - begun) / 1000);
        return sending.mail.send(message);
      },
    },
  };
  return { ...outbox, slow, mailedAt, seconds: () => (time.machine.getTime() - begun) / 1000 };
}

describe('an SMS provider that takes fifteen seconds for each', () => {
  it('holds up no email, on the same page or on later ones', async () => {
    const outbox = await slowSms(500);
    await outbox.deliver(deployed, outbox.slow);
    expect(outbox.mailedAt).toHaveLength(500);
    expect(Math.max(...outbox.mailedAt)).toBe(0);
  });

  it('keeps the run no longer than its time and one message more', async () => {
    const outbox = await slowSms(500);
    await outbox.deliver(deployed, outbox.slow);
    expect(outbox.seconds()).toBeLessThanOrEqual(58 + 15);
    expect(outbox.leftAt).toHaveLength(16 * 4);
    expect(await outbox.untouched()).toBe(0);
    const waiting = (await outbox.all()).filter(({ state }) => state === 'pending');
    expect(waiting.map(({ channel, attempts }) => `${channel} ${attempts}`)).toEqual(
      Array(500 - 16 * 4).fill('sms 0'),
    );
  });
});

describe('a record whose notices go out on both channels at once', () => {
  const both = { channel: 'both', dealerEmail: 'li@example.com' } as const;
  const options = { limit: 50, concurrency: 4, budgetMs: 0, random: () => 0 };

  it('has its blanks filled in one go', async () => {
    const world = deliveryWorld({ changes: both });
    await deliverNotices(world.services(), forms, options);
    const record = await world.record();
    expect([record.values.dealerToldAt, record.values.managerToldAt]).toEqual(
      Array(2).fill('2026-03-16T06:10:00.000Z'),
    );
    expect(record.revision).toBe(8);
  });

  it('is told at the first of the two, whichever that is and however long the other takes', async () => {
    for (const slowOne of ['sms', 'mail'] as const) {
      const world = deliveryWorld({ changes: both });
      const plain = world.services();
      let isHeld = true;
      const slow: Services = {
        ...plain,
        [slowOne]: {
          send: async (
            message: Parameters<typeof plain.sms.send>[0] & Parameters<typeof plain.mail.send>[0],
          ) => {
            while (isHeld) await new Promise((resolve) => setTimeout(resolve, 5));
            return plain[slowOne].send(message);
          },
        },
      };
      const run = deliverNotices(slow, forms, options);
      await new Promise((resolve) => setTimeout(resolve, 20));
      world.pass(60);
      isHeld = false;
      await run;
      const { values, revision } = await world.record();
      expect([slowOne, values.dealerToldAt, revision]).toEqual([slowOne, '2026-03-16T06:10:00.000Z', 8]);
      for (const id of [dealerSms, dealerSms.replace('~sms~', '~email~')])
        expect(await world.notice(id)).toMatchObject({ state: 'accepted', fillPending: false });
    }
  });
});

it('a channel whose page can’t be read is told as a fault, after the other one has sent all it has', async () => {
  const outbox = await waitingOutbox({ sms: 60, email: 60 });
  const store: Store = {
    ...outbox.memory,
    find: (query) =>
      query.where.some(([field, , value]) => field === 'channel' && value === 'sms')
        ? Promise.reject(new Error('unavailable'))
        : outbox.memory.find(query),
  };
  await expect(outbox.deliver({ limit: 20 }, { ...outbox.sending, store })).rejects.toThrow('failed');
  expect(outbox.mail.sent).toHaveLength(60);
});
