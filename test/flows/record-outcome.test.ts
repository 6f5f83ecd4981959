import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { forms } from '../../functions/src/forms';
import type { Store } from '../../functions/src/ports';
import { leaseSeconds } from '../../functions/src/rules/delivery';
import { dealerSms, deliveryWorld } from '../support/delivery-services';

let logged: Record<string, unknown>[];
beforeEach(() => {
  logged = [];
  jest.spyOn(console, 'error').mockImplementation((line: string) => {
    logged.push(JSON.parse(line));
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** A store that is away from the moment at which the provider answers, for so many pauses of the sender. */
function storeAway(pauses: number, secondsOfPause = 0) {
  const waited: number[] = [];
  let isAway = false;
  const world = deliveryWorld({
    sms: () => {
      isAway = true;
      return undefined;
    },
  });
  const away = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      if (isAway) throw new Error('the store is away');
      return work(...args);
    };
  };
  const { memory } = world;
  const store: Store = {
    ...memory,
    write: away(memory.write),
    transact: (decide) => away(() => memory.transact(decide))(),
  };
  const deliver = () =>
    deliverNotices(world.services(store), forms, {
      limit: 1,
      concurrency: 1,
      budgetMs: 0,
      random: () => 0,
      wait: async (milliseconds) => {
        waited.push(milliseconds);
        world.pass(secondsOfPause);
        if (waited.length === pauses) isAway = false;
      },
    });
  return { ...world, waited, deliver };
}

describe('what a provider has answered', () => {
  it('is recorded though the store is away for some seconds', async () => {
    const world = storeAway(3);
    expect(await world.deliver()).toMatchObject({ accepted: 1 });
    expect(world.waited).toEqual([1000, 2000, 4000]);
    expect(await world.notice(dealerSms)).toMatchObject({ state: 'accepted', providerId: 'P1' });
    expect(logged).toEqual([]);
  });

  it('stands in the log where the store stays away, with the notice and the provider’s id', async () => {
    const world = storeAway(Number.POSITIVE_INFINITY);
    await expect(world.deliver()).rejects.toThrow('1 of 1 failed');
    expect(world.waited).toHaveLength(4);
    expect(logged).toEqual([
      {
        severity: 'ERROR',
        message: 'outcome not recorded',
        notice: dealerSms,
        outcome: 'accepted',
        providerId: 'P1',
      },
    ]);
  });

  it('is not waited for until others may take the notice for given up', async () => {
    const world = storeAway(Number.POSITIVE_INFINITY, leaseSeconds);
    await expect(world.deliver()).rejects.toThrow('1 of 1 failed');
    expect(world.waited).toEqual([1000]);
    expect(logged).toHaveLength(1);
  });
});
