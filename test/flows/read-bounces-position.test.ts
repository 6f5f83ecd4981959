import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readBounces } from '../../functions/src/flows/read-bounces';
import { forms } from '../../functions/src/forms';
import type { Store } from '../../functions/src/ports';
import { bounceWorld, dealerMail } from '../support/bounce-world';
import { dyingProcess } from '../support/dying-process';

const bounced = (noticeId = dealerMail, code = '550 5.1.1') => ({ noticeId, says: 'bounced', code }) as const;
const news = (mails: number, counts: object = {}) => ({ mails, bounced: 0, unwanted: 0, ...counts });

let logged: string[];
beforeEach(() => {
  logged = [];
  const note = (line: unknown) => {
    logged.push(String(line));
  };
  jest.spyOn(console, 'log').mockImplementation(note);
  jest.spyOn(console, 'error').mockImplementation(note);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('how far the mailbox was read', () => {
  it('is kept, page by page, and written only when it changes', async () => {
    const world = bounceWorld();
    for (let n = 0; n < 12; n++) world.returned.add();
    expect(await world.read()).toEqual(news(10));
    expect(await world.position()).toEqual({ validity: '1', uid: 10 });
    expect(await world.read()).toEqual(news(2));
    const counted = { writes: 0 };
    const counting: Store = {
      ...world.memory,
      write: (writes) => {
        counted.writes += 1;
        return world.memory.write(writes);
      },
    };
    expect(await world.read(counting)).toEqual(news(0));
    expect(counted.writes).toBe(0);
    expect(await world.position()).toEqual({ validity: '1', uid: 12 });
  });

  it('is forgotten when the mails have other numbers', async () => {
    const world = bounceWorld();
    await world.deliver();
    world.returned.add();
    await world.read();
    world.returned.box.validity = '7';
    world.returned.add(bounced());
    expect(await world.read()).toEqual(news(2, { bounced: 1 }));
    expect(await world.position()).toEqual({ validity: '7', uid: 2 });
  });

  it('moves on only after what a mail says is stored: a run that dies in it is repeated', async () => {
    const world = bounceWorld();
    await world.deliver();
    world.returned.add();
    world.returned.add(bounced());
    const broken: Store = {
      ...world.memory,
      transact: async () => {
        throw new Error('store away');
      },
    };
    await expect(world.read(broken)).rejects.toThrow('store away');
    expect(await world.position()).toEqual({ validity: '1', uid: 1, tries: 1 });
    expect(await world.read()).toEqual(news(1, { bounced: 1 }));
    expect(await world.position()).toEqual({ validity: '1', uid: 2 });
  });

  it('also where it died between the notice and its blank', async () => {
    const world = bounceWorld();
    await world.deliver();
    world.returned.add(bounced());
    let transactions = 0;
    const dying: Store = {
      ...world.memory,
      transact: (decide, turn) => {
        transactions += 1;
        if (transactions > 1) throw new Error('killed');
        return world.memory.transact(decide, turn);
      },
    };
    await expect(world.read(dying)).rejects.toThrow('killed');
    expect((await world.notice(dealerMail)).state).toBe('undelivered');
    expect(await world.toldAt()).toBeDefined();
    expect(await world.read()).toEqual(news(1));
    expect(await world.toldAt()).toBeUndefined();
  });

  it('wherever a run dies, the next one brings it to the same end', async () => {
    const end = async (deathAt: number) => {
      const world = bounceWorld();
      await world.deliver();
      world.returned.add(bounced());
      world.returned.add({ noticeId: dealerMail, says: 'unwanted' });
      const { services, steps } = dyingProcess(world.services(), deathAt);
      const { bounces } = world.services();
      const died = await readBounces({ ...services, bounces }, forms).then(
        () => false,
        () => true,
      );
      await world.read();
      await world.deliver();
      const { 'providers/bounces': position, ...stored } = world.memory.save();
      return { died, steps: steps(), stored, position };
    };
    const whole = await end(Number.POSITIVE_INFINITY);
    expect(whole.steps).toBeGreaterThan(20);
    for (let deathAt = 1; deathAt < whole.steps; deathAt++) {
      const { died, stored, position } = await end(deathAt);
      expect([deathAt, died, position]).toEqual([deathAt, true, whole.position]);
      expect([deathAt, stored]).toEqual([deathAt, whole.stored]);
    }
  });

  it('moves on past a mail that can’t be read, and past one that five runs could not deal with, and the log says so', async () => {
    const world = bounceWorld();
    await world.deliver();
    await world.memory.write([{ kind: 'create', path: 'notices/broken', data: { id: 'broken' } }]);
    world.returned.add('unreadable');
    world.returned.add(bounced('broken'));
    world.returned.add(bounced());
    for (let n = 1; n < 5; n++) await expect(world.read()).rejects.toThrow();
    expect((await world.notice(dealerMail)).state).toBe('accepted');
    expect(await world.read()).toEqual(news(2, { bounced: 1 }));
    expect(await world.position()).toEqual({ validity: '1', uid: 3 });
    expect(logged.filter((line) => line.includes('returned mail unreadable'))).toHaveLength(1);
    expect(logged.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ severity: 'ERROR', message: 'returned mail passed over', notices: 'broken' }),
    );
  });
});

describe('a mail at which the mailbox breaks off', () => {
  const stuck = async (stuckAt: { uid?: number; after: number }) => {
    const world = bounceWorld();
    await world.deliver();
    world.returned.add();
    world.returned.add();
    world.returned.add(bounced());
    world.returned.box.stuckAt = stuckAt;
    return world;
  };
  const passedOver = () => logged.filter((line) => line.includes('returned mail passed over'));

  it('is tried in five runs, and then passed over, and the log says so: what came after it is read', async () => {
    const world = await stuck({ uid: 2, after: 1 });
    expect(await world.read()).toEqual(news(1));
    for (let tries = 2; tries <= 5; tries++) {
      expect(await world.position()).toEqual({ validity: '1', uid: 1, tries: tries - 1 });
      expect(passedOver()).toEqual([]);
      expect(await world.read()).toBe('not-read');
    }
    expect(passedOver().map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ severity: 'ERROR', uid: 2, tries: 5, code: 'NoConnection' }),
    ]);
    expect(await world.position()).toEqual({ validity: '1', uid: 2 });
    expect(await world.read()).toEqual(news(1, { bounced: 1 }));
  });

  it('is not passed over where it could be read in between', async () => {
    const world = await stuck({ uid: 2, after: 1 });
    for (let run = 1; run < 5; run++) await world.read();
    delete world.returned.box.stuckAt;
    expect(await world.read()).toEqual(news(2, { bounced: 1 }));
    expect(passedOver()).toEqual([]);
    expect(await world.position()).toEqual({ validity: '1', uid: 3 });
  });

  it('is waited for as long as it takes where the server has no time for any mail', async () => {
    const world = await stuck({ after: 1 });
    for (let run = 1; run <= 20; run++) await world.read();
    expect(await world.position()).toEqual({ validity: '1', uid: 1 });
    expect(passedOver()).toEqual([]);
    delete world.returned.box.stuckAt;
    expect(await world.read()).toEqual(news(2, { bounced: 1 }));
  });
});

describe('where there is nothing to read', () => {
  it('because no mailbox is configured, nothing is asked for', async () => {
    const world = bounceWorld();
    const { bounces: _none, ...without } = world.services();
    const store: Store = {
      ...world.memory,
      get: async () => {
        throw new Error('asked for nothing');
      },
    };
    expect(await readBounces({ ...without, store }, forms)).toBe('no-mailbox');
    expect(logged).toEqual([]);
  });

  it('because it can’t be read, one line of the log says what to check', async () => {
    const world = bounceWorld();
    world.returned.box.failed = true;
    expect(await world.read()).toBe('not-read');
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatch(/BOUNCES_IMAP_URL: sign-in.*AUTHENTICATIONFAILED/);
    expect(await world.position()).toBeUndefined();
  });
});
