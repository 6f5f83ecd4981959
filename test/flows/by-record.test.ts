import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byRecord } from '../../functions/src/flows/by-record';
import type { StoredDocument } from '../../functions/src/ports';

const stored = (id: string, data: unknown): StoredDocument => ({
  path: `notices/${id}`,
  id,
  data,
  version: '1',
});
const notice = (record: string, kind: string, createdAt: string) =>
  stored(`${record}~${kind}~${createdAt}`, { record, kind, createdAt });
const idsOf = (groups: ReturnType<typeof byRecord>) =>
  groups.map(({ record, notices }) => [record, notices.map(({ id }) => id)]);

describe('what a night has held back', () => {
  const registered = notice('a', 'order-registered', '2026-03-16T14:00');
  const paid = notice('a', 'payment-confirmed', '2026-03-16T14:20');
  const shipped = notice('a', 'goods-shipped', '2026-03-16T15:00');

  it('leaves record by record in the order in which it happened, however it was found', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([registered, paid, shipped], { minLength: 3, maxLength: 3 }),
        (found) => {
          expect(idsOf(byRecord(found))).toEqual([['a', [registered.id, paid.id, shipped.id]]]);
        },
      ),
    );
  });

  it('and the earlier stage first where one edit has completed both', () => {
    const late = notice('a', 'payment-confirmed', '2026-03-16T14:00');
    expect(idsOf(byRecord([late, registered]))).toEqual([['a', [registered.id, late.id]]]);
  });
});

it('records stay in the order of those that have waited longest', () => {
  const one = notice('b', 'order-registered', '2026-03-16T14:00');
  const other = notice('a', 'order-registered', '2026-03-16T13:00');
  expect(idsOf(byRecord([one, other]))).toEqual([
    ['b', [one.id]],
    ['a', [other.id]],
  ]);
});

it('what can’t be read is by itself, or first of its record', () => {
  const odd = stored('odd', null);
  const damaged = stored('damaged', { record: 'a', createdAt: 7 });
  const fine = notice('a', 'order-registered', '2026-03-16T14:00');
  expect(idsOf(byRecord([odd, fine, damaged]))).toEqual([
    ['odd', ['odd']],
    ['a', ['damaged', fine.id]],
  ]);
});
