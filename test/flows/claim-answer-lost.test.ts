import { describe, expect, it } from '@jest/globals';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { forms } from '../../functions/src/forms';
import { type Store, StoreConflict, type Write } from '../../functions/src/ports';
import { dealerSms, deliveryWorld, managerSms } from '../support/delivery-services';
import { shipMore } from '../support/more-orders';

const claims = ({ data, kind }: Write & { readonly data?: object }) =>
  kind === 'update' && data !== undefined && 'state' in data && data.state === 'sending';

/** Its first commits of claims come through, but what it says of them is something else. */
function deaf(store: Store, times: number, says: () => Error): Store {
  let left = times;
  return {
    ...store,
    write: async (writes) => {
      const versions = await store.write(writes);
      if (left === 0 || !writes.some(claims)) return versions;
      left -= 1;
      throw says();
    },
  };
}

const deliver = (world: ReturnType<typeof deliveryWorld>, store: Store, concurrency = 4) =>
  deliverNotices(world.services(store), forms, { limit: 50, concurrency, budgetMs: 0, random: () => 0 });

describe('a claim that was written though the store’s answer got lost', () => {
  it.each([
    ['its own second try finds it in the way', 1, () => new StoreConflict('changed'), 1],
    ['the line breaks', 1, () => new Error('the line broke'), 1],
    ['a commit of several claims breaks, and each is tried again alone', 1, () => new Error('broke'), 4],
  ])('is used for sending, once: %s', async (_what, times, says, concurrency) => {
    const world = deliveryWorld();
    const ids = [...(await shipMore(world.memory, ['row-2', 'row-3'])), dealerSms, managerSms];
    expect(await deliver(world, deaf(world.memory, times, says), concurrency)).toMatchObject({
      accepted: ids.length,
      unknown: 0,
    });
    expect(world.sms.sent.map(({ noticeId }) => noticeId).toSorted()).toEqual(ids.toSorted());
    expect(await world.notice(dealerSms)).not.toHaveProperty('claim');
  });

  it('belongs to whoever wrote it, and nobody else sends', async () => {
    const world = deliveryWorld();
    let others: Promise<unknown> | undefined;
    const overtaken: Store = {
      ...world.memory,
      write: async (writes) => {
        if (writes.some(claims)) others ??= deliver(world, world.memory);
        await others;
        return world.memory.write(writes);
      },
    };
    expect(await deliver(world, overtaken)).toMatchObject({ claimed: 0 });
    expect(await others).toMatchObject({ accepted: 2 });
    expect(world.sms.sent).toHaveLength(2);
  });

  it('is read back only then: a claim that meets nobody costs no read', async () => {
    const world = deliveryWorld();
    const read: string[] = [];
    const get: Store['get'] = (paths) => {
      read.push(...paths);
      return world.memory.get(paths);
    };
    await deliver(world, { ...world.memory, get });
    expect(read.filter((path) => path.startsWith('notices/'))).toEqual([]);
  });
});

it('a claim that was not written is reported where the store fails, and left where another was faster', async () => {
  const world = deliveryWorld();
  const broken: Store = { ...world.memory, write: () => Promise.reject(new Error('the line broke')) };
  await expect(deliver(world, broken)).rejects.toThrow('2 of 1 failed');
  expect(world.sms.sent).toEqual([]);
  expect(await world.notice(dealerSms)).toMatchObject({ state: 'pending', attempts: 0 });
});
