import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type Store, StoreConflict, type StoredDocument } from '../../functions/src/ports';

const counted = z.object({ n: z.number() });
const numberIn = (document: StoredDocument | undefined) => counted.parse(document?.data).n;

/** What every store keeps to: run over the memory store and over Firestore, so that the two cannot drift apart. */
export function storeContract(name: string, createStore: () => Promise<Store>): void {
  let collections = 0;
  const fresh = async () => ({
    store: await createStore(),
    collection: `c${Date.now().toString(36)}${collections++}`,
  });
  const ids = (documents: readonly StoredDocument[]) => documents.map(({ id }) => id);

  describe(`${name}: documents`, () => {
    it('gives back what was written, in the order asked for, and nothing for what is absent', async () => {
      const { store, collection } = await fresh();
      await store.write([
        {
          kind: 'set',
          path: `${collection}/a`,
          data: { name: '张三', list: [{ n: 1 }], map: { x: true }, gone: undefined },
        },
      ]);
      const [absent, found] = await store.get([`${collection}/b`, `${collection}/a`]);
      expect(absent).toBeUndefined();
      expect(found?.data).toEqual({ name: '张三', list: [{ n: 1 }], map: { x: true } });
      expect(found?.path).toBe(`${collection}/a`);
    });

    it('does not hand out its own memory', async () => {
      const { store, collection } = await fresh();
      const data = { list: [1] };
      await store.write([{ kind: 'set', path: `${collection}/a`, data }]);
      data.list.push(2);
      expect((await store.get([`${collection}/a`]))[0]?.data).toEqual({ list: [1] });
    });

    it('refuses to create what exists, and then writes nothing of the batch', async () => {
      const { store, collection } = await fresh();
      await store.write([{ kind: 'create', path: `${collection}/a`, data: { n: 1 } }]);
      const twice = store.write([
        { kind: 'set', path: `${collection}/b`, data: { n: 2 } },
        { kind: 'create', path: `${collection}/a`, data: { n: 3 } },
      ]);
      await expect(twice).rejects.toMatchObject({ name: 'StoreConflict', reason: 'taken' });
      expect((await store.get([`${collection}/a`, `${collection}/b`])).map((found) => found?.data)).toEqual([
        { n: 1 },
        undefined,
      ]);
    });

    it('replaces the named fields on update, whole maps included, and refuses to update what is absent', async () => {
      const { store, collection } = await fresh();
      await store.write([{ kind: 'set', path: `${collection}/a`, data: { n: 1, map: { x: 1 }, kept: 'k' } }]);
      await store.write([{ kind: 'update', path: `${collection}/a`, data: { n: 2, map: { y: 2 } } }]);
      expect((await store.get([`${collection}/a`]))[0]?.data).toEqual({ n: 2, map: { y: 2 }, kept: 'k' });
      await expect(
        store.write([{ kind: 'update', path: `${collection}/b`, data: { n: 1 } }]),
      ).rejects.toMatchObject({ reason: 'changed' });
    });

    it('lets one of many claims by version win', async () => {
      const { store, collection } = await fresh();
      await store.write([{ kind: 'set', path: `${collection}/a`, data: { by: '' } }]);
      const version = (await store.get([`${collection}/a`]))[0]?.version ?? '';
      const claims = await Promise.allSettled(
        ['x', 'y', 'z'].map((by) =>
          store.write([{ kind: 'update', path: `${collection}/a`, data: { by }, version }]),
        ),
      );
      expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const claim of claims)
        if (claim.status === 'rejected') expect(claim.reason).toBeInstanceOf(StoreConflict);
    });

    it('gives the versions after a write, by which one can write on without reading', async () => {
      const { store, collection } = await fresh();
      const paths = [`${collection}/a`, `${collection}/b`] as const;
      const [created] = await store.write(
        paths.map((path) => ({ kind: 'create' as const, path, data: { n: 1 } })),
      );
      const versions = await store.write(
        paths.map((path, index) => ({ kind: 'update' as const, path, data: { n: 2 + index } })),
      );
      expect(versions).toEqual((await store.get(paths)).map((found) => found?.version));
      const [path] = paths;
      const writeOn = (version = '') => store.write([{ kind: 'update', path, data: { n: 9 }, version }]);
      await expect(writeOn(created)).rejects.toMatchObject({ reason: 'changed' });
      await writeOn(versions[0]);
      expect(numberIn((await store.get([path]))[0])).toBe(9);
    });

    it('takes fields away on update, by version or without, and does not mind those that are absent', async () => {
      const { store, collection } = await fresh();
      const path = `${collection}/a` as const;
      const [version = ''] = await store.write([{ kind: 'set', path, data: { n: 1, why: 'x', until: 'y' } }]);
      await store.write([{ kind: 'update', path, data: { n: 2 }, remove: ['why', 'absent'], version }]);
      expect((await store.get([path]))[0]?.data).toEqual({ n: 2, until: 'y' });
      await store.write([{ kind: 'update', path, data: {}, remove: ['until'] }]);
      expect((await store.get([path]))[0]?.data).toEqual({ n: 2 });
    });

    it('deletes', async () => {
      const { store, collection } = await fresh();
      await store.write([{ kind: 'set', path: `${collection}/a`, data: { n: 1 } }]);
      await store.write([{ kind: 'delete', path: `${collection}/a` }]);
      expect(await store.get([`${collection}/a`])).toEqual([undefined]);
    });
  });

  describe(`${name}: transactions`, () => {
    it('loses none of ten that count at once', async () => {
      const { store, collection } = await fresh();
      await store.write([{ kind: 'set', path: `${collection}/a`, data: { n: 0 } }]);
      const results = await Promise.all(
        Array.from({ length: 10 }, () =>
          store.transact(async (read) => {
            const n = numberIn((await read([`${collection}/a`]))[0]) + 1;
            return { writes: [{ kind: 'set', path: `${collection}/a`, data: { n } }], result: n };
          }),
        ),
      );
      expect([...results].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });

    it('writes nothing when deciding fails', async () => {
      const { store, collection } = await fresh();
      const failing = store.transact(async (read) => {
        await read([`${collection}/a`]);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await store.get([`${collection}/a`])).toEqual([undefined]);
    });

    it('says taken when what it creates exists', async () => {
      const { store, collection } = await fresh();
      await store.write([{ kind: 'set', path: `${collection}/a`, data: {} }]);
      const creating = store.transact(async () => ({
        writes: [{ kind: 'create', path: `${collection}/a`, data: {} }],
        result: 1,
      }));
      await expect(creating).rejects.toMatchObject({ reason: 'taken' });
    });

    it('reads more after a first look', async () => {
      const { store, collection } = await fresh();
      await store.write([
        { kind: 'set', path: `${collection}/a`, data: { next: 'b' } },
        { kind: 'set', path: `${collection}/b`, data: { n: 7 } },
      ]);
      const n = await store.transact(async (read) => {
        const next = z.object({ next: z.string() }).parse((await read([`${collection}/a`]))[0]?.data).next;
        return { writes: [], result: numberIn((await read([`${collection}/${next}`]))[0]) };
      });
      expect(n).toBe(7);
    });
  });

  describe(`${name}: queries`, () => {
    const filled = async () => {
      const { store, collection } = await fresh();
      const rows = [
        { id: 'a', state: 'open', dueAt: '2026-03-01', tags: ['x'] },
        { id: 'b', state: 'open', dueAt: '2026-03-03', tags: ['x', 'y'] },
        { id: 'c', state: 'done', dueAt: '2026-03-02', tags: [] },
        { id: 'd', state: 'open', dueAt: '2026-03-02', tags: ['y'] },
        { id: 'e', state: 'open', tags: [] },
      ];
      await store.write(rows.map(({ id, ...data }) => ({ kind: 'set', path: `${collection}/${id}`, data })));
      return { store, collection };
    };

    it('filters, orders and limits; a document without the field of the order is left out', async () => {
      const { store, collection } = await filled();
      const open = {
        collection,
        where: [['state', '==', 'open']] as const,
        orderBy: [['dueAt', 'asc']] as const,
      };
      expect(ids(await store.find({ ...open, limit: 10 }))).toEqual(['a', 'd', 'b']);
      expect(ids(await store.find({ ...open, limit: 2 }))).toEqual(['a', 'd']);
      expect(
        ids(
          await store.find({
            ...open,
            where: [
              ['state', '==', 'open'],
              ['dueAt', '<=', '2026-03-02'],
            ],
            limit: 10,
          }),
        ),
      ).toEqual(['a', 'd']);
      expect(ids(await store.find({ ...open, orderBy: [['dueAt', 'desc']], limit: 10 }))).toEqual([
        'b',
        'd',
        'a',
      ]);
    });

    it('goes on after the last page', async () => {
      const { store, collection } = await filled();
      const page = {
        collection,
        where: [['state', '==', 'open']] as const,
        orderBy: [['dueAt', 'asc']] as const,
        limit: 10,
      };
      expect(ids(await store.find({ ...page, startAfter: ['2026-03-01'] }))).toEqual(['d', 'b']);
    });

    it('goes on in the middle of those that have the same value', async () => {
      const { store, collection } = await filled();
      const data = { state: 'same', dueAt: '2026-03-05' };
      await store.write(['x', 'y', 'z'].map((id) => ({ kind: 'create', path: `${collection}/${id}`, data })));
      const page = { collection, where: [['state', '==', 'same']] as const, limit: 10 };
      const behind = async (way: 'asc' | 'desc') =>
        ids(await store.find({ ...page, orderBy: [['dueAt', way]], startAfter: [data.dueAt, 'y'] }));
      expect([await behind('asc'), await behind('desc')]).toEqual([['z'], ['x']]);
    });

    it('finds members of lists', async () => {
      const { store, collection } = await filled();
      expect(
        ids(await store.find({ collection, where: [['tags', 'array-contains', 'y']], limit: 10 })),
      ).toEqual(['b', 'd']);
    });
  });

  describe(`${name}: counters`, () => {
    it('never gives a number twice, however many take at once', async () => {
      const { store, collection } = await fresh();
      const taken = await Promise.all(
        Array.from({ length: 12 }, (_, index) => store.take(`${collection}/n`, 1 + (index % 3))),
      );
      expect(new Set(taken).size).toBe(12);
      expect(Math.max(...taken)).toBe(24);
    });
  });
}
