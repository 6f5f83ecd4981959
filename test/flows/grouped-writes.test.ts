import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { groupedWrites } from '../../functions/src/flows/grouped-writes';
import { type DocumentPath, type Store, StoreConflict, type Write } from '../../functions/src/ports';

const paths = ['things/a', 'things/b', 'things/c'] as const;
const put = (path: DocumentPath, by: string): Write => ({ kind: 'set', path, data: { by } });
const claim = (path: DocumentPath, by: string, version: string): Write => ({
  kind: 'update',
  path,
  data: { by },
  version,
});

/** A memory store with three documents; `sizes` tells how many writes each commit had, `fail` what befalls one. */
async function watched(fail: (commit: number) => 'before' | 'after' | undefined = () => undefined) {
  const memory = createMemoryStore();
  const versions = await memory.write(paths.map((path) => put(path, '')));
  const sizes: number[] = [];
  const store: Store = {
    ...memory,
    write: async (writes) => {
      const fault = fail(sizes.push(writes.length));
      if (fault === 'before') throw new Error('the line broke');
      const result = await memory.write(writes);
      if (fault === 'after') throw new Error('the answer got lost');
      return result;
    },
  };
  const by = async () =>
    (await memory.get(paths)).map((found) => z.object({ by: z.string() }).parse(found?.data).by);
  return { store, memory, versions, sizes, by };
}

describe('writes that are asked for at once', () => {
  it('go in one commit, and what comes meanwhile in the next', async () => {
    const { store, sizes, by } = await watched();
    const grouped = groupedWrites(store);
    const early = paths.map((path) => grouped.write([put(path, 'early')]));
    const late = Promise.resolve().then(() =>
      Promise.all(paths.slice(1).map((path) => grouped.write([put(path, 'late')]))),
    );
    await Promise.all([...early, late]);
    expect(sizes).toEqual([3, 2]);
    expect(await by()).toEqual(['early', 'late', 'late']);
  });

  it('are each answered with their own versions', async () => {
    const { store, memory } = await watched();
    const grouped = groupedWrites(store);
    const [one, two] = await Promise.all([
      grouped.write([put('things/a', 'x')]),
      grouped.write([put('things/b', 'x'), put('things/c', 'x')]),
    ]);
    expect([...one, ...two]).toEqual((await memory.get(paths)).map((found) => found?.version));
  });

  it('of which one is refused are all made but that one, and a call of several writes wholly or not', async () => {
    const { store, versions, by } = await watched();
    const grouped = groupedWrites(store);
    const [stale, fresh] = await Promise.allSettled([
      grouped.write([put('things/a', 'stale'), claim('things/b', 'stale', 'old')]),
      grouped.write([claim('things/c', 'fresh', versions[2] ?? '')]),
    ]);
    expect(stale).toMatchObject({ status: 'rejected', reason: { name: 'StoreConflict', reason: 'changed' } });
    expect(fresh.status).toBe('fulfilled');
    expect(await by()).toEqual(['', '', 'fresh']);
  });

  it('of one document are made one after another, so that of two claims one wins', async () => {
    const { store, versions } = await watched();
    const grouped = groupedWrites(store);
    const claims = ['x', 'y'].map((by) => grouped.write([claim('things/a', by, versions[0] ?? '')]));
    const results = await Promise.allSettled(claims);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a commit', () => {
  it('that fails is made again call by call, so that a passing fault is felt by nobody', async () => {
    const { store, sizes, by } = await watched((commit) => (commit === 1 ? 'before' : undefined));
    const grouped = groupedWrites(store);
    await Promise.all(paths.map((path) => grouped.write([put(path, 'x')])));
    expect(sizes).toEqual([3, 1, 1, 1]);
    expect(await by()).toEqual(['x', 'x', 'x']);
  });

  it('that came through although its answer got lost has won nobody a claim', async () => {
    const { store, versions } = await watched((commit) => (commit === 1 ? 'after' : undefined));
    const grouped = groupedWrites(store);
    const claims = paths.map((path, index) => grouped.write([claim(path, 'x', versions[index] ?? '')]));
    for (const { status } of await Promise.allSettled(claims)) expect(status).toBe('rejected');
  });

  it('of one call that fails is not repeated', async () => {
    const { store, sizes } = await watched(() => 'before');
    await expect(groupedWrites(store).write([put('things/a', 'x')])).rejects.toThrow('the line broke');
    expect(sizes).toEqual([1]);
  });
});

it('whoever races and whatever fails, nobody is told of a claim that another has won', async () => {
  const fault = fc.constantFrom('before' as const, 'after' as const, undefined, undefined, undefined);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fault, { maxLength: 12 }),
      fc.array(fc.array(fc.nat(2), { maxLength: 5 }), { minLength: 2, maxLength: 4 }),
      async (faults, workers) => {
        const { store, versions, by } = await watched((commit) => faults[commit - 1]);
        const won: string[][] = paths.map(() => []);
        await Promise.all(
          workers.map(async (wanted, worker) => {
            const grouped = groupedWrites(store);
            const claims = wanted.map(async (index) => {
              const path = paths[index] ?? paths[0];
              await grouped.write([claim(path, `w${worker}`, versions[index] ?? '')]);
              won[index]?.push(`w${worker}`);
            });
            for (const result of await Promise.allSettled(claims))
              if (result.status === 'rejected' && !faults.some(Boolean))
                expect(result.reason).toBeInstanceOf(StoreConflict);
          }),
        );
        for (const [index, owner] of (await by()).entries()) {
          const winners = won[index] ?? [];
          expect(winners.length).toBeLessThanOrEqual(1);
          if (winners.length === 1) expect(winners).toEqual([owner]);
          else if (!faults.some(Boolean)) expect(owner).toBe('');
        }
      },
    ),
  );
});
