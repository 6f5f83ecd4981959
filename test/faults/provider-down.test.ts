import { afterEach, describe, expect, it } from '@jest/globals';
import { delaySeconds, maxAttempts } from '../../functions/src/rules/delivery';
import { dealerSms, managerSms } from '../support/delivery-services';
import { shipMore } from '../support/more-orders';
import { outboxWithProviders } from '../support/outbox-with-providers';

type Outbox = Awaited<ReturnType<typeof outboxWithProviders>>;
let outbox: Outbox;
afterEach(() => outbox.close());

const dealerEmail = dealerSms.replace('~sms~', '~email~');
const byBothChannels = { dealerEmail: 'li@example.com', channel: 'both' } as const;

/** What the schedule does every minute; gives how often the notice had been tried after each. */
async function everyMinute(minutes: number, id = dealerSms): Promise<number[]> {
  const attempts: number[] = [];
  for (let minute = 0; minute < minutes; minute++) {
    await outbox.deliver();
    attempts.push((await outbox.notice(id)).attempts);
    outbox.pass(60);
  }
  return attempts;
}

describe('providers that refuse connections for an hour', () => {
  it('are tried again for each notice, ever more seldom: never sooner than the notice’s own delay', async () => {
    outbox = await outboxWithProviders({ changes: byBothChannels });
    await outbox.takeAway();
    const attempts = await everyMinute(60);
    const triedAt = attempts.flatMap((count, minute) =>
      count > (attempts[minute - 1] ?? 0) ? [minute] : [],
    );
    expect(triedAt.slice(0, 3)).toEqual([0, 1, 2]);
    const gaps = triedAt.map((minute, n) => minute - (triedAt[n - 1] ?? minute)).slice(1);
    for (const [n, gap] of gaps.entries()) {
      const own = Math.ceil(delaySeconds(n + 1, 0) / 60);
      expect(gap).toBeGreaterThanOrEqual(own);
      // Two notices take turns in trying whether the provider is back, a quarter of an hour apart at most.
      expect(gap).toBeLessThanOrEqual(own + 2 * 15);
    }
    for (const id of [dealerSms, dealerEmail])
      expect(await outbox.notice(id)).toMatchObject({
        state: 'pending',
        reason: 'passing',
        code: expect.stringMatching(/^E/),
      });
    expect(outbox.taken()).toEqual([]);
  });

  it('get every notice once when they are back, by SMS and by email, and the blanks are filled', async () => {
    outbox = await outboxWithProviders({ changes: byBothChannels });
    const keys = ['row-2', 'row-3', 'row-4', 'row-5', 'row-6'];
    const wanted = [dealerSms, dealerEmail, managerSms, ...(await shipMore(outbox.memory, keys))].sort();
    await outbox.takeAway();
    await everyMinute(60);
    expect(outbox.taken()).toEqual([]);
    await outbox.giveBack();
    await everyMinute(60);
    await outbox.twilio.settle();
    expect(outbox.taken().sort()).toEqual(wanted);
    for (const id of wanted) {
      const { state, reason, fillPending } = await outbox.notice(id);
      const end = id === dealerEmail ? 'accepted' : 'delivered';
      expect([id, state, reason, fillPending]).toEqual([id, end, undefined, false]);
    }
    // Back at 15:10 local time, and tried a quarter of an hour later at the latest.
    const { dealerToldAt } = (await outbox.record()).values;
    expect(dealerToldAt).toMatch(/^2026-03-16T07:(1\d|2[0-6]):00.000Z$/);
  });

  it('and are gone while the night begins get what waits in the morning', async () => {
    outbox = await outboxWithProviders({ now: '2026-03-16T12:30:00.000Z' });
    await outbox.takeAway();
    await everyMinute(60);
    await outbox.giveBack();
    await everyMinute(60);
    expect(outbox.taken()).toEqual([]);
    expect(await outbox.notice(dealerSms)).toMatchObject({
      state: 'pending',
      dueAt: '2026-03-17T00:00:00.000Z',
    });
    outbox.pass(10 * 3600);
    await outbox.deliver();
    expect(outbox.taken().sort()).toEqual([dealerSms, managerSms]);
  });
});

describe('an SMS provider that stays away', () => {
  it('for days is given up, and the email goes in its place', async () => {
    outbox = await outboxWithProviders({ changes: { dealerEmail: 'li@example.com' } });
    await outbox.takeAway();
    // Only one notice an hour tries it, and none at night.
    for (let hour = 0; hour < 200 && (await outbox.notice(dealerSms)).state === 'pending'; hour++) {
      await outbox.deliver();
      outbox.pass(3600);
    }
    expect(await outbox.notice(dealerSms)).toMatchObject({
      state: 'failed',
      reason: 'gave-up',
      code: 'ECONNREFUSED',
      attempts: maxAttempts,
    });
    await outbox.giveBack();
    for (let hour = 0; hour < 24; hour++) {
      outbox.pass(3600);
      await outbox.deliver();
    }
    expect(outbox.taken()).toContain(`${dealerSms}~email-after-sms`);
    expect(outbox.taken()).not.toContain(dealerSms);
  });
});
