import { describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import type { Query } from '../../functions/src/ports';
import { requireIndexes } from '../../infra/local/require-indexes';

/** Every store of the flow tests and of the workbench is wrapped in this, so each query that is made there is held against the declared indexes. */
const store = requireIndexes(createMemoryStore());
const ask = async (query: Partial<Query>) =>
  store.find({ collection: 'notices', where: [], limit: 1, ...query });

describe('a query', () => {
  it('whose composite index is declared is answered, whatever the order of its equalities', async () => {
    await expect(
      ask({
        where: [
          ['state', '==', 'pending'],
          ['dueAt', '<=', '2026'],
        ],
        orderBy: [['dueAt', 'asc']],
      }),
    ).resolves.toEqual([]);
    await expect(
      ask({
        where: [
          ['state', '==', 'sending'],
          ['leaseUntil', '<=', '2026'],
        ],
      }),
    ).resolves.toEqual([]);
  });

  it('for the letters of customers that nobody has dealt with is answered, newest first', async () => {
    const letters: Partial<Query> = { collection: 'replies', where: [['handled', '==', false]] };
    await expect(ask({ ...letters, orderBy: [['at', 'desc']] })).resolves.toEqual([]);
    expect(() =>
      store.find({ where: [], collection: 'replies', limit: 1, ...letters, orderBy: [['at', 'asc']] }),
    ).toThrow(/no index for/);
  });

  it('for the letters about one row is answered, newest first', async () => {
    const letters: Partial<Query> = { collection: 'replies', where: [['record', '==', 'order~row-1']] };
    await expect(ask({ ...letters, orderBy: [['at', 'desc']] })).resolves.toEqual([]);
    expect(() =>
      store.find({ where: [], collection: 'replies', limit: 1, ...letters, orderBy: [['at', 'asc']] }),
    ).toThrow(/no index for/);
  });

  it('that needs no composite index is answered', async () => {
    await expect(ask({ where: [['showPending', '==', true]] })).resolves.toEqual([]);
    await expect(
      ask({
        where: [
          ['toSheet', '==', true],
          ['spreadsheetId', '==', 'x'],
        ],
      }),
    ).resolves.toEqual([]);
    await expect(ask({ where: [['dueAt', '<=', '2026']], orderBy: [['dueAt', 'asc']] })).resolves.toEqual([]);
    await expect(ask({ orderBy: [['dueAt', 'desc']] })).resolves.toEqual([]);
  });

  it.each<[string, Partial<Query>]>([
    ['an order beside an equality', { where: [['state', '==', 'failed']], orderBy: [['createdAt', 'asc']] }],
    ['the other direction', { where: [['state', '==', 'pending']], orderBy: [['dueAt', 'desc']] }],
    [
      'another collection',
      {
        collection: 'records',
        where: [
          ['state', '==', 'x'],
          ['dueAt', '<=', '2026'],
        ],
      },
    ],
    [
      'two orders',
      {
        orderBy: [
          ['leaseUntil', 'asc'],
          ['dueAt', 'asc'],
        ],
      },
    ],
  ])('whose composite index nobody declared fails, as in production: %s', async (_name, query) => {
    expect(() => store.find({ collection: 'notices', where: [], limit: 1, ...query })).toThrow(
      /firestore\.indexes\.json has no index for/,
    );
  });
});
