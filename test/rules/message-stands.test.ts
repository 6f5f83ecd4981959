import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { standsAfter } from '../../functions/src/rules/message-stands';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';

const slot = 'goods-shipped~dealer~sms';
const noticeOf = (changes: Partial<Notice> = {}): Notice =>
  noticeSchema.parse({
    id: `order~row-1~${slot}~1`,
    record: 'order~row-1',
    form: 'order',
    kind: 'goods-shipped',
    recipient: 'dealer',
    channel: 'sms',
    to: '+8613800138000',
    language: 'zh-CN',
    text: '已发货',
    segments: 1,
    state: 'pending',
    dueAt: '2026-03-17T00:00:00.000Z',
    attempts: 0,
    createdAt: '2026-03-16T13:30:00.000Z',
    ...changes,
  });
const second = (changes: Partial<Notice> = {}): Notice =>
  noticeOf({
    id: `order~row-1~${slot}~2`,
    follows: { id: `order~row-1~${slot}~1`, why: 'correction', by: 'li@example.com' },
    ...changes,
  });

describe('how a record’s notices stand', () => {
  it('says when one is due that waits, when it left, and when it ended', () => {
    const times = { acceptedAt: '2026-03-17T00:00:05.000Z', settledAt: '2026-03-17T00:00:09.000Z' };
    const at = (notice: Partial<Notice>) => standsAfter({}, [noticeOf(notice)])?.[slot]?.at;
    expect(at({ state: 'pending' })).toBe('2026-03-17T00:00:00.000Z');
    expect(at({ state: 'accepted', acceptedAt: times.acceptedAt })).toBe(times.acceptedAt);
    expect(at({ state: 'delivered', ...times })).toBe(times.settledAt);
    expect(at({ state: 'suppressed', reason: 'no-address' })).toBe('2026-03-16T13:30:00.000Z');
  });

  it('says whose night one waits for, while it waits', () => {
    const countryOf = (notice: Partial<Notice>) =>
      standsAfter({}, [noticeOf({ country: 'US', ...notice })])?.[slot]?.country;
    expect(countryOf({ state: 'pending' })).toBe('US');
    expect(countryOf({ state: 'delivered' })).toBeUndefined();
    const before = standsAfter({}, [noticeOf()]) ?? {};
    expect(standsAfter(before, [noticeOf({ country: 'US' })])?.[slot]?.country).toBe('US');
  });

  it('keeps why, the provider’s code, and that an unknown one is looked up', () => {
    const failed = standsAfter({}, [noticeOf({ state: 'failed', reason: 'bad-number', code: '21211' })]);
    expect(failed?.[slot]).toMatchObject({ state: 'failed', reason: 'bad-number', code: '21211' });
    const unknown = noticeOf({ state: 'unknown', reason: 'no-answer', lookUpAt: '2026-03-17T00:05:00.000Z' });
    expect(standsAfter({}, [unknown])?.[slot]).toMatchObject({ lookingUp: true });
  });

  it('changes nothing where a look-up has only been put off', () => {
    const unknown = noticeOf({
      state: 'unknown',
      reason: 'no-answer',
      lookUpAt: '2026-03-17T00:05:00.000Z',
      settledAt: '2026-03-17T00:00:09.000Z',
    });
    const before = standsAfter({}, [unknown]) ?? {};
    expect(standsAfter(before, [{ ...unknown, lookUpAt: '2026-03-17T00:10:00.000Z' }])).toBeUndefined();
  });

  it('puts the email that follows an SMS into the slot of emails, beside the SMS', () => {
    const sms = noticeOf({ state: 'undelivered' });
    const email = noticeOf({ id: `${sms.id}~email-after-sms`, channel: 'email' });
    expect(Object.keys(standsAfter({}, [sms, email]) ?? {})).toEqual([slot, 'goods-shipped~dealer~email']);
  });

  it('is the newest of a chain, in whatever order and however often its notices come', () => {
    const chain = [
      noticeOf({ state: 'accepted', followedBy: second().id }),
      noticeOf({ state: 'delivered', followedBy: second().id }),
      second({ state: 'pending' }),
      second({ state: 'pending' }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(chain, { minLength: 3 }), (notices) => {
        let stands = {};
        for (const notice of notices) stands = standsAfter(stands, [notice]) ?? stands;
        expect(stands).toMatchObject({ [slot]: { id: second().id, state: 'pending' } });
      }),
    );
  });

  const first = (changes: Partial<Notice> = {}) =>
    noticeOf({ state: 'delivered', settledAt: '2026-03-17T00:00:09.000Z', ...changes });

  it('says of a correction that it is one, and how what it corrects stands, in whatever order they come', () => {
    const all = [
      noticeOf({ state: 'accepted', acceptedAt: '2026-03-17T00:00:05.000Z' }),
      first({ followedBy: second().id }),
      second(),
    ];
    for (const order of [
      [0, 1, 2],
      [0, 2, 1],
      [2, 1],
      [1, 2],
    ]) {
      let stands = {};
      for (const at of order) stands = standsAfter(stands, all.slice(at, at + 1)) ?? stands;
      expect(stands).toMatchObject({
        [slot]: {
          ...{ id: second().id, state: 'pending', why: 'correction' },
          before: { id: first().id, state: 'delivered', at: '2026-03-17T00:00:09.000Z' },
        },
      });
    }
  });

  it('gives the slot back to what was followed once the correction is taken back, in whatever order that is known', () => {
    const waiting = standsAfter({}, [first({ followedBy: second().id }), second()]) ?? {};
    const back = [first(), second({ state: 'withdrawn' })];
    const only = standsAfter({}, [first()]);
    for (const notices of [back, back.toReversed()]) {
      expect(standsAfter(waiting, notices)).toEqual(only);
      const [one = [], two = []] = notices.map((notice) => [notice]);
      const between = standsAfter(waiting, one) ?? waiting;
      expect(standsAfter(between, two) ?? between).toEqual(only);
    }
  });

  it('gives it back also where the record was written before it said what had been followed', () => {
    const known = {
      [slot]: { id: second().id, state: 'withdrawn' as const, at: '2026-03-17T00:00:00.000Z' },
    };
    expect(standsAfter(known, [first()])).toEqual(standsAfter({}, [first()]));
  });

  it('takes the correction again when it is wanted after all', () => {
    const back = standsAfter({}, [first()]) ?? {};
    expect(standsAfter(back, [first({ followedBy: second().id }), second()])).toMatchObject({
      [slot]: { id: second().id, before: { state: 'delivered' } },
    });
  });

  it('gives it back though the correction had been tried before it was withdrawn', () => {
    const tried = second({ state: 'withdrawn', reason: 'passing' });
    expect(standsAfter({}, [first(), tried])).toEqual(standsAfter({}, [first()]));
  });

  it('does not go back from the tenth occasion to the ninth, nor from a repeat to the email after an SMS', () => {
    const of = (id: string) => noticeOf({ id: `order~row-1~${id}` });
    const newest = (...ids: readonly string[]) =>
      Object.values(standsAfter({}, ids.map(of)) ?? {}).map(({ id }) => id);
    expect(newest(`${slot}~10`, `${slot}~9`)).toEqual([`order~row-1~${slot}~10`]);
    expect(newest(`${slot}~1`, `${slot}~1~email-after-sms`)).toEqual([`order~row-1~${slot}~1`]);
    expect(newest(`${slot}~2~email-after-sms`, `${slot}~1~email-after-sms`)).toEqual([
      `order~row-1~${slot}~2~email-after-sms`,
    ]);
  });
});
