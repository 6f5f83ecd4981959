import { afterEach, describe, expect, it } from '@jest/globals';
import { delaySeconds } from '../../functions/src/rules/delivery';
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

describe('providers that stay away', () => {
  it('for two hours let the email go in the SMS’s place, by themselves', async () => {
    outbox = await outboxWithProviders({ changes: { dealerEmail: 'li@example.com' } });
    const email = `${dealerSms}~email-after-sms`;
    await outbox.twilioAway();
    await everyMinute(120);
    expect(await outbox.notice(dealerSms)).toMatchObject({ state: 'pending' });
    await everyMinute(2);
    expect(await outbox.notice(dealerSms)).toMatchObject({
      state: 'failed',
      reason: 'provider-down',
      code: 'ECONNREFUSED',
      showPending: true,
    });
    expect(await outbox.notice(email)).toMatchObject({ state: 'accepted' });
    expect(outbox.taken().sort()).toEqual([email, `${managerSms}~email-after-sms`]);
  });

  it('for two hours do so for a thousand SMS, few of which were ever tried, within some minutes', async () => {
    outbox = await outboxWithProviders({ changes: { dealerEmail: 'li@example.com' } });
    const sample = await outbox.notice(dealerSms);
    const ids = Array.from({ length: 1000 }, (_, n) => `order~many-${n}~goods-shipped~dealer~sms~1`);
    const { fills: _fills, ...rest } = sample;
    for (let from = 0; from < ids.length; from += 250)
      await outbox.memory.write(
        ids.slice(from, from + 250).map((id) => ({
          kind: 'create',
          path: `notices/${id}`,
          data: { ...rest, id, record: id.replace(/~goods.*/, '') },
        })),
      );
    await outbox.twilioAway();
    await everyMinute(130);
    const states = await Promise.all(ids.map(async (id) => (await outbox.notice(id)).reason));
    expect(new Set(states)).toEqual(new Set(['provider-down']));
    const emails = [dealerSms, managerSms, ...ids].map((id) => `${id}~email-after-sms`);
    expect(outbox.taken().sort()).toEqual(emails.sort());
  });

  it('for a day leave their notices to the clerk, whose blanks stay open', async () => {
    outbox = await outboxWithProviders({ changes: { dealerEmail: 'li@example.com', channel: 'both' } });
    await outbox.takeAway();
    for (let quarter = 0; quarter < 24 * 4; quarter++) {
      await outbox.deliver();
      outbox.pass(15 * 60);
    }
    for (const id of [dealerSms, dealerEmail])
      expect(await outbox.notice(id)).toMatchObject({ state: 'pending' });
    await everyMinute(1);
    for (const id of [dealerSms, dealerEmail])
      expect(await outbox.notice(id)).toMatchObject({ state: 'failed', reason: 'gave-up' });
    await outbox.giveBack();
    await everyMinute(60);
    // Two hours younger than the SMS that it follows.
    expect(outbox.taken()).toEqual([`${managerSms}~email-after-sms`]);
    expect((await outbox.record()).values.dealerToldAt).toBeUndefined();
  });

  it('and what fell due while nobody looked is tried when somebody does, however late', async () => {
    outbox = await outboxWithProviders({ changes: { dealerEmail: 'li@example.com' } });
    outbox.pass(3 * 24 * 3600);
    await outbox.deliver();
    expect(outbox.taken().sort()).toEqual([dealerSms, managerSms]);
  });
});
