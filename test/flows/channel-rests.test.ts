import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { SendOutcome, Services } from '../../functions/src/ports';
import { waitingOutbox } from '../support/waiting-outbox';

const tooMany: SendOutcome = { outcome: 'passing', code: '20429', channel: 'too-many' };
const dayFull: SendOutcome = { outcome: 'passing', code: '63038', channel: 'day-full' };
const shutOut: SendOutcome = { outcome: 'passing', code: '20003', channel: 'shut-out' };

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  jest.spyOn(console, 'log').mockImplementation((line) => {
    lines.push(String(line));
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});
/** What the log says of the channel, in order. */
const said = () => lines.filter((line) => /provider (left alone|answers again)/.test(line));

/** So many due SMS, and what the schedule makes of them in an hour, a run a minute. */
async function hour(count: number, answer: () => SendOutcome | undefined, concurrency = 16) {
  const world = await waitingOutbox({ sms: count, email: 0 }, { sms: answer });
  const start = world.time.machine.getTime();
  for (let minute = 0; minute < 60; minute++) {
    await world.deliver({ limit: 200, concurrency });
    world.pass((start + (minute + 1) * 60_000 - world.time.machine.getTime()) / 1000);
  }
  return world;
}

describe('two thousand SMS that are due while the provider refuses all for an hour', () => {
  it.each([
    ['because it is asked too often', tooMany, 40],
    ['wishing for a second each time', { ...tooMany, retryAfterSeconds: 1 }, 40],
    ['because its day is full', dayFull, 16],
    ['because our token is wrong', shutOut, 24],
  ] as const)('%s, make few requests, and most keep all their tries', async (_why, refusal, most) => {
    const world = await hour(2000, () => refusal);
    expect(world.leftAt.length).toBeLessThanOrEqual(most);
    expect(world.leftAt.length).toBeGreaterThan(0);
    expect(await world.untouched()).toBeGreaterThanOrEqual(2000 - most);
    expect(said()).toHaveLength(1);
    expect(said()[0]).toContain('provider left alone');
    expect(said()[0]).toContain(refusal.outcome === 'passing' ? refusal.code : '');
  });
});

describe('a provider that is asked too often', () => {
  it('is left alone ever longer by all runs, and asked as before once it has taken something', async () => {
    let refusing = true;
    const world = await waitingOutbox({ sms: 40, email: 0 }, { sms: () => (refusing ? tooMany : undefined) });
    await world.deliver({ budgetMs: 400_000 });
    const gaps = world.leftAt.slice(1).map((at, index) => (at - (world.leftAt[index] ?? 0)) / 1000);
    expect(gaps).toEqual([5, 10, 20, 40, 80, 160]);
    expect(await world.provider('sms')).toMatchObject({ refusals: world.leftAt.length, code: '20429' });
    world.pass(300);
    refusing = false;
    await world.deliver();
    expect(await world.provider('sms')).toEqual({ failures: 0 });
    expect((await world.all()).filter(({ state }) => state === 'accepted')).toHaveLength(40);
  });

  it('is asked for nothing more while it is being stored that it rests', async () => {
    let asked = 0;
    const world = await waitingOutbox(
      { sms: 40, email: 0 },
      { sms: () => (asked++ === 0 ? tooMany : undefined) },
    );
    const { sending } = world;
    const slow: Services['store'] = {
      ...sending.store,
      transact: async (decide, turn) => {
        if (turn === 'providers/sms') await new Promise((resolve) => setTimeout(resolve, 50));
        return sending.store.transact(decide, turn);
      },
    };
    await world.deliver({ concurrency: 2 }, { ...sending, store: slow });
    const [first = 0] = world.leftAt;
    expect(world.leftAt.length).toBeGreaterThan(2);
    expect(world.leftAt.filter((at) => at < first + 5000)).toHaveLength(2);
  });

  it('is asked for nothing during a rest, while the other channel goes on', async () => {
    const world = await waitingOutbox({ sms: 30, email: 10 }, { sms: () => dayFull });
    await world.deliver();
    expect([world.leftAt.length, world.mail.sent.length]).toEqual([1, 10]);
    world.pass(3599);
    await world.deliver({ budgetMs: 0 });
    expect(world.leftAt).toHaveLength(1);
    world.pass(1);
    await world.deliver({ budgetMs: 0 });
    expect(world.leftAt).toHaveLength(2);
  });

  it('takes no more today: after two hours the email goes in the SMS’s place, of those never tried too', async () => {
    const world = await waitingOutbox({ sms: 30, email: 0 }, { sms: () => dayFull });
    const instead = { to: 'li@example.com', subject: '已发货', text: '您的订单已发货。' };
    for (const { id } of await world.all())
      await world.memory.write([{ kind: 'update', path: `notices/${id}`, data: { instead } }]);
    for (let minute = 0; minute < 122; minute++) {
      await world.deliver({ budgetMs: 0, limit: 200 });
      world.pass(60);
    }
    expect(world.mail.sent).toHaveLength(30);
    expect(world.leftAt.length).toBeLessThanOrEqual(3);
  });

  it('and wishes a pause of a year, gets a quarter of an hour', async () => {
    let asked = 0;
    const world = await waitingOutbox(
      { sms: 5, email: 0 },
      { sms: () => (asked++ === 0 ? { ...tooMany, retryAfterSeconds: 31_536_000 } : undefined) },
    );
    await world.deliver();
    world.pass(15 * 60);
    await world.deliver();
    expect((await world.all()).map(({ state }) => state)).toEqual(Array(5).fill('accepted'));
  });
});

describe('a provider that lets us do nothing', () => {
  it('is left alone like one that is down, and gets everything when it is mended', async () => {
    let shut = true;
    const world = await waitingOutbox({ sms: 60, email: 5 }, { sms: () => (shut ? shutOut : undefined) });
    await world.deliver();
    expect([world.leftAt.length, world.mail.sent.length, await world.untouched()]).toEqual([5, 5, 55]);
    shut = false;
    world.pass(60);
    expect(await world.deliver()).toMatchObject({ accepted: 60 });
    expect(said()).toHaveLength(2);
    expect(said()[1]).toContain('provider answers again');
  });

  it('is not taken for that after faults between messages that it takes', async () => {
    let asked = 0;
    const world = await waitingOutbox(
      { sms: 60, email: 0 },
      { sms: () => (asked++ % 5 < 4 ? shutOut : undefined) },
    );
    expect(await world.deliver()).toMatchObject({ claimed: 60, accepted: 12 });
    expect(said()).toEqual([]);
  });

  it('is named anew in the log when something else is wrong', async () => {
    let outcome: SendOutcome = { outcome: 'passing', code: 'ECONNREFUSED' };
    const world = await waitingOutbox({ sms: 60, email: 0 }, { sms: () => outcome });
    await world.deliver();
    outcome = shutOut;
    for (let minute = 0; minute < 10; minute++) {
      world.pass(60);
      await world.deliver();
    }
    expect(said()).toHaveLength(2);
    expect(said()[0]).toContain('ECONNREFUSED');
    expect(said()[1]).toContain('20003');
  });
});
