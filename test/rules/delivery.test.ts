import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  afterExpiredLease,
  afterReport,
  afterSending,
  claimed,
  type DeliveryReport,
  delaySeconds,
  leaseSeconds,
  mayMove,
} from '../../functions/src/rules/delivery';
import { type Notice, type NoticeState, noticeSchema, noticeStates } from '../../functions/src/rules/notice';

const now = '2026-03-16T06:10:00.000Z';
const machine = new Date('2026-11-01T00:00:00.000Z');
const notice = (change: Partial<Notice> = {}): Notice =>
  noticeSchema.parse({
    id: 'order~row-1~goods-shipped~dealer~sms~1',
    record: 'order~row-1',
    form: 'order',
    kind: 'goods-shipped',
    recipient: 'dealer',
    channel: 'sms',
    to: '+8613800138000',
    language: 'zh-CN',
    text: '【全友家居】订单DH2026-0001已发货',
    segments: 1,
    state: 'pending',
    dueAt: now,
    attempts: 0,
    createdAt: now,
    fills: 'dealerToldAt',
    ...change,
  });
const sending = notice({ state: 'sending', attempts: 1, leaseUntil: machine.toISOString() });

describe('states', () => {
  const final = ['delivered', 'undelivered', 'failed', 'withdrawn', 'suppressed'] as const;

  it('that are final lead nowhere', () => {
    for (const from of final) expect(noticeStates.filter((to) => mayMove(from, to))).toEqual([]);
  });

  it('reach sending from pending only', () => {
    expect(noticeStates.filter((from) => mayMove(from, 'sending'))).toEqual(['pending']);
  });

  it('go back once the provider has accepted only on its word that nothing has left', () => {
    expect(noticeStates.filter((to) => mayMove('accepted', to))).toEqual([
      'pending',
      'delivered',
      'undelivered',
      'failed',
    ]);
  });
});

describe('the result of a send', () => {
  const settle = (result: Parameters<typeof afterSending>[2], from = sending, attempt = 1) =>
    afterSending(from, attempt, result, now, 0);

  it('accepted keeps the provider’s id, the time, its own count of segments, and the blank to fill', () => {
    expect(settle({ outcome: 'accepted', providerId: 'SM1', segments: 2 })).toEqual({
      state: 'accepted',
      providerId: 'SM1',
      acceptedAt: now,
      segments: 2,
      fillPending: true,
    });
  });

  it('accepted without a count of segments keeps ours', () => {
    for (const segments of [0, Number.NaN])
      expect(settle({ outcome: 'accepted', providerId: 'SM1', segments })).not.toHaveProperty('segments');
  });

  it('passing puts it off, and says since when it was due', () => {
    expect(settle({ outcome: 'passing', code: '20429' })).toEqual({
      state: 'pending',
      reason: 'passing',
      code: '20429',
      dueAt: '2026-03-16T06:10:30.000Z',
      firstDueAt: now,
    });
  });

  it('permanent fails at once and says why', () => {
    expect(settle({ outcome: 'permanent', code: '21610', reason: 'opted-out' })).toMatchObject({
      state: 'failed',
      reason: 'opted-out',
      code: '21610',
    });
  });

  it('without an answer is unknown', () => {
    expect(settle({ outcome: 'unknown', code: 'timeout' })).toMatchObject({
      state: 'unknown',
      code: 'timeout',
    });
  });

  it('that comes after the lease has expired still settles what was unknown', () => {
    const unknown = { ...sending, state: 'unknown' as const };
    expect(settle({ outcome: 'accepted', providerId: 'SM1' }, unknown)).toMatchObject({ state: 'accepted' });
    expect(settle({ outcome: 'passing', code: '20429' }, unknown)).toMatchObject({ state: 'pending' });
    expect(settle({ outcome: 'unknown', code: 'timeout' }, unknown)).toBeUndefined();
  });

  it('of another claim, or after a callback has told already, changes nothing', () => {
    expect(settle({ outcome: 'accepted', providerId: 'SM1' }, { ...sending, attempts: 2 })).toBeUndefined();
    for (const state of ['accepted', 'delivered', 'undelivered', 'failed', 'withdrawn'] as const)
      expect(settle({ outcome: 'passing', code: '20429' }, { ...sending, state })).toBeUndefined();
  });
});

describe('tries', () => {
  it('double from half a minute to an hour', () => {
    const delays = Array.from({ length: 9 }, (_, index) => delaySeconds(index + 1, 0));
    expect(delays).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
  });

  it('are spread over the latter half of the wait', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, random) => {
          const delay = delaySeconds(attempt, random);
          expect(delay).toBeGreaterThanOrEqual(15);
          expect(delay).toBeLessThanOrEqual(3600);
        },
      ),
    );
  });
});

describe('a lease', () => {
  it('is taken in machine time and counts the attempt', () => {
    expect(claimed(notice(), machine, 'a-claim')).toEqual({
      state: 'sending',
      claim: 'a-claim',
      attempts: 1,
      leaseUntil: new Date(machine.getTime() + leaseSeconds * 1000).toISOString(),
    });
  });

  it('that has expired makes the notice unknown, never pending', () => {
    expect(afterExpiredLease(sending, machine, now)).toMatchObject({
      state: 'unknown',
      reason: 'lease-expired',
    });
  });

  it('that still runs, or that nobody holds any more, changes nothing', () => {
    expect(afterExpiredLease(sending, new Date(machine.getTime() - 1), now)).toBeUndefined();
    expect(afterExpiredLease({ ...sending, state: 'accepted' }, machine, now)).toBeUndefined();
  });
});

describe('reports of delivery', () => {
  const report = (state: DeliveryReport['state'], providerId = 'SM1'): DeliveryReport => ({
    providerId,
    state,
  });
  const apply = (from: Notice, reports: readonly DeliveryReport[]): Notice => {
    let current = from;
    for (const one of reports) current = { ...current, ...afterReport(current, one, now) };
    return current;
  };

  it('that come before our own record of the send accept it and fill the blank', () => {
    expect(apply(sending, [report('delivered')])).toMatchObject({
      state: 'delivered',
      acceptedAt: now,
      providerId: 'SM1',
      fillPending: true,
    });
  });

  it('of failure leave the blank to the clerk', () => {
    expect(
      apply({ ...sending, state: 'accepted', fillPending: true }, [report('undelivered')]),
    ).toMatchObject({
      state: 'undelivered',
      fillPending: false,
    });
  });

  it('about another message change nothing', () => {
    const accepted = { ...sending, state: 'accepted' as const, providerId: 'SM1' };
    expect(afterReport(accepted, report('delivered', 'SM2'), now)).toBeUndefined();
  });

  it('in any order and number end where the first final one says, and otherwise at accepted', () => {
    const states = fc.array(fc.constantFrom('accepted', 'delivered', 'undelivered'), {
      minLength: 1,
      maxLength: 8,
    });
    const start = fc.constantFrom<NoticeState>('pending', 'sending', 'unknown', 'accepted');
    fc.assert(
      fc.property(start, states, (state, seen) => {
        const end = apply(
          { ...sending, state },
          seen.map((one) => report(one)),
        );
        expect(end.state).toBe(seen.find((one) => one !== 'accepted') ?? 'accepted');
        expect(
          apply(
            end,
            seen.map((one) => report(one)),
          ),
        ).toEqual(end);
      }),
    );
  });
});
