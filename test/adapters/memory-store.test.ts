import { describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { storeContract } from './store-contract';

storeContract('memory store', async () => createMemoryStore());

describe('a saved memory store', () => {
  it('comes back as it was', async () => {
    const store = createMemoryStore();
    await store.write([{ kind: 'set', path: 'records/a', data: { n: 1 } }]);
    expect((await createMemoryStore(store.save()).get(['records/a']))[0]?.data).toEqual({ n: 1 });
  });
});
