import { describe, expect, it } from '@jest/globals';
import type { Services } from '../../functions/src/ports';
import { edit, send, sendOne } from '../support/edits';
import { head, orderUpTo } from '../support/orders';
import { testServices } from '../support/services';
import { zhang } from '../support/staff';

const evening = '2026-03-18T10:00:00.000Z';
const begin = () => testServices({ now: evening });
const codes = (answer: { problems: readonly { field: string; code: string }[] }) =>
  answer.problems.map(({ field, code }) => `${field}: ${code}`);
const count = async (services: Services, collection: string) =>
  (await services.store.find({ collection, where: [], limit: 1000 })).length;

describe('the number', () => {
  it('is kept as typed, and a second order may not have it', async () => {
    const { services } = begin();
    const kept = await sendOne(services, zhang, { cells: { number: '2026粤-18', ...head } });
    expect(kept).toMatchObject({ outcome: 'saved', number: '2026粤-18' });
    const second = await sendOne(services, zhang, { key: 'row-2', cells: { number: '2026粤-18', ...head } });
    expect(second).toMatchObject({ outcome: 'rejected', number: null });
    expect(codes(second)).toEqual(['number: number-taken']);
    expect(await count(services, 'records')).toBe(1);
  });

  it('is assigned in one block per request, each once', async () => {
    const { services } = begin();
    const rows = ['a', 'b', 'c'].map((key) => edit({ key, cells: { dealerName: key } }));
    const numbers = (await send(services, zhang, ...rows)).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(3);
    expect([...numbers].sort()).toEqual(['DH2026-0001', 'DH2026-0002', 'DH2026-0003']);
  });

  it('is not given to a row without one good cell, and nothing is written for it', async () => {
    const { services } = begin();
    const answer = await sendOne(services, zhang, { cells: { dealerPhone: '12345' } });
    expect(answer).toMatchObject({ outcome: 'rejected', number: null, revision: 0 });
    expect(await count(services, 'records')).toBe(0);
    expect(await services.store.get(['counters/order-2026'])).toEqual([undefined]);
  });

  it('cannot be changed once given', async () => {
    const { services } = begin();
    await orderUpTo(services, 'received');
    const answer = await sendOne(services, zhang, { revision: 1, cells: { number: 'X-1' } });
    expect(codes(answer)).toEqual(['number: number-fixed']);
  });

  it('goes to one of two that type it at the same moment', async () => {
    const { services } = begin();
    const both = await Promise.all(
      ['a', 'b'].map((key) => sendOne(services, zhang, { key, cells: { number: 'N-1', dealerName: key } })),
    );
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['rejected', 'saved']);
  });
});
