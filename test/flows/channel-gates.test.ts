import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../functions/src/adapters/system-clock';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { forms } from '../../functions/src/forms';
import type { SendOutcome, Services } from '../../functions/src/ports';
import { type Answers, waitingOutbox } from '../support/waiting-outbox';

const refused: SendOutcome = { outcome: 'passing', code: 'ECONNREFUSED' };

describe('a channel’s rate', () => {
  it('is kept to, and what does not get its turn in this run stays due with all its tries', async () => {
    const world = await waitingOutbox({ sms: 100, email: 0 }, {}, { sms: 2, email: 20 });
    expect(await world.deliver()).toMatchObject({ claimed: 81 });
    expect(world.leftAt.slice(1).every((at, index) => at - (world.leftAt[index] ?? 0) === 500)).toBe(true);
    expect(await world.untouched()).toBe(19);
    expect(await world.deliver()).toMatchObject({ claimed: 19 });
  });

  it('holds for all lanes together, by real time', async () => {
    const { sending } = await waitingOutbox({ sms: 30, email: 0 }, {}, { sms: 100, email: 20 });
    const services = { ...sending, clock: { ...sending.clock, machine: systemClock.machine } };
    const begun = performance.now();
    const options = { limit: 20, concurrency: 8, budgetMs: 40_000, random: () => 0 };
    expect(await deliverNotices(services, forms, options)).toMatchObject({ accepted: 30 });
    expect(performance.now() - begun).toBeGreaterThan(250);
  });

  it('of a long backlog holds up the other channel’s messages no longer than a page of them', async () => {
    const world = await waitingOutbox(
      { sms: 200, email: 30 },
      {},
      { sms: 1, email: Number.POSITIVE_INFINITY },
    );
    await world.deliver();
    expect(world.mail.sent).toHaveLength(30);
    expect(world.leftAt).toHaveLength(41);
  });

  it('is asked for before the claim, so that waiting uses up no lease', async () => {
    const world = await waitingOutbox({ sms: 3, email: 0 }, {}, { sms: 0.01, email: 20 });
    expect(await world.deliver({ budgetMs: 600_000 })).toMatchObject({ claimed: 3, accepted: 3 });
  });
});

describe('a provider that asks for a pause', () => {
  const asking = (seconds: number): Answers => {
    let asked = 0;
    return {
      sms: () =>
        asked++ === 2 ? { outcome: 'passing', code: '20429', retryAfterSeconds: seconds } : undefined,
    };
  };

  it('gets it, from all notices of the channel', async () => {
    const world = await waitingOutbox({ sms: 5, email: 0 }, asking(7));
    expect(await world.deliver()).toMatchObject({ claimed: 5, accepted: 4, retrying: 1 });
    const [, , third = 0, fourth] = world.leftAt;
    expect(fourth).toBe(third + 7000);
  });

  it('for longer than this run, holds up the other channel no more than itself', async () => {
    const world = await waitingOutbox({ sms: 60, email: 5 }, asking(3600));
    expect(await world.deliver()).toMatchObject({ claimed: 8, accepted: 7 });
    expect(world.mail.sent).toHaveLength(5);
    expect(await world.untouched()).toBe(57);
  });
});

describe('a provider that is down', () => {
  it('costs five notices a try and the others nothing, while the other channel goes on', async () => {
    const world = await waitingOutbox({ sms: 60, email: 5 }, { sms: () => refused });
    await world.deliver();
    expect(world.leftAt).toHaveLength(5);
    expect(world.mail.sent).toHaveLength(5);
    expect(await world.untouched()).toBe(55);
    expect(await world.provider('sms')).toMatchObject({ failures: 5 });
    await world.deliver();
    expect(world.leftAt).toHaveLength(5);
  });

  it('is tried by one notice after 1, 2, 4 minutes and so on, for all runs together', async () => {
    const world = await waitingOutbox({ sms: 60, email: 0 }, { sms: () => refused });
    await world.deliver();
    const tried: number[] = [];
    for (let minute = 1; minute <= 60; minute++) {
      world.pass(60);
      const before = world.leftAt.length;
      await Promise.all([world.deliver(), world.deliver({ concurrency: 8 })]);
      for (let count = before; count < world.leftAt.length; count++) tried.push(minute);
    }
    expect(tried).toEqual([1, 3, 7, 15, 30, 45, 60]);
  });

  it('gets everything as soon as it answers again', async () => {
    let isDown = true;
    const world = await waitingOutbox({ sms: 60, email: 0 }, { sms: () => (isDown ? refused : undefined) });
    await world.deliver();
    isDown = false;
    world.pass(60);
    expect(await world.deliver()).toMatchObject({ accepted: 60 });
    expect(await world.provider('sms')).toEqual({ failures: 0 });
  });

  it('is not taken for down after faults between answers', async () => {
    let asked = 0;
    const world = await waitingOutbox(
      { sms: 60, email: 0 },
      { sms: () => (asked++ % 5 < 4 ? refused : undefined) },
    );
    expect(await world.deliver()).toMatchObject({ claimed: 60, accepted: 12 });
    expect(await world.provider('sms')).toEqual({ failures: 0 });
  });

  it('is tried in its time by others where the one that tried has died', async () => {
    const world = await waitingOutbox({ sms: 8, email: 0 }, { sms: () => refused });
    await world.deliver();
    world.pass(60);
    const { sending } = world;
    const dying: Services = {
      ...sending,
      sms: {
        send: () => new Promise(() => undefined),
      },
    };
    void deliverNotices(dying, forms, { limit: 20, concurrency: 1, budgetMs: 0, random: () => 0 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await world.deliver();
    expect(world.leftAt).toHaveLength(5);
    world.pass(120);
    await world.deliver();
    expect(world.leftAt).toHaveLength(6);
  });

  it('whose standing can’t be read counts as up', async () => {
    const world = await waitingOutbox({ sms: 2, email: 0 });
    await world.memory.write([{ kind: 'set', path: 'providers/sms', data: { failures: 'many' } }]);
    expect(await world.deliver()).toMatchObject({ accepted: 2 });
  });
});
