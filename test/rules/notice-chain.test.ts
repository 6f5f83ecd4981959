import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  inOrder,
  insteadId,
  lastTold,
  nextOccasion,
  noticeSlot,
} from '../../functions/src/rules/notice-chain';
import { noticeOf } from '../support/notice-stored';

const slot = noticeSlot(noticeOf());
const sms = (occasion: number) => `${slot}~${occasion}`;
const email = (occasion: number) => sms(occasion).replace('~sms~', '~email~');
const ids = (notices: readonly { readonly id: string }[]) => notices.map(({ id }) => id);

/** SMS, corrected by SMS, corrected by email, corrected by SMS that did not arrive, and the email in its place. */
const chain = [
  noticeOf({ id: sms(1), state: 'accepted', followedBy: sms(2) }),
  noticeOf({
    id: sms(2),
    state: 'accepted',
    followedBy: email(1),
    follows: { id: sms(1), why: 'correction', by: '' },
  }),
  noticeOf({
    id: email(1),
    channel: 'email',
    state: 'accepted',
    followedBy: sms(3),
    follows: { id: sms(2), why: 'correction', by: '' },
  }),
  noticeOf({ id: sms(3), state: 'undelivered', follows: { id: email(1), why: 'correction', by: '' } }),
  noticeOf({ id: insteadId({ id: sms(3), channel: 'sms' }), channel: 'email', state: 'accepted' }),
];

describe('the order of a chain', () => {
  it('is that in which one follows another, whatever the clocks said and in whatever order they were read', () => {
    const minute = fc.integer({ min: 0, max: 59 });
    fc.assert(
      fc.property(
        fc.array(minute, { minLength: 5, maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        (minutes, keys) => {
          const dated = chain.map((notice, at) => ({
            ...notice,
            createdAt: new Date(Date.UTC(2026, 2, 16, 6, minutes[at])).toISOString(),
          }));
          const shuffled = dated
            .map((notice) => ({ notice, key: keys.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ notice }) => notice);
          expect(ids(inOrder(shuffled))).toEqual(ids(chain));
        },
      ),
    );
  });

  it('has the later occasion of a slot later although nothing names it any more', () => {
    const first = noticeOf({ id: sms(1), state: 'accepted', createdAt: '2026-03-16T09:00:00.000Z' });
    const second = noticeOf({ id: sms(2), state: 'accepted', createdAt: '2026-03-16T06:00:00.000Z' });
    expect(lastTold(inOrder([first, second]))?.id).toBe(sms(2));
  });

  it('goes by the clock between what nothing ties together', () => {
    const later = noticeOf({ id: sms(1), createdAt: '2026-03-16T09:00:00.000Z' });
    const earlier = noticeOf({ id: email(1), channel: 'email', createdAt: '2026-03-16T06:00:00.000Z' });
    expect(ids(inOrder([later, earlier]))).toEqual([email(1), sms(1)]);
  });

  it('loses none of those that name each other, as no chain should', () => {
    const one = noticeOf({ id: sms(1), followedBy: email(1) });
    const other = noticeOf({ id: email(1), channel: 'email', followedBy: sms(1) });
    expect(ids(inOrder([one, other])).sort()).toEqual([email(1), sms(1)]);
  });
});

it('the next occasion is counted in its own slot only', () => {
  expect(nextOccasion(slot, [])).toBe(sms(1));
  const known = [sms(1), sms(4), email(9), insteadId({ id: sms(7), channel: 'sms' })].map((id) => ({ id }));
  expect(nextOccasion(slot, known)).toBe(sms(5));
});
