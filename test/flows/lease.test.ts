import { describe, expect, it } from '@jest/globals';
import { withLease } from '../../functions/src/flows/lease';
import { StoreConflict } from '../../functions/src/ports';
import { testServices } from '../support/services';

const world = () => testServices({ now: '2026-03-16T01:00:00Z' });

describe('a lease', () => {
  it('lets one of several do the work, and the next once it is done', async () => {
    const { services } = world();
    let running = 0;
    const work = async () => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((done) => setTimeout(done, 5));
      running -= 1;
      return 'done';
    };
    const results = await Promise.all([1, 2, 3].map(() => withLease(services, 'rows', work)));
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    expect(await withLease(services, 'rows', work)).toBe('done');
  });

  it('is about one name only', async () => {
    const { services } = world();
    const both = withLease(services, 'a', () => withLease(services, 'b', async () => 'both'));
    expect(await both).toBe('both');
  });

  it('is given back when the work fails', async () => {
    const { services } = world();
    await expect(withLease(services, 'rows', () => Promise.reject(new Error('503')))).rejects.toThrow('503');
    expect(await withLease(services, 'rows', async () => 'done')).toBe('done');
  });

  it('lapses five minutes after its holder was killed, not before', async () => {
    const { services, at } = world();
    void withLease(services, 'rows', () => new Promise(() => undefined));
    at('2026-03-16T01:04:59Z');
    expect(await withLease(services, 'rows', async () => 'done')).toBeUndefined();
    at('2026-03-16T01:05:00Z');
    expect(await withLease(services, 'rows', async () => 'done')).toBe('done');
  });

  it('that was spoilt by hand holds nobody up', async () => {
    const { services, store } = world();
    await store.write([{ kind: 'set', path: 'leases/rows', data: { until: 'never' } }]);
    expect(await withLease(services, 'rows', async () => 'done')).toBe('done');
  });

  it('is not granted while the store is contended, and fails with the store', async () => {
    const { services } = world();
    const failing = (error: Error) => ({
      ...services,
      store: { ...services.store, transact: () => Promise.reject(error) },
    });
    const work = async () => 'done';
    expect(await withLease(failing(new StoreConflict('busy')), 'rows', work)).toBeUndefined();
    await expect(withLease(failing(new Error('down')), 'rows', work)).rejects.toThrow('down');
  });
});
